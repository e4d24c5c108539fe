"""Whether a typed office is the one that a document words: inflected, misspelt, in the other language."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from . import match

LETTERS = 4  # one letter in so many may be wrong


def same(asked: str, said: str | None) -> bool:
    """Whether `said` is the office `asked`, or a more exact wording of it; a deputy is not the head."""
    if not said:
        return False
    if _deputy(said) and not _deputy(asked):
        return False
    return any(_within(one, said) for one in (asked, *_others(asked)))


def _others(asked: str) -> tuple[str, ...]:
    return tuple(form for group in _table()[0] if any(_within(form, asked) and _within(asked, form) for form in group) for form in group)


def _deputy(text: str) -> bool:
    return any(_within(word, text) for word in _table()[1])


def _within(few: str, many: str) -> bool:
    """Whether every word of `few` is a word of `many`."""
    return all(any(_alike(word, other) for other in _words(many)) for word in _words(few))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("ё", "е"))


def _alike(word: str, other: str) -> bool:
    one, two = match.fold(word), match.fold(other)
    if one == two or (min(len(one), len(two)) >= 4 and (one.startswith(two) or two.startswith(one))):
        return True
    if min(len(word), len(other)) < 5 or word[0] != other[0]:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    return OSA.distance(word, other) <= max(len(word), len(other)) // LETTERS


@cache
def _table() -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    import yaml  # noqa: PLC0415

    said = yaml.safe_load((files(__package__) / "shared" / "offices.yaml").read_text(encoding="utf-8"))
    return tuple(map(tuple, said["same"])), tuple(said["deputy"])
