"""What sentences say in the light of the ones before: who "the sides" of a talk are, and what those who met say next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..candidates import Pair, pair_of
from .items import Item

MEETINGS = frozenset({"meet.with", "discuss.with"})
FOLLOW = "meet.follow"
_TALK = frozenset({"discuss", "meet"})
_SAYS = frozenset({"interest", "discussed", "planned", "method"})
REACH = 8  # units after a meeting in which its sides still speak


def sides(found: Sequence[Item], met: Pair | None) -> tuple[Item, ...]:
    """The items with "the sides" of a talk taken for the pair that met last."""
    said = {group for item in found for group in item.groups}
    if met is None or not said & _TALK:
        return tuple(found)
    return tuple(replace(i, parties=met) if i.forms == ("group",) and len(i.parties) == 2 and not i.people else i for i in found)


def follows(found: Sequence[Item], met: Pair, countries: Mapping[str, str | None]) -> bool:
    """Whether a side of a meeting says in this sentence what it wants, offers or will do, and nobody else is named."""
    keys = {_stands(key, met, countries) for item in found for key in item.parties}
    said = {group for item in found for group in item.groups}
    return bool(keys) and keys <= set(met) and bool(said & _SAYS) and "agreement" not in said


def _stands(key: str, met: Pair, countries: Mapping[str, str | None]) -> str:
    """A country stands for the side that comes from there."""
    if not key.startswith("country:"):
        return key
    return next((side for side in met if not side.startswith("country:") and countries.get(side) == key[8:]), key)


def last_met(parties: tuple[str, ...]) -> Pair | None:
    """The pair of a meeting; None when more than two met."""
    return pair_of(*parties) if len(parties) == 2 else None
