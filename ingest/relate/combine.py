"""Cooperations of a document from two sources: the learned scorer's and the rules'. Where a rule says what a pair does, it is believed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import exp, log

from ...ontology.model import Cooperation, Evidence
from ..reading import Reading
from .candidates import Pair, pair_of
from .rules.find import RuleStatement, Verdict

FIT = {"bias": -0.43, "scorer": 0.8, "rule": 0.45, "stated": 0.19, "more": 0.27}
"""Logistic fit of "the pair is right" on the scorer's log odds, the best rule's log odds, whether a rule speaks and how many more do."""
_UNSEEN = 0.05  # the scorer's chance for a pair that it did not propose
_SURE = 0.97
_DENIED = 0.4  # what a veto leaves of a confidence
_MOST_TOPICS, _MOST_KINDS = 4, 2
Tell = Callable[[Pair, RuleStatement], RuleStatement]
_VAGUE = "rule.joined."  # rules that know no verb: they make a pair surer, no more
_SECOND = 0.75  # a further statement of a pair counts when it is nearly as sure as the surest


def combine(
    reading: Reading,
    learned: Sequence[Cooperation],
    rules: Verdict,
    floor: float,
    *,
    chances: Mapping[Pair, float] | None = None,
    tell: Tell | None = None,
) -> tuple[Cooperation, ...]:
    """Entries of confidence `floor` or more, in text order. `learned`: the scorer's entries, its weak ones included.

    chances: how sure each pair is, where it was judged as a whole (see `judge`); tell: what a rule's statement says of a pair by the
    learned scorers of kinds, status and topics.
    """
    text = reading.document.text
    scored = _by_pair(learned)
    said = _statements(rules.statements)
    sure = _weighed(reading, scored, said, rules)
    if chances is not None:
        sure = {pair: _both(sure.get(pair, 0.0), chances.get(pair, 0.0)) for pair in sure.keys() | chances.keys()}
    found: list[Cooperation] = []
    for pair in dict.fromkeys((*said, *scored)):
        if sure.get(pair, 0.0) >= floor:
            statements = said.get(pair, ())
            told = [tell(pair, s) for s in statements] if tell else statements
            found.extend(_entries(text, pair, scored.get(pair, ()), told, sure[pair]))
    return tuple(sorted(_join(found), key=lambda c: (c.evidence[0].start, c.parties)))


def _both(weighed: float, judged: float) -> float:
    """The mean, in log odds, of what the places and rules weigh together and of what the page as a whole tells of the pair."""
    return round(1 / (1 + exp(-(_odds(weighed) + _odds(judged)) / 2)), 3)


def _weighed(
    reading: Reading, scored: Mapping[Pair, Sequence[Cooperation]], said: Mapping[Pair, Sequence[RuleStatement]], rules: Verdict
) -> dict[Pair, float]:
    """How sure each pair is by its surest place and rule, where no judge is asked."""
    denied = _denied(reading, scored, rules)
    found = {}
    for pair in dict.fromkeys((*said, *scored)):
        sure = _confidence(scored.get(pair, ()), said.get(pair, ()))
        found[pair] = round(sure * _DENIED, 3) if pair in denied and pair not in said else sure
    return found


def _denied(reading: Reading, scored: Mapping[Pair, Sequence[Cooperation]], rules: Verdict) -> set[Pair]:
    """Pairs whose only evidence stands in sentences where the rules veto them, or where a country's institution is the party, not it."""

    def start(offset: int) -> int:
        sentence = reading.sentence_at(offset)
        return sentence.start if sentence else -1

    home = {e.key: f"country:{e.country}" for e in reading.entities if e.country}
    covered = {
        (start(s.start), pair_of(home[there], here))
        for s in rules.statements
        for a, b in s.pairs()
        for here, there in ((a, b), (b, a))
        if there in home and home[there] != there
    }
    out = rules.vetoes | covered
    return {pair for pair, items in scored.items() if all((start(item.evidence[0].start), pair) in out for item in items)}


def _by_pair(learned: Iterable[Cooperation]) -> dict[Pair, list[Cooperation]]:
    found: dict[Pair, list[Cooperation]] = defaultdict(list)
    for item in learned:
        for a, b in combinations(item.parties, 2):
            found[pair_of(a, b)].append(item)
    return found


