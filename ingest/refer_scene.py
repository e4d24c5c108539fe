"""What is known of a document when references are resolved: which institution was named last, which one the page is about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from .language.stem import stem
from .names.institutions_form import Form, form
from .names.institutions_lexicon import data, heads
from .names.places import Spot
from .reading import Block, Entity, Mention, Reading, Sentence

Family = tuple[frozenset[str], frozenset[str]]


@cache
def families() -> Mapping[str, Family]:
    """Noun -> stems of the head words, and the kinds, of the institutions that it may stand for."""
    rows = data("references")["family"]
    return {noun: (frozenset(stem(w) for w in row["heads"]), frozenset(row.get("kinds", ()))) for row in rows for noun in row["nouns"]}


@dataclass(frozen=True)
class Scene:
    """A reading with the lookups that resolving needs."""

    reading: Reading
    spots: Sequence[Spot]
    cache: dict[str, object] = field(default_factory=dict)

    @cached_property
    def institutions(self) -> dict[str, Entity]:
        """Institutions by key."""
        return {e.key: e for e in self.reading.entities if e.type == "institution"}

    @cached_property
    def named(self) -> tuple[Mention, ...]:
        """Mentions of institutions, in text order."""
        return tuple(m for m in self.reading.mentions if m.entity in self.institutions)

    @cached_property
    def head_stems(self) -> dict[str, frozenset[str]]:
        """Stems of the head words in the names of each institution; in the main name's own words only."""
        known = frozenset(stem(w) for lang in ("ru", "en") for w in heads(lang))
        return {k: frozenset(stem(w) for n in (e.name, *e.also) for w in _words(n)) & known for k, e in self.institutions.items()}

    @cached_property
    def weights(self) -> Counter[str]:
        """How much the page is about each institution: how often it is named, names in the title and the first one counting more."""
        weights: Counter[str] = Counter()
        for number, mention in enumerate(self.named):
            block = self.block(mention.start)
            weights[mention.entity] += (3 if block.kind == "title" else 1) + (2 if number == 0 else 0)
        return weights

    @cached_property
    def principal(self) -> str | None:
        """The institution that the page is about."""
        return self.weights.most_common(1)[0][0] if self.weights else None

    def foremost(self, fits: Callable[[str], bool]) -> str | None:
        """Of the institutions that fit, the one that the page is most about."""
        return next((k for k in self.by_weight if fits(k)), None)

    @cached_property
    def by_weight(self) -> tuple[str, ...]:
        """Institutions that the page is most about, first; a hundred at most."""
        return tuple(sorted(self.institutions, key=lambda k: -self.weights[k]))[:100]

    def block(self, offset: int) -> Block:
        """The block at an offset."""
        sentence = self.reading.sentence_at(offset)
        return self.reading.blocks[sentence.block] if sentence else self.reading.blocks[0]

    def sentence(self, offset: int) -> Sentence | None:
        """The sentence at an offset."""
        return self.reading.sentence_at(offset)

    def before(self, offset: int, fits: Callable[[str], bool], extra: Sequence[Mention] = ()) -> str | None:
        """The institution that fits and was mentioned last before the offset, in the same section; not farther than 400 mentions back."""
        section = self.block(offset).section
        last = [self._last(mentions, offset, section, fits) for mentions in (self.named, extra)]
        best = max((m for m in last if m is not None), key=lambda m: m.start, default=None)
        return best.entity if best else None

    def _last(self, mentions: Sequence[Mention], offset: int, section: int, fits: Callable[[str], bool]) -> Mention | None:
        """Of mentions in text order, the last one that ends before the offset, lies in the section and fits."""
        at = bisect_left(mentions, offset, key=lambda m: m.start)
        back = (mentions[n] for n in range(at - 1, max(-1, at - 401), -1))
        return next((m for m in back if m.end <= offset and fits(m.entity) and self.block(m.start).section == section), None)

    @cached_property
    def stems(self) -> dict[str, frozenset[str]]:
        """Stems of all names of each institution."""
        return {k: frozenset().union(*(_form(n).stems for n in (e.name, *e.also))) for k, e in self.institutions.items()}

    def spots_in(self, start: int, end: int) -> Sequence[Spot]:
        """Places that begin in [start, end)."""
        return self.spots[bisect_left(self.spots, start, key=lambda s: s.start) : bisect_left(self.spots, end, key=lambda s: s.start)]

    def fits(self, key: str, noun: str) -> bool:
        """Whether a noun can stand for an institution."""
        head_words, kinds = families().get(noun, (frozenset({stem(noun)}), frozenset()))
        entity = self.institutions[key]
        return bool(self.head_stems[key] & head_words) or entity.kind in kinds


def _form(name: str) -> Form:
    return form(name, "en" if name.isascii() else "ru")


def _words(name: str) -> tuple[str, ...]:
    return _form(name).words
