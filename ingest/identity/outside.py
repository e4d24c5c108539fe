"""Which institution of an outside register a thing is: by the same keys, scores and vetoes as names among themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...ontology.identity import Member
from . import judge, keys, profile
from .entries import Registry
from .registers import Listed

WIDEST = 200
_MARGIN = 0.05


@dataclass(frozen=True, slots=True)
class Found:
    """A member is (likely) `outside` of the register. sure: enough to be stored; reason: the features that count."""

    member: str
    outside: str
    label: str
    confidence: float
    reason: str
    sure: bool


def match(
    things: Mapping[str, Iterable[Member]], listed: Iterable[Listed], registry: Registry, step: Callable[[int], None]
) -> Iterator[Found]:
    """The best of the register for each thing that has one, unsure ones too. things: thing -> its members; step: rows done since."""
    members = {one.iri: (thing, one) for thing, group in things.items() for one in group}
    blocks: dict[str, list[str]] = defaultdict(list)
    for iri, (_, one) in members.items():
        for key in one.blocks:
            blocks[key].append(iri)
    countries = {one.country for _, one in members.values()}
    best: dict[str, dict[str, Found]] = defaultdict(dict)
    for row in listed:
        if row.country is None or None in countries or row.country in countries:
            for thing, found in _of_row(row, members, blocks, registry):
                held = best[thing].get(row.id)
                if held is None or (held.confidence, held.member) < (found.confidence, found.member):
                    best[thing][row.id] = found
        step(1)
    for _, by_id in sorted(best.items()):
        yield _decided(list(by_id.values()))


def _of_row(
    row: Listed, members: Mapping[str, tuple[str, Member]], blocks: Mapping[str, list[str]], registry: Registry
) -> Iterator[tuple[str, Found]]:
    built = profile.build(row.name, row.also, row.country, row.city)
    near = {iri for key in set(keys.of_institution(built)) if len(blocks.get(key, ())) <= WIDEST for iri in blocks.get(key, ())}
    if not near:
        return
    known = judge.know(Member(row.id, "institution", row.name, "", row.also, None, row.country, row.city), registry)
    for iri in sorted(near):
        thing, one = members[iri]
        decision = judge.judge(judge.know(one, registry), known)
        if decision and decision.same:
            yield thing, Found(iri, row.id, row.name, decision.confidence, decision.justification, sure=False)


def _decided(found: list[Found]) -> Found:
    """The surest; it is sure when it reaches the automatic threshold and nothing else comes near."""
    ranked = sorted(found, key=lambda one: (-one.confidence, one.outside))
    first = ranked[0]
    alone = len(ranked) == 1 or first.confidence - ranked[1].confidence >= _MARGIN
    return Found(first.member, first.outside, first.label, first.confidence, first.reason, alone and first.confidence >= judge.AUTOMATIC)
