"""A reading prepared for relations: units (sentences, list items, table rows) with named parties in their places and cue words around.

Names are masked before cue words are sought, so that "University" in a name does not count as teaching.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import combinations
from typing import TypeVar, cast

from ...ontology.model import Agreement, Project
from ..language import en
from ..names.agreements import find_agreements
from ..names.dates import DateMention, find_dates
from ..names.projects import find_projects
from ..reading import Mention, Reading, Sentence
from . import cues
from .concepts import Hit, hits

T = TypeVar("T")
MASK = "¤"
CLAUSE = re.compile(
    r"[;:—–!?•|]|\.\s|,\s(?=(?:а|но|где|котор\w+|что|однако|while|but|which|where|whose|who|and)\b)|\s(?:but|while|однако)\s"
)
_STEM = 6
CLIMATE = ("agreement", "sign", "together", "train", "exchange", "negation", "uninvolved", "biography", "award", "discuss", "we")


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return (en.lemma(word) if word.isascii() else word)[:_STEM]


@dataclass(frozen=True, slots=True)
class Slot:
    """A party's place in a unit. `form`: how it is meant there (see `Mention`)."""

    entity: str
    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence or row. `cues`: group -> offsets in the document; `section`, `block`: where it stands."""

    index: int
    start: int
    end: int
    kind: str
    section: int
    block: int
    slots: tuple[Slot, ...]
    we: bool
    cues: dict[str, tuple[int, ...]] = field(hash=False)

    def entities(self) -> tuple[str, ...]:
        """Parties named in the unit, each once, in order."""
        return tuple(dict.fromkeys(slot.entity for slot in self.slots))

    def slots_of(self, entity: str) -> tuple[Slot, ...]:
        """The places of one party."""
        return tuple(slot for slot in self.slots if slot.entity == entity)


@dataclass(frozen=True)
class Scene:
    """All units of a document, and who is at its centre. `agreements` are those that the rules propose (see `papers`)."""

    reading: Reading
    masked: str
    units: tuple[Unit, ...]
    weights: dict[str, float]
    leads: tuple[tuple[Unit, ...], ...]
    agreements: tuple[Agreement, ...]
    projects: tuple[Project, ...]

    @cached_property
    def ranking(self) -> tuple[str, ...]:
        """Parties by weight, the page's own institution first."""
        return tuple(sorted(self.weights, key=lambda key: (-self.weights[key], key)))

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Place of each party in the ranking, 0 the first."""
        return {key: place for place, key in enumerate(self.ranking)}

    @cached_property
    def bonds(self) -> dict[frozenset[str], dict[str, float]]:
        """Pairs that a paper or a project of the page ties."""
        found: dict[frozenset[str], dict[str, float]] = {}
        for name, groups in (("paper", [a.parties for a in self.agreements]), ("project", [p.participants for p in self.projects])):
            for group in groups:
                for pair in combinations(sorted(set(group)), 2):
                    found.setdefault(frozenset(pair), {})[f"bond:{name}"] = 1.0
        return found

    @cached_property
    def sentences(self) -> dict[int, Sentence]:
        """Sentences by where they begin."""
        return {s.start: s for s in self.reading.sentences}

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """Dates said on the page."""
        document = self.reading.document
        return find_dates(document.text, document.lang, document.published)

    def said(self, scheme: str, unit: Unit) -> tuple[Hit, ...]:
        """Concepts of a scheme said in a unit."""
        return self._once("said", (scheme, unit.index), lambda: hits(scheme, self.sentences[unit.start].tokens))

    def words(self, unit: Unit) -> tuple[tuple[int, int, str], ...]:
        """Beginnings of the words of a unit, each with its place, in order; names and numbers left out."""
        return self._once("words", unit.index, lambda: tuple(self._words(unit)))

    def _words(self, unit: Unit) -> Iterator[tuple[int, int, str]]:
        for token in self.sentences[unit.start].tokens:
            if token.text[0].isalpha() and self.masked[token.start] != MASK:
                yield token.start, token.end, _stem(cues.fold(token.lemma or token.text))

    def breaks(self, unit: Unit) -> tuple[tuple[int, int], ...]:
        """The signs and words that part the clauses of a unit."""
        return self._once("breaks", unit.index, lambda: tuple(m.span() for m in CLAUSE.finditer(self.masked, unit.start, unit.end)))

    def _once(self, what: str, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, computed once for the page."""
        kept = self._kept
        if (what, key) not in kept:
            kept[what, key] = make()
        return cast(T, kept[what, key])

    @cached_property
    def _kept(self) -> dict[tuple[str, Hashable], object]:
        return {}

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """Institutions by weight."""
        return tuple(key for key in self.ranking if not key.startswith("country:"))

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Kind of each institution."""
        return {e.key: e.kind for e in self.reading.entities if e.type == "institution"}

    @cached_property
    def countries(self) -> dict[str, str | None]:
        """Country of each party."""
        return {e.key: e.key.partition(":")[2] if e.type == "country" else e.country for e in self.reading.entities}

    @cached_property
    def names(self) -> dict[str, frozenset[str]]:
        """The words of each institution's names, folded, short ones left out."""
        return {
            e.key: frozenset(word for name in (e.name, *e.also) for word in cues.fold(name).split() if len(word) > 3)
            for e in self.reading.entities
            if e.type == "institution"
        }

    @cached_property
    def owners(self) -> dict[str, frozenset[str]]:
        """To whom each institution belongs."""
        return {e.key: frozenset(key for key in (e.owner, e.part_of) if key) for e in self.reading.entities}

    def belongs(self, a: str, b: str) -> bool:
        """One is part of the other, or has a name that only adds words to the other's."""
        if b in self.owners.get(a, ()) or a in self.owners.get(b, ()):
            return True
        x, y = self.names.get(a, frozenset()), self.names.get(b, frozenset())
        return len(x & y) > 1 and (x < y or y < x)

    def same_country(self, a: str, b: str) -> bool:
        """Both parties are known to be in one country."""
        return self.countries.get(a) is not None and self.countries.get(a) == self.countries.get(b)

    @cached_property
    def climate(self) -> dict[str, float]:
        """How much the whole page speaks of cooperation, per unit."""
        total = max(len(self.units), 1)
        rates = {f"page:{group}": sum(group in unit.cues for unit in self.units) / total for group in CLIMATE}
        return rates | {"page:parties": float(len(self.units_of)), "page:units": float(min(total, 100))}

    @property
    def principal(self) -> str | None:
        """The institution that the page is about or that speaks in it."""
        return self.hosts[0] if self.hosts else None

    @cached_property
    def units_of(self) -> dict[str, tuple[Unit, ...]]:
        """The units that name each party."""
        found: dict[str, list[Unit]] = {}
        for unit in self.units:
            for key in unit.entities():
                found.setdefault(key, []).append(unit)
        return {key: tuple(units) for key, units in found.items()}


