"""The units of the dataset as the record's rows make them, and the work that brings the dataset to them.

What a unit was before is made from how its rows were, where a batch knows that (see `touched`); else it is read from the dataset, which
takes several times as long.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ..ontology.identity import Resolver
from ..ontology.model import DEFAULT_CONFIDENCE
from . import changes, coverage, decisions, later, links, names, partnerships, shelves, stored
from .canonical import closed, covered, document_unit, thing_names, thing_unit
from .contribution import field_of
from .coverage import Covers
from .dataset import Dataset, Work, graph_lines, unit_lines
from .homes import Homes
from .later import Units
from .leading import Leading, Ranks
from .partnerships import Broader, Row, partnership_iri, partnership_unit, row
from .quads import facts_quads
from .stated import Statement
from .touched import Touched, Turned, rows_before

_NAMING = {"name", "also"}
"""What is said of a thing under one of these matters for the other."""


class View:
    """The units of one transaction, to be asked for when identity has followed."""

    def __init__(
        self,
        con: sqlite3.Connection,
        resolver: Resolver,
        broader: Broader,
        threshold: float = DEFAULT_CONFIDENCE,
        touched: Touched | None = None,
    ) -> None:
        self._con, self._resolver, self._broader, self._threshold, self._touched = con, resolver, broader, threshold, touched or Touched()
        self._things: dict[str, str] = {}
        self._at: dict[int, str] = {}
        self._older_members: frozenset[str] | None = None
        self.homes = Homes(con)

    # lines of units

    def thing_of(self, iri: str) -> str:
        """The thing of a member's IRI; a country or an unknown IRI is its own."""
        if iri not in self._things:
            found = self._con.execute("SELECT thing FROM node WHERE iri = ?", (iri,)).fetchone()
            self._things[iri] = found[0] if found else iri
        return self._things[iri]

    def _thing_was(self, iri: str) -> str:
        return self._touched.was.get(iri) or self.thing_of(iri)

    def document(self, iri: str) -> tuple[set[str], set[str], Covers | None]:
        """Lines of a document's own graph and of its unit in the canonical view, and what it covers; empty when it isn't current."""
        said = self._touched.documents.get(iri)
        if not said and (document := stored.current(self._con, iri)):
            said = stored.statement(self._con, document, self._threshold)
        if not said:
            return set(), set(), None
        known = self.thing_of, self.homes.of, self._broader
        return facts_quads(said), document_unit(said, *known), covered(said, *known)

    def said_of(self, thing: str) -> tuple[list[tuple[int, str, str]], Counter[tuple[str, str]]]:
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
        if self._older_members is None:
            self._older_members = frozenset(one.subject for one in decisions.holding(self._con) if one.act == "renamed")
        return self._older_members

    def forget_rulings(self) -> None:
        """What people say has changed."""
        self._older_members = None

    def says_the_same(self, thing: str) -> bool:
        """Whether a thing none of whose members came, went or moved has the same lines as before: only numbers have changed."""
        members, said = self.said_of(thing)
        if not members or any(iri in self._older() for _, iri, _ in members):
            return False
        difference: Counter[tuple[str, str]] = Counter()
        for number, _, _ in members:
            difference.update(self._touched.counted.get(number, {}))
        fields = {field_of(what) for (what, _), n in difference.items() if n}
        fields |= _NAMING if fields & _NAMING else set()
        after = Counter({key: n for key, n in said.items() if field_of(key[0]) in fields})
        before = Counter(after)
        before.subtract(difference)
        before = +before
        if before.keys() == after.keys() and len({field_of(what) for what, _ in after}) == len(after):
            return True  # one value for each field: there is nothing to choose between
        iris = [iri for _, iri, _ in members]
        old, new = (thing_unit(thing, members[0][2], iris, one, self.thing_of) for one in (before, after))
        return old == new and thing_names(before) == thing_names(after)

    def thing(self, thing: str) -> tuple[set[str], str, set[str]]:
        """Lines of a thing, its type and its names."""
        members, said = self.said_of(thing)
        slug = members[0][2] if members else ""
        lines = thing_unit(thing, slug, [iri for _, iri, _ in members], said, self.thing_of)
        called = thing_names(said)
        if slug == "institution" and said:
            lines |= changes.lines(self._con, self._resolver, thing, self.thing_of)
            lines |= links.lines(self._con, thing)
            called |= changes.older_names(self._con, self._resolver, thing)
        return lines, slug, called

    def pair(self, one: str, other: str) -> tuple[set[str], Ranks]:
        """Lines of the partnership of two things or countries, and the ranks of its strands."""
        things, ranks = partnership_unit(one, other, self._deeds(one, other), self._broader, self.homes.of)
        return partnerships.unit_lines(things), ranks

    def _deeds(self, one: str, other: str) -> list[Row]:
        query = (
            "SELECT DISTINCT deed.iri, deed.content FROM node a JOIN node b"
            " JOIN pair ON pair.lo = min(a.id, b.id) AND pair.hi = max(a.id, b.id)"
            " JOIN deed ON deed.id = pair.deed WHERE a.thing = ? AND b.thing = ?"
        )
        return [row(iri, content) for iri, content in self._con.execute(query, (one, other))]

    # the dataset's part

    def work(self, dataset: Dataset, units: Units, *, all_now: bool = True) -> Work:
        """What the dataset must change so that it holds these units. all_now: what follows from another country of a thing is not left."""
        gone = self._touched.gone
        work = Work(drop=set(gone))
        things, units = self._things_now(units, all_now=all_now)
        for iri in sorted(units.documents | gone):
            own, lines, covered_ = self.document(iri)
            if iri in units.own or iri in gone:
                work.turn(iri, self._own_held(dataset, iri), own)
            work.turn("", self._unit_held(dataset, iri), lines)
            coverage.note(self._con, iri, covered_)
        leading = Leading(self._con)
        for pair, turned in sorted(units.pairs.items(), key=lambda item: item[0]):
            self._turn_pair(dataset, work, leading, pair, turned)
        work.turn("", *leading.change())
        for thing, lines in things.items():  # last, since they are read from the dataset
            work.turn("", unit_lines(dataset(), "thing", thing), lines)
        work.close()
        shelves.note(self._con, work.remove.get("", ()), work.add.get("", ()))
        return work

    def _own_held(self, dataset: Dataset, iri: str) -> set[str]:
        """What the dataset has in a document's own graph."""
        if iri not in self._touched.stood:
            return set(graph_lines(dataset(), iri))
        stood = self._touched.stood[iri]
        return facts_quads(stood) if stood else set()

    def _unit_held(self, dataset: Dataset, iri: str) -> set[str]:
        """What the dataset has of a document in the canonical view."""
        if iri not in self._touched.stood:
            return unit_lines(dataset(), "doc", iri)
        stood: Statement | None = self._touched.stood[iri]
        return document_unit(stood, self._thing_was, self.homes.was, self._broader) if stood else set()

    def _turn_pair(self, dataset: Dataset, work: Work, leading: Leading, pair: tuple[str, str], turned: Turned) -> None:
        root, rows = partnership_iri(*pair), self._deeds(*pair)
        only = None if turned is None else closed((topic for deed in turned for topic in deed.topics), self._broader)
        things, ranks = partnership_unit(*pair, rows, self._broader, self.homes.of, only=only)
        leading.put(root, ranks, only)
        if turned is None:
            work.turn("", unit_lines(dataset(), "pair", root), partnerships.unit_lines(things))
        else:
            were, _ = partnership_unit(*pair, rows_before(rows, turned), self._broader, self.homes.was, only=only)
            work.turn("", *partnerships.turned(were, things))

    def _things_now(self, units: Units, *, all_now: bool) -> tuple[dict[str, set[str]], Units]:
        """(lines of the things, the units with those in which a thing's country matters that is another one now)."""
        now, moved = {}, []
        for thing in sorted(units.things):
            lines, slug, texts = self.thing(thing)
            names.replace(self._con, thing, slug, texts)
            now[thing] = lines
            if self.homes.note(thing, lines):
                moved.append(thing)
        if not moved:
            return now, units
        members = [number for thing in moved for number in self.homes.numbers(thing)]
        documents = {iri for number in members for iri in self.mentioning(number)} - self._touched.gone
        pairs = {self.key(lo, hi) for number in members for lo, hi in self.pairs_with(number)}
        if all_now:
            return now, replace(units, documents=units.documents | documents, pairs={**units.pairs, **dict.fromkeys(pairs)})
        later.schedule(self._con, Units(documents=documents, pairs=dict.fromkeys(pairs)))
        return now, units

    # members of the record

    def thing_at(self, node: int) -> str:
        """The thing of a member's number."""
        if node not in self._at:
            (self._at[node],) = self._con.execute("SELECT thing FROM node WHERE id = ?", (node,)).fetchone()
        return self._at[node]

    def key(self, lo: int, hi: int) -> tuple[str, str]:
        """The things of two members, in order."""
        one, other = sorted((self.thing_at(lo), self.thing_at(hi)))
        return one, other

    def pairs_with(self, node: int) -> list[tuple[int, int]]:
        """The pairs that a member (its number) is in."""
        return self._con.execute("SELECT lo, hi FROM pair WHERE lo = ?1 UNION SELECT lo, hi FROM pair WHERE hi = ?1", (node,)).fetchall()

    def mentioning(self, node: int) -> Iterator[str]:
        """IRIs of the documents that name a member."""
        query = "SELECT iri FROM mention JOIN document ON document.id = mention.document WHERE member = ?"
        return (iri for (iri,) in self._con.execute(query, (node,)))
