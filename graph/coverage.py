"""Coverage: how many documents, and texts (reprints once), there are in all, on a topic, of a country, in a language, and of what.

Each document falls into cells: (what is covered, section, value). Counts are kept by what is covered, in one text, whose entries are
edited in place. Sections: 1 all, 2 language, 3 month, 4 country, 5 topic (the widest ones). A changed document is noted, and counted
together with all others that wait when somebody is about to look: it has a part in a dozen texts of some thousand characters each.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from ..ontology import iris
from ..ontology.derived import Coverage
from .quads import class_lines, field_lines
from .stated import Json
from .terms import iri

NOTHING = "-"
_NOT_COUNTED = ("",) * 5
Cell = tuple[str, str]
"""(what is covered, "section value")."""


class Covers(NamedTuple):
    """What one document covers. month: as published, to the month; countries, topics (wider ones included): codes between blanks."""

    origin: str
    lang: str
    month: str
    countries: str
    topics: str

    def cells(self, tops: frozenset[str]) -> set[Cell]:
        """Where the document is counted. tops: the widest topics."""
        countries, topics = self.countries.split(), self.topics.split()
        values = ["1 -", f"2 {self.lang}", f"3 {self.month}", *(f"4 {code}" for code in countries)]
        values += [f"5 {code}" for code in topics if code in tops]
        scopes = ["all", f"language/{self.lang}", *(f"country/{code}" for code in countries), *(f"topic/{code}" for code in topics)]
        return {(scope, value) for scope in scopes for value in values}


_Turn = tuple[list[Covers], list[Covers]]


def covers(document: Json, countries: Iterable[str], topics: Iterable[str]) -> Covers:
    """What a document covers."""
    month = (document.get("published") or "")[:7] or NOTHING
    return Covers(document["origin"], document["lang"], month, " ".join(sorted(countries)), " ".join(sorted(topics)))


def lines(scope: str, counts: str) -> Iterator[str]:
    """What is said of what is covered."""
    subject = iri(iris.coverage(*scope.split("/")))
    documents, texts = counts.partition(";1 - ")[2].partition(";")[0].split()
    yield from class_lines(subject, Coverage)
    yield from field_lines(subject, Coverage, {"documents": int(documents), "texts": int(texts), "counts": counts}, "", str)


def edited(counts: str, difference: Mapping[str, tuple[int, int]]) -> str:
    """The counts with so many documents and texts more of each value; empty when nothing is left."""
    fresh = {}
    for value, (more, more_texts) in difference.items():
        head = f";{value} "
        at = counts.find(head)
        if at < 0:
            fresh[value] = f"{more} {more_texts}"
            continue
        end = counts.index(";", at + 1)
        documents, texts = map(int, counts[at + len(head) : end].split())
        counts = counts[:at] + (f"{head}{documents + more} {texts + more_texts}" if documents + more else "") + counts[end:]
    return _with(counts, fresh) if fresh else "" if counts == ";" else counts


def _with(counts: str, fresh: Mapping[str, str]) -> str:
    entries = [entry for entry in counts.split(";") if entry] + [f"{value} {numbers}" for value, numbers in fresh.items()]
    return f";{';'.join(sorted(entries, key=lambda entry: entry.split()[:2]))};"


def note(con: sqlite3.Connection, document: str, now: Covers | None) -> None:
    """A document (IRI) covers this now; None when it is gone. It is counted by the next `change`."""
    before = _noted(con, document)
    if before == now:
        return
    con.execute("INSERT OR IGNORE INTO uncounted VALUES(?, ?, ?, ?, ?, ?)", (document, *(before or _NOT_COUNTED)))
    con.execute("DELETE FROM covers WHERE document = ?", (document,))
    if now:
        con.execute(INSERT, (document, *now))


def is_counted(con: sqlite3.Connection) -> bool:
    """Whether all that was noted is counted."""
    return con.execute("SELECT 1 FROM uncounted LIMIT 1").fetchone() is None


def change(con: sqlite3.Connection, tops: frozenset[str]) -> tuple[set[str], set[str]]:
    """Count what was noted: (lines that hold no longer, lines that hold now). tops: the widest topics."""
    was = {row[0]: Covers(*row[1:]) if row[1] else None for row in con.execute("SELECT * FROM uncounted")}
    now = {document: _noted(con, document) for document in was}
    con.execute("DELETE FROM uncounted")
    documents = Counter[Cell]()
    documents.subtract(cell for one in was.values() if one for cell in one.cells(tops))
    documents.update(cell for one in now.values() if one for cell in one.cells(tops))
    texts = Counter[Cell]()
    for before, after in _by_origin(con, was, now):
        texts.subtract(_union(before, tops))
        texts.update(_union(after, tops))
    by_scope: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for scope, value in documents.keys() | texts.keys():
        difference = documents[scope, value], texts[scope, value]
        if difference != (0, 0):
            by_scope[scope][value] = difference
    return _turn(con, by_scope)


def _noted(con: sqlite3.Connection, document: str) -> Covers | None:
    row = con.execute(f"SELECT {_COLUMNS} FROM covers WHERE document = ?", (document,)).fetchone()  # noqa: S608
    return Covers(*row) if row else None


def _by_origin(con: sqlite3.Connection, was: Mapping[str, Covers | None], now: Mapping[str, Covers | None]) -> Iterator[_Turn]:
    """(what its documents covered, what they cover) of each origin that these documents had or have."""
    left: dict[str, list[Covers]] = {one.origin: [] for one in now.values() if one}
    for one in was.values():
        if one:
            left.setdefault(one.origin, []).append(one)
    for origin, before in left.items():
        rows = con.execute(f"SELECT document, {_COLUMNS} FROM covers WHERE origin = ?", (origin,)).fetchall()  # noqa: S608
        stay = [Covers(*row[1:]) for row in rows if row[0] not in was]
        yield stay + before, [Covers(*row[1:]) for row in rows]


def _union(found: Iterable[Covers], tops: frozenset[str]) -> set[Cell]:
    return {cell for one in found for cell in one.cells(tops)}


def _turn(con: sqlite3.Connection, by_scope: Mapping[str, Mapping[str, tuple[int, int]]]) -> tuple[set[str], set[str]]:
    old, new = set[str](), set[str]()
    for scope, difference in by_scope.items():
        row = con.execute("SELECT counts FROM coverage WHERE scope = ?", (scope,)).fetchone()
        now = edited(row[0] if row else ";", difference)
        if row:
            old.update(lines(scope, row[0]))
        if now:
            new.update(lines(scope, now))
            con.execute("INSERT OR REPLACE INTO coverage(scope, counts) VALUES(?, ?)", (scope, now))
        else:
            con.execute("DELETE FROM coverage WHERE scope = ?", (scope,))
    return old - new, new - old


_COLUMNS = "origin, lang, month, countries, topics"
INSERT = f"INSERT INTO covers(document, {_COLUMNS}) VALUES(?, ?, ?, ?, ?, ?)"


def count_all(con: sqlite3.Connection, tops: frozenset[str]) -> set[str]:
    """Count all documents that are noted, and write the counts; the lines of all."""
    single, documents, texts = Counter[Cell](), Counter[Cell](), Counter[Cell]()
    rows = map(Covers._make, con.execute(f"SELECT {_COLUMNS} FROM covers ORDER BY origin"))  # noqa: S608
    for _, group in groupby(rows, key=lambda one: one.origin):
        cells = [one.cells(tops) for one in group]
        if len(cells) == 1:
            single.update(cells[0])
        else:
            texts.update(set().union(*cells))
            for one in cells:
                documents.update(one)
    by_scope: dict[str, dict[str, str]] = defaultdict(dict)
    for scope, value in single.keys() | documents.keys():
        alone = single[scope, value]
        by_scope[scope][value] = f"{alone + documents[scope, value]} {alone + texts[scope, value]}"
    counts = {scope: _with("", entries) for scope, entries in by_scope.items()}
    con.executemany("INSERT INTO coverage(scope, counts) VALUES(?, ?)", sorted(counts.items()))
    return {line for scope, text in counts.items() for line in lines(scope, text)}
