"""People named by their town ("иркутские хирурги", "Irkutsk doctors") stand for the institution there that the page names."""

from __future__ import annotations

from ...names.institutions_place import all_spots
from ...names.places import Spot
from ...reading import Reading, Sentence
from ..scene import Slot
from .words import cues

_REACH = 2  # tokens from the place's name to the people


def local_slots(reading: Reading) -> dict[int, tuple[Slot, ...]]:
    """Slots by the start of their sentence; only where one institution of the place fits."""
    found: dict[int, list[Slot]] = {}
    for spot in all_spots(reading):
        sentence = reading.sentence_at(spot.start)
        if sentence is None or spot.ambiguous or not (spot.city or spot.region) or _named(reading, spot):
            continue
        end = _people(sentence, spot)
        key = _there(reading, spot) if end else None
        if end and key:
            found.setdefault(sentence.start, []).append(Slot(key, spot.start, end, "demonym"))
    return {start: tuple(slots) for start, slots in found.items()}


def _named(reading: Reading, spot: Spot) -> bool:
    """The place is part of a name or of a resolved mention."""
    return any(m.start <= spot.start < m.end for m in reading.mentions if m.form != "office")


def _people(sentence: Sentence, spot: Spot) -> int | None:
    """Where the people end that follow the place's name."""
    after = [t for t in sentence.tokens if t.start >= spot.end][: _REACH + 1]
    said = {cue.start for cue in cues(after) if cue.group == "people"}
    for at, token in enumerate(after):
        if at in said:
            return token.end
        if token.pos not in ("ADJ", "PUNCT") and not token.text.islower():
            return None
    return None


def _there(reading: Reading, spot: Spot) -> str | None:
    """The institution of the place: the last one named before, else the only one of the page."""
    fitting = [e.key for e in reading.entities if e.type == "institution" and _lies(e.city, e.region, spot)]
    before = [m.entity for m in reading.mentions if m.entity in fitting and m.end <= spot.start]
    if before:
        return before[-1]
    return fitting[0] if len(fitting) == 1 else None


def _lies(city: str | None, region: str | None, spot: Spot) -> bool:
    return bool((spot.city and spot.city == city) or (spot.region and spot.region == region))
