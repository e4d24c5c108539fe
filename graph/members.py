"""Identity in the record: members, the keys under which candidates are found, decisions about pairs, and the things that follow.

Everything is a function of the members that documents name now: a decision is judged again when what is known of its members changes,
and a block that has grown beyond `COMMON` says nothing, whoever came first.
"""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..ontology.identity import Decision, Member, Resolver
from . import decisions
from .absent import through_the_absent

COMMON = 200
"""A block of more members than this is too common to tell candidates by."""
_PROGRAM = "medcoop"


def to_text(member: Member) -> str:
    """A member as the record keeps it."""
    return json.dumps({name: getattr(member, name) for name in Member.__slots__}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> Member:
    """The member of `to_text`."""
    plain: dict[str, Any] = json.loads(text)
    lists = {"also": tuple(plain["also"]), "blocks": tuple(plain["blocks"]), "former": tuple(map(tuple, plain["former"]))}
    return Member(**plain | lists)


def merged(forms: Sequence[Member]) -> Member:
    """One member of all the forms in which documents know it, in whatever order they stand."""
    first = min(forms, key=lambda form: (-len(form.name), form.name, form.lang))
    also = sorted({name for form in forms for name in (form.name, *form.also)} - {first.name})
    return dataclasses.replace(
        first,
        also=tuple(also),
        blocks=tuple(sorted({block for form in forms for block in form.blocks})),
        former=tuple(sorted({name for form in forms for name in form.former})),
        kind=_common(form.kind for form in forms),
        country=_common(form.country for form in forms),
        city=_common(form.city for form in forms),
    )


def _common(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


class Members:
    """Keeps members, decisions and things in step with what documents name. One object for one transaction.

    moved: for every node whose thing has changed, the thing before (None when no document named it) and after.
    changed: nodes whose forms have changed and which are still to be judged. fresh: those whose merged member was another before.
    """

    def __init__(self, con: sqlite3.Connection, resolver: Resolver) -> None:
        self._con, self._resolver = con, resolver
        self._ids: dict[str, int] = {}
        self.changed: set[int] = set()
        self.fresh: set[int] = set()
        self.moved: dict[int, tuple[str | None, str | None]] = {}

    def node(self, iri: str) -> int:
        """Number of a member or country; made when it is new. Its type is the last but one segment of its IRI."""
        if iri not in self._ids:
            row = self._con.execute("SELECT id FROM node WHERE iri = ?", (iri,)).fetchone()
            if not row:
                row = (self._con.execute("INSERT INTO node(iri, type, thing) VALUES(?, ?, ?)", (iri, iri.split("/")[-2], iri)).lastrowid,)
            self._ids[iri] = row[0]
        return self._ids[iri]

    def iri(self, node: int) -> str:
        """IRI of the member of this number."""
        (iri,) = self._con.execute("SELECT iri FROM node WHERE id = ?", (node,)).fetchone()
        return str(iri)

    def count(self, forms: Counter[tuple[int, str]]) -> None:
        """Add (or, with negative numbers, take away) forms of members."""
        for (member, content), n in forms.items():
            if n and self._add_form(member, content, n):
                self.changed.add(member)

    def _add_form(self, member: int, content: str, n: int) -> bool:
        """Whether the form is new or gone."""
        query = "INSERT INTO form(member, content, n) VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n RETURNING n"
        (total,) = self._con.execute(query, (member, content, n)).fetchone()
        if total <= 0:
            self._con.execute("DELETE FROM form WHERE member = ? AND content = ?", (member, content))
        return bool(total <= 0 or total == n)

    def settle(self) -> None:
        """Judge again what has changed and set every affected node's thing."""
        fresh = self._known()
        self.fresh |= fresh
        fresh |= self._crossed_blocks(fresh)
        alive = {node: member for node in sorted(fresh) if (member := self._member(node))}
        affected = set(fresh)
        for node in fresh:
            affected.update(self._neighbours(node))
            self._con.execute("DELETE FROM decision WHERE (a = ? OR b = ?) AND author = ?", (node, node, _PROGRAM))
        self._judge(alive)
        self._cluster(affected)
        self.changed.clear()

    def _known(self) -> set[int]:
        """Nodes whose merged member really is another than before; writes it."""
        fresh = set()
        for node in self.changed:
            contents = [content for (content,) in self._con.execute("SELECT content FROM form WHERE member = ?", (node,))]
            new = to_text(merged([from_text(content) for content in contents])) if contents else None
            (old,) = self._con.execute("SELECT member FROM node WHERE id = ?", (node,)).fetchone()
            if new != old:
                self._con.execute("UPDATE node SET member = ?, alive = ? WHERE id = ?", (new, int(new is not None), node))
                fresh.add(node)
                if new is None or old is None:
                    self._note(node, appears=new is not None)
        return fresh

    def _note(self, node: int, *, appears: bool) -> None:
        if not appears:
            self.moved[node] = (self._thing(node), None)
        else:
            self.moved[node] = (None, self._thing(node))

    def _thing(self, node: int) -> str:
        (thing,) = self._con.execute("SELECT thing FROM node WHERE id = ?", (node,)).fetchone()
        return str(thing)

    def _member(self, node: int) -> Member | None:
        (text,) = self._con.execute("SELECT member FROM node WHERE id = ?", (node,)).fetchone()
        return from_text(text) if text else None

    def _crossed_blocks(self, fresh: Iterable[int]) -> set[int]:
        """Write the blocks of changed members; members of blocks that have become too common, or are no longer, must be judged again."""
        wanted = {node: frozenset(member.blocks) if (member := self._member(node)) else frozenset() for node in fresh}
        held = {node: {key for (key,) in self._con.execute("SELECT key FROM block WHERE member = ?", (node,))} for node in wanted}
        keys = {key for node in wanted for key in wanted[node] ^ held[node]}
        before = {key: self._is_common(key) for key in keys}
        for node, blocks in wanted.items():
            self._con.executemany("DELETE FROM block WHERE key = ? AND member = ?", [(key, node) for key in held[node] - blocks])
            self._con.executemany("INSERT INTO block(key, member) VALUES(?, ?)", [(key, node) for key in blocks - held[node]])
        crossed = [key for key in keys if self._is_common(key) != before[key]]
        return {node for key in crossed for (node,) in self._con.execute("SELECT member FROM block WHERE key = ?", (key,))}

    def _is_common(self, key: str) -> bool:
        return len(self._con.execute("SELECT 1 FROM block WHERE key = ? LIMIT ?", (key, COMMON + 1)).fetchall()) > COMMON

    def _neighbours(self, node: int) -> Iterator[int]:
        rows = self._con.execute(
            "SELECT b FROM decision WHERE a = ? AND same UNION SELECT a FROM decision WHERE b = ? AND same", (node, node)
        )
        return (other for (other,) in rows.fetchall())

    def _judge(self, members: dict[int, Member]) -> None:
        common: dict[str, bool] = {}
        for node, member in members.items():
            keys = [key for key in member.blocks if not common.setdefault(key, self._is_common(key))]
            others = self._sharing(node, keys)
            if others:
                known = [from_text(text) for _, text in sorted(others.items())]
                self._con.executemany(
                    "INSERT OR REPLACE INTO decision(a, b, author, same, confidence, justification, at) VALUES(?, ?, ?, ?, ?, ?, ?)",
                    [self._decision_row(one) for one in self._resolver.judge(member, known)],
                )

    def _sharing(self, node: int, keys: Iterable[str]) -> dict[str, str]:
        """IRI -> member of the same type that shares a block."""
        query = (
            "SELECT o.iri, o.member FROM block JOIN node o ON o.id = block.member"
            " WHERE block.key = ? AND o.id <> ? AND o.type = (SELECT type FROM node WHERE id = ?)"
        )
        return {iri: text for key in keys for iri, text in self._con.execute(query, (key, node, node))}

    def _decision_row(self, one: Decision) -> tuple[object, ...]:
        pair = sorted((self.node(one.subject), self.node(one.object)))
        return (*pair, one.author, int(one.same), one.confidence, one.justification, one.date)

    def rule(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Let what people now say of these pairs of members (IRIs) take effect."""
        affected: set[int] = set()
        for one, other in pairs:
            nodes = self.node(one), self.node(other)
            affected.update(nodes)
            affected.update(near for node in nodes for near in self._neighbours(node))
            self._set_ruling(min(nodes), max(nodes), decisions.ruling(self._con, one, other))
            affected.update(near for node in nodes for near in self._neighbours(node))
        self._cluster(affected)

    def _set_ruling(self, a: int, b: int, row: decisions.Row | None) -> None:
        self._con.execute("DELETE FROM decision WHERE a = ? AND b = ? AND author <> ?", (a, b, _PROGRAM))
        if row:
            values = (a, b, row.author, int(decisions.SAME[row.act]), row.confidence, row.reason, row.at)
            self._con.execute("INSERT INTO decision(a, b, author, same, confidence, justification, at) VALUES(?, ?, ?, ?, ?, ?, ?)", values)

    def restore_rulings(self) -> None:
        """Write the pairs that people ruled on, from the log; nothing is joined yet."""
        for row in decisions.holding(self._con):
            nodes = self.node(row.subject), self.node(row.object)
            self._set_ruling(min(nodes), max(nodes), row)

    def _cluster(self, affected: set[int]) -> None:
        left = {node for node in affected if self._member(node)}
        while left:
            component, absent = self._component(min(left))
            left -= component.keys()
            by_iri = {member.iri: node for node, member in component.items()}
            decided = through_the_absent(self._decisions({**by_iri, **absent}), by_iri.keys())
            things = self._resolver.cluster([component[by_iri[iri]] for iri in sorted(by_iri)], decided)
            for iri, node in by_iri.items():
                self._set_thing(node, things.get(iri, iri))

    def _component(self, start: int) -> tuple[dict[int, Member], dict[str, int]]:
        """Members that hang together with `start`, and those among them that no document names now."""
        found: dict[int, Member] = {}
        absent: dict[str, int] = {}
        todo = [start]
        seen: set[int] = set()
        while todo:
            node = todo.pop()
            if node in seen:
                continue
            seen.add(node)
            iri, text = self._con.execute("SELECT iri, member FROM node WHERE id = ?", (node,)).fetchone()
            if text:
                found[node] = from_text(text)
            else:
                absent[iri] = node
            todo.extend(self._neighbours(node))
        return found, absent

    def _decisions(self, by_iri: dict[str, int]) -> list[Decision]:
        iris = {node: iri for iri, node in by_iri.items()}
        query = "SELECT b, author, same, confidence, justification, at FROM decision WHERE a = ?"
        found = []
        for a, iri in iris.items() if len(iris) > 1 else ():
            for b, author, same, confidence, justification, at in self._con.execute(query, (a,)):
                if b in iris:
                    first, second = sorted((iri, iris[b]))
                    found.append(Decision(first, second, bool(same), confidence, justification, author, at))
        return sorted(found, key=lambda one: (one.subject, one.object, one.author))

    def _set_thing(self, node: int, thing: str) -> None:
        old = self._thing(node)
        if old != thing:
            self._con.execute("UPDATE node SET thing = ? WHERE id = ?", (thing, node))
        before = self.moved[node][0] if node in self.moved else old
        if before != thing or node in self.moved:
            self.moved[node] = (before, thing)
