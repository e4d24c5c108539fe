"""What the rules find in a reading: statements of cooperation, each with the rule that found it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations

from ....ontology.dates import PartialDate
from ...language.analyse import cyrillic
from ...names.dates import DateMention
from ...reading import Reading, Sentence
from ..candidates import Pair, pair_of
from ..scene import Scene, Slot, Unit, scene
from ..subjects import Subjects
from . import context, manner, subject, veto
from .book import Rule, follow, rules
from .items import Item, events, items
from .local import local_slots
from .pattern import Match, matches, possible

_LONGEST = 600  # items: what is longer is no sentence

Parties = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
"""Who cooperates, and who is what in it: (party, role)."""


@dataclass(frozen=True, slots=True)
class RuleStatement:
    """Two parties or more of which a clause, ``text[start:end]``, says that they cooperate. roles: (party, role)."""

    parties: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    status: str
    date: PartialDate | None
    start: int
    end: int
    rule: str
    lang: str
    confidence: float

    def pairs(self) -> Iterator[Pair]:
        """Every two of the parties."""
        return (pair_of(a, b) for a, b in combinations(self.parties, 2))


@dataclass(frozen=True)
class Lines:
    """A reading prepared for the rules."""

    scene: Scene
    subjects: Subjects
    dates: tuple[DateMention, ...]
    sentences: dict[int, Sentence]
    no_party: frozenset[str] = field(default_factory=frozenset)
    local: dict[int, tuple[Slot, ...]] = field(default_factory=dict)
    items: dict[int, tuple[Item, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One sentence of a prepared page, as items."""

    page: Lines
    unit: Unit
    found: tuple[Item, ...]

    @cached_property
    def slots(self) -> tuple[Item, ...]:
        """Where parties stand."""
        return tuple(item for item in self.found if item.slot)

    @cached_property
    def said(self) -> frozenset[str]:
        """The groups of its cue words."""
        return frozenset(group for item in self.found for group in item.groups)

    @cached_property
    def lang(self) -> str:
        """Whose rules apply, by the letters."""
        return "ru" if cyrillic(self.page.scene.reading.document.text[self.unit.start : self.unit.end]) else "en"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a page: its statements, and the (sentence start, pair) places that state nothing."""

    statements: tuple[RuleStatement, ...]
    vetoes: frozenset[tuple[int, Pair]]


def consider(reading: Reading, prepared: Scene | None = None, subjects: Subjects | None = None) -> Verdict:
    """Run all rules over a reading. `prepared`, `subjects`: its scene and topics, where the caller has them already."""
    page = lines(reading, prepared or scene(reading), subjects)
    found = {unit.index: _items(page, unit) for unit in page.scene.units}
    return Verdict(tuple(_stated(page, found)), frozenset(_vetoed(page, found)))


def stated(reading: Reading) -> tuple[RuleStatement, ...]:
    """All that the rules find, in text order."""
    return consider(reading).statements


def vetoed(reading: Reading) -> set[tuple[int, Pair]]:
    """(start of a sentence, pair): places that name two parties and yet say by their words that these do not cooperate."""
    return set(consider(reading).vetoes)


def _stated(page: Lines, read: dict[int, tuple[Item, ...]]) -> Iterator[RuleStatement]:
    met: tuple[Unit, Pair] | None = None
    for unit in page.scene.units:
        if met and met[0].section != unit.section:
            met = None
        row = Row(page, unit, context.sides(read[unit.index], met[1] if met else None))
        fresh = list(_of_unit(row))
        if met and not fresh and unit.index - met[0].index <= context.REACH and context.follows(row.found, met[1], page.scene.countries):
            fresh = [_follow(row, met[1])]
        pair = next((p for s in fresh if s.rule[5:] in context.MEETINGS and (p := context.last_met(s.parties))), None)
        met = (unit, pair) if pair else met
        yield from fresh


def _vetoed(page: Lines, read: dict[int, tuple[Item, ...]]) -> Iterator[tuple[int, Pair]]:
    for unit in page.scene.units:
        pairs = combinations(unit.entities(), 2) if veto.whole(read[unit.index]) else veto.belonging(page.scene, unit)
        yield from ((unit.start, pair_of(a, b)) for a, b in pairs)


def _follow(row: Row, pair: Pair) -> RuleStatement:
    """What a side of a meeting says after it."""
    return _statement(row, follow(row.lang), Match({}, (), 0, len(row.found) - 1), (pair, ()))


def lines(reading: Reading, prepared: Scene, subjects: Subjects | None = None) -> Lines:
    """Prepare a reading for the rules."""
    return Lines(prepared, subjects or Subjects(prepared), prepared.dates, prepared.sentences, events(prepared), local_slots(reading))


def _items(prepared: Lines, unit: Unit) -> tuple[Item, ...]:
    if unit.index not in prepared.items:
        prepared.items[unit.index] = _read_items(prepared, unit)
    return prepared.items[unit.index]


def _read_items(prepared: Lines, unit: Unit) -> tuple[Item, ...]:
    extra = prepared.local.get(unit.start)
    full = replace(unit, slots=(*unit.slots, *extra)) if extra else unit
    return items(prepared.scene, full, prepared.sentences[unit.start], prepared.no_party)


def _of_unit(row: Row) -> Iterator[RuleStatement]:
    if len(row.found) > _LONGEST or not any(item.slot for item in row.found) or veto.whole(row.found):
        return
    apart = {pair_of(a, b) for a, b in veto.belonging(row.page.scene, row.unit)}
    seen: set[tuple[Pair, str]] = set()
    for rule in rules(row.lang):
        for match in _matches(rule, row):
            for who in _parties(row.page, rule, match):
                fresh = {(p, rule.name) for p in combinations(sorted(who[0]), 2) if p not in apart} - seen
                if fresh and not veto.between(row.found, match, *manner.clause(row.found, match)):
                    seen |= fresh
                    yield _statement(row, rule, match, who)


def _matches(rule: Rule, row: Row) -> Iterator[Match]:
    for elements in rule.elements:
        if possible(elements, row.slots, row.said):
            yield from matches(elements, row.found)


def _parties(prepared: Lines, rule: Rule, match: Match) -> Iterator[Parties]:
    """Who cooperates: the members of one list, or each of one slot with each of the other."""
    sides = [item.parties for _, item in sorted(match.slots.items())]
    if rule.implied:
        hub = prepared.scene.principal
        sides = [(hub,), *sides] if hub and not any(hub in side for side in sides) else []
    if len(sides) == 1 and len(sides[0]) > 1:
        yield tuple(sorted(sides[0])), ()
    elif len(sides) == 2:
        letters = ["A", "B"] if rule.implied else sorted(match.slots)
        for a in sides[0]:
            for b in sides[1]:
                if a != b and (_alike(a, b) or not prepared.scene.same_country(a, b)):
                    roles = tuple((key, rule.roles[letter]) for key, letter in ((a, letters[0]), (b, letters[1])) if letter in rule.roles)
                    yield tuple(sorted((a, b))), roles


def _alike(a: str, b: str) -> bool:
    """Both are countries or both institutions; a country and an institution of it are no pair."""
    return a.startswith("country:") == b.startswith("country:")


def _statement(row: Row, rule: Rule, match: Match, who: Parties) -> RuleStatement:
    first, last = manner.clause(row.found, match)
    clause = row.found[first : last + 1]
    start, end = clause[0].start, clause[-1].end
    return RuleStatement(
        parties=who[0],
        roles=who[1],
        topics=subject.topics(row.page.scene, row.page.subjects, row.unit, start, end),
        kinds=manner.kinds(rule.kinds, match, clause, _more(row.page, row.unit)),
        status=rule.status or manner.status(match, clause),
        date=next((d.value for d in row.page.dates if start <= d.start < end), None),
        start=start,
        end=end,
        rule=f"rule.{rule.name}",
        lang=rule.lang,
        confidence=rule.confidence,
    )


def _more(prepared: Lines, unit: Unit) -> Sequence[Item]:
    """What elaborates a unit: the next sentence about the same paper."""
    following = subject.elaboration(prepared.scene, unit)
    return _items(prepared, following) if following else ()
