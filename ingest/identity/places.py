"""Countries, regions and cities in names: "Иркутская", "Иркутской области" and "Irkutsk" are one place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ...ontology import places as tables
from .sound import cyrillic

_ENDING = re.compile(r"(?<=\w{2})(ого|его|ому|ему|ыми|ими|ых|их|ый|ий|ой|ей|ая|яя|ое|ее|ую|юю|ым|им|ом|ем|ах|ях|[аяыиуюеоьй])$")
_SHORT = 4
LONGEST = 4


class Place(NamedTuple):
    """A place that a name can say. type: country, region or city; country: its ISO code; region: the ISO 3166-2 code; initial: the
    first letter of its Russian name; unsure: the word is more often something else ("Киров")."""

    type: str
    id: str
    country: str
    region: str | None = None
    initial: str = ""
    unsure: bool = False


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    stem = _ENDING.sub("", word) if cyrillic(word) else re.sub("['’]s?$", "", word)
    return stem if len(stem) >= _SHORT else word


def _key(words: Sequence[str]) -> str:
    return " ".join(map(_stem, words))


def words_of(text: str) -> list[str]:
    """Lower-case words of a place's name; hyphens part words."""
    return re.findall(r"[\w'’]+", text.casefold().replace("ё", "е"))


@cache
def _index() -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for form, place in _forms():
        if place not in (known := found.setdefault(_key(words_of(form)), [])):
            known.append(place)
    return {key: tuple(values) for key, values in found.items()}


def _forms() -> Iterator[tuple[str, Place]]:
    known = tables.places()
    for country in known.countries.values():
        yield from _named(country, Place("country", country.code, country.code), known.ambiguous)
    for city in known.cities:
        yield from _named(city, Place("city", f"{city.country} {city.name.en}", city.country, city.region), known.ambiguous)
    for region in known.regions.values():
        yield from _named(region, Place("region", region.code, region.country, region.code), known.ambiguous)


def _named(source: tables.Place, place: Place, ambiguous: frozenset[str]) -> Iterator[tuple[str, Place]]:
    place = place._replace(initial=source.name.ru.removeprefix("Республика ")[:1].casefold())
    for form in (*source.name, *source.forms.en, *source.forms.ru, *source.demonym.en, *source.demonym.ru):
        yield form, place._replace(unsure=tables.fold(form) in ambiguous)


@lru_cache(maxsize=100_000)
def _find(words: tuple[str, ...]) -> tuple[Place, ...]:
    return _index().get(_key(words), ())


def at(words: Sequence[str], start: int) -> tuple[tuple[Place, ...], int] | None:
    """The places so called whose name begins at `start` and the number of its words, the longest first; None where there is none."""
    for length in range(min(LONGEST, len(words) - start), 0, -1):
        if found := _find(tuple(words[start : start + length])):
            return found, length
    return None


@lru_cache(maxsize=50_000)
def city(text: str, country: str | None) -> Place | None:
    """The city of this name as facts give it, that of the country where several have the name; None when it is not known."""
    found = [p for p in _find(tuple(words_of(text)) or ("",)) if p.type == "city"]
    return next((p for p in found if p.country == country), found[0] if found and country is None else None)


@cache
def initial_of(country: str) -> str:
    """The first letter of a country's Russian name, in lower case; empty when the code is not known."""
    known = tables.places().countries.get(country)
    return known.name.ru[:1].casefold() if known else ""
