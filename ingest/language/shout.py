"""Lines set all in capitals: their words as they would stand in running text, so that capitals tell names again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from ...ontology.places import places
from ..reading import Token
from . import ru

_SMALL = frozenset(
    {
        "of",
        "for",
        "and",
        "the",
        "in",
        "at",
        "on",
        "with",
        "to",
        "de",
        "la",
        "du",
        "des",
        "&",
        "named",
        "after",
        "by",
        "from",
        "und",
        "der",
        "für",
        "y",
        "e",
        "et",
    }
)
_NAMES = ("Name", "Surn", "Geox", "Patr", "Orgn", "Abbr")


def shouts(words: Sequence[str]) -> bool:
    """Whether all words of two letters and more are capitals, two at least of four letters and more."""
    letters = [w for w in words if w.isalpha() and len(w) > 1]
    return len(letters) > 1 and all(w.isupper() for w in letters) and sum(len(w) > 3 for w in letters) > 1


def calm(words: Sequence[str]) -> list[str]:
    """The words of a shouting line in small letters, but for names; English ones each with a capital."""
    return [_calm(word, number == 0 or words[number - 1] in {"«", '"', "“"}) for number, word in enumerate(words)]


def calm_tokens(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens with calm words; the same tokens where nobody shouts."""
    words = [t.text for t in tokens]
    if shouts(words):
        return [replace(t, text=w) for t, w in zip(tokens, calm(words), strict=True)]
    out = list(tokens)
    for start, end in runs(words):
        out[start:end] = [replace(t, text=w) for t, w in zip(tokens[start:end], calm(words[start:end]), strict=True)]
    return out


def runs(words: Sequence[str]) -> list[tuple[int, int]]:
    """Runs of capitals inside a sentence, with two words of more than five letters at least."""
    found, at = [], 0
    while at < len(words):
        end = at
        while end < len(words) and (
            words[end].isupper()
            or (end > at and words[end] in {",", "-", "–", "«", "»", '"'} and end + 1 < len(words) and words[end + 1].isupper())
        ):
            end += 1
        if sum(len(w) > 5 for w in words[at:end]) > 1:
            found.append((at, end))
        at = max(end, at + 1)
    return found


@cache
def _demonyms() -> frozenset[str]:
    """Russian adjectives of places."""
    table = places()
    return frozenset(
        form for group in (table.countries.values(), table.regions.values(), table.cities) for place in group for form in place.demonym.ru
    )


@lru_cache(maxsize=10_000)
def _calm(word: str, first: bool) -> str:
    if not word.isupper():
        return word
    if len(word) < 2:
        return word.lower() if word in "ИВСОКУА" and not first else word
    if word.isascii() or not ("\u0400" <= word[0] <= "\u04ff"):
        return word.lower() if word.lower() in _SMALL and not first else "-".join(p.capitalize() for p in word.split("-"))
    reading = ru.parses(word)[0]
    if not reading.is_known and len(word) <= 6 and not any(c in "АЕЁИОУЫЭЮЯ" for c in word[1:]):
        return word
    if word.startswith(("РОССИЙСК", "ФЕДЕРАЦИ", "РЕСПУБЛИК")):
        return word.capitalize()
    if reading.normal_form in _demonyms():
        return word.capitalize()
    named = any(g in reading.tag for g in _NAMES) or not reading.is_known
    return word.capitalize() if named or first else word.lower()
