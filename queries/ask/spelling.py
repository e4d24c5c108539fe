"""Misspelt words of a question, mended where a word of the questions, the vocabularies or the places is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from .sight import listed
from .tables import compiled
from .words import Word, stem

SHORTEST = 5  # letters of a word that is mended
LONGEST = 24
_PREFIX = 6  # letters of a beginning that is enough to know a word
_SHORT = 4  # letters of a shorter beginning, which is enough where only ...
_ENDINGS = 4  # ... so many letters follow
_LONG = 8  # letters of a beginning after which any ending may follow in a mended word ...
_ENDING = 2  # ... and letters of an ending after a shorter one
_LETTERS = {True: "абвгдежзийклмнопрстуфхцчшщъыьэюя", False: "abcdefghijklmnopqrstuvwxyz"}
_SURE = ("plain", "heads", "fields", "weak_heads", "generic", "before", "with_adjective", "given", "offices:ru", "offices:en")


class _Known:
    """The words that may be meant."""

    def __init__(self, name: str) -> None:
        self.stems = frozenset(compiled()[name]["stems"])
        self.prefixes = frozenset(compiled()[name]["prefixes"])
        self.short = frozenset(compiled()[name]["short"])

    def __contains__(self, plain: str) -> bool:
        """Whether a word is one of them, begins as one does, or is made from one of them: "санаторный"."""
        begun = any(plain[:size] in self.prefixes or plain[:size] in self.stems for size in range(_PREFIX, len(plain) + 1))
        inflected = any(plain[:size] in self.short for size in range(max(_SHORT, len(plain) - _ENDINGS), _PREFIX))
        return stem(plain) in self.stems or begun or inflected

    def means(self, plain: str) -> bool:
        """Whether a mended word is one of them: of a short beginning only with a short ending, or many a name would be mended too."""
        sizes = range(_PREFIX, len(plain) + 1)
        return stem(plain) in self.stems or any(
            plain[:size] in self.prefixes and (size >= _LONG or len(plain) - size <= _ENDING) for size in sizes
        )


@cache
def _known(name: str) -> _Known:
    return _Known(name)


def _variants(plain: str, letters: str) -> Iterator[str]:
    """The words that are one letter, or one exchange of neighbours, away; the first letter stays."""
    for at in range(1, len(plain)):
        if at + 1 < len(plain) and plain[at] != plain[at + 1]:
            yield plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
        yield plain[:at] + plain[at + 1 :]
    for at in range(1, len(plain)):
        for letter in letters:
            yield plain[:at] + letter + plain[at:]
            if len(plain) > SHORTEST:
                yield plain[:at] + letter + plain[at + 1 :]


def mended(words: Sequence[Word], sure: frozenset[int]) -> list[Word]:
    """The words, with what is meant in place of those that are misspelt; their text and place stay. sure: words to leave alone."""
    sure |= {i + 1 for i, word in enumerate(words) if word in listed("given") or word in listed("people")}  # a surname follows
    return [word if i in sure else _mended(word, i) for i, word in enumerate(words)]


@cache
def _meant(plain: str, russian: bool, name: str) -> str | None:
    known = _known(name)
    if plain in known or plain in _known("known"):
        return None
    return next((variant for variant in _variants(plain, _LETTERS[russian]) if known.means(variant)), None)


def _mended(word: Word, at: int) -> Word:
    if not SHORTEST <= len(word.plain) <= LONGEST or not word.plain.isalpha() or word.shout or any(word in listed(name) for name in _SURE):
        return word
    places = word.capital and at > 0
    if places and len(word.plain) <= SHORTEST + 1:
        return word
    meant = _meant(word.plain, word.russian, "known_places" if places else "known")
    return replace(word, plain=meant, stem=stem(meant)) if meant else word
