"""Names that a store knows, found in a question by its index of names: what helps where letters are all small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .lexicon import Found
from .sight import Thing, listed
from .words import Word

TYPES = ("institution", "person", "project", "event", "agreement")
ALIKE = 0.9  # names that are as near as this are meant ...
PART = 0.65  # ... or as this, where nothing else is known of the words: a surname, a short form, a misspelt one
LONGEST = 8  # words of a name
MOST = 30  # looks into the index for one question
_SHORTEST = 4  # letters of a name that is one word
_INSIDE = {"of", "for", "and", "the", "de", "in", "&", "имени", "им", "по", "и", "в", "на", "при", "для", "о", "between", "on", "между"}


def things(text: str, words: Sequence[Word], found: Sequence[Found], names: Any) -> Mapping[int, Thing]:
    """First word of a name that the store has -> the word after the last, and its type; longer names before shorter ones."""
    if names is None:
        return {}
    nouns = {one.start for one in found if one.kind == "class"} | {i for i, w in enumerate(words) if _noun(w)}
    plain = {i for i, w in enumerate(words) if w in listed("plain") and not w.shout} - nouns
    meant = {i for one in found for i in range(one.start, one.end)}
    taken: dict[int, Thing] = {}
    free = [True] * len(words)
    for start, end in _windows(words, meant, plain)[:MOST]:
        if all(free[start:end]):
            known = any(i in meant or i in plain or i in nouns for i in range(start, end))
            type_ = _type(text[words[start].start : words[end - 1].end], ALIKE if known else PART, names)
            if type_:
                taken[start] = Thing(end, type_)
                free[start:end] = [False] * (end - start)
    return taken


def _windows(words: Sequence[Word], meant: set[int], plain: set[int]) -> list[tuple[int, int]]:
    """The stretches that may be names, longer ones first: no sign inside, no function word at an end, something not otherwise known."""
    runs = []
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            last = end - 1
            if last > start and (words[last].breaks or (last in plain and words[last].plain not in _INSIDE)):
                break
            if start not in plain and last not in plain and not all(i in meant for i in range(start, end)):
                runs.append((start, end))
    return sorted(runs, key=lambda run: (run[0] - run[1], run[0]))


def _type(shown: str, least: float, names: Any) -> str | None:
    """The type of what the store has by a name that resembles this text so much at least."""
    if len(shown) < _SHORTEST and not shown.isupper():
        return None
    best = next(iter(names.search(shown, TYPES, limit=1)), None)
    return str(best.type) if best and best.score >= least else None


def _noun(word: Word) -> bool:
    """Whether it is a noun for institutions, which says little of which one is meant."""
    return word in listed("heads") or word in listed("weak_heads")
