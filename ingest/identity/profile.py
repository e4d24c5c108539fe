"""What is known of a member: the normal forms of its names and where it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ...ontology.identity import Member
from . import normal, places
from .normal import Name


@dataclass(frozen=True, slots=True)
class Profile:
    """`names`: the name and every other form that says more than a kind of thing. countries and cities: where it is, as far as stated.

    stated: countries that the name itself states ("Русский дом в Душанбе": RU, TJ). skeletons: those of all its proper names;
    spelt: it has proper names and no abbreviation may stand for others.
    """

    names: tuple[Name, ...]
    countries: frozenset[str]
    cities: frozenset[str]
    regions: frozenset[str]
    stated: frozenset[str]
    numbers: frozenset[int]
    heads: frozenset[str]
    skeletons: frozenset[str]
    spelt: bool


def of(member: Member) -> Profile:
    """The profile of an institution, project or event."""
    return build(member.name, member.also, member.country, member.city)


@lru_cache(maxsize=200_000)
def build(name: str, also: tuple[str, ...], country: str | None, city: str | None) -> Profile:
    """The same from a name, other forms, an ISO code and a city's name."""
    main = normal.parse(name)
    others = tuple(n for n in map(normal.parse, also) if n.distinct or (n.strong and n.kinds))
    place = places.city(city, country) if city else None
    cities = main.cities | main.owner_cities | ({place.id if place else normal.fold(city)} if city else set())
    regions = main.regions | main.owner_regions | ({place.region} if place and place.region else set())
    return Profile(
        names=(main, *others), countries=_countries(main, country, place), cities=frozenset(cities), regions=frozenset(regions),
        stated=main.countries, numbers=main.numbers, heads=frozenset({main.head} if main.head else ()),
        skeletons=frozenset(k.translate(COARSE) for n in (main, *others) for p in n.propers for k in p.skeletons),
        spelt=all(n.propers and not n.acronyms for n in (main, *others)),
    )  # fmt: skip


COARSE = str.maketrans("54cjz", "sssss")
STATE = frozenset(["ministry", "department", "committee", "commission", "agency", "service", "authority", "government"])
_STATE_LEVELS = frozenset({"national", "federal", "republican"})


def of_a_state(name: Name) -> bool:
    """A body of which each state has its own: with the country known, its bare name says enough."""
    return bool(name.head in STATE or name.levels & _STATE_LEVELS) and not (name.regions or name.cities or name.propers)


def _countries(main: Name, country: str | None, city: places.Place | None) -> frozenset[str]:
    """Where it is: what the document says, else the city's country, else the owner's, else the one that the name states."""
    if country:
        return frozenset({country})
    if city:
        return frozenset({city.country})
    return main.place_countries or main.owner_countries or main.countries
