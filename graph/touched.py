"""What a batch of writing has touched so far, to be computed anew at its end; and how that was before, so that it need not be read back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .contribution import Deed
from .partnerships import Row, row
from .stated import Statement

Turned = Counter[Deed] | None
"""By how much a pair has each deed more than before (1) or less (-1); None when that is not known, or all of it is to be computed."""


@dataclass
class Touched:
    """The touched documents, things and pairs of one transaction."""

    documents: dict[str, Statement | None] = field(default_factory=dict)
    """What documents (IRIs) state now; None when that is to be read."""
    stood: dict[str, Statement | None] = field(default_factory=dict)
    """What the dataset has of documents; None for nothing."""
    gone: set[str] = field(default_factory=set)
    """Documents that were withdrawn."""
    members: set[int] = field(default_factory=set)
    counted: dict[int, Counter[tuple[str, str]]] = field(default_factory=lambda: defaultdict(Counter))
    """By how much (what, value) is said more of members."""
    pairs: dict[tuple[int, int], Turned] = field(default_factory=dict)
    """Pairs of members."""
    was: dict[str, str] = field(default_factory=dict)
    """IRIs of members that belong to another thing now -> the thing before."""
    ruled: bool = False
    """More than documents has changed, or more than what is here: everything touched is to be computed."""

    def turn(self, pair: tuple[int, int], deed: Deed, n: int) -> None:
        """A pair has a deed more (1) or less (-1)."""
        turned = self.pairs.setdefault(pair, Counter())
        if turned is not None:
            turned[deed] += n


def together(one: Turned, other: Turned) -> Turned:
    """What two pairs of members that are one pair of things have turned."""
    if one is None or other is None:
        return None
    both = Counter(one)
    both.update(other)
    return both


def rows_before(rows: Iterable[Row], turned: Counter[Deed]) -> list[Row]:
    """The deeds of a pair as they were before some came and others went."""
    found = {one.iri: one for one in rows}
    for deed, n in turned.items():
        if n > 0:
            found.pop(deed.iri, None)
    found.update((deed.iri, row(deed.iri, deed.content())) for deed, n in turned.items() if n < 0)
    return list(found.values())
