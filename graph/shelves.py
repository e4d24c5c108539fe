"""Shelves: what a question would have to search the whole store for stands together, one look-up away.

A strand stands by topic and country, a partnership by status and last year, both by the two countries that they link; an agreement by the
years of its signature (and by country), a quantity by what is counted and the years, an institution by country.
A shelf exists while something stands on it, and says how many do.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from ..ontology import iris
from ..ontology.derived import Shelf, Strand
from .quads import class_lines, field_lines
from .stated import rules
from .terms import iri

UNDATED = "undated"
ON_SHELF = next(rule.predicate for rule in rules(Strand) if rule.name == "shelves")
_ON_SHELF = f" {ON_SHELF} "
_BASE = iris.shelf("")


def years(date: str) -> str:
    """The years that an EDTF date may mean: "2020", "2018-2020", "2018-", "-2020"; `UNDATED` for none."""
    if not date:
        return UNDATED
    begin, _, end = date.partition("/")
    first, last = begin[:4].strip("."), (end or begin)[:4].strip(".")
    return first if first == last else f"{first}-{last}"


def of_strand(topic: str, countries: Collection[str]) -> list[str]:
    """IRIs of a strand's shelves."""
    return [*(iris.shelf("strand", topic, country) for country in countries), *_link(countries, topic)]


def _link(countries: Collection[str], *within: str) -> Iterator[str]:
    if len(countries) > 1:
        yield iris.shelf("link", *within, "-".join(sorted(countries)))


def of_agreement(signed: str, countries: Collection[str]) -> list[str]:
    """IRIs of an agreement's shelves."""
    when = years(signed)
    return [iris.shelf("agreement", when), *(iris.shelf("agreement", country, when) for country in countries)]


def of_partnership(status: str, until: str, countries: Collection[str]) -> list[str]:
    """IRIs of a partnership's shelves. until: a date that is no interval, or \"\"."""
    return [iris.shelf("partnership", status, years(until)), *_link(countries)]


def of_quantity(what: str, date: str) -> str:
    """IRI of a quantity's shelf."""
    return iris.shelf("quantity", what, years(date))


def shelf_lines(name: str, n: int) -> Iterator[str]:
    """What is said of a shelf; nothing of an empty one."""
    if n:
        subject = iri(_BASE + name)
        yield from class_lines(subject, Shelf)
        yield from field_lines(subject, Shelf, {"row": name.rpartition("/")[0], "held": n}, "", str)


def counted(lines: Iterable[str]) -> Counter[str]:
    """How many things some lines put on each shelf, by the shelf's name."""
    return Counter(line.partition(_ON_SHELF)[2][len(_BASE) + 1 : -1] for line in lines if _ON_SHELF in line)


def note(con: sqlite3.Connection, removed: Iterable[str], added: Iterable[str]) -> None:
    """Lines take things from shelves and put others there. They are counted by the next `change`."""
    difference = counted(added)
    difference.subtract(counted(removed))
    rows = [(name, n) for name, n in difference.items() if n]
    con.executemany("INSERT INTO unshelved(name, n) VALUES(?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n", rows)


def is_counted(con: sqlite3.Connection) -> bool:
    """Whether all that was noted is counted."""
    return con.execute("SELECT 1 FROM unshelved LIMIT 1").fetchone() is None


def change(con: sqlite3.Connection) -> tuple[set[str], set[str]]:
    """Count what was noted: (lines that no longer hold of the shelves, lines that now do)."""
    rows = con.execute("SELECT name, coalesce(shelf.n, 0), unshelved.n FROM unshelved LEFT JOIN shelf USING(name)").fetchall()
    old = {line for name, before, _ in rows for line in shelf_lines(name, before)}
    new = {line for name, before, more in rows for line in shelf_lines(name, before + more)}
    con.executemany("INSERT OR REPLACE INTO shelf(name, n) VALUES(?, ?)", [(name, before + more) for name, before, more in rows])
    con.execute("DELETE FROM shelf WHERE n = 0 AND name IN (SELECT name FROM unshelved)")
    con.execute("DELETE FROM unshelved")
    return old - new, new - old


def keep(con: sqlite3.Connection, held: Counter[str]) -> set[str]:
    """Write the counts of all shelves; their lines."""
    con.executemany("INSERT INTO shelf(name, n) VALUES(?, ?)", sorted(held.items()))
    return {line for name, n in held.items() for line in shelf_lines(name, n)}
