"""Writing: a batch of documents becomes one transaction of the record and one update of the dataset.

The order makes a kill harmless: the record commits the documents together with the dataset's update as *pending work*; then the update
runs, which is atomic and may run twice; opening a store for writing does what is pending. So a document is wholly in or wholly out.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from ..ontology import iris
from ..ontology.identity import Decision, Member, Resolver
from ..ontology.model import DEFAULT_CONFIDENCE, Document, Facts
from . import documents, names, record
from .canonical import document_unit, thing_names, thing_unit
from .change import Change
from .contribution import NOTHING, Contribution, Deed, contribution
from .dataset import Work, graph_lines, unit_lines
from .leading import Leading, Ranks
from .members import Members, to_text
from .partnerships import Broader, partnership_iri, partnership_unit, row
from .quads import facts_quads
from .record import Json
from .stated import SHARED, Statement, keyed, stated

_META = ("source", "url", "title", "lang", "published", "content_hash")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document on its way in, as plain values. members: of each shared item, by key."""

    document: Json
    text: str
    facts: Json
    members: Mapping[str, Member]
    maker: str = ""


def entry(document: Document, facts: Facts, resolver: Resolver, maker: str = "") -> Entry:
    """A document and its facts as the record takes them."""
    plain = document.model_dump(mode="json", exclude={"text"})
    plain["iri"] = iris.document(document.source)
    plain["content_hash"] = document.content_hash or documents.content_hash(document.text)
    plain["origin"] = documents.origin(plain["iri"], document.text)
    dumped = facts.model_dump(mode="json", exclude_defaults=True, exclude={"text", "source", "url", "title", "published", "id", "lang"})
    return Entry(plain, document.text, dumped, resolver.members(facts, plain["iri"]), maker)


@dataclass
class Touched:
    """What a batch has touched so far, to be computed anew at its end."""

    documents: dict[str, Statement] = field(default_factory=dict)
    members: set[int] = field(default_factory=set)
    pairs: set[tuple[int, int]] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)


