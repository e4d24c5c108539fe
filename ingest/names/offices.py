"""The lexicon of offices, titles and honorifics, in both languages (data/offices.yaml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


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
    raw = yaml.safe_load((files("medcoop.ingest") / "data" / "offices.yaml").read_text(encoding="utf-8"))
    return Lexicon(**{name: frozenset(words.split()) for name, words in raw[lang].items()})


def words(phrase: str) -> list[str]:
    """The words of a phrase in lower case, hyphens kept."""
    return re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", phrase.casefold())
