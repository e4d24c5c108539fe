"""Near copies of one text count as one source: documents whose texts share most of their three-word pieces have one origin.

MinHash of 60 values (rensa), looked up by 15 bands of 4; two documents are near copies when at least `ALIKE` of the values agree, which
estimates the Jaccard likeness of their pieces. Near copies of near copies have one origin too: the least of the origins that the
texts have by themselves, so the order in which they come does not matter.
"""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections.abc import Iterable, Iterator

from rensa import RMinHash

ALIKE = 0.5
_HASHES, _ROWS, _PIECE, _SEED = 60, 4, 3, 1
_LEAST = 40
"""Shorter texts, in words, are copies only when their words are the same."""
_WORD = re.compile(r"\w+")


def sketch(text: str) -> bytes | None:
    """The hashes of a text; None when it is too short."""
    words = _WORD.findall(text.casefold())
    if len(words) < _LEAST:
        return None
    hashes = RMinHash(num_perm=_HASHES, seed=_SEED)
    hashes.update([" ".join(words[at : at + _PIECE]) for at in range(len(words) - _PIECE + 1)])
    return array("I", hashes.digest()).tobytes()


def _bands(hashes: bytes) -> list[int]:
    """A key for each band, as SQLite's signed integers."""
    width = 4 * _ROWS
    return [_key(at, hashes[at : at + width]) for at in range(0, len(hashes), width)]


def _key(at: int, values: bytes) -> int:
    mixed = at + 1
    for number in array("I", values):
        mixed = (mixed * 0x100000001B3 ^ number) & 0xFFFFFFFFFFFFFFFF
    return mixed - (1 << 63)


def _alike(one: bytes, other: bytes) -> bool:
    equal = sum(a == b for a, b in zip(array("I", one), array("I", other), strict=True))
    return equal >= ALIKE * _HASHES


class Reprints:
    """Keeps origins in step with the current documents, within one transaction. Documents of the same words share one sketch."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con
        self._touched: set[int] = set()

    def add(self, document: int, own: str, text: str) -> None:
        """A document is current. own: the origin that its text has by itself."""
        row = self._con.execute("SELECT id FROM sketch WHERE own = ?", (own,)).fetchone()
        number = row[0] if row else self._sketch(own, text)
        if number is not None:
            self._con.execute("INSERT INTO printed(document, sketch) VALUES(?, ?)", (document, number))
            self._touched.add(number)

    def _sketch(self, own: str, text: str) -> int | None:
        hashes = sketch(text)
        if hashes is None:
            return None
        keys = _bands(hashes)
        near = [other for other, held in self._near(keys) if _alike(hashes, held)]
        number = int(self._con.execute("INSERT INTO sketch(own, hashes) VALUES(?, ?)", (own, hashes)).lastrowid or 0)
        self._con.executemany("INSERT OR IGNORE INTO band(key, sketch) VALUES(?, ?)", [(key, number) for key in keys])
        pairs = [pair for other in near for pair in ((number, other), (other, number))]
        self._con.executemany("INSERT INTO copy(one, other) VALUES(?, ?)", pairs)
        return number

    def _near(self, keys: Iterable[int]) -> list[tuple[int, bytes]]:
        keys = list(keys)
        bands = f"SELECT sketch FROM band WHERE key IN ({', '.join('?' * len(keys))})"  # noqa: S608
        return self._con.execute(f"SELECT id, hashes FROM sketch WHERE id IN ({bands}) ORDER BY id", keys).fetchall()  # noqa: S608

    def remove(self, document: int) -> None:
        """A document is no longer current."""
        row = self._con.execute("SELECT sketch FROM printed WHERE document = ?", (document,)).fetchone()
        if row is None:
            return
        self._con.execute("DELETE FROM printed WHERE document = ?", (document,))
        if not self._con.execute("SELECT 1 FROM printed WHERE sketch = ? LIMIT 1", row).fetchone():
            self._forget(row[0])

    def _forget(self, number: int) -> None:
        near = [other for (other,) in self._con.execute("SELECT other FROM copy WHERE one = ?", (number,))]
        (hashes,) = self._con.execute("SELECT hashes FROM sketch WHERE id = ?", (number,)).fetchone()
        self._con.executemany(
            "DELETE FROM copy WHERE one = ? AND other = ?", [p for other in near for p in ((number, other), (other, number))]
        )
        self._con.executemany("DELETE FROM band WHERE key = ? AND sketch = ?", [(key, number) for key in _bands(hashes)])
        self._con.execute("DELETE FROM sketch WHERE id = ?", (number,))
        self._touched.discard(number)
        self._touched.update(near)

    def settle(self) -> dict[int, str]:
        """Document -> its origin, for those whose origin has changed."""
        changed: dict[int, str] = {}
        seen: set[int] = set()
        for start in sorted(self._touched):
            if start not in seen:
                group = self._group(start)
                seen |= group.keys()
                changed.update(self._moved(group, min(group.values())))
        self._touched.clear()
        return changed

    def _group(self, start: int) -> dict[int, str]:
        """Near copies of near copies -> the origins that they have by themselves."""
        found: dict[int, str] = {}
        todo = [start]
        while todo:
            here = todo.pop()
            if here not in found:
                (found[here],) = self._con.execute("SELECT own FROM sketch WHERE id = ?", (here,)).fetchone()
                todo += [other for (other,) in self._con.execute("SELECT other FROM copy WHERE one = ?", (here,))]
        return found

    def _moved(self, group: Iterable[int], origin: str) -> Iterator[tuple[int, str]]:
        query = "SELECT document.id FROM printed JOIN document ON document.id = printed.document WHERE sketch = ? AND origin <> ?"
        for number in group:
            yield from ((document, origin) for (document,) in self._con.execute(query, (number, origin)))