def _mask(text: str, mentions: tuple[Mention, ...]) -> str:
    """The folded text with every name blotted out, length kept."""
    letters = list(cues.fold(text))
    for mention in mentions:
        if mention.form in ("name", "abbreviation", "office"):
            letters[mention.start : mention.end] = MASK * (mention.end - mention.start)
    return "".join(letters)


def _bucket(found: dict[str, tuple[int, ...]], starts: list[int], ends: list[int]) -> list[dict[str, tuple[int, ...]]]:
    """Cue places by the unit that they fall in."""
    buckets: list[dict[str, tuple[int, ...]]] = [{} for _ in starts]
    for group, places in found.items():
        for place in places:
            at = bisect_right(starts, place) - 1
            if at >= 0 and place < ends[at]:
                buckets[at][group] = (*buckets[at].get(group, ()), place)
    return buckets


def _speaks(sentence: Sentence) -> bool:
    """A verb in the first person plural: the page speaks for itself."""
    return any(token.pos == "VERB" and "person=1" in token.feats and "number=plur" in token.feats for token in sentence.tokens)


def _units(reading: Reading, masked: str) -> tuple[Unit, ...]:
    spans = [(s.start, s.end, reading.blocks[s.block], _speaks(s)) for s in reading.sentences if reading.blocks[s.block].kind != "noise"]
    starts, ends = [span[0] for span in spans], [span[1] for span in spans]
    slots: list[list[Slot]] = [[] for _ in spans]
    for mention in reading.mentions:
        at = bisect_right(starts, mention.start) - 1
        if at >= 0 and mention.end <= ends[at]:
            slots[at].append(Slot(mention.entity, mention.start, mention.end, mention.form))
    buckets = _bucket(cues.find(masked), starts, ends)
    blocks = {(b.start, b.end): i for i, b in enumerate(reading.blocks)}
    return tuple(
        Unit(i, start, end, block.kind, block.section, blocks[block.start, block.end], tuple(slots[i]), we or "we" in cue, cue)
        for i, ((start, end, block, we), cue) in enumerate(zip(spans, buckets, strict=True))
    )


