"""What a person typed for a name, matched to a thing, a country, a region or a city."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any, Protocol

from ..ontology import iris, places
from ..ontology.errors import AmbiguousNameError, UnknownNameError
from . import match

LIKE = 0.45
"""Names that resemble what was typed less than this (see `Names.search`) are not offered."""
CLOSE = 0.03
"""Things whose names are as near as this to the best one are its rivals."""
SURE = 0.999
REGION, CITY, COUNTRY = f"{iris.BASE}region/", f"{iris.BASE}city/", f"{iris.BASE}country/"
ACTORS = frozenset({"institution", "project", "event"})
_WORDS_OF_RIVALS = 5
_STEM = 4  # letters that forms of one word share at least
_ENDINGS = frozenset(
    {
        "",
        "а",
        "я",
        "о",
        "е",
        "у",
        "ю",
        "ы",
        "и",
        "ь",
        "й",
        "ом",
        "ем",
        "ой",
        "ей",
        "ою",
        "ею",
        "ая",
        "яя",
        "ое",
        "ее",
        "ый",
        "ий",
        "ые",
        "ие",
    }
    | {"ого", "его", "ому", "ему", "ым", "им", "ых", "их", "ую", "юю", "ии", "ию", "ией", "ам", "ям", "ах", "ях", "ами", "ями"}
)


class Names(Protocol):
    """The name index of a store."""

    def search(self, text: str, types: Any = None, limit: int = 10) -> Any:
        """Matches with iri, type, name and score, best first."""


def thing(text: str, where: str, names: Names, types: Collection[str] | None = None) -> str:
    """IRI of the thing that is named. AmbiguousNameError when several are as near, UnknownNameError names the nearest."""
    if text.startswith(iris.BASE):
        return text
    found = list(names.search(text, types, limit=8)) if text.strip() else []
    if not found or found[0].score < LIKE:
        near = f"did you mean {', '.join(one.name for one in found[:3])}?" if found else "try another form, or see `medcoop status`"
        raise UnknownNameError(f"nothing is known by the name {text!r}", where=where, remedy=near)
    rivals = [one for one in found if one.score >= (SURE if found[0].score >= SURE else found[0].score - CLOSE)]
    if len(rivals) > 1:
        listed = "; ".join(one.name for one in rivals[:_WORDS_OF_RIVALS])
        raise AmbiguousNameError(
            f"{text!r} may be {len(rivals)} things: {listed}",
            where=where,
            remedy="type more of the name, or give the IRI of one",
            candidates=tuple((one.iri, one.type, one.name) for one in rivals),
        )
    return str(found[0].iri)


def party(text: str, where: str, names: Names) -> str:
    """IRI of an institution, or that of a country, a region or a city, which stand for the institutions in them.

    A thing of exactly this name comes before a place of this name, and that before a thing whose name is alike.
    """
    if text.startswith(iris.BASE):
        return text
    best = next(iter(names.search(text, ACTORS, limit=1)), None) if text.strip() else None
    if best and best.score >= SURE:
        return thing(text, where, names, ACTORS)
    if found := place(text):
        return found
    try:
        return thing(text, where, names, ACTORS)
    except AmbiguousNameError:
        raise
    except UnknownNameError as unknown:
        try:
            return iris.country(match.country(text, where))
        except UnknownNameError:
            raise unknown from None


@lru_cache
def place(text: str) -> str | None:
    """IRI of the country, region or city of this name in any case, its first letters big or small; None when there is none."""
    known = places.places()
    if len(text) == 2 and text.isupper() and text in known.countries:
        return iris.country(text)
    for found in (known.named(text), _inflected(text)):
        if found:
            return _iri(found[0])
    return None


def _inflected(text: str) -> tuple[places.Place, ...]:
    """The first places whose name, word for word, differs from what was typed by its case endings alone."""
    folded = places.fold(text)
    begin, wanted = folded[:_STEM].split(" ")[0], folded.split()
    alike = (found for form, found in places.places().by_form.items() if form.startswith(begin) and _same_words(form.split(), wanted))
    return next(alike, ())


def _same_words(form: list[str], wanted: list[str]) -> bool:
    return len(form) == len(wanted) and all(_same_word(*pair) for pair in zip(form, wanted, strict=True))


def _same_word(one: str, other: str) -> bool:
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one == other or (shared >= _STEM and one[shared:] in _ENDINGS and other[shared:] in _ENDINGS)


def _forms(one: places.Place) -> Iterator[str]:
    yield from (*one.name, *one.forms.en, *one.forms.ru)


def _iri(one: places.Place) -> str:
    if isinstance(one, places.Country):
        return iris.country(one.code)
    return REGION + one.code if isinstance(one, places.Region) else f"{CITY}{one.country}/{one.name.en.replace(' ', '_')}"


def spellings(iri: str) -> tuple[str, ...]:
    """What documents and facts call a region (with its cities) or a city: names and codes in small letters, sorted. Empty when it is none.

    The main city of a region stands for the region too: an institution "of Samara" may be said to be in either.
    """
    known = places.places()
    if iri.startswith(REGION):
        codes = {iri.removeprefix(REGION)} & known.regions.keys()
        inside: list[places.Place] = [city for city in known.cities if city.region in codes]
    else:
        country, _, name = iri.removeprefix(CITY).partition("/")
        inside = [city for city in known.cities if city.country == country and city.name.en == name.replace("_", " ")]
        english = {city.name.en for city in inside}
        codes = {code for code, region in known.regions.items() if region.country == country and region.city and region.city.en in english}
    inside += [known.regions[code] for code in codes]
    return tuple(sorted({form.casefold() for one in inside for form in _forms(one)} | {code.casefold() for code in codes}))


def label(iri: str, lang: str) -> str | None:
    """The name of a country, a region or a city; None for other IRIs."""
    known = places.places()
    if iri.startswith(COUNTRY) and (code := iris.code(iri)) in known.countries:
        return known.countries[code].name.of(lang)
    if iri.startswith(REGION) and (code := iris.code(iri)) in known.regions:
        return known.regions[code].name.of(lang)
    if iri.startswith(CITY):
        city = next((one for one in known.cities if _iri(one) == iri), None)
        return city.name.of(lang) if city else None
    return None
