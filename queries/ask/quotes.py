"""Quoted parts of a question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .words import Word

_QUOTED = re.compile(r"«([^«»]{2,120})»|“([^“”]{2,120})”|„([^„“”]{2,120})[“”]|\"([^\"]{2,120})\"|(?<!\w)'([^']{2,120})'(?!\w)")


def quotes(text: str, words: Sequence[Word]) -> dict[int, int]:
    """First word inside quotation marks -> the word after the last."""
    found = {}
    for match in _QUOTED.finditer(text):
        inside = [i for i, w in enumerate(words) if match.start() <= w.start and w.end <= match.end()]
        if inside and len(inside) < 16:
            found[inside[0]] = inside[-1] + 1
    return found


def unbroken(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of the text with the mark of a quotation that only one end of it cuts off: "фонд «Жизнь" with its »."""
    for match in _QUOTED.finditer(text):
        if start <= match.start() and match.end() == end + 1:
            return start, match.end()
        if match.start() == start - 1 and match.end() <= end:
            return match.start(), end
    return start, end
