"""Where a quote stands in a text: exactly, or up to white space and quotation marks; and only once, else nobody knows which is meant."""

from __future__ import annotations

import re

Span = tuple[int, int]
_MARKS = dict.fromkeys(map(ord, "«»„“”‟\"'‘’‚‹›`"), '"')
_SPACE = re.compile(r"(\s+)")


def locate(quote: str, text: str, start: int = 0, end: int | None = None) -> Span | None:
    """The span of the quote in text[start:end], in code points of the whole text. None when it is not there, or more than once."""
    within = text[start:end]
    if quote and (found := _once(quote, within)) is not None:
        return start + found, start + found + len(quote)
    loose, places = _loosened(within)
    wanted = _loosened(quote)[0].strip()
    if not wanted or (found := _once(wanted, loose)) is None:
        return None
    return start + places[found], start + places[found + len(wanted) - 1] + 1


def _once(quote: str, text: str) -> int | None:
    first = text.find(quote)
    return None if first < 0 or text.find(quote, first + 1) >= 0 else first


def _loosened(text: str) -> tuple[str, list[int]]:
    """The text with one space for each run of white space and one sign for all quotation marks, and the place of each sign in it."""
    signs: list[str] = []
    places: list[int] = []
    at = 0
    for run in _SPACE.split(text.translate(_MARKS)):
        if run and not run.isspace():
            signs.append(run)
            places.extend(range(at, at + len(run)))
        elif run:
            signs.append(" ")
            places.append(at)
        at += len(run)
    return "".join(signs), places
