"""Writing: a batch of documents becomes one transaction of the record and one update of the dataset.

The order makes a kill harmless: the record commits the documents together with the dataset's update as *pending work*; then the update
runs, which is atomic and may run twice; opening a store for writing does what is pending. So a document is wholly in or wholly out.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..ontology.identity import Member, Resolver
from ..ontology.model import DEFAULT_CONFIDENCE, Facts
from . import candidates, decisions, documents, later, links, record, rulings, stored
from .change import Change
from .contribution import NOTHING, Contribution, Deed, contribution
from .dataset import Dataset, Work
from .entry import Entry
from .later import Units
from .members import Members, to_text
from .partnerships import Broader
from .record import Json
from .reprints import Reprints
from .stated import SHARED, keyed, stated
from .touched import Touched, Turned, together
from .view import View

_META = ("source", "url", "title", "lang", "published", "content_hash")


class Batch:
    """One transaction of the record; `work` gives the dataset's part of it."""

    def __init__(self, con: sqlite3.Connection, resolver: Resolver, broader: Broader, threshold: float = DEFAULT_CONFIDENCE) -> None:
        self._con, self._resolver, self._threshold = con, resolver, threshold
        self._members, self._reprints, self._touched = Members(con, resolver), Reprints(con), Touched()
        self._view = View(con, resolver, broader, threshold, self._touched)

    # documents come and go

    def put(self, new: Entry) -> Change:
        """Store a document in place of its former revision."""
        old = stored.current(self._con, new.document["iri"])
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
        old = stored.current(self._con, iri)
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
        self._view.forget_rulings()
        pairs = [row.pair for row in meant if row.act in decisions.SAME]
        self._members.rule(pairs)
        self._touched.members.update(self._members.node(iri) for pair in pairs for iri in pair)
        for number, contributed in before.items():
            self._add(number, self._ruled(self._stored(number)), contributed)
        return added

    def _open(self, iris_: Iterable[str]) -> dict[int, Contribution]:
        """Take what documents add out of the shared rows, to be added again: number -> what it was."""
        found = (stored.current(self._con, iri) for iri in sorted(iris_))
        return {old["id"]: self._forget(old) for old in found if old}

    def match(self, source: str, rows: Iterable[links.Match]) -> None:
        """Put the matches with an outside register in place of those that it had."""
        before, after = links.replace(self._con, source, rows)
        self._touched.ruled = True
        difference = Counter(after)
        difference.subtract(before)
        self._touched.members.update(self._members.node(iri) for iri, _ in difference)
        self._say((self._members.node(iri), links.WHAT, value, n) for (iri, value), n in difference.items() if n)

    def derive_matches(self) -> None:
        """Make the rows of all matches with outside registers."""
        self._say((self._members.node(iri), links.WHAT, value, n) for (iri, value), n in links.said(self._con).items())

    def _same(self, old: Json, new: Entry) -> bool:
        return all(old[key] == new.document[key] for key in _META) and stored.facts(self._con, old["id"]) == new.facts

    def _take_away(self, old: Json, state: str = "replaced") -> Contribution:
        before = self._forget(old)
        self._reprints.remove(old["id"])
        documents.end(self._con, old["id"], state)
        return before

    def _forget(self, old: Json) -> Contribution:
        """Take a document out of the rows that documents share; what it added is left to be counted off."""
        number = old["id"]
        said = stored.statement(self._con, old, self._threshold)
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
        self._say((self._members.node(iri), what, value, n) for (iri, what, value), n in difference.items() if n)
        for deed in before.deeds - after.deeds:
            self._undo(deed)
        for deed in after.deeds - before.deeds:
            self._do(deed)

    def _say(self, rows: Iterable[tuple[int, str, str, int]]) -> None:
        """(member, what, value) is said so often more."""
        rows = list(rows)
        for member, what, value, n in rows:
            self._touched.members.add(member)
            self._touched.counted[member][what, value] += n
        self._con.executemany(
            "INSERT INTO said(member, what, value, n) VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n", rows
        )
        less = [row[:3] for row in rows if row[3] < 0]
        self._con.executemany("DELETE FROM said WHERE member = ? AND what = ? AND value = ? AND n <= 0", less)

    def _pairs(self, deed: Deed) -> Iterator[tuple[int, int]]:
        for one, other in deed.pairs():
            nodes = self._members.node(one), self._members.node(other)
            yield min(nodes), max(nodes)

    def _undo(self, deed: Deed) -> None:
        self._touch(deed, -1)
        (number,) = self._con.execute("SELECT id FROM deed WHERE iri = ?", (deed.iri,)).fetchone()
        self._con.execute("DELETE FROM pair WHERE deed = ?", (number,))
        self._con.execute("DELETE FROM deed WHERE id = ?", (number,))

    def _do(self, deed: Deed) -> None:
        number = self._con.execute("INSERT INTO deed(iri, content) VALUES(?, ?)", (deed.iri, deed.content())).lastrowid
        pairs = list(self._pairs(deed))
        self._con.executemany("INSERT INTO pair(lo, hi, deed) VALUES(?, ?, ?)", [(*pair, number) for pair in pairs])
        self._touch(deed, 1)

    def _touch(self, deed: Deed, n: int) -> None:
        for pair in self._pairs(deed):
            self._touched.turn(pair, deed, n)

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
        old_thing = {node: before for node, (before, _) in self._members.moved.items() if before}
        for node, (before, after) in self._members.moved.items():
            self._touched.pairs.update(dict.fromkeys(self._view.pairs_with(node)))
            if before and after and before != after:
                self._touched.was[self._members.iri(node)] = before
        documents_ = set(self._touched.documents)
        for node in old_thing:
            documents_.update(self._view.mentioning(node))
        documents_ -= self._touched.gone
        return Units(set(self._touched.documents), documents_, self._changed_things(), self._pairs_of_things(old_thing))

    def _changed_things(self) -> set[str]:
        moved = self._members.moved
        things = {thing for pair in moved.values() for thing in pair if thing}
        things.update(self._linked_things(node for node, (before, after) in moved.items() if before != after))
        fresh = {self._view.thing_at(node) for node in self._members.fresh}
        counted = {self._view.thing_at(node) for node in self._touched.members} - things
        things.update(thing for thing in counted if self._touched.ruled or thing in fresh or not self._view.says_the_same(thing))
        return things

    def _pairs_of_things(self, old_thing: Mapping[int, str]) -> dict[tuple[str, str], Turned]:
        """The pairs of things that the touched pairs of members make now and made before, with what they turned."""
        found: dict[tuple[str, str], Turned] = {}
        for (lo, hi), turned in self._touched.pairs.items():
            one, other = sorted(old_thing.get(node) or self._view.thing_at(node) for node in (lo, hi))
            keys = {self._view.key(lo, hi), (one, other)}
            for key in keys:
                found[key] = together(found.get(key, Counter()), turned if len(keys) == 1 else None)
        return {key: turned for key, turned in found.items() if turned is None or any(turned.values())}

    def _follow_origins(self) -> None:
        """Documents that turn out to be reprints, or no longer are, add deeds of another origin."""
        for number, origin in self._reprints.settle().items():
            old = stored.numbered(self._con, number)
            facts, members = stored.ruled_facts(self._con, old), stored.members(self._con, number)
            self._con.execute("UPDATE document SET origin = ? WHERE id = ?", (origin, number))
            before, after = (stated(old | {"origin": one}, facts, members, self._threshold) for one in (old["origin"], origin))
            self._touched.stood.setdefault(old["iri"], before)
            self._count(contribution(before), contribution(after))
            self._touched.documents[old["iri"]] = after

    def _linked_things(self, nodes: Iterable[int]) -> Iterator[str]:
        query = (
            "SELECT owner.thing FROM node JOIN said ON said.value = node.iri AND said.what LIKE '>%'"
            " JOIN node owner ON owner.id = said.member WHERE node.id = ?1 UNION"
            " SELECT owner.thing FROM node JOIN log ON log.subject = node.iri AND log.act IN ('renamed', 'succeeded')"
            " JOIN node owner ON owner.iri = log.object WHERE node.id = ?1"
        )
        for node in nodes:
            yield from (thing for (thing,) in self._con.execute(query, (node,)))

    def work(self, dataset: Dataset) -> Work:
        """What the dataset must change, given what it holds now."""
        return self._view.work(dataset, self.settle())
