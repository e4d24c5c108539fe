"""Classes of words that stand around and in names of projects and institutions."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .. import data_file

_FILE = "word_classes"
_LONGEST = 20  # letters of the longest beginning
_WORD = re.compile(r"\w[\w+’'-]*|[^\w\s]")


@cache
def listed(name: str) -> frozenset[str]:
    """A list of the file: "heads", "kinds", "openers", "cues" or "common"."""
    return frozenset(data_file.load(_FILE)[name].split())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Beginning of a word, or "=" and the whole word -> its classes."""
    found: dict[str, tuple[str, ...]] = {}
    for name, some in data_file.load(_FILE)["classes"].items():
        for word in some.split():
            found[word] = (*found.get(word, ()), name)
    return found


@lru_cache(maxsize=50_000)
def classes(word: str) -> tuple[str, ...]:
    """The classes of a word: those of the whole word, else of its longest known beginning."""
    low, table = word.casefold(), _table()
    if "=" + low in table:
        return table["=" + low]
    return next((table[low[:n]] for n in range(min(len(low), _LONGEST), 2, -1) if low[:n] in table), ())


def words(text: str, start: int, end: int) -> list[str]:
    """Words and signs of a stretch of text."""
    return _WORD.findall(text, max(start, 0), max(end, 0))
