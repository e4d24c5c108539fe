"""Where a pair of parties may be said to have a paper: candidate places near a word for one, and what is measured of each.

A word for a paper counts in the unit itself, in what stands above it (heading, line that opens a list, first row of a table), in the two
units before and in the next one: a table says "agreements" once and then only names and dates.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...ontology.model import Agreement
from ..names import agreements_words as words
from ..names.agreements import status_of
from .candidates import Candidate
from .features import Features, measure
from .scene import Scene, Slot, Unit

_TYPES = {noun.type: noun.pattern for noun in words.NOUNS}
_NEEDY = frozenset(noun.type for noun in words.NOUNS if noun.needs_act)
_CUES = ("agreement", "sign")
_FAR = 300
_WITH = re.compile(r"\b(?:с|со|with)\b[^.;]{0,40}$")
_BETWEEN = re.compile(r"\b(?:между|between|among)\b[^.;]{0,80}$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"\b\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}\b")
_NUMBER = re.compile(r"№\s?\S|\bNo\.?\s?\d")
_OPENING = 3  # units at the page's beginning that may be the title of a paper or of a register


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for a paper in a unit."""

    type: str
    start: int
    end: int


@dataclass(frozen=True)
class PaperWords:
    """What each unit of a page says of papers."""

    scene: Scene

    @cached_property
    def nouns(self) -> tuple[tuple[Noun, ...], ...]:
        """Words for papers by unit, names left out."""
        found: list[list[Noun]] = [[] for _ in self.scene.units]
        starts = [unit.start for unit in self.scene.units]
        taken: set[int] = set()
        for type_, pattern in _TYPES.items():
            for match in pattern.finditer(self.scene.masked):
                at = bisect_left(starts, match.start() + 1) - 1
                fits = at >= 0 and match.end() <= self.scene.units[at].end and taken.isdisjoint(range(*match.span()))
                if fits and not (type_ in _NEEDY and self._generic(self.scene.units[at], match.start())):
                    taken.update(range(*match.span()))
                    found[at].append(Noun(type_, *match.span()))
        return tuple(tuple(sorted(some, key=lambda noun: noun.start)) for some in found)

    @cached_property
    def heads(self) -> tuple[Unit | None, ...]:
        """The first row of each unit's table, or the first of its run of items."""
        found: list[Unit | None] = []
        first: Unit | None = None
        for unit, before in zip(self.scene.units, (None, *self.scene.units), strict=False):
            if unit.kind not in ("table", "item"):
                first = None
            elif first is None or before is None or before.kind != unit.kind:
                first = unit
            found.append(first)
        return tuple(found)

    @cached_property
    def told(self) -> tuple[float, ...]:
        """How near a word for a paper stands to each unit: 3 in it, 2 above it, 1 beside it, 0.5 a cue only, 0 nowhere."""
        return tuple(map(self._told, self.scene.units))

    @cached_property
    def run(self) -> tuple[float, ...]:
        """The last unit at or before each one that has a word for a paper: its distance, capped at 9."""
        found, last = [], -99
        for unit, nouns in zip(self.scene.units, self.nouns, strict=True):
            last = unit.index if nouns else last
            found.append(float(min(unit.index - last, 9)))
        return tuple(found)

    @cached_property
    def by_unit(self) -> dict[int, list[Agreement]]:
        """The rules' papers by the unit of their quote."""
        found: dict[int, list[Agreement]] = {}
        starts = [unit.start for unit in self.scene.units]
        for paper in self.scene.agreements:
            for proof in paper.evidence:
                found.setdefault(bisect_left(starts, proof.start + 1) - 1, []).append(paper)
        return found

    @cached_property
    def page(self) -> Features:
        """How much the page speaks of papers."""
        total = max(len(self.scene.units), 1)
        return {
            "papers:units": float(min(sum(map(bool, self.nouns)), 20)),
            "papers:share": sum(map(bool, self.nouns)) / total,
            "papers:opening": float(any(self.nouns[:_OPENING])),
            "papers:rules": float(min(len(self.scene.agreements), 10)),
            "papers:table": sum(unit.kind == "table" for unit in self.scene.units) / total,
        }

    def denied(self, unit: Unit) -> bool:
        """Whether a unit says that there is no paper (and not that one has ended)."""
        said = self.scene.reading.document.text[unit.start : unit.end]
        return bool(self.nouns[unit.index]) and bool(words.NEGATED.search(said)) and not words.ENDED.search(said)

    def _generic(self, unit: Unit, at: int) -> bool:
        """A word before the place makes it a paper of no parties: "clinical protocol"."""
        return bool(words.GENERIC.search(self.scene.reading.document.text[max(unit.start, at - 30) : at]))

    def above(self, unit: Unit) -> Iterator[Unit]:
        """What stands above a unit: its heading, the line that opens its list, the first row of its table."""
        yield from self.scene.leads[unit.index]
        head = self.heads[unit.index]
        if head is not None and head.index != unit.index:
            yield head
            yield from self.scene.leads[head.index]

    def _told(self, unit: Unit) -> float:
        if self.nouns[unit.index]:
            return 3.0
        if any(self.nouns[above.index] for above in self.above(unit)):
            return 2.0
        if any(self.nouns[at] for at in (unit.index - 2, unit.index - 1, unit.index + 1) if 0 <= at < len(self.nouns)):
            return 1.0
        return 0.5 if any(cue in unit.cues for cue in _CUES) else 0.0

    def measure(self, candidate: Candidate) -> Features:
        """The features of one place: those of `features.measure` and what is said of papers."""
        return measure(self.scene, candidate) | self.told_of(candidate)

    def told_of(self, candidate: Candidate) -> Features:
        """What is said of papers at one place, on its page and by the rules."""
        return self.page | self.unit(candidate.unit) | self.near(candidate) | self.ruled(candidate)

    def unit(self, unit: Unit) -> Features:
        """What a unit says, measured once."""
        if unit.index not in self._kept:
            self._kept[unit.index] = self._measure_unit(unit)
        return self._kept[unit.index]

    @cached_property
    def _kept(self) -> dict[int, Features]:
        return {}

    def _measure_unit(self, unit: Unit) -> Features:
        text = self.scene.reading.document.text
        said, nouns = text[unit.start : unit.end], self.nouns[unit.index]
        acted = bool(words.ACT.search(said))
        features: Features = {
            "told": self.told[unit.index],
            "nouns": float(min(len(nouns), 4)),
            "needy": float(bool(nouns) and all(noun.type in _NEEDY for noun in nouns)),
            "acted": float(acted),
            "forced": float(bool(words.FORCE.search(said))),
            "denied": float(bool(words.NEGATED.search(said))),
            "year": float(bool(_YEAR.search(said))),
            "day": float(min(len(_DAY.findall(said)), 3)),
            "number": float(bool(_NUMBER.search(said))),
            "anaphor": float(bool(words.ANAPHOR.search(said))),
            "run": self.run[unit.index],
            f"status_{status_of(said, acted)}": 1.0,
        }
        features |= {f"noun_{noun.type}": 1.0 for noun in nouns}
        features |= {f"above_{noun.type}": 1.0 for above in self.above(unit) for noun in self.nouns[above.index]}
        features["above"] = float(any(self.nouns[above.index] for above in self.above(unit)))
        for name, at in (("next", unit.index + 1), ("prev", unit.index - 1), ("prev2", unit.index - 2)):
            if 0 <= at < len(self.nouns):
                features[f"{name}:noun"] = float(bool(self.nouns[at]))
        if nouns:
            features["back"] = float(bool(words.BACK.search(text[max(unit.start, nouns[0].start - 24) : nouns[0].start])))
            features["generic"] = float(self._generic(unit, nouns[0].start))
            features["dated"] = float(any(words.DATED.match(text, noun.end, unit.end) for noun in nouns))
        return features

    def near(self, candidate: Candidate) -> Features:
        """The nearest word for a paper in the unit: where it stands to the two."""
        unit, nouns = candidate.unit, self.nouns[candidate.unit.index]
        slots = [slot for slot in unit.slots if slot.entity in candidate.pair]
        if not nouns or not slots:
            return {}
        noun = min(nouns, key=lambda n: (_reach(n, slots), n.start))
        sides = [[slot for slot in slots if slot.entity == key] for key in candidate.pair]
        distances = sorted(min((_gap(noun, slot) for slot in side), default=_FAR) for side in sides)
        features: Features = {"noun:close": distances[0], "noun:wide": distances[1], f"noun:is_{noun.type}": 1.0}
        before = sum(any(slot.end <= noun.start for slot in side) for side in sides)
        after = sum(any(slot.start >= noun.end for slot in side) for side in sides)
        features |= {"noun:before": float(before), "noun:after": float(after)}
        masked = self.scene.masked
        gaps = [masked[noun.end : slot.start] for slot in slots if slot.start >= noun.end]
        features["noun:with"] = float(any(len(gap) < _FAR and _WITH.search(gap) for gap in gaps))
        features["noun:between"] = float(any(len(gap) < _FAR and _BETWEEN.search(gap) for gap in gaps))
        low, high = min(s.start for s in slots), max(s.end for s in slots)
        nearer = bisect_left(self._distances(unit, noun), distances[1])
        features["noun:rivals"] = float(nearer - (distances[0] < distances[1]))
        features["noun:inside"] = float(low < noun.start < high)
        span = masked[min(low, noun.start) : max(high, noun.end)]
        features["noun:clauses"] = float(min(sum(span.count(sign) for sign in ";:—–"), 4))
        return features

    def _distances(self, unit: Unit, noun: Noun) -> list[float]:
        """How far each party of a unit stands from a word, rising."""
        if noun not in self._reached:
            found: dict[str, float] = {}
            for slot in unit.slots:
                found[slot.entity] = min(_gap(noun, slot), found.get(slot.entity, _FAR))
            self._reached[noun] = sorted(found.values())
        return self._reached[noun]

    @cached_property
    def _reached(self) -> dict[Noun, list[float]]:
        return {}

    def ruled(self, candidate: Candidate) -> Features:
        """What the rules say: whose papers stand in the unit."""
        features: Features = {}
        pair = set(candidate.pair)
        for paper in self.by_unit.get(candidate.unit.index, ()):
            share = len(pair & set(paper.parties))
            name = ("none", "one", "both")[share]
            features[f"rule:{name}"] = 1.0
            if share == 2:
                features[f"rule:{paper.evidence[0].rule}"] = 1.0
                features["rule:sure"] = paper.evidence[0].confidence
                features["rule:parties"] = float(len(paper.parties))
        if candidate.other is not None:
            features["other:told"] = self.told[candidate.other.index]
        return features


def _gap(noun: Noun, slot: Slot) -> float:
    return float(min(max(slot.start - noun.end, noun.start - slot.end, 0), _FAR))


def _reach(noun: Noun, slots: Sequence[Slot]) -> float:
    return sum(_gap(noun, slot) for slot in slots)