class Batch:
    """One transaction of the record; `work` gives the dataset's part of it."""

    def __init__(self, con: sqlite3.Connection, resolver: Resolver, broader: Broader, threshold: float = DEFAULT_CONFIDENCE) -> None:
        self._con, self._broader, self._threshold = con, broader, threshold
        self._members = Members(con, resolver)
        self._touched = Touched()
        self._things: dict[str, str] = {}

    # documents come and go

    def put(self, new: Entry) -> Change:
        """Store a document in place of its former revision."""
        old = self._current(new.document["iri"])
        source, iri = new.document["source"], new.document["iri"]
        self._con.execute("DELETE FROM refusal WHERE source = ?", (source,))
        if old and self._same(old, new):
            self._con.execute("UPDATE document SET maker = ? WHERE id = ?", (new.maker, old["id"]))
            return Change("unchanged", source, iri)
        before = self._take_away(old) if old else NOTHING
        number = documents.insert(self._con, new.document, new.text, new.facts, new.maker)
        self._add(number, new, before)
        return Change("revised" if old else "added", source, iri)

    def withdraw(self, iri: str) -> Change | None:
        """Take a document's facts away; its record stays. None when there is no such document."""
        old = self._current(iri)
        if not old:
            return None
        before = self._take_away(old, state="withdrawn")
        self._count(before, NOTHING)
        self._touched.gone.add(iri)
        self._touched.documents.pop(iri, None)
        return Change("withdrawn", old["source"], iri)

    def derive(self, number: int, held: Entry) -> None:
        """Make the shared rows of a document that the record has already."""
        self._add(number, held, NOTHING)

    def decide(self, decision: Decision) -> None:
        """A person's decision about two members."""
        self._members.decide(decision)

    def _current(self, iri: str) -> Json | None:
        found = self._con.execute(f"SELECT {documents.COLUMNS} FROM document WHERE iri = ? AND state = 'current'", (iri,)).fetchone()  # noqa: S608
        return documents.as_json(found) if found else None

    def _facts(self, number: int) -> Json:
        (blob,) = self._con.execute("SELECT facts FROM document WHERE id = ?", (number,)).fetchone()
        return record.unpack_json(blob)

    def _same(self, old: Json, new: Entry) -> bool:
        return all(old[key] == new.document[key] for key in _META) and self._facts(old["id"]) == new.facts

    def _mentioned(self, number: int) -> dict[str, str]:
        query = "SELECT key, iri FROM mention JOIN node ON node.id = mention.member WHERE document = ?"
        return dict(self._con.execute(query, (number,)).fetchall())

    def _take_away(self, old: Json, state: str = "replaced") -> Contribution:
        number = old["id"]
        before = contribution(stated(old, self._facts(number), self._mentioned(number), self._threshold))
        forms = self._con.execute("SELECT member, form FROM mention WHERE document = ?", (number,)).fetchall()
        self._members.count(Counter({(member, form): -n for (member, form), n in Counter(forms).items()}))
        self._con.execute("DELETE FROM mention WHERE document = ?", (number,))
        documents.end(self._con, number, state)
        return before

    def _add(self, number: int, new: Entry, before: Contribution) -> None:
        rows = []
        for name, key, _ in keyed(new.facts):
            if name in SHARED:
                member = new.members[key]
                rows.append((number, key, self._members.node(member.iri), to_text(member)))
        self._con.executemany("INSERT INTO mention(document, key, member, form) VALUES(?, ?, ?, ?)", rows)
        self._members.count(Counter((member, form) for _, _, member, form in rows))
        said = stated(new.document, new.facts, {key: new.members[key].iri for _, key, _, _ in rows}, self._threshold)
        self._count(before, contribution(said))
        self._touched.documents[new.document["iri"]] = said
        self._touched.gone.discard(new.document["iri"])

    def _count(self, before: Contribution, after: Contribution) -> None:
        """Write the difference between two contributions of one document."""
        difference = Counter(after.said)
        difference.subtract(before.said)
        for (iri, what, value), n in difference.items():
            if n:
                self._say(self._members.node(iri), what, value, n)
        for deed in before.deeds - after.deeds:
            self._undo(deed)
        for deed in after.deeds - before.deeds:
            self._do(deed)

    def _say(self, member: int, what: str, value: str, n: int) -> None:
        self._touched.members.add(member)
        self._con.execute(
            "INSERT INTO said(member, what, value, n) VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            (member, what, value, n),
        )
        if n < 0:
            self._con.execute("DELETE FROM said WHERE member = ? AND what = ? AND value = ? AND n <= 0", (member, what, value))

    def _pairs(self, deed: Deed) -> Iterator[tuple[int, int]]:
        for one, other in deed.pairs():
            nodes = self._members.node(one), self._members.node(other)
            yield min(nodes), max(nodes)

    def _undo(self, deed: Deed) -> None:
        self._touched.pairs.update(self._pairs(deed))
        (number,) = self._con.execute("SELECT id FROM deed WHERE iri = ?", (deed.iri,)).fetchone()
        self._con.execute("DELETE FROM pair WHERE deed = ?", (number,))
        self._con.execute("DELETE FROM deed WHERE id = ?", (number,))

    def _do(self, deed: Deed) -> None:
        number = self._con.execute("INSERT INTO deed(iri, content) VALUES(?, ?)", (deed.iri, deed.content())).lastrowid
        pairs = list(self._pairs(deed))
        self._con.executemany("INSERT INTO pair(lo, hi, deed) VALUES(?, ?, ?)", [(*pair, number) for pair in pairs])
        self._touched.pairs.update(pairs)

    # what follows from it

    def settle(self) -> tuple[set[str], set[str], set[tuple[str, str]]]:
        """Let identity follow, and say which units may have changed: documents, things, pairs of parties (IRIs)."""
        self._members.settle()
        moved = self._members.moved
        old_thing = {node: before for node, (before, _) in moved.items() if before}
        for node in moved:
            self._touched.pairs.update(
                self._con.execute("SELECT lo, hi FROM pair WHERE lo = ?1 UNION SELECT lo, hi FROM pair WHERE hi = ?1", (node,))
            )
        things = {thing for pair in moved.values() for thing in pair if thing}
        things.update(self._thing(node) for node in self._touched.members)
        things.update(self._linked_things(node for node, (before, after) in moved.items() if before != after))
        documents_ = set(self._touched.documents)
        for node in old_thing:
            documents_.update(self._mentioning(node))
        pairs = {self._key(lo, hi, {}) for lo, hi in self._touched.pairs} | {self._key(lo, hi, old_thing) for lo, hi in self._touched.pairs}
        return documents_ - self._touched.gone, things, pairs

    def _key(self, lo: int, hi: int, things: Mapping[int, str]) -> tuple[str, str]:
        one, other = sorted((things.get(lo) or self._thing(lo), things.get(hi) or self._thing(hi)))
        return one, other

    def _thing(self, node: int) -> str:
        (thing,) = self._con.execute("SELECT thing FROM node WHERE id = ?", (node,)).fetchone()
        return str(thing)

    def _linked_things(self, nodes: Iterable[int]) -> Iterator[str]:
        query = (
            "SELECT owner.thing FROM node JOIN said ON said.value = node.iri AND said.what LIKE '>%'"
            " JOIN node owner ON owner.id = said.member WHERE node.id = ?"
        )
        for node in nodes:
            yield from (thing for (thing,) in self._con.execute(query, (node,)))

    def _mentioning(self, node: int) -> Iterator[str]:
        query = "SELECT iri FROM mention JOIN document ON document.id = mention.document WHERE member = ?"
        return (iri for (iri,) in self._con.execute(query, (node,)))

    # units

    def thing_of(self, iri: str) -> str:
        """The thing of a member's IRI; a country or an unknown IRI is its own."""
        if iri not in self._things:
            found = self._con.execute("SELECT thing FROM node WHERE iri = ?", (iri,)).fetchone()
            self._things[iri] = found[0] if found else iri
        return self._things[iri]

    def document(self, iri: str) -> tuple[set[str], set[str]]:
        """Lines of a document's own graph and of its unit in the canonical view; empty when it isn't current."""
        said = self._touched.documents.get(iri)
        if not said and (document := self._current(iri)):
            said = stated(document, self._facts(document["id"]), self._mentioned(document["id"]), self._threshold)
        return (facts_quads(said), document_unit(said, self.thing_of)) if said else (set(), set())

    def thing(self, thing: str) -> tuple[set[str], str, set[str]]:
        """Lines of a thing, its type and its names."""
        members = self._con.execute("SELECT id, iri, type FROM node WHERE thing = ? AND alive", (thing,)).fetchall()
        said: Counter[tuple[str, str]] = Counter()
        for number, _, _ in members:
            for what, value, n in self._con.execute("SELECT what, value, n FROM said WHERE member = ?", (number,)):
                said[what, value] += n
        slug = members[0][2] if members else ""
        return thing_unit(thing, slug, [iri for _, iri, _ in members], said, self.thing_of), slug, thing_names(said)

    def pair(self, one: str, other: str) -> tuple[set[str], Ranks]:
        """Lines of the partnership of two things or countries, and the ranks of its strands."""
        query = (
            "SELECT DISTINCT deed.iri, deed.content FROM node a JOIN node b"
            " JOIN pair ON pair.lo = min(a.id, b.id) AND pair.hi = max(a.id, b.id)"
            " JOIN deed ON deed.id = pair.deed WHERE a.thing = ? AND b.thing = ?"
        )
        rows = [row(iri, content) for iri, content in self._con.execute(query, (one, other))]
        return partnership_unit(one, other, rows, self._broader)

    # the dataset's part

    def work(self, store: ox.Store) -> Work:
        """What the dataset must change, given what it holds now."""
        documents_, things, pairs = self.settle()
        work = Work(drop=set(self._touched.gone))
        for iri in sorted(documents_ | self._touched.gone):
            own, lines = self.document(iri)
            if iri in self._touched.documents or iri in self._touched.gone:
                work.turn(iri, set(graph_lines(store, iri)), own)
            work.turn("", unit_lines(store, "doc", iri), lines)
        for thing in sorted(things):
            lines, slug, texts = self.thing(thing)
            names.replace(self._con, thing, slug, texts)
            work.turn("", unit_lines(store, "thing", thing), lines)
        leading = Leading(self._con)
        for one, other in sorted(pairs):
            root, (lines, ranks) = partnership_iri(one, other), self.pair(one, other)
            leading.put(root, ranks)
            work.turn("", unit_lines(store, "pair", root), lines)
        work.turn("", *leading.change())
        work.close()
        return work


Progress = Callable[[int], None]
