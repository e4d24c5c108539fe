"""The catalogue: each question is a folder of data, ``catalog/<name>/`` with question.yaml, query.rq and query.cypher.

A line of a query that ends in ``#? name`` (``//? name`` in Cypher) is part of it only when that parameter is given, so an optional
parameter costs nothing when it is absent; one that ends in ``#! name`` only when it is not. A question may name a *shortcut*: it counts
as given when the rows asked for are few and nothing narrows them. Parameters themselves are bound, never written into the text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

GUARD = re.compile(r"\s*(?:#|//)([?!])\s*(\w+)\s*$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question: its type (see `values`), whether it must be given, its help in both languages."""

    name: str
    type: str
    required: bool
    default: Any
    help: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer. `hidden` ones are for programs; `many` ones hold a sorted list."""

    name: str
    type: str
    many: bool
    hidden: bool
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A name for guarded lines that serve when at most `rows` are asked for and none of the parameters `without` is given."""

    name: str
    rows: int
    without: tuple[str, ...]

    def serves(self, given: Mapping[str, Any]) -> bool:
        """Whether it leads to the same rows with these parameters."""
        return "limit" in given and given["limit"] <= self.rows and not any(name in given for name in self.without)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the catalogue.

    sort: columns in the order of which rows are given, "-name" for descending; evidence: the column whose IRI leads to the quotes.
    """

    name: str
    command: str
    asks: Mapping[str, str]
    asked_by: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sort: tuple[str, ...]
    evidence: str | None
    example: str
    folder: Traversable
    shortcut: Shortcut | None = None

    def text(self, language: str, given: Mapping[str, Any]) -> str:
        """The query in "rq" or "cypher", with only the lines that the `given` parameters call for."""
        names = set(given) | ({self.shortcut.name} if self.shortcut and self.shortcut.serves(given) else set())
        return select_lines((self.folder / f"query.{language}").read_text(encoding="utf-8"), names)


def select_lines(query: str, given: Container[str]) -> str:
    """Drop the lines whose guards do not hold for the given parameters, and the guards of the others."""
    kept = []
    for line in query.splitlines():
        guard = GUARD.search(line)
        if guard is None:
            kept.append(line)
        elif (guard[2] in given) is (guard[1] == "?"):
            kept.append(line[: guard.start()])
    return "\n".join(kept) + "\n"


def _read(folder: Traversable) -> Question:
    said = yaml.load((folder / "question.yaml").read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    parameters = tuple(
        Parameter(name, p["type"], p.get("required", False), p.get("default"), {"en": p["en"], "ru": p["ru"]})
        for name, p in said["parameters"].items()
    )
    columns = tuple(
        Column(name, c["type"], c.get("many", False), c.get("hidden", False), {"en": c["en"], "ru": c["ru"]})
        for name, c in said["columns"].items()
    )
    return Question(
        name=folder.name,
        command=said["command"],
        asks=said["asks"],
        asked_by=said["asked_by"],
        parameters=parameters,
        columns=columns,
        sort=tuple(said["sort"]),
        evidence=said.get("evidence"),
        example=said["example"],
        folder=folder,
        shortcut=Shortcut(s["name"], s["rows"], tuple(s["without"])) if (s := said.get("shortcut")) else None,
    )


@cache
def catalogue(folder: Traversable | None = None) -> Mapping[str, Question]:
    """All questions by name, in alphabetical order; `folder` replaces the built-in catalogue."""
    root = folder or files(__package__) / "catalog"
    found = sorted((f for f in root.iterdir() if (f / "question.yaml").is_file()), key=lambda f: f.name)
    return {f.name: _read(f) for f in found}
