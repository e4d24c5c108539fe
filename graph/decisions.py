"""The log of what people decided: append-only, one row a statement, each of which can be withdrawn by a later row.

act         subject, object                      says
same        two members                          that they are one thing
different   two members                          that they are not
renamed     a member and another                 that the first is the older name of the second (and so the same thing)
succeeded   a member and another                 that the second took the first one's place (and so is another thing)
accept, refuse, correct    a document and a fact of it (see `rulings`)
withdraw    the id of an earlier row             that it no longer holds (a split's withdrawals can be withdrawn too)

Of several rows about one pair, or one fact, the last that holds rules. Rows of one `step` are withdrawn together.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..ontology import iris
from ..ontology.errors import InputError
from ..ontology.identity import Decision
from .clock import now

SAME = {"same": True, "renamed": True, "different": False, "succeeded": False}
"""Acts about a pair of members, and whether they make it one thing."""
FACTS = ("accept", "refuse", "correct")
_COLUMNS = "seq, id, step, act, subject, object, confidence, reason, author, at, detail"
_HOLDS = (
    "NOT EXISTS (SELECT 1 FROM log w WHERE w.act = 'withdraw' AND w.subject = log.id"
    " AND NOT EXISTS (SELECT 1 FROM log back WHERE back.act = 'withdraw' AND back.subject = w.id))"
)
_SPLIT = {"split": True}
"""Detail of a withdrawal that is part of a split, and so can be withdrawn itself."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the log, on its way in or as it stands there. id: the same in every store that holds this statement."""

    act: str
    subject: str
    object: str = ""
    confidence: float = 1.0
    reason: str = ""
    author: str = "person"
    at: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""
    step: int = 0
    seq: int = 0

    @property
    def pair(self) -> Pair:
        """The two members, in the order of their IRIs."""
        return (self.subject, self.object) if self.subject < self.object else (self.object, self.subject)


def as_row(said: Decision | Row) -> Row:
    """The row of a person's decision about two members; a row stays as it is."""
    if isinstance(said, Row):
        return said
    act = "same" if said.same else "different"
    return Row(act, said.subject, said.object, said.confidence, said.justification, said.author, said.date or now())


def append(con: sqlite3.Connection, rows: Iterable[Row], step: int | None = None) -> list[Row]:
    """Add rows as one step (a new one by default), in the caller's transaction; those of another store that hold here are left out."""
    if step is None:
        (step,) = con.execute("SELECT coalesce(max(step), 0) + 1 FROM log").fetchone()
    added = []
    for row in rows:
        id_ = _free_id(con, row)
        if id_ is None:
            continue
        detail = json.dumps(row.detail, ensure_ascii=False, sort_keys=True)
        values = (id_, step, row.act, row.subject, row.object, row.confidence, row.reason, row.author, row.at or now(), detail)
        marks = ", ".join("?" * len(values))
        con.execute(f"INSERT INTO log(id, step, act, subject, object, confidence, reason, author, at, detail) VALUES({marks})", values)
        added.append(by_id(con, id_))
    return added


def _free_id(con: sqlite3.Connection, row: Row) -> str | None:
    """A new id; None when the row comes with its own (from another store) and holds here already."""
    wanted = row.id or content_id(row)
    id_, number = wanted, 1
    while con.execute("SELECT 1 FROM log WHERE id = ?", (id_,)).fetchone():
        if row.id and con.execute(f"SELECT 1 FROM log WHERE id = ? AND {_HOLDS}", (id_,)).fetchone():  # noqa: S608
            return None
        number += 1
        id_ = f"{wanted}-{number}"
    return id_


def content_id(row: Row) -> str:
    """What a row says, as an id."""
    detail = json.dumps(row.detail, ensure_ascii=False, sort_keys=True)
    return iris.digest(row.act, row.subject, row.object, row.author, row.at, row.reason, detail)


def by_id(con: sqlite3.Connection, id_: str) -> Row:
    """The row of this id. InputError when there is none."""
    found = next(_rows(con, "id = ?", id_), None)
    if found is None:
        raise InputError("is not the id of a decision", where=id_, remedy="see `medcoop decisions`")
    return found


def _rows(con: sqlite3.Connection, where: str, *values: object) -> Iterator[Row]:
    for row in con.execute(f"SELECT {_COLUMNS} FROM log WHERE {where} ORDER BY seq", values).fetchall():  # noqa: S608
        seq, id_, step, act, subject, object_, confidence, reason, author, at, detail = row
        yield Row(act, subject, object_, confidence, reason, author, at, json.loads(detail), id_, step, seq)


def everything(con: sqlite3.Connection) -> list[tuple[Row, Row | None]]:
    """Every row but the withdrawals, in order, each with the row that withdraws it."""
    gone = {row.subject: row for row in _rows(con, f"act = 'withdraw' AND {_HOLDS}")}
    return [(row, gone.get(row.id)) for row in _rows(con, "act <> 'withdraw'")]


