"""Russian typed in Latin letters ("s kem rabotaet ..."): its words read as the Russian ones that they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from .sight import listed
from .tables import compiled, table
from .words import Word, stem

_FEW = 2  # words that must be Russian ones, and more of them than English ones


def russian(found: Sequence[Word]) -> list[Word]:
    """The words with Russian letters in `plain` and `stem`, where more of them are words of Russian questions than of English ones.

    Their text and place stay, as do words that are read otherwise: digits, Cyrillic ones.
    """
    if any(word.russian for word in found):
        return list(found)
    read = [_read(word) for word in found]
    ours = sum(_asks(after, russian=True) and not _asks(before, russian=False) for before, after in zip(found, read, strict=True))
    theirs = sum(_asks(before, russian=False) and not _asks(after, russian=True) for before, after in zip(found, read, strict=True))
    return read if ours >= _FEW and ours > theirs else list(found)


def _asks(word: Word, *, russian: bool) -> bool:
    """Whether a word is one of those of which questions are made, in one language."""
    if word.russian != russian:
        return False
    return word in listed("ru" if russian else "en") or word in listed("cues") or (len(word.plain) > 3 and word.stem in _stems())


@cache
def _stems() -> frozenset[str]:
    return frozenset(compiled()["known"]["stems"])


def _read(word: Word) -> Word:
    if not word.plain.isascii() or any(letter.isdigit() for letter in word.plain):
        return word
    plain = cyrillic(word.plain)
    return replace(word, plain=plain, stem=stem(plain), russian=True)


def cyrillic(plain: str) -> str:
    """A folded word of Latin letters in Russian ones, the commonest way of writing each taken: "soglasheniya" -> "соглашения"."""
    sounds: dict[str, str] = table("words")["latin"]
    longest = max(map(len, sounds))
    at, found = 0, ""
    while at < len(plain):
        size = next((n for n in range(longest, 0, -1) if plain[at : at + n] in sounds), 0)
        letter = sounds[plain[at : at + size]] if size else plain[at]
        if letter == "ы" and (not found or found[-1] in "аеиоуыэюя"):
            letter = "й"
        found += letter
        at += max(size, 1)
    return found