_FORM_WEIGHT = {"name": 1.0, "abbreviation": 1.0, "noun": 0.8, "pronoun": 0.8, "office": 0.6, "group": 0.5, "demonym": 0.3}


def _weights(reading: Reading, units: tuple[Unit, ...]) -> dict[str, float]:
    """How much the page is about each party: how often, how early, in the title, whether as "our centre"."""
    weights: defaultdict[str, float] = defaultdict(float)
    length = max(len(reading.document.text), 1)
    for mention in reading.mentions:
        weights[mention.entity] += _FORM_WEIGHT.get(mention.form, 0.5) + 0.5 * (1 - mention.start / length)
    named = [unit for unit in units if unit.slots]
    for unit in named[:2]:
        for key in unit.entities():
            weights[key] += 1.0
    for unit in units:
        if unit.kind == "title":
            for key in unit.entities():
                weights[key] += 1.0
    return _centred(reading, dict(weights))


_SIDE_KINDS = {"ministry": 1.0, "association": 0.7, "company": 0.5}  # seldom what a page is about
_FIRST, _SECOND, _SPREAD, _ASIDE, _OFFICE = 0.5, 0.2, 0.2, 0.2, 0.14
"""Shares of the heaviest weight: for who is named first, second, all over the page; against bodies that mostly stand by."""


def _centred(reading: Reading, weights: dict[str, float]) -> dict[str, float]:
    """The weights with what tells the page's own institution from the others."""
    kinds = {e.key: e.kind for e in reading.entities if e.type == "institution" and e.key in weights}
    spots: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        if mention.entity in kinds:
            spots.setdefault(mention.entity, []).append(mention)
    top, length = max((weights[key] for key in spots), default=0.0), max(len(reading.document.text), 1)
    for place, (key, found) in enumerate(spots.items()):
        share = (_FIRST, _SECOND, 0.0)[min(place, 2)] + _SPREAD * (found[-1].start - found[0].start) / length
        share -= _ASIDE * _SIDE_KINDS.get(kinds[key], 0.0) + _OFFICE * min(sum(m.form == "office" for m in found), 5) / 5
        weights[key] = max(weights[key] + share * top, 0.0)
    return weights


_HEADING = 60
_LISTED = ("item", "table")


def _leads(units: tuple[Unit, ...], text: str) -> tuple[tuple[Unit, ...], ...]:
    """For each unit, what stands above it: the line that opens its list, and its heading."""
    found: list[tuple[Unit, ...]] = []
    opening: Unit | None = None
    heading: Unit | None = None
    for unit in units:
        short = unit.kind in ("heading", "title") or (unit.kind == "item" and unit.end - unit.start < _HEADING and not unit.slots)
        if unit.kind not in _LISTED and not short:
            found.append((heading,) if heading else ())
            opening = unit if text[unit.end - 1] in ":：" else None
            continue
        found.append(tuple(above for above in (opening, heading) if above is not None))
        if short and not unit.slots:
            heading, opening = unit, None
        elif text[unit.end - 1] == ":":
            opening = unit
    return tuple(found)


def scene(reading: Reading) -> Scene:
    """Prepare a reading. Mentions of people count for the institution that they speak for."""
    parties = {e.key for e in reading.entities if e.type != "person"}
    office = {e.key: e.org for e in reading.entities if e.type == "person" and e.org in parties}
    mentions = tuple(
        m if m.entity in parties else Mention(m.start, m.end, office[m.entity] or "", "office")
        for m in reading.mentions
        if m.entity in parties or m.entity in office
    )
    masked = _mask(reading.document.text, mentions)
    resolved = Reading(reading.document, reading.blocks, reading.sentences, reading.entities, mentions)
    units = _units(resolved, masked)
    leads = _leads(units, reading.document.text)
    return Scene(resolved, masked, units, _weights(resolved, units), leads, find_agreements(reading), find_projects(reading))
