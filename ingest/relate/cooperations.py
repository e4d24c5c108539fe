"""From scored statements to cooperations: one entry for each pair, status and subject; equals of one clause in one entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ...ontology.dates import PartialDate
from ...ontology.model import Cooperation, Evidence
from .candidates import Pair
from .roles import roles_of
from .statements import Page, Statement, date_of, manner_of, span_of, topics_of

SECOND = 0.75  # a further statement of a pair counts when it is nearly as sure as the surest


@dataclass(frozen=True, slots=True)
class Entry:
    """A cooperation in the making."""

    parties: tuple[str, ...]
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    status: str
    date: PartialDate | None
    evidence: tuple[Evidence, ...]


def find_cooperations(prepared: Page, floor: float) -> tuple[Cooperation, ...]:
    """The cooperations that a page states, those whose confidence is `floor` or more, in text order."""
    entries = [entry for pair, found in prepared.by_pair().items() for entry in _entries(prepared, pair, found, floor)]
    merged = sorted(_merge(entries), key=lambda e: (e.evidence[0].start, e.parties))
    return tuple(_cooperation(prepared, entry) for entry in merged)


def _cooperation(prepared: Page, entry: Entry) -> Cooperation:
    """The entry as a fact, tied to the papers and projects of its parties."""
    parties, proof = set(entry.parties), entry.evidence[0]
    papers = tuple(a.key for a in prepared.papers if a.key and parties <= set(a.parties))
    projects = tuple(p.key for p in prepared.scene.projects if p.key and parties <= set(p.participants))
    unit = prepared.unit_at(proof.start)
    return Cooperation(
        parties=entry.parties,
        topics=entry.topics,
        kinds=entry.kinds,
        date=entry.date,
        status=entry.status,
        under=papers[:1],
        within=projects,
        evidence=entry.evidence,
        **(roles_of(prepared.scene, unit, entry.parties, entry.kinds) if unit and len(parties) == 2 else {}),
    )


def _entries(prepared: Page, pair: Pair, found: Sequence[Statement], floor: float) -> Iterable[Entry]:
    """The entries of one pair: its surest statement, and others that say another status."""
    if found[0].score < floor:
        return
    by_status: dict[str, Entry] = {}
    for statement in found:
        if statement.score < max(floor, SECOND * found[0].score):
            break
        entry = _entry(prepared, statement)
        known = by_status.get(entry.status)
        by_status[entry.status] = entry if known is None else replace(known, evidence=(*known.evidence, *entry.evidence))
    yield from by_status.values()


def _entry(prepared: Page, statement: Statement) -> Entry:
    kinds, status = manner_of(prepared, statement.unit, statement.pair)
    start, end = span_of(prepared, statement)
    quote = prepared.scene.reading.document.text[start:end]
    proof = Evidence(start=start, end=end, quote=quote, rule=f"pair.{statement.mode}", confidence=round(statement.score, 3))
    topics = topics_of(prepared, statement.unit, statement.pair)
    return Entry(statement.pair, topics, kinds, status, date_of(prepared, statement), (proof,))


def _merge(entries: Sequence[Entry]) -> Iterable[Entry]:
    """Pairs that one clause states with the same attributes become one entry when every two of the parties are such a pair."""
    groups: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.evidence[0].start, entry.topics, entry.kinds, entry.status].append(entry)
    for group in groups.values():
        parties = sorted({party for entry in group for party in entry.parties})
        pairs = {entry.parties for entry in group}
        if len(group) > 2 and all(pair in pairs for pair in combinations(parties, 2)):
            surest = min(group, key=lambda e: -e.evidence[0].confidence)
            yield replace(surest, parties=tuple(parties))
        else:
            yield from group
