"""An office as read around a name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Office:
    """`position`: in the nominative, None where only an institution is tied; `org`: its key; ``[start, end)``: office and name.

    `tied`: how surely the institution is meant: 1 named in the phrase, less where it is concluded from what stands around.
    """

    position: str | None
    org: str | None
    start: int
    end: int
    rule: str
    tied: float = 1.0
    rank: int = 1  # 2: an office; 1: a title or honorific; 0: only an institution
