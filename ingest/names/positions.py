"""The office of a person as the text words it around the name, and the institution that the text ties to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from ..reading import Mention, Reading
from . import positions_en, positions_ru
from .people_spot import Spot
from .positions_card import card
from .positions_office import Office

__all__ = ["Office", "Places", "office_of", "places"]


@dataclass(frozen=True)
class Places:
    """Where institutions are meant in a text, for look-ups by offset."""

    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    kinds: dict[str, str]
    weights: dict[str, int]
    people: tuple[Mention, ...] = ()
    text: str = ""

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions that lie in ``[start, end)``."""
        first = bisect_left(self.starts, start)
        return [m for m in self.mentions[first : bisect_left(self.starts, end)] if m.end <= end]

    def person_before(self, start: int, offset: int) -> int:
        """Where the last person named in ``[start, offset)`` ends; `start` when there is none."""
        at = bisect_left(self.people, offset, key=lambda m: m.start) - 1
        return max(start, self.people[at].end) if at >= 0 and self.people[at].end <= offset else start

    def person_after(self, offset: int) -> int | None:
        """Where the next person named after the offset begins."""
        at = bisect_right(self.people, offset, key=lambda m: m.start)
        return self.people[at].start if at < len(self.people) else None

    def people_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Spans of the people named in ``[start, end)``."""
        first = bisect_left(self.people, start, key=lambda m: m.start)
        return [(m.start, m.end) for m in self.people[first : bisect_left(self.people, end, key=lambda m: m.start)]]

    def before(self, offset: int, reach: int, kinds: tuple[str, ...] = ()) -> Mention | None:
        """The last mention that ends before the offset, not further than `reach` characters, of one of the kinds."""
        for at in range(bisect_left(self.starts, offset) - 1, -1, -1):
            mention = self.mentions[at]
            if offset - mention.end > reach:
                return None
            if mention.end <= offset and (not kinds or self.kinds.get(mention.entity) in kinds):
                return mention
        return None


def places(reading: Reading) -> Places:
    """The institution mentions of a reading."""
    kinds = {e.key: e.kind for e in reading.entities if e.type == "institution"}
    named = {(m.start, m.end): m for m in reading.mentions if m.entity.startswith("p")}
    mentions = tuple(m for m in reading.mentions if m.entity in kinds and (m.start, m.end) not in named)
    weights = dict(Counter(m.entity for m in mentions))
    return Places(mentions, tuple(m.start for m in mentions), kinds, weights, tuple(named.values()), reading.document.text)


def office_of(reading: Reading, spot: Spot, where: Places) -> Office | None:
    """The office stated around one mention of a person; None when nothing is."""
    found = positions_ru.office(reading, spot, where) if spot.lang == "ru" else positions_en.office(reading, spot, where)
    if found is not None and found.rank > 1:
        return found
    return card(reading, spot, where) or found
