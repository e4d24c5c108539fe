"""Tables for people: columns as wide as they need to be, the widest narrowed and wrapped when the whole would not fit. Where ordinary
words would have to be cut, a row is a block with a line for each column.

A library for tables takes longer to load and to draw fifty rows than the store takes to answer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

_GAP = "   "
_RULE = "─"
_WIDE = frozenset("WF")
_ORDINARY = 12
"""A word up to this width is not cut."""


@lru_cache(maxsize=4096)
def _letter(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1


def width_of(text: str) -> int:
    """How many places the text takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_letter, text))


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word, cut where it is too long for the width."""
    piece = ""
    for letter in word if width_of(word) > width else ():
        if piece and width_of(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece or word


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` places; nothing is left out."""
    lines = [""]
    for piece in (piece for word in text.split() for piece in _pieces(word, width)):
        longer = f"{lines[-1]} {piece}" if lines[-1] else piece
        if width_of(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def cut(text: str, width: int) -> str:
    """The text in at most `width` places, with a sign where something is left out."""
    if width_of(text) <= width:
        return text
    kept = text
    while kept and width_of(kept) > width - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def widths(rows: Sequence[Sequence[str]], most: int) -> list[int]:
    """A width for each column, together at most `most`: the widest columns give way first, down to their longest word if that can be."""
    natural = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    longest = _longest(rows)
    floors = longest if sum(longest) <= most else [1] * len(longest)
    cap = max(natural, default=1)
    while cap > 1 and sum(max(floor, min(width, cap)) for floor, width in zip(floors, natural, strict=True)) > most:
        cap -= 1
    return [max(floor, min(width, cap), 1) for floor, width in zip(floors, natural, strict=True)]


def _longest(rows: Sequence[Sequence[str]]) -> list[int]:
    """The width of the longest word of each column."""
    return [max((width_of(word) for cell in column for word in cell.split()), default=1) for column in zip(*rows, strict=True)]


def lay_out(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The lines of a table: the header's, a rule, the rows'; or blocks where the table would be too narrow to be read."""
    found = widths([columns, *rows], width - len(_GAP) * (len(columns) - 1))
    if len(columns) > 2 and any(room < min(longest, _ORDINARY) for room, longest in zip(found, _longest([columns, *rows]), strict=True)):
        yield from _blocks(columns, rows, width)
        return
    yield from _lines(columns, found)
    yield _RULE * (sum(found) + len(_GAP) * (len(found) - 1))
    for row in rows:
        yield from _lines(row, found)


def _blocks(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    head = min(max(map(width_of, columns)), width // 2)
    for row in rows:
        for name, cell in zip(columns, row, strict=True):
            if cell:
                yield from _lines((name, cell), (head, max(width - head - len(_GAP), 1)))
        yield _RULE * width


def _lines(cells: Sequence[str], found: Sequence[int]) -> Iterator[str]:
    wrapped = [wrap(cell, width) for cell, width in zip(cells, found, strict=True)]
    for line in zip_longest(*wrapped, fillvalue=""):
        padded = (text + " " * (width - width_of(text)) for text, width in zip(line, found, strict=True))
        yield _GAP.join(padded).rstrip()
