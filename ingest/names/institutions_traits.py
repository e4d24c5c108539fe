"""What is known of a word by itself that helps to tell institutions' names: its shape and endings, the lists that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..language import ru
from .institutions_form import abbreviation
from .institutions_lexicon import heads, words
from .offices import lexicon
from .people_given import is_given
from .places import begins_place
from .word_classes import classes

_TAGS = ("Name", "Surn", "Geox", "Orgn", "Abbr", "Patr")
_WIDEST = 8  # letters of an outline


@lru_cache(maxsize=50_000)
def outline(word: str) -> str:
    """Its letters as X, x and 9, no more than two of a kind in a row: "НИИСИ" -> "XX", "iPhone7" -> "xXxx9"."""
    found = ""
    for letter in word[:40]:
        sign = "X" if letter.isupper() else "x" if letter.islower() else "9" if letter.isdigit() else letter
        if not found.endswith(sign * 2):
            found += sign
    return found[:_WIDEST]


@lru_cache(maxsize=50_000)
def traits(text: str, lemma: str, pos: str) -> tuple[str, ...]:
    """The traits of a word or sign. Those that begin with "w=", "p5=" or "e4=" tell of the word and its two neighbours only."""
    if not text[0].isalnum():
        return "w=" + text, "sign"
    low = text.casefold().replace("’", "'")
    bare = low.removesuffix("'s")
    cyrillic = "\u0400" <= text[0] <= "\u04ff"
    lang = "ru" if cyrillic else "en"
    found = ["w=" + bare, "s=" + outline(text), "pos=" + pos, "in " + lang if text[0].isalpha() else "number"]
    found += ["l=" + lemma] if lemma != bare else []
    found += ["'s"] if bare != low else []
    found += _ends(bare)
    found += _russian(text) if cyrillic else ["given"] if is_given(text) else []
    found += [f"in={name}" for name in sorted(words(lang, "told")) if not words(lang, name).isdisjoint((bare, lemma, text))]
    kind = heads(lang).get(lemma) or heads(lang).get(bare)
    found += ["head", "head=" + kind] if kind else []
    found += ["letters"] if abbreviation(text) else []
    found += ["place"] if begins_place(text) else []
    found += [f"office={name}" for name in ("heads", "titles", "not_people") if not {bare, lemma}.isdisjoint(getattr(lexicon(lang), name))]
    return (*found, *("c=" + name for name in classes(text)))


def _ends(word: str) -> Iterator[str]:
    """Beginnings and endings."""
    if len(word) > 3:
        yield from ("p3=" + word[:3], "e3=" + word[-3:], "e2=" + word[-2:])
    if len(word) > 5:
        yield from ("p5=" + word[:5], "e4=" + word[-4:])


def _russian(word: str) -> Iterator[str]:
    """What the dictionary says."""
    readings = ru.parses(word)
    if not readings[0].is_known:
        yield "unknown"
    yield from ("tag=" + tag for tag in _TAGS if any(tag in reading.tag for reading in readings))
