"""The patterns in which the data of the reader says what questions look like.

A pattern is words with signs between them: ``сотруднич*`` any word that begins so; ``a|b`` one of them; ``(word)`` may be absent; ``=word``
only this form of it; ``..`` up to
eight words of any kind; ``<topic>`` something that was found (a topic, a name, a date ...); ``^`` and ``$`` the ends of the question. Words
are compared by their stems. `compile` takes patterns apart, once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from .words import Word, fold, is_infinitive, stem, verb_root

GAP = 8
SHORT = 3  # words up to this length are compared as they are
SIGNS = ("..", "^", "$")


class Form(NamedTuple):
    """One word of a pattern: `text` compared as a whole word, a stem (its inflections), a prefix, or with case (`how`)."""

    text: str
    how: str

    def fits(self, word: Word) -> bool:
        """Whether the word is this one."""
        return _fits(self.text, self.how, word)


def _fits(text: str, how: str, word: Word) -> bool:
    if how == "prefix":
        return word.plain.startswith(text)
    if how == "case":
        return word.text == text
    return (word.stem if how == "stem" else word.plain) == text


@lru_cache(16384)
def form(text: str) -> Form:
    """The form that a word of the data stands for."""
    if text.startswith("="):
        return Form(fold(text[1:]), "word")
    if text.endswith("*"):
        return Form(fold(text[:-1]), "prefix")
    if len(text) > 1 and text.isupper():
        return Form(text, "case")
    plain = fold(text).removesuffix("'s")
    if is_infinitive(plain):
        return Form(verb_root(plain), "prefix")
    return Form(plain, "word") if len(plain) <= SHORT else Form(stem(plain), "stem")


# A part of a pattern: a sign or <slot> as text, or its forms; and whether it may be absent.
Part = tuple[str | Sequence[tuple[str, str]], bool]
Pattern = Sequence[Part]
Spans = Mapping[tuple[str, int], int]  # (slot, first word) -> the word after the last


def taken_apart(pattern: str) -> list[Part]:
    """The parts of a pattern."""
    return [_part(text) for text in pattern.split()]


def _part(text: str) -> Part:
    if text in SIGNS:
        return text, False
    optional = text.startswith("(")
    text = text.strip("()")
    return (text if text.startswith("<") else [tuple(form(word)) for word in text.split("|")]), optional  # type: ignore[misc]


@dataclass(frozen=True)
class Scene:
    """What a pattern is matched against: the words, the slots that were found, and the words that are inside names."""

    words: Sequence[Word]
    spans: Spans
    inside: frozenset[int] = frozenset()

    @cached_property
    def _there(self) -> frozenset[tuple[str, str]]:
        """All forms that fit some word."""
        found: set[tuple[str, str]] = set()
        for word in self.words:
            found |= {(word.stem, "stem"), (word.plain, "word"), (word.text, "case")}
            found |= {(word.plain[:size], "prefix") for size in range(1, len(word.plain) + 1)}
        return frozenset(found)

    @cached_property
    def _slots(self) -> frozenset[str]:
        return frozenset(f"<{slot}>" for slot, _ in self.spans)

    def may(self, pattern: Pattern) -> bool:
        """Whether all that a pattern must have is there somewhere."""
        for what, optional in pattern:
            if optional or what in SIGNS:
                continue
            if not (what in self._slots if isinstance(what, str) else any((one[0], one[1]) in self._there for one in what)):
                return False
        return True


def find(pattern: Pattern, scene: Scene) -> tuple[int, int] | None:
    """(first word, word after the last) where a pattern fits first; None when it doesn't."""
    if not scene.may(pattern):
        return None
    starts = (0,) if pattern[0][0] == "^" else range(len(scene.words))
    for start in starts:
        end = _match(pattern, 0, scene, start)
        if end is not None:
            return start, end
    return None


def _match(pattern: Pattern, number: int, scene: Scene, at: int) -> int | None:
    if number == len(pattern):
        return at
    what, optional = pattern[number]
    if what == "^":
        return _match(pattern, number + 1, scene, at)
    if what == "$":
        return at if at == len(scene.words) else None
    if what == "..":
        for skip in range(min(GAP, len(scene.words) - at) + 1):
            if (end := _match(pattern, number + 1, scene, at + skip)) is not None:
                return end
        return None
    after = _step(what, scene, at)
    if after is not None and (end := _match(pattern, number + 1, scene, after)) is not None:
        return end
    return _match(pattern, number + 1, scene, at) if optional else None


def _step(what: str | Sequence[tuple[str, str]], scene: Scene, at: int) -> int | None:
    if at >= len(scene.words):
        return None
    if isinstance(what, str):
        return scene.spans.get((what[1:-1], at))
    fits = at not in scene.inside and any(_fits(text, how, scene.words[at]) for text, how in what)
    return at + 1 if fits else None
