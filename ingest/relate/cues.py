"""Cue words: groups of word stems that speak for or against a cooperation, found in a text with their places."""

from __future__ import annotations

import re
from functools import cache

from .. import data_file


def fold(text: str) -> str:
    """Lower case with е for ё and plain apostrophes, code point for code point."""
    lowered = text.lower()
    if len(lowered) != len(text) or "Σ" in text:  # letters whose small form is longer, or depends on what stands around
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.replace("ё", "е").replace("’", "'")


def stem_pattern(word: str) -> str:
    """A word of a lexicon as a pattern: ``обуч*`` is a stem, a lone ``*`` up to three words, ``?`` a letter, a space any white space."""
    signs = {"*": r"[\w-]{0,60}", "?": r"\w"}
    parts = [r"(?:\S{1,40}\s+){0,2}\S{1,40}" if part == "*" else "".join(signs.get(c, c) for c in part) for part in word.split()]
    return r"\s+".join(parts)


def lexicon(name: str) -> dict[str, tuple[str, ...]]:
    """A lexicon of the package's data folder: group -> words."""
    data = data_file.load(name.removesuffix(".yaml"))
    return {group: tuple(fold(word.strip()) for word in words.split(",") if word.strip()) for group, words in data.items()}


def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for the words of a group, for text that was folded."""
    return re.compile(r"(?<!\w)(?:" + "|".join(map(stem_pattern, words)) + r")(?!\w)")


@cache
def _groups() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((group, pattern(words)) for group, words in lexicon("relate_cues.yaml").items())


def group_names() -> tuple[str, ...]:
    """The groups, in the order of the lexicon."""
    return tuple(name for name, _ in _groups())


def find(folded: str) -> dict[str, tuple[int, ...]]:
    """Where each group's words begin in a folded text; a group without a word is left out."""
    found = {}
    for group, expression in _groups():
        places = tuple(match.start() for match in expression.finditer(folded))
        if places:
            found[group] = places
    return found
