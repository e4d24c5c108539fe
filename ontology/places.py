"""Countries, regions and cities at run time: frozen tables, read from ``generated/places.json``.

The sources are ``vocab/country.yaml``, ``region.yaml`` and ``city.yaml``. The tables hold nominatives; whoever reads texts inflects them
or compares lemmas. This module imports neither pydantic nor rdflib.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from .compiled import forms, read, text
from .text import Forms, Text


class Country(NamedTuple):
    """A country. `code`: ISO 3166-1 alpha-2; `forms`: its other names; `demonym`: adjectives and people."""

    code: str
    name: Text
    forms: Forms
    demonym: Forms
    capital: Text | None


class Region(NamedTuple):
    """A part of a country. `code`: ISO 3166-2; `country`: the code's first part; `city`: the main city."""

    code: str
    country: str
    name: Text
    forms: Forms
    demonym: Forms
    city: Text | None


class City(NamedTuple):
    """A city. `country`: ISO 3166-1 alpha-2; `region`: ISO 3166-2 where known."""

    name: Text
    country: str
    region: str | None
    forms: Forms
    demonym: Forms


Place = Country | Region | City


class Places(NamedTuple):
    """All places. `cities` include capitals and main cities; `ambiguous`: folded forms that are more often something else.

    `by_form`: a folded name or other form -> the places so called, countries first, then regions, then cities (no demonyms).
    """

    countries: Mapping[str, Country]
    regions: Mapping[str, Region]
    cities: tuple[City, ...]
    ambiguous: frozenset[str]
    by_form: Mapping[str, tuple[Place, ...]]

    def named(self, form: str) -> tuple[Place, ...]:
        """The places with this name or other form in the nominative, whatever its case; none when unknown."""
        return self.by_form.get(fold(form), ())


def fold(form: str) -> str:
    """A form without differences of case, of ё and е, of hyphens, dashes and apostrophes."""
    return form.casefold().translate(_FOLDED)


_FOLDED = str.maketrans({"ё": "е", "–": "-", "—": "-", "’": "'"})


@cache
def places() -> Places:
    """The places of the package."""
    return from_plain(read("places.json"))


def from_plain(plain: Mapping[str, Any]) -> Places:
    """`Places` of plain values, shaped like the YAML files, by file name."""
    countries = {code: _country(code, value) for code, value in plain["country"].items()}
    regions = {code: _region(code, value) for code, value in plain["region"].items()}
    listed = tuple(_city(value) for value in plain["city"]["cities"])
    cities = (*listed, *_main_cities(countries.values(), regions.values(), {(c.country, c.name.en) for c in listed}))
    ambiguous = frozenset(map(fold, plain["city"]["ambiguous"]))
    index = _index((*countries.values(), *regions.values(), *cities))
    return Places(MappingProxyType(countries), MappingProxyType(regions), cities, ambiguous, MappingProxyType(index))


def _country(code: str, value: Mapping[str, Any]) -> Country:
    capital = text(value["capital"]) if "capital" in value else None
    return Country(code, text(value["name"]), forms(value.get("forms")), forms(value.get("demonym")), capital)


def _region(code: str, value: Mapping[str, Any]) -> Region:
    city = text(value["city"]) if "city" in value else None
    return Region(code, code[:2], text(value["name"]), forms(value.get("forms")), forms(value.get("demonym")), city)


def _city(value: Mapping[str, Any]) -> City:
    return City(text(value["name"]), value["country"], value.get("region"), forms(value.get("forms")), forms(value.get("demonym")))


def _main_cities(countries: Iterable[Country], regions: Iterable[Region], listed: set[tuple[str, str]]) -> Iterable[City]:
    """Main cities of regions, then capitals, each once and only where the list of cities has no line of its own."""
    named = [(r.city, r.country, r.code) for r in regions] + [(c.capital, c.code, None) for c in countries]
    for name, country, region in named:
        if name and (country, name.en) not in listed:
            listed.add((country, name.en))
            yield City(name, country, region, Forms(), Forms())


def _index(all_places: Iterable[Place]) -> dict[str, tuple[Place, ...]]:
    index: dict[str, list[Place]] = {}
    for place in all_places:
        for form in dict.fromkeys(map(fold, (*place.name, *place.forms.en, *place.forms.ru))):
            index.setdefault(form, []).append(place)
    return {form: tuple(found) for form, found in index.items()}
