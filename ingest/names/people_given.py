"""Given names in Latin letters: a list of ours, and the Russian dictionary's names through a rough transliteration."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from .. import data_file

_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            ".",
            "i",
            ".",
            "e",
            "iu",
            "ia",
        ],
        strict=True,
    )
)
_FOLDS = (
    ("yo", "io"),
    ("yu", "iu"),
    ("ya", "ia"),
    ("ye", "ie"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("ph", "f"),
    ("ck", "k"),
    ("x", "ks"),
    ("q", "k"),
    ("kh", "h"),
    ("zh", "z"),
    ("c", "k"),
)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A key under which spellings of one given name meet: "Dmitriy", "Dmitry", "Дмитрий"."""
    low = unicodedata.normalize("NFKD", word.casefold())
    low = "".join(_LATIN.get(c, c) for c in low if not unicodedata.combining(c)).replace(".", "")
    low = low.replace("ı", "i").replace("ch", "tsh")
    for old, new in _FOLDS:
        low = low.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", low.replace("ie", "e").replace("ii", "i"))


@cache
def known_names() -> frozenset[str]:
    """All given names that are known, as they are spelt in Latin letters and in the nominative in Cyrillic."""
    ours = data_file.load("given_names")
    return frozenset(name for names in ours.values() for name in names.split()) | _russian()


@cache
def _folded() -> frozenset[str]:
    return frozenset(map(fold, known_names()))


@cache
def _russian() -> frozenset[str]:
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        return frozenset()
    path = Path(next(iter(spec.submodule_search_locations))) / "data" / "dict" / "first.txt"
    return frozenset(name for name in path.read_text(encoding="utf-8").split() if len(name) > 3)


@lru_cache(maxsize=20_000)
def is_given(word: str) -> bool:
    """Whether the word is somebody's given name."""
    return fold(word.split("-", maxsplit=1)[0]) in _folded()


def dictionary(word: str) -> bool:
    """Whether a word in Cyrillic, in the nominative, is in the dictionary of given names."""
    return word.casefold() in _russian()


@cache
def _sure() -> frozenset[str]:
    ours = data_file.load("given_names")
    return frozenset(name for group, names in ours.items() if group != "east_asian" for name in names.split() if len(name) > 2)


def surely_given(word: str) -> bool:
    """Whether the word, as spelt, is a given name that is hardly ever anything else."""
    return word in _sure() or (
        is_given(word) and len(word) > 5 and word.endswith(("iy", "ey", "ovna", "vich", "ana", "ina", "ura", "bek", "jon", "gul", "nur"))
    )
