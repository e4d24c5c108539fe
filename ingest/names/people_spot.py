"""A place where a person may be named, before places are joined into people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """``text[start:end]`` names a person. `words`: its words (initials as "С."), as they stand; `name`: nominative, given name first.

    `full`: enough to introduce a person (given name or initials and a surname); otherwise it refers to one introduced elsewhere.
    `honorific`: "Dr", "профессор" directly before the name; `case`: the case in which a Russian name stands.
    """

    start: int
    end: int
    name: str
    lang: str
    full: bool
    honorific: str = ""
    rule: str = ""
    case: str | None = None

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]
