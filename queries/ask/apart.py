"""Words of a question made ready to be read: courtesies left out, a noun put beside another with a hyphen taken for two words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .pattern import Scene, find
from .sight import listed
from .tables import compiled
from .words import Word, stem

_PART = 4  # letters of each word that a hyphen joins, at least
_INDEFINITE = ("нибудь", "либо")


def asking(found: Sequence[Word]) -> list[Word]:
    """The words that ask: without "Добрый день! Не могли бы вы ..." before them; all of them where nothing else is said."""
    left = list(found)
    while left and (end := max((at[1] for at in _courtesies(left)), default=0)):
        left = left[end:]
    return left or list(found)


def _courtesies(found: Sequence[Word]) -> Iterator[tuple[int, int]]:
    scene = Scene(found, {})
    for pattern in compiled()["courtesies"]:
        at = find([("^", False), *pattern], scene)
        if at:
            yield at


def parted(found: Sequence[Word]) -> list[Word]:
    """The words, small Russian ones such as "врачей-кардиологов" taken apart."""
    return [part for word in found for part in _parts(word)]


def _parts(word: Word) -> tuple[Word, ...]:
    head, _, tail = word.text.rpartition("-")
    if not (word.russian and word.plain == word.text and len(head) >= _PART <= len(tail)) or head.endswith("о") or tail in _INDEFINITE:
        return (word,)
    first = replace(word, text=head, end=word.start + len(head), plain=head, stem=stem(head), own=False)
    if first not in listed("ru"):
        return (word,)
    return first, replace(word, text=tail, start=word.end - len(tail), plain=tail, stem=stem(tail), before="-")
