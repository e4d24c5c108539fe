"""Who does what in a cooperation of two: provider and recipient, funder, host and guest, where the clause makes it clear."""

from __future__ import annotations

import re
from functools import cache

from .cues import lexicon, pattern
from .scene import Scene, Slot, Unit

Roles = dict[str, tuple[str, ...]]


@cache
def _words() -> dict[str, re.Pattern[str]]:
    return {group: pattern(words) for group, words in lexicon("relate_roles.yaml").items()}


def roles_of(scene: Scene, unit: Unit, parties: tuple[str, ...], kinds: tuple[str, ...]) -> Roles:
    """Roles of the two parties by the order in which the unit names them and the verb between; empty where it is not clear."""
    first, second = _order(unit, parties)
    if first is None or second is None:
        return {}
    between = scene.masked[first.end : second.start]
    for group, (to_first, to_second) in _DIRECTION.items():
        if _words()[group].search(between):
            return {to_first: (first.entity,), to_second: (second.entity,)}
    if "grant" in kinds and scene.kinds.get(first.entity) == "foundation" and scene.kinds.get(second.entity) != "foundation":
        return {"funders": (first.entity,), "recipients": (second.entity,)}
    return {}


_DIRECTION = {
    "funds": ("funders", "recipients"),
    "gives": ("providers", "recipients"),
    "gets": ("recipients", "providers"),
    "receives_guests": ("hosts", "guests"),
    "visits": ("guests", "hosts"),
}


def _order(unit: Unit, parties: tuple[str, ...]) -> tuple[Slot | None, Slot | None]:
    """The first places of the two parties, in text order."""
    spots = sorted((unit.slots_of(party)[0] for party in parties if unit.slots_of(party)), key=lambda slot: slot.start)
    return (spots[0], spots[1]) if len(spots) == 2 and spots[0].end <= spots[1].start else (None, None)
