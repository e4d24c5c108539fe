"""Word lists of institutions, the package's data, read once for a process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from .. import data_file


@cache
def data(name: str) -> Mapping[str, Any]:
    """A data file of the room, by its stem."""
    loaded: Mapping[str, Any] = data_file.load(name)
    return loaded


@cache
def heads(lang: str) -> Mapping[str, str]:
    """Kind of each head word of a language."""
    return {str(word): kind for kind, words in data("institutions")[lang]["heads"].items() for word in words}


@cache
def words(lang: str, name: str) -> frozenset[str]:
    """A word list of a language."""
    return frozenset(str(w) for w in data("institutions")[lang].get(name, ()))


@cache
def expansion(lang: str) -> Mapping[str, str]:
    """What abbreviations inside names stand for."""
    return dict(data("abbreviations")[lang])


def any_of(name: str) -> str:
    """A list of expressions of ``references.yaml`` as one group of a regular expression."""
    return "(?:" + "|".join(data("references")[name]) + ")"