def meant(con: sqlite3.Connection, row: Row) -> Row:
    """The statement that a row is about: what a withdrawal withdraws (or gives back), any other row itself."""
    while row.act == "withdraw":
        row = by_id(con, row.subject)
    return row


def holding(con: sqlite3.Connection, acts: Iterable[str] = SAME) -> list[Row]:
    """The rows that hold, of these acts, in order; an earlier row about the same pair or fact gives way to a later one."""
    marks = [*acts]
    where = f"act IN ({', '.join('?' * len(marks))}) AND {_HOLDS}"
    last = {(row.pair if row.act in SAME else (row.subject, row.object)): row for row in _rows(con, where, *marks)}
    return sorted(last.values(), key=lambda row: row.seq)


def ruling(con: sqlite3.Connection, one: str, other: str) -> Row | None:
    """What a person last said of a pair of members, and still holds."""
    where = f"((subject = ?1 AND object = ?2) OR (subject = ?2 AND object = ?1)) AND act <> 'withdraw' AND {_HOLDS}"
    found = list(_rows(con, where, one, other))
    return found[-1] if found else None


def about(con: sqlite3.Connection, document: str) -> list[Row]:
    """What people last said of each fact of a document, and still holds, in order."""
    where = f"subject = ? AND act IN ('accept', 'refuse', 'correct') AND {_HOLDS}"
    last = {row.object: row for row in _rows(con, where, document)}
    return sorted(last.values(), key=lambda row: row.seq)


def leading_to(con: sqlite3.Connection, member: str) -> list[Row]:
    """The renamings and successions that led to a member, as far as they hold and no later row about the pair says otherwise."""
    found = list(_rows(con, f"object = ? AND act IN ('renamed', 'succeeded') AND {_HOLDS}", member))
    return [row for row in found if ruling(con, row.subject, row.object) == row]


def last_step(con: sqlite3.Connection) -> list[Row]:
    """The rows of the last step that can be withdrawn."""
    wanted = f"(act <> 'withdraw' OR detail <> '{{}}') AND {_HOLDS}"
    row = con.execute(f"SELECT max(step) FROM log WHERE {wanted}").fetchone()  # noqa: S608
    return list(_rows(con, f"step = ? AND {wanted}", row[0])) if row[0] else []


def to_withdraw(con: sqlite3.Connection, id_: str) -> list[Row]:
    """The row of this id. InputError when there is none that holds."""
    row = by_id(con, id_)
    if not list(_rows(con, f"id = ? AND {_HOLDS}", id_)):
        raise InputError("is withdrawn already", where=id_, remedy="see `medcoop decisions`")
    return [row]


def withdrawals(rows: Iterable[Row], author: str, *, split: bool = False) -> list[Row]:
    """The rows that withdraw these."""
    return [Row("withdraw", row.id, author=author, at=now(), detail=_SPLIT if split else {}) for row in rows]


def clashes(rows: Iterable[Row]) -> list[tuple[Row, list[Row]]]:
    """(what keeps two members apart, what joins them all the same) for each pair that is said to be different and joined by a chain."""
    rows = list(rows)
    joined = [row for row in rows if SAME[row.act]]
    near: dict[str, list[Row]] = defaultdict(list)
    for row in joined:
        near[row.subject].append(row)
        near[row.object].append(row)
    found = ((row, _chain(near, row.subject, row.object)) for row in rows if not SAME[row.act])
    return [(row, chain) for row, chain in found if chain is not None]


def _chain(near: Mapping[str, list[Row]], start: str, goal: str) -> list[Row] | None:
    """The shortest chain of rows from one member to another; empty for a member and itself."""
    came: dict[str, Row | None] = {start: None}
    todo = [start]
    for here in todo:
        for row in near.get(here, ()):
            other = row.object if row.subject == here else row.subject
            if other not in came:
                came[other] = row
                todo.append(other)
    if goal not in came:
        return None
    chain, here = [], goal
    while (step := came[here]) is not None:
        chain.append(step)
        here = step.object if step.subject == here else step.subject
    return chain[::-1]


def turning_back(rows: Iterable[Row]) -> list[Row]:
    """The rows of renamings and successions that lead back to where they came from."""
    after: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.act in ("renamed", "succeeded"):
            after[row.subject].append(row)
    return [row for group in list(after.values()) for row in group if _leads(after, row.object, row.subject)]


def _leads(after: Mapping[str, list[Row]], start: str, goal: str) -> bool:
    seen, todo = {start}, [start]
    for here in todo:
        new = {row.object for row in after.get(here, ())} - seen
        seen |= new
        todo += sorted(new)
    return goal in seen
