"""Writing: a batch of documents becomes one transaction of the record and one update of the dataset.

The order makes a kill harmless: the record commits the documents together with the dataset's update as *pending work*; then the update
runs, which is atomic and may run twice; opening a store for writing does what is pending. So a document is wholly in or wholly out.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from ..ontology.identity import Member, Resolver
from ..ontology.model import DEFAULT_CONFIDENCE, Facts
from . import base, candidates, changes, decisions, documents, later, links, names, record, rulings, shelves
from .canonical import covered, document_unit, thing_names, thing_unit
from .change import Change
from .contribution import NOTHING, Contribution, Deed, contribution
from .coverage import Counted, Covers
from .dataset import Work, graph_lines, part_lines, unit_lines
from .entry import Entry
from .homes import Homes
from .later import Units
from .leading import Leading, Ranks
from .members import Members, to_text
from .partnerships import Broader, part_iris, partnership_iri, partnership_unit, row
from .quads import facts_quads
from .record import Json
from .reprints import Reprints
from .stated import SHARED, Statement, keyed, stated

_META = ("source", "url", "title", "lang", "published", "content_hash")


@dataclass
class Touched:
    """What a batch has touched so far, to be computed anew at its end."""

    documents: dict[str, Statement | None] = field(default_factory=dict)
    members: set[int] = field(default_factory=set)
    pairs: dict[tuple[int, int], set[str] | None] = field(default_factory=dict)
    """Pairs of members, each with the topics on which something has changed; None for all."""
    gone: set[str] = field(default_factory=set)
    stood: dict[str, Statement | None] = field(default_factory=dict)
    """What the dataset has of documents; None for nothing."""
    counted: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    """By how much (member, what, value) is said more."""
    ruled: bool = False
    """More than documents has changed, or more than what is here: everything touched is to be computed."""
    older: frozenset[str] | None = None


class Batch:
    """One transaction of the record; `work` gives the dataset's part of it."""

    def __init__(self, con: sqlite3.Connection, resolver: Resolver, broader: Broader, threshold: float = DEFAULT_CONFIDENCE) -> None:
        self._con, self._broader, self._threshold = con, broader, threshold
        self._resolver, self._members, self._reprints = resolver, Members(con, resolver), Reprints(con)
        self._touched = Touched()
        self._things: dict[str, str] = {}
        self.homes = Homes(con)

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
        self._touched.stood.setdefault(iri, None)
        number = documents.insert(self._con, new.document, new.text, new.facts, new.maker)
        self._reprints.add(number, new.document["origin"], new.text)
        self._add(number, self._ruled(new), before)
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

    def derive(self, number: int) -> None:
        """Make the shared rows of a document that the record has already."""
        held = self._stored(number)
        held.document["origin"] = documents.origin(held.document["iri"], held.text)
        self._con.execute("UPDATE document SET origin = ? WHERE id = ?", (held.document["origin"], number))
        self._reprints.add(number, held.document["origin"], held.text)
        self._add(number, self._ruled(held), NOTHING)

    def derive_rulings(self) -> None:
        """Make the rows of what people said of members; before any document is derived."""
        self._members.restore_rulings()

    def decide(self, rows: Iterable[decisions.Row], step: int | None = None) -> list[decisions.Row]:
        """Add what a person says to the log, as a new step or to one, and let it take effect; the rows that were added."""
        rows = list(rows)
        self._touched.ruled = True
        meant = [decisions.meant(self._con, row) for row in rows]
        before = self._open({row.subject for row in meant if row.act in decisions.FACTS})
        added = decisions.append(self._con, rows, step)
        self._touched.older = None
        pairs = [row.pair for row in meant if row.act in decisions.SAME]
        self._members.rule(pairs)
        self._touched.members.update(self._members.node(iri) for pair in pairs for iri in pair)
        for number, contributed in before.items():
            self._add(number, self._ruled(self._stored(number)), contributed)
        return added

    def _open(self, iris_: Iterable[str]) -> dict[int, Contribution]:
        """Take what documents add out of the shared rows, to be added again: number -> what it was."""
        found = (self._current(iri) for iri in sorted(iris_))
        return {old["id"]: self._forget(old) for old in found if old}

    def match(self, source: str, rows: Iterable[links.Match]) -> None:
        """Put the matches with an outside register in place of those that it had."""
        before, after = links.replace(self._con, source, rows)
        self._touched.ruled = True
        difference = Counter(after)
        difference.subtract(before)
        for (iri, value), n in difference.items():
            self._touched.members.add(self._members.node(iri))
            if n:
                self._say(self._members.node(iri), links.WHAT, value, n)

    def derive_matches(self) -> None:
        """Make the rows of all matches with outside registers."""
        for (iri, value), n in links.said(self._con).items():
            self._say(self._members.node(iri), links.WHAT, value, n)

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
        before = self._forget(old)
        self._reprints.remove(old["id"])
        documents.end(self._con, old["id"], state)
        return before

    def _forget(self, old: Json) -> Contribution:
        """Take a document out of the rows that documents share; what it added is left to be counted off."""
        number = old["id"]
        said = stated(old, self._ruled_facts(old), self._mentioned(number), self._threshold)
        self._touched.stood.setdefault(old["iri"], said)
        before = contribution(said)
        candidates.forget(self._con, number)
        forms = self._con.execute("SELECT member, form FROM mention WHERE document = ?", (number,)).fetchall()
        self._members.count(Counter({(member, form): -n for (member, form), n in Counter(forms).items()}))
        self._con.execute("DELETE FROM mention WHERE document = ?", (number,))
        return before

    def _stored(self, number: int) -> Entry:
        """A document as the record has it, with what the extractor found."""
        query = f"SELECT {documents.COLUMNS}, facts, text FROM document WHERE id = ?"  # noqa: S608
        row = self._con.execute(query, (number,)).fetchone()
        document, facts = documents.as_json(row[:-2]), record.unpack_json(row[-2])
        return Entry(document, record.unpack(row[-1]), facts, self._named(document, facts))

    def _named(self, document: Json, facts: Json) -> Mapping[str, Member]:
        model = Facts.model_validate({"id": document["iri"], "lang": document["lang"], **facts})
        return self._resolver.members(model, document["iri"])

    def _ruled(self, new: Entry) -> Entry:
        """The document with what people said of its facts in place of what the extractor found."""
        rows = decisions.about(self._con, new.document["iri"])
        if not rows:
            return new
        facts = rulings.ruled(new.facts, new.text, rows)
        return replace(new, facts=facts, members=self._named(new.document, facts))

    def _ruled_facts(self, document: Json) -> Json:
        facts, rows = self._facts(document["id"]), decisions.about(self._con, document["iri"])
        return rulings.ruled(facts, documents.text(self._con, document["id"]), rows) if rows else facts

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
        candidates.note(self._con, number, said, new.facts)
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
        self._touched.counted[member, what, value] += n
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
        self._touch(deed)
        (number,) = self._con.execute("SELECT id FROM deed WHERE iri = ?", (deed.iri,)).fetchone()
        self._con.execute("DELETE FROM pair WHERE deed = ?", (number,))
        self._con.execute("DELETE FROM deed WHERE id = ?", (number,))

    def _do(self, deed: Deed) -> None:
        number = self._con.execute("INSERT INTO deed(iri, content) VALUES(?, ?)", (deed.iri, deed.content())).lastrowid
        pairs = list(self._pairs(deed))
        self._con.executemany("INSERT INTO pair(lo, hi, deed) VALUES(?, ?, ?)", [(*pair, number) for pair in pairs])
        self._touch(deed)

    def _touch(self, deed: Deed) -> None:
        for pair in self._pairs(deed):
            topics = self._touched.pairs.setdefault(pair, set())
            if topics is not None:
                topics.update(deed.topics)

    # what follows from it

    def leave(self) -> None:
        """Leave identity and the views for later (see `later`)."""
        self._follow_origins()
        later.leave(
            self._con, later.Left(set(self._touched.documents), self._touched.members, self._members.changed, set(self._touched.pairs))
        )

    def take_up(self) -> bool:
        """Take up what other batches left; whether there was anything."""
        left = later.take(self._con)
        if left:
            self._touched.ruled = True
            self._touched.documents.update(dict.fromkeys(left.documents))
            self._touched.members |= left.members
            self._touched.pairs.update(dict.fromkeys(left.deeds))
            self._members.changed |= left.forms
        return left is not None

    def settle(self) -> Units:
        """Let identity follow, and say which units may have changed."""
        self._follow_origins()
        self._members.settle()
        moved = self._members.moved
        old_thing = {node: before for node, (before, _) in moved.items() if before}
        for node in moved:
            self._touched.pairs.update(dict.fromkeys(self._pairs_with(node)))
        things = {thing for pair in moved.values() for thing in pair if thing}
        things.update(self._linked_things(node for node, (before, after) in moved.items() if before != after))
        counted = {self._thing(node) for node in self._touched.members} - things
        things.update(thing for thing in counted if self._touched.ruled or not self._says_the_same(thing))
        documents_ = set(self._touched.documents)
        for node in old_thing:
            documents_.update(self._mentioning(node))
        return Units(set(self._touched.documents), documents_ - self._touched.gone, things, self._pairs_of_things(old_thing))

    def _pairs_of_things(self, old_thing: Mapping[int, str]) -> dict[tuple[str, str], set[str] | None]:
        """The pairs of things that the touched pairs of members make now and made before, with their topics."""
        found: dict[tuple[str, str], set[str] | None] = {}
        for (lo, hi), topics in self._touched.pairs.items():
            for key in {self._key(lo, hi, {}), self._key(lo, hi, old_thing)}:
                held = found.get(key, set())
                found[key] = None if topics is None or held is None else held | topics
        return found

    def _follow_origins(self) -> None:
        """Documents that turn out to be reprints, or no longer are, add deeds of another origin."""
        for number, origin in self._reprints.settle().items():
            row = self._con.execute(f"SELECT {documents.COLUMNS} FROM document WHERE id = ?", (number,)).fetchone()  # noqa: S608
            old = documents.as_json(row)
            facts, members = self._ruled_facts(old), self._mentioned(number)
            self._con.execute("UPDATE document SET origin = ? WHERE id = ?", (origin, number))
            before, after = (stated(old | {"origin": one}, facts, members, self._threshold) for one in (old["origin"], origin))
            self._touched.stood.setdefault(old["iri"], before)
            self._count(contribution(before), contribution(after))
            self._touched.documents[old["iri"]] = after

    def _key(self, lo: int, hi: int, things: Mapping[int, str]) -> tuple[str, str]:
        one, other = sorted((things.get(lo) or self._thing(lo), things.get(hi) or self._thing(hi)))
        return one, other

    def _thing(self, node: int) -> str:
        (thing,) = self._con.execute("SELECT thing FROM node WHERE id = ?", (node,)).fetchone()
        return str(thing)

    def _linked_things(self, nodes: Iterable[int]) -> Iterator[str]:
        query = (
            "SELECT owner.thing FROM node JOIN said ON said.value = node.iri AND said.what LIKE '>%'"
            " JOIN node owner ON owner.id = said.member WHERE node.id = ?1 UNION"
            " SELECT owner.thing FROM node JOIN log ON log.subject = node.iri AND log.act IN ('renamed', 'succeeded')"
            " JOIN node owner ON owner.iri = log.object WHERE node.id = ?1"
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

    def document(self, iri: str) -> tuple[set[str], set[str], Covers | None]:
        """Lines of a document's own graph and of its unit in the canonical view, and what it covers; empty when it isn't current."""
        said = self._touched.documents.get(iri)
        if not said and (document := self._current(iri)):
            said = stated(document, self._ruled_facts(document), self._mentioned(document["id"]), self._threshold)
        if not said:
            return set(), set(), None
        known = self.thing_of, self.homes.of, self._broader
        return facts_quads(said), document_unit(said, *known), covered(said, *known)

    def _said_of(self, thing: str) -> tuple[list[tuple[int, str, str]], Counter[tuple[str, str]]]:
        """(number, IRI, type) of the members of a thing, and what is said of them."""
        members = self._con.execute("SELECT id, iri, type FROM node WHERE thing = ? AND alive", (thing,)).fetchall()
        said: Counter[tuple[str, str]] = Counter()
        older: Counter[tuple[str, str]] = Counter()
        for number, iri, _ in members:
            kept = older if iri in self._older() else said
            for what, value, n in self._con.execute("SELECT what, value, n FROM said WHERE member = ?", (number,)):
                kept[what, value] += n
        present = {what for what, _ in said}
        for (what, value), n in older.items():  # an older name is the thing's main name only where it has no other
            said[what.replace("name@", "also@") if what in present else what, value] += n
        return members, said

    def _older(self) -> frozenset[str]:
        """Members whose names people say are older names."""
        if self._touched.older is None:
            self._touched.older = frozenset(row.subject for row in decisions.holding(self._con) if row.act == "renamed")
        return self._touched.older

    def _says_the_same(self, thing: str) -> bool:
        """Whether a thing none of whose members came, went or moved has the same lines as before: only numbers have changed."""
        members, said = self._said_of(thing)
        numbers = {number for number, _, _ in members}
        if not members or numbers & self._members.fresh or any(iri in self._older() for _, iri, _ in members):
            return False
        before = Counter(said)
        for (member, what, value), n in self._touched.counted.items():
            if member in numbers:
                before[what, value] -= n
        before = +before
        iris_ = [iri for _, iri, _ in members]
        old, new = (thing_unit(thing, members[0][2], iris_, one, self.thing_of) for one in (before, said))
        return old == new and thing_names(before) == thing_names(said)

    def thing(self, thing: str) -> tuple[set[str], str, set[str]]:
        """Lines of a thing, its type and its names."""
        members, said = self._said_of(thing)
        slug = members[0][2] if members else ""
        lines = thing_unit(thing, slug, [iri for _, iri, _ in members], said, self.thing_of)
        called = thing_names(said)
        if slug == "institution" and said:
            lines |= changes.lines(self._con, self._resolver, thing, self.thing_of)
            lines |= links.lines(self._con, thing)
            called |= changes.older_names(self._con, self._resolver, thing)
        return lines, slug, called

    def pair(self, one: str, other: str, only: Container[str] | None = None) -> tuple[set[str], Ranks]:
        """Lines of the partnership of two things or countries, and the ranks of its strands. only: topics of the strands that matter."""
        query = (
            "SELECT DISTINCT deed.iri, deed.content FROM node a JOIN node b"
            " JOIN pair ON pair.lo = min(a.id, b.id) AND pair.hi = max(a.id, b.id)"
            " JOIN deed ON deed.id = pair.deed WHERE a.thing = ? AND b.thing = ?"
        )
        rows = [row(iri, content) for iri, content in self._con.execute(query, (one, other))]
        return partnership_unit(one, other, rows, self._broader, self.homes.of, only=only)

    # the dataset's part

    def work(self, store: ox.Store) -> Work:
        """What the dataset must change, given what it holds now."""
        return self.work_on(store, self.settle())

    def _held_of(self, store: ox.Store, iri: str) -> set[str]:
        """What the dataset has in a document's own graph."""
        if iri not in self._touched.stood:
            return set(graph_lines(store, iri))
        stood = self._touched.stood[iri]
        return facts_quads(stood) if stood else set()

    def work_on(self, store: ox.Store, units: Units, *, all_now: bool = True) -> Work:
        """The same for these units, whose identity has followed. all_now: what follows from another country of a thing is not left."""
        gone = self._touched.gone
        work = Work(drop=set(gone))
        units = self._work_on_things(store, units, work, all_now=all_now)
        counted = Counted(self._con, base.widest())
        for iri in sorted(units.documents | gone):
            own, lines, covered_ = self.document(iri)
            if iri in units.own or iri in gone:
                work.turn(iri, self._held_of(store, iri), own)
            work.turn("", unit_lines(store, "doc", iri), lines)
            counted.put(iri, covered_)
        leading = Leading(self._con)
        for (one, other), stated_ in sorted(units.pairs.items(), key=lambda item: item[0]):
            only = None if stated_ is None else {wider for code in stated_ for wider in (code, *self._broader(code))}
            root, (lines, ranks) = partnership_iri(one, other), self.pair(one, other, only)
            leading.put(root, ranks, only)
            held = unit_lines(store, "pair", root) if only is None else part_lines(store, "pair", part_iris(root, only))
            work.turn("", held, lines)
        work.turn("", *leading.change())
        work.turn("", *counted.change())
        work.close()
        work.turn("", *shelves.change(self._con, work.remove.get("", ()), work.add.get("", ())))
        return work

    def _work_on_things(self, store: ox.Store, units: Units, work: Work, *, all_now: bool) -> Units:
        """Turn the things; the units, with those in which a thing's country matters that is another one now."""
        moved = []
        for thing in sorted(units.things):
            lines, slug, texts = self.thing(thing)
            names.replace(self._con, thing, slug, texts)
            work.turn("", unit_lines(store, "thing", thing), lines)
            if self.homes.note(thing, lines):
                moved.append(thing)
        if not moved:
            return units
        members = [number for thing in moved for number in self.homes.numbers(thing)]
        documents_ = {iri for number in members for iri in self._mentioning(number)} - self._touched.gone
        pairs = {self._key(lo, hi, {}) for number in members for lo, hi in self._pairs_with(number)}
        if all_now:
            return replace(units, documents=units.documents | documents_, pairs={**units.pairs, **dict.fromkeys(pairs)})
        later.schedule(self._con, Units(documents=documents_, pairs=dict.fromkeys(pairs)))
        return units

    def _pairs_with(self, node: int) -> list[tuple[int, int]]:
        return self._con.execute("SELECT lo, hi FROM pair WHERE lo = ?1 UNION SELECT lo, hi FROM pair WHERE hi = ?1", (node,)).fetchall()


Progress = Callable[[int], None]
