"""The country of each thing as the canonical view has it, at hand for what is derived from it: strands, agreements, coverage."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from ..ontology import iris
from .terms import name

_COUNTRY = f" {name('mc:country')} "
_COUNTRIES = iris.country("")


class Homes:
    """Countries by thing. \"\" stands for a thing whose country is not known."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con
        self._known: dict[str, str] = {}
        self._was: dict[str, str] = {}

    def of(self, thing: str) -> str:
        """The code of a thing's country; a country is its own."""
        if thing.startswith(_COUNTRIES):
            return iris.code(thing)
        if thing not in self._known:
            row = self._con.execute("SELECT country FROM home WHERE thing = ?", (thing,)).fetchone()
            self._known[thing] = row[0] if row else ""
        return self._known[thing]

    def was(self, thing: str) -> str:
        """The same before anything was noted."""
        return self._was[thing] if thing in self._was else self.of(thing)

    def note(self, thing: str, lines: Iterable[str]) -> bool:
        """Note what a thing's lines say; whether it was known by another country before."""
        row = self._con.execute("SELECT country FROM home WHERE thing = ?", (thing,)).fetchone()
        lines = set(lines)
        found = next((line.rpartition("/")[2].strip("> .") for line in lines if _COUNTRY in line), "")
        if not lines:
            self._con.execute("DELETE FROM home WHERE thing = ?", (thing,))
        elif not row or row[0] != found:
            self._con.execute("INSERT OR REPLACE INTO home(thing, country) VALUES(?, ?)", (thing, found))
        self._was.setdefault(thing, row[0] if row else "")
        self._known[thing] = found
        return row is not None and row[0] != found

    def numbers(self, thing: str) -> Iterator[int]:
        """Numbers of a thing's members."""
        return (number for (number,) in self._con.execute("SELECT id FROM node WHERE thing = ?", (thing,)).fetchall())
