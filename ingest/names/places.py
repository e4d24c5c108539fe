"""Places in text: countries, regions and cities by their names, and by the adjectives made from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from ...ontology import places as vocabulary
from ..language import split
from ..language.stem import ending_off
from ..reading import Token
from .institutions_lexicon import words

Level = Literal["country", "region", "city"]


_ADJECTIVE = re.compile(r"(?i)ск(?:ий|ая|ое|ого|ой|ому|им|ую|ие|их|ими)$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the text, with all that is known of where it lies. `adjective`: named by a demonym ("казахстанский")."""

    start: int
    end: int
    level: Level
    name: str
    country: str
    region: str | None = None
    city: str | None = None
    adjective: bool = False
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form stands for."""

    level: Level
    name: str
    country: str
    region: str | None
    city: str | None
    adjective: bool
    form: str


def spots(tokens: Sequence[Token]) -> Iterator[Spot]:
    """Places in a run of tokens, the longest at each token."""
    at = 0
    while at < len(tokens):
        length, entry = _longest(tokens, at)
        if entry is None:
            at += 1
            continue
        unsure = vocabulary.fold(entry.form) in vocabulary.places().ambiguous or (entry.adjective and entry.form in words("ru", "no_place"))
        yield Spot(
            tokens[at].start,
            tokens[at + length - 1].end,
            entry.level,
            entry.name,
            entry.country,
            entry.region,
            entry.city,
            entry.adjective,
            unsure,
        )
        at += length


def _longest(tokens: Sequence[Token], at: int) -> tuple[int, Entry | None]:
    best: tuple[int, Entry | None] = (0, None)
    first = tokens[at].text
    if not first[0].isalpha() or _key(first) not in _first_words():
        return best
    key: tuple[str, ...] = ()
    for length, token in enumerate(tokens[at : at + 6], 1):
        key = (*key, _key(token.text))
        entries = _index().get(key)
        if entries:
            fitting = [e for e in entries if _fits(e, tokens[at : at + length])]
            if fitting:
                best = length, fitting[0]
        elif key not in _beginnings():
            break
    return best


def _fits(entry: Entry, span: Sequence[Token]) -> bool:
    """A name needs its capital; letters in capitals (РФ, UAE) must be so; a Russian adjective may be small."""
    text = span[0].text
    if entry.form.isupper():
        return text.isupper()
    if not entry.adjective and entry.form.endswith("ск") and _ADJECTIVE.search(span[-1].text):
        return False
    return text[0].isupper() or (entry.adjective and not text.isascii() and entry.form.islower())


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    low = word.casefold().replace("ё", "е").replace("’", "'").removesuffix("'s")
    return low if low.isascii() else ending_off(low)


def begins_place(word: str) -> bool:
    """Whether a place's name may begin with the word."""
    return _key(word) in _first_words()


def is_place(word: str) -> bool:
    """Whether a word in the nominative is surely a place's name."""
    return bool(vocabulary.places().named(word)) and vocabulary.fold(word) not in vocabulary.places().ambiguous


@cache
def _index() -> Mapping[tuple[str, ...], tuple[Entry, ...]]:
    """Entries by the keys of their words: countries before regions before cities, names before adjectives."""
    index: dict[tuple[str, ...], list[Entry]] = {}
    for entry in sorted(_entries(), key=lambda e: e.adjective):
        key = tuple(_key(entry.form[a:b]) for a, b in split.tokens(entry.form, 0, len(entry.form)))
        index.setdefault(key, []).append(entry)
    return {key: tuple(entries) for key, entries in index.items()}


@cache
def _beginnings() -> frozenset[tuple[str, ...]]:
    return frozenset(key[:n] for key in _index() for n in range(1, len(key)))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(key[0] for key in _index())


def _entries() -> Iterator[Entry]:
    table = vocabulary.places()
    for country in table.countries.values():
        yield from _of(country, "country", country.code, None, None)
    for region in table.regions.values():
        yield from _of(region, "region", region.country, region.code, None)
    for city in table.cities:
        yield from _of(city, "city", city.country, city.region, city.name.en)


def _of(place: vocabulary.Place, level: Level, country: str, region: str | None, city: str | None) -> Iterator[Entry]:
    for adjective, forms in ((False, (*place.name, *place.forms.en, *place.forms.ru)), (True, (*place.demonym.en, *place.demonym.ru))):
        for form in dict.fromkeys(forms):
            yield Entry(level, place.name.en, country, region, city, adjective, form)
