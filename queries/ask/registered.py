"""Names of the registry of well-known institutions, found in a question by the stems of their words."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache

from .tables import GENERATED
from .words import Word

LONGEST = 9
_SHORT = 3


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """(all names, the first words of those of several)."""
    lines = (GENERATED / "registered.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(lines), frozenset(line.partition(" ")[0] for line in lines if " " in line)


def registered(found: Sequence[Word], plain: Container[Word]) -> dict[int, int]:
    """First word of a name that the registry has -> the word after the last; the longest name at each place.

    plain: words that are no name by themselves unless they are written in capitals.
    """
    known, firsts = _names()
    spans = {}
    for at, word in enumerate(found):
        if word.stem in firsts:
            for end in range(min(len(found), at + LONGEST), at + 1, -1):
                if " ".join(w.stem for w in found[at:end]) in known:
                    spans[at] = end
                    break
        if at not in spans and word.stem in known and (word.shout or (word not in plain and (word.capital or len(word.plain) > _SHORT))):
            spans[at] = at + 1
    return spans
