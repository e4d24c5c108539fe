"""The lexicon of offices, titles and honorifics, in both languages (data/offices.yaml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .. import data_file


@dataclass(frozen=True)
class Lexicon:
    """Words of one language, in lower case."""

    heads: frozenset[str]
    titles: frozenset[str]
    adjectives: frozenset[str]
    not_people: frozenset[str]
    bylines: frozenset[str]
    named_after: frozenset[str] = frozenset()
    gerunds: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()


@cache
def lexicon(lang: str) -> Lexicon:
    """The lexicon of "ru" or "en"."""
    raw = data_file.load("offices")
    return Lexicon(**{name: frozenset(words.split()) for name, words in raw[lang].items()})


def words(phrase: str) -> list[str]:
    """The words of a phrase in lower case, hyphens kept."""
    return re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", phrase.casefold())
