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
