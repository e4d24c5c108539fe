"""What a write did, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["added", "revised", "unchanged", "withdrawn", "refused"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one document. reason: why it was refused."""

    kind: Kind
    source: str
    iri: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """How many documents were added, revised ..., and every refusal."""

    added: int = 0
    revised: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    refused: tuple[Change, ...] = ()

    @classmethod
    def of(cls, changes: Iterable[Change]) -> Summary:
        """The summary of many changes."""
        counts = dict.fromkeys(("added", "revised", "unchanged", "withdrawn"), 0)
        refused = []
        for change in changes:
            if change.kind == "refused":
                refused.append(change)
            else:
                counts[change.kind] += 1
        return cls(**counts, refused=tuple(refused))