def _statements(rules: Iterable[RuleStatement]) -> dict[Pair, list[RuleStatement]]:
    found: dict[Pair, list[RuleStatement]] = defaultdict(list)
    for statement in rules:
        for pair in statement.pairs():
            found[pair].append(statement)
    return {pair: sorted(items, key=lambda s: (-s.confidence, s.start, s.rule)) for pair, items in found.items()}


def _confidence(learned: Sequence[Cooperation], said: Sequence[RuleStatement]) -> float:
    """How sure it is that a pair cooperates."""
    score = FIT["bias"] + FIT["scorer"] * _odds(max((c.confidence for c in learned), default=_UNSEEN))
    if said:
        score += FIT["stated"] + FIT["rule"] * _odds(said[0].confidence) + FIT["more"] * min(len(said) - 1, 3)
    return round(1 / (1 + exp(-score)), 3)


def _odds(chance: float) -> float:
    bounded = min(max(chance, _UNSEEN), _SURE)
    return log(bounded / (1 - bounded))


def _entries(text: str, pair: Pair, learned: Sequence[Cooperation], said: Sequence[RuleStatement], sure: float) -> Iterator[Cooperation]:
    """What is said of a pair: by the rules that know a verb of cooperation, one entry for each status; else by the scorer."""
    best = max(learned, key=lambda c: c.confidence, default=None)
    telling = [s for s in said if not s.rule.startswith(_VAGUE)]
    if not telling and best is not None:
        yield from (_sure(c.model_copy(update={"parties": pair}), sure) for c in learned if c.confidence >= _SECOND * best.confidence)
        return
    by_status: dict[str, list[RuleStatement]] = defaultdict(list)
    for statement in telling or said:
        by_status[statement.status].append(statement)
    for statements in by_status.values():
        yield _entry(text, pair, statements, best, sure)


def _sure(item: Cooperation, sure: float) -> Cooperation:
    best = max(e.confidence for e in item.evidence)
    return item.model_copy(
        update={"evidence": tuple(e.model_copy(update={"confidence": round(sure * e.confidence / best, 3)}) for e in item.evidence)}
    )


def _entry(text: str, pair: Pair, statements: Sequence[RuleStatement], learned: Cooperation | None, sure: float) -> Cooperation:
    """One entry of statements with one status, each clause with its surest as evidence. What the rules leave open the scorer's says."""
    kinds = _distinct((s.kinds for s in statements), _MOST_KINDS)
    places: dict[tuple[int, int], RuleStatement] = {}
    for statement in statements:
        places.setdefault((statement.start, statement.end), statement)
    roles = {field: tuple(sorted({key for key, r in statements[0].roles if r == role})) for role, field in _ROLES.items()}
    return Cooperation(
        parties=pair,
        topics=_distinct((s.topics for s in statements), _MOST_TOPICS) or (learned.topics if learned else ()),
        kinds=learned.kinds if learned and kinds == ("other",) else kinds,
        status=statements[0].status,
        date=next((s.date for s in statements if s.date), None),
        evidence=tuple(_proof(text, s, sure, at) for at, s in enumerate(places.values())),
        under=learned.under if learned else (),
        within=learned.within if learned else (),
        **roles,
    )


_ROLES = {"provider": "providers", "recipient": "recipients", "host": "hosts", "guest": "guests", "funder": "funders"}


def _proof(text: str, statement: RuleStatement, sure: float, at: int) -> Evidence:
    return Evidence(
        start=statement.start,
        end=statement.end,
        quote=text[statement.start : statement.end],
        rule=statement.rule,
        confidence=sure if at == 0 else round(sure * 0.9, 3),
    )


def _distinct(groups: Iterable[tuple[str, ...]], most: int) -> tuple[str, ...]:
    found = list(dict.fromkeys(item for group in groups for item in group))
    if len(found) > 1 and "other" in found:
        found.remove("other")
    return tuple(found[:most])


def _join(entries: Sequence[Cooperation]) -> Iterator[Cooperation]:
    """Pairs of one clause with the same attributes become one entry when every two of their parties are such a pair."""
    groups: dict[tuple[object, ...], list[Cooperation]] = defaultdict(list)
    for entry in entries:
        groups[entry.evidence[0].start, entry.topics, entry.kinds, entry.status].append(entry)
    for group in groups.values():
        parties = tuple(sorted({party for entry in group for party in entry.parties}))
        if len(group) > 2 and set(combinations(parties, 2)) == {entry.parties for entry in group}:
            yield max(group, key=lambda e: e.evidence[0].confidence).model_copy(update={"parties": parties})
        else:
            yield from group
