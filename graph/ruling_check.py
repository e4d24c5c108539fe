"""Whether what people say of pairs can all be true: nobody is joined by a chain to what he was kept apart from, no change leads back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from ..ontology.errors import InputError
from . import decisions
from .decisions import Row


def check(con: sqlite3.Connection) -> None:
    """InputError when what holds in the log contradicts itself; it names the newest row of each contradiction."""
    found = list(complaints(decisions.holding(con), lambda row: f"decision {row.id}"))
    if found:
        raise InputError(found[0][1], where=found[0][0].id, remedy="withdraw one of them first: medcoop decisions --withdraw ID")


def complaints(rows: list[Row], called: Callable[[Row], str]) -> Iterator[tuple[Row, str]]:
    """(the newest row of a contradiction, what is wrong). called: how a row is named to the user."""
    for apart, chain in decisions.clashes(rows):
        newest = max([apart, *chain], key=lambda row: row.seq)
        if not chain:
            yield apart, "says that a thing is not itself"
        else:
            way = ", ".join(map(called, chain))
            yield newest, f"{called(apart)} keeps {apart.subject} and {apart.object} apart, but they are joined by {way}"
    for row in decisions.turning_back(rows):
        yield row, f"{called(row)} says that {row.subject} became {row.object}, and others lead back: a cycle"
