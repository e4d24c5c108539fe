"""What one document adds to the rows that documents share: what it says of things, and its deeds.

A *deed* is a cooperation or an agreement of two or more parties, as a partnership sees it: topics, kinds and the rungs of the ladder
that it reports, each with its date. Both are pure functions of the document's facts, so that taking a document away undoes them exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from ..ontology import iris
from ..ontology.model import Agreement, Cooperation
from .stated import LISTS, SHARED, Json, Rule, Stated, Statement, rules

MADE = frozenset({"signed", "in_force", "extended"})
_ROLES = ("parties", "providers", "recipients", "hosts", "guests", "funders")
_SHARED_MODELS = frozenset(LISTS[one] for one in SHARED)


@dataclass(frozen=True, slots=True)
class Deed:
    """A cooperation or agreement as partnerships count it. rungs: (rung, EDTF date or "")."""

    iri: str
    parties: tuple[str, ...]
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    rungs: tuple[tuple[str, str], ...]
    origin: str

    def content(self) -> str:
        """All but IRI and parties, as one line of text for the record."""
        rungs = " ".join(f"{rung}={date}" for rung, date in self.rungs)
        return "|".join((" ".join(self.topics), " ".join(self.kinds), rungs, self.origin))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every unordered pair of parties."""
        return combinations(self.parties, 2)


@dataclass(frozen=True)
class Contribution:
    """said: how often (member, what, value) is said; deeds: the document's deeds."""

    said: Counter[tuple[str, str, str]]
    deeds: frozenset[Deed]


NOTHING = Contribution(Counter(), frozenset())


def _what(rule: Rule, lang: str) -> str:
    """The column under which a value is counted: ``name@ru``, ``kind``, ``>owner`` (a link)."""
    return f"{rule.name}@{lang}" if rule.kind == "text" else f">{rule.name}" if rule.kind == "link" else rule.name


def field_of(what: str) -> str:
    """The field of such a column."""
    return what.removeprefix(">").partition("@")[0]


def _said(one: Stated, statement: Statement) -> Iterator[tuple[str, str, str]]:
    for rule in rules(one.model):
        what = _what(rule, statement.document["lang"])
        for value in rule.values(one.item):
            said = value if rule.kind != "link" else iris.country(value) if rule.names_country else statement.resolve(value)
            if said is not None:
                yield one.iri, what, str(said)


def _agreement_rung(item: Json) -> tuple[str, str]:
    status = item.get("status", "unknown")
    rung = "signed" if status in MADE else "planned" if status == "planned" else "signed" if item.get("signed") else "discussed"
    return rung, item.get("signed") or ""


def _rungs(one: Stated, statement: Statement, agreements: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    if one.model is Agreement:
        yield _agreement_rung(one.item)
        return
    yield one.item.get("status", "active"), one.item.get("date") or ""
    for key in one.item.get("under", ()):
        rung = _agreement_rung(agreements.get(statement.resolve(key) or "", {"status": "signed"}))
        if rung[0] == "signed":
            yield rung


def _deed(one: Stated, statement: Statement, agreements: Mapping[str, Json]) -> Deed:
    item = one.item
    parties = {found for role in _ROLES for key in item.get(role, ()) if (found := statement.resolve(key))}
    return Deed(
        one.iri, tuple(sorted(parties)), tuple(sorted(set(item.get("topics", ())))), tuple(sorted(set(item.get("kinds", ())))),
        tuple(sorted(set(_rungs(one, statement, agreements)))), statement.document["origin"],
    )  # fmt: skip


def contribution(statement: Statement) -> Contribution:
    """What the document adds. Its document has "origin": the same for reprints of one text."""
    agreements = {one.iri: one.item for one in statement.items if one.model is Agreement}
    said: Counter[tuple[str, str, str]] = Counter()
    deeds = set()
    for one in statement.items:
        if one.accepted and one.model in _SHARED_MODELS:
            said.update(_said(one, statement))
        elif one.accepted and one.model in (Cooperation, Agreement):
            deeds.add(_deed(one, statement, agreements))
    return Contribution(said, frozenset(deed for deed in deeds if len(deed.parties) > 1))
