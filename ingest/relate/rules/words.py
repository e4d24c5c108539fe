"""Cue words of the rules: groups of words and short phrases, found in the tokens of a sentence (see data/rules_words.yaml)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ...reading import Token
from ..cues import fold, lexicon


class Cue(NamedTuple):
    """A group's word or phrase at tokens [start, end)."""

    group: str
    start: int
    end: int


Phrase = tuple[str, ...]


@cache
def _index() -> tuple[dict[str, list[tuple[str, Phrase]]], list[tuple[str, Phrase]]]:
    """Phrases of all groups by their first word, and those whose first word is a stem."""
    whole: dict[str, list[tuple[str, Phrase]]] = {}
    stems: list[tuple[str, Phrase]] = []
    for group, phrases in lexicon("rules_words.yaml").items():
        for phrase in phrases:
            words = tuple(phrase.split())
            if words[0].endswith("*"):
                stems.append((group, words))
            else:
                whole.setdefault(words[0], []).append((group, words))
    return whole, stems


@cache
def _stems_of(text: str) -> tuple[tuple[str, Phrase], ...]:
    return tuple(entry for entry in _index()[1] if text.startswith(entry[1][0][:-1]))


def _says(word: str, token: Token) -> bool:
    text = fold(token.text)
    return text.startswith(word[:-1]) if word.endswith("*") else word in (text, fold(token.lemma))


def cues(tokens: Sequence[Token]) -> tuple[Cue, ...]:
    """All cue words of a sentence, in order."""
    whole = _index()[0]
    found: set[Cue] = set()
    for at, token in enumerate(tokens):
        text, lemma = fold(token.text), fold(token.lemma)
        for group, words in (*whole.get(text, ()), *(whole.get(lemma, ()) if lemma != text else ()), *_stems_of(text)):
            end = at + len(words)
            if end <= len(tokens) and all(_says(word, t) for word, t in zip(words[1:], tokens[at + 1 : end], strict=True)):
                found.add(Cue(group, at, end))
    mute = [c for c in found if c.group == "neutral"]
    heard = (c for c in found if c.group != "neutral" and not any(m.start <= c.start and c.end <= m.end for m in mute))
    return tuple(sorted(heard, key=lambda c: (c.start, c.end, c.group)))


def groups() -> frozenset[str]:
    """The names of all groups."""
    return frozenset(lexicon("rules_words.yaml"))
