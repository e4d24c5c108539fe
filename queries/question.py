"""The catalogue: each question is a folder of data, ``catalog/<name>/`` with question.yaml, query.rq and query.cypher.

Parameters and columns that several questions share are declared once, in ``shared/parameters.yaml`` and ``shared/columns.yaml``; a question
names them and may say more.

A line of a query that ends in ``#? name`` (``//? name`` in Cypher) is part of it only when that parameter is given, so an optional
parameter costs nothing when it is absent; one that ends in ``#! name`` only when it is not. A question may name a *shortcut*: it counts
as given when the rows asked for are few and nothing narrows them. Parameters themselves are bound, never written into the text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

import yaml

GUARD = re.compile(r"\s*(?:#|//)([?!])\s*(\w+)\s*$")
Take = Literal["count", "union", "earliest", "latest", "most"]


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
    """A column of an answer. `hidden` ones are for programs; `many` ones hold a sorted list.

    take, source: rows that are equal in the columns without `take` are one; this one's value is taken from their values of `source`
    made: the queries don't give it, a step of the runner does
    """

    name: str
    type: str
    many: bool
    hidden: bool
    label: Mapping[str, str]
    take: Take | None = None
    source: str = ""
    made: bool = False


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

    sort: columns in the order of which rows are given, "-name" for descending; evidence: the column whose IRIs lead to the quotes
    period: the columns whose dates are held against since, until and at (see `steps.within`); timeline: those that a picture in time shows
    computed: the function of `computed` that makes the rows from what the query gives; limited: the column whose numbers `limit` bounds,
    where it does not bound the number of rows; shelf: the kind of shelves on which the rows stand, and the parameters that name one;
    walk: of rows that are read shelf by shelf the row of shelves, and the parameters that lead to the rows directly (see `walk`)
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
    period: Mapping[str, str] | None = None
    timeline: Mapping[str, str] | None = None
    computed: str | None = None
    limited: str | None = None
    shelf: tuple[str, ...] = ()
    walk: Mapping[str, Any] | None = None

    def on_shelf(self, given: Mapping[str, Any]) -> tuple[str, ...] | None:
        """The name of the shelf on which the rows stand with these parameters; None when one of those that name it is not given."""
        kind, names = self.shelf[:1], self.shelf[1:]
        return (*kind, *(str(given[name]) for name in names)) if kind and all(name in given for name in names) else None

    def text(self, language: str, given: Mapping[str, Any], part: str = "query") -> str:
        """The query in "rq" or "cypher", with only the lines that the `given` parameters call for. part: another file of the folder."""
        names = set(given) | ({self.shortcut.name} if self.shortcut and self.shortcut.serves(given) else set())
        return _selected_lines(f"{part}.{language}", self.folder, frozenset(names))  # type: ignore[arg-type]  # paths are hashable

    def has(self, column: str) -> bool:
        """Whether it has a column of this name."""
        return any(one.name == column for one in self.columns)

    @property
    def pairs(self) -> tuple[str, str] | str | None:
        """The columns that name the parties that a row links: two of one IRI each, or one of many; None when it links none."""
        if self.has("a") and self.has("b"):
            return "a", "b"
        return "parties" if self.has("parties") else None


@lru_cache(maxsize=512)
def _selected_lines(name: str, folder: Traversable, given: frozenset[str]) -> str:
    return select_lines((folder / name).read_text(encoding="utf-8"), given)


def select_lines(query: str, given: Container[str]) -> str:
    """Drop the lines whose guards do not hold for the given parameters, and the guards of the others. A line may have several guards."""
    return "\n".join(kept for line in query.splitlines() if (kept := _selected(line, given)) is not None) + "\n"


def _selected(line: str, given: Container[str]) -> str | None:
    while guard := GUARD.search(line):
        if (guard[2] in given) is not (guard[1] == "?"):
            return None
        line = line[: guard.start()]
    return line


def _yaml(file: Traversable) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


@cache
def _shared(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = _yaml(files(__package__) / "shared" / f"{name}.yaml")
    return found


def _declared(said: Mapping[str, Any], shared: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, own in said.items():
        yield name, {**_shared(shared).get(name, {}), **(own or {})}


def _parameter(name: str, said: Mapping[str, Any]) -> Parameter:
    return Parameter(name, said["type"], said.get("required", False), said.get("default"), {"en": said["en"], "ru": said["ru"]})


def _column(name: str, said: Mapping[str, Any]) -> Column:
    label, source = {"en": said["en"], "ru": said["ru"]}, said.get("from") or name
    hidden, made = said.get("hidden", False), said.get("made", False)
    return Column(name, said["type"], said.get("many", False), hidden, label, said.get("take"), source, made)


def _read(folder: Traversable) -> Question:
    said = _yaml(folder / "question.yaml")
    shortcut = said.get("shortcut")
    return Question(
        name=folder.name,
        command=said["command"],
        asks=said["asks"],
        asked_by=said["asked_by"],
        parameters=tuple(_parameter(*one) for one in _declared(said["parameters"], "parameters")),
        columns=tuple(_column(*one) for one in _declared(said["columns"], "columns")),
        sort=tuple(said["sort"]),
        evidence=said.get("evidence"),
        example=said["example"],
        folder=folder,
        shortcut=Shortcut(shortcut["name"], shortcut["rows"], tuple(shortcut["without"])) if shortcut else None,
        period=said.get("period"),
        timeline=said.get("timeline"),
        computed=said.get("computed"),
        limited=said.get("limited"),
        shelf=tuple(said.get("shelf", ())),
        walk=said.get("walk"),
    )


def _folders(folder: Traversable | None) -> list[Traversable]:
    root = folder or files(__package__) / "catalog"
    return sorted((one for one in root.iterdir() if (one / "question.yaml").is_file()), key=lambda one: one.name)


@cache
def catalogue(folder: Traversable | None = None) -> Mapping[str, Question]:
    """All questions by name, in alphabetical order; `folder` replaces the built-in catalogue."""
    return {one.name: _read(one) for one in _folders(folder)}


@cache
def named(name: str) -> Question:
    """The question of this name in the built-in catalogue, without reading the others. KeyError when there is none."""
    folder = next((one for one in _folders(None) if one.name == name), None)
    if folder is None:
        raise KeyError(name)
    return _read(folder)


@cache
def by_command(command: str) -> Question | None:
    """The question of a command, without reading the others; None when there is none."""
    for one in _folders(None):
        first = (one / "question.yaml").read_text(encoding="utf-8").partition("\n")[0]
        if first.partition(":")[2].strip() == command:
            return _read(one)
    return None
