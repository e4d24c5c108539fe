"""Plain values of an answer as people read them: concepts and countries by their names, in English or Russian."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ..ontology import places, vocabulary
from .question import Column
from .values import CONCEPTS

_CODED = {"country": ("country",), "type": ("agreement-type",), "state": ("agreement-status",), "topics": ("topic",), "topic": ("topic",),
          "nothing stated": ("topic",), "work": ("activity",), "kind": ("institution-kind",), "signed": ("agreement-type",)}  # fmt: skip
"""Sections whose values are codes, and of which vocabulary."""
_ALSO_CODED = {("partners", "status"): "ladder", ("agreements", "status"): "agreement-status", ("agreements", "detail"): "agreement-type"}
"""Other columns of a card's section that hold codes."""


def row(columns: Iterable[Column], values: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """A row with names in place of codes."""
    section = str(values.get("section") or "").partition(" ")[2]
    return {c.name: _cell(c, section, values[c.name], lang) for c in columns}


def _cell(column: Column, section: str, plain: Any, lang: str) -> Any:
    if column.name == "what" and section in _CODED:
        return in_section(section, plain, lang)
    type_ = _ALSO_CODED.get((section, column.name))
    return coded(type_, plain, lang) if type_ and plain else value(column, plain, lang)


def value(column: Column, plain: Any, lang: str) -> Any:
    """A value with names in place of codes."""
    if plain is None:
        return None
    if isinstance(plain, tuple):
        return tuple(value(column, one, lang) for one in plain)
    if column.type == "section":
        return word(plain.partition(" ")[2], lang)  # its number is for sorting
    if column.type == "flag":
        return word(column.name, lang) if plain else None
    if column.type in ("deed", "change"):
        return word(plain, lang)
    return coded(column.type, plain, lang)


def coded(type_: str, code: str, lang: str) -> Any:
    """The name of a concept or country; anything else stays as it is."""
    if type_ == "country":
        country = places.places().countries.get(code)
        return country.name.of(lang) if country else code
    concept = vocabulary.load().schemes[type_].concepts.get(code) if type_ in CONCEPTS else None
    return concept.label.of(lang) if concept else code


def in_section(section: str, code: Any, lang: str) -> Any:
    """The name of a code in a card's section."""
    return coded(_CODED[section][0], code, lang) if code else code


def word(code: str, lang: str) -> str:
    """The word for a code of ours."""
    found = _words().get(code)
    return found[lang == "ru"] if found else code


@cache
def _words() -> Mapping[str, list[str]]:
    import yaml  # noqa: PLC0415

    text = (files(__package__) / "shared" / "words.yaml").read_text(encoding="utf-8")
    found: Mapping[str, list[str]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return found
