"""Who takes part in a project: the institutions of the sentences that name it, of those that follow, or those named just before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..reading import Reading
from .agreements_parties import outer
from .projects_place import Place

_FEW = 3
"""With fewer institutions in its own sentences a project has those of the next ones too: chosen on annotated pages."""

_NEXT = 2  # sentences
_FIRST = 2  # places after which they count
_BEFORE = 300  # characters


def participants(reading: Reading, group: Sequence[Place]) -> tuple[str, ...]:
    """Keys of institutions in the sentences of a project's places and behind the first ones; where there is none, of those named before."""
    kinds = {e.key: e.type for e in reading.entities}
    places = sorted(group, key=lambda place: place.start)
    named = {m.entity for p in places for m in reading.mentions_in(p.start, p.end)}

    def within(start: int, end: int) -> list[str]:
        mentions = outer(reading.mentions_in(start, end))
        return [m.entity for m in mentions if kinds.get(m.entity) == "institution" and m.entity not in named]

    found = dict.fromkeys(key for p in places for key in within(p.sentence.start, p.sentence.end))
    if len(found) < _FEW:
        for place in places[:_FIRST]:
            at = bisect_left(reading.sentences, place.sentence.start, key=lambda s: s.start)
            found |= dict.fromkeys(key for s in reading.sentences[at + 1 : at + 1 + _NEXT] for key in within(s.start, s.end))
    if not found and places:
        start = places[0].sentence.start
        found = dict.fromkeys(within(max(0, start - _BEFORE), start)[-2:])
    return tuple(found)
