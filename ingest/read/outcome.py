"""What a reader is told and what it answers beside a Document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that gave no document: which one, why, and what to do about it.

    `skipped` is set for files that a folder merely contains (of an unknown kind): they are counted, but are no complaint.
    """

    source: str
    reason: str
    remedy: str
    skipped: bool = False

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Bounds and choices of a reading.

    max_bytes: of one document (a file, a page, a line of JSON Lines); language: "ru" or "en" forces it, None finds it;
    allow_private: web addresses of private networks may be read; timeout: seconds for one page with its redirects.
    """

    max_bytes: int = 10_000_000
    language: str | None = None
    allow_private: bool = False
    timeout: float = 20.0
    max_redirects: int = 5


class Refused(Exception):
    """Raised inside the readers; `read` turns it into a `Refusal` that names the source."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy)
        self.reason, self.remedy = reason, remedy

    def at(self, source: str) -> Refusal:
        """The refusal of `source` for this reason."""
        return Refusal(source, self.reason, self.remedy)
