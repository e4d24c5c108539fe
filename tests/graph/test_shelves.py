"""Shelves, coverage and rows say what a search of the whole view finds, whatever the way to it."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from medcoop.graph import coverage, shelves
from medcoop.graph.store import Store
from medcoop.ontology import iris

from .simple import SimpleResolver, document, pair
from .test_order import CHANGES, DOCUMENTS, QUICK, everything, item

HOMES = "{ ?x mc:country ?c } UNION { ?x a schema:Country BIND(?x AS ?c) }"
STRANDS = f"SELECT DISTINCT ?s ?topic ?c {{ ?s mc:onTopic ?topic ; mc:firstParty|mc:secondParty ?x {HOMES} }}"
PAIRS = f"SELECT DISTINCT ?s ?c {{ ?s mc:partner ?x {HOMES} }}"
STATUS = "SELECT ?s ?status ?until { ?s a mc:Partnership ; mc:ladderStatus ?status OPTIONAL { ?s mc:until ?until } }"
SIGNED = f"SELECT DISTINCT ?s ?c ?date {{ ?s a mc:Agreement OPTIONAL {{ ?s mc:signed ?date }} OPTIONAL {{ ?s mc:signatory ?x {HOMES} }} }}"
COUNTED = "SELECT ?s ?what ?date { ?s mc:counted ?what OPTIONAL { ?s mc:date ?date } }"
PLACED = "SELECT ?s ?c { ?s a mc:Institution ; mc:country ?c }"
TOPICS = (
    "SELECT DISTINCT ?s ?t { ?s a mc:Agreement . { ?s mc:topic ?n } UNION { ?w mc:under ?s ; mc:topic ?n } ?n skos:broaderTransitive? ?t }"
)
ROWS = "SELECT ?s ?row ?n ?status ?since ?until { ?s mc:row ?row ; mc:sources ?n ; mc:ladderStatus ?status OPTIONAL { ?s mc:since ?since } OPTIONAL { ?s mc:until ?until } }"
STATED = "SELECT DISTINCT ?s ?one { ?s mc:statedTopic|(^mc:strandOf/mc:statedTopic) ?one }"
DONE = "SELECT DISTINCT ?s ?one { ?s mc:row ?row ; mc:activity ?one }"


def code(value: str | None) -> str:
    return iris.code(value or "")


def searched(store: Store) -> set[tuple[str, str]]:
    """(thing, name of a shelf) by what is said of the things."""
    found = set()
    linked: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in store.query(STRANDS).values():
        found.add((str(row["s"]), f"strand/{code(row['topic'])}/{code(row['c'])}"))
        linked[str(row["s"]), code(row["topic"])].add(code(row["c"]))
    for row in store.query(PAIRS).values():
        linked[str(row["s"]),].add(code(row["c"]))
    found |= {(key[0], "/".join(("link", *key[1:], "-".join(sorted(two))))) for key, two in linked.items() if len(two) == 2}
    for row in store.query(STATUS).values():
        found.add((str(row["s"]), f"partnership/{code(row['status'])}/{shelves.years(row['until'] or '')}"))
    for row in store.query(SIGNED).values():
        when = shelves.years(row["date"] or "")
        found |= {(str(row["s"]), f"agreement/{when}")} | ({(str(row["s"]), f"agreement/{code(row['c'])}/{when}")} if row["c"] else set())
    for row in store.query(COUNTED).values():
        found.add((str(row["s"]), f"quantity/{code(row['what'])}/{shelves.years(row['date'] or '')}"))
    return found | {(str(row["s"]), f"institution/{code(row['c'])}") for row in store.query(PLACED).values()}


def shelved(store: Store) -> set[tuple[str, str]]:
    """The same as the shelves have it, which say themselves how many stand on them."""
    rows = store.query("SELECT ?s ?shelf { ?s mc:onShelf ?shelf }").values()
    found = {(str(row["s"]), str(row["shelf"]).removeprefix(iris.shelf(""))) for row in rows}
    said = store.query("SELECT ?shelf ?row ?n { ?shelf a mc:Shelf ; mc:shelfOf ?row ; mc:held ?n }").values()
    named = {str(row["shelf"]).removeprefix(iris.shelf("")): (row["row"], int(row["n"] or 0)) for row in said}
    assert named == {name: (name.rpartition("/")[0], n) for name, n in Counter(name for _, name in found).items()}
    return found


def covered(store: Store) -> dict[str, set[tuple[str, ...]]]:
    """(section, value, documents, texts) by what is covered, counted afresh."""
    about: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in store.query("SELECT ?d ?c { ?d schema:mentions/mc:country ?c }").values():
        about[str(row["d"])]["country"].add(code(row["c"]))
    for row in store.query("SELECT ?d ?t { ?f prov:hadPrimarySource ?d ; mc:topic/skos:broaderTransitive? ?t }").values():
        about[str(row["d"])]["topic"].add(code(row["t"]))
    widest = {code(row["t"]) for row in store.query("SELECT ?t { ?t a mc:Topic FILTER NOT EXISTS { ?t skos:broader ?w } }").values()}
    cells: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    documents = "SELECT ?d ?origin ?lang ?date { ?d a mc:Document ; mc:origin ?origin ; dct:language ?lang OPTIONAL { ?d schema:datePublished ?date } }"
    for row in store.query(documents).values():
        own = about[str(row["d"])]
        values = {("1", "-"), ("2", str(row["lang"])), ("3", (row["date"] or "-")[:7]), *(("4", c) for c in own["country"])}
        values |= {("5", t) for t in own["topic"] & widest}
        for scope in {"all", f"language/{row['lang']}", *(f"country/{c}" for c in own["country"]), *(f"topic/{t}" for t in own["topic"])}:
            for section, value in values:
                cells[scope, section, value].append(str(row["origin"]))
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for (scope, section, value), origins in cells.items():
        found[scope].add((section, value, str(len(origins)), str(len(set(origins)))))
    return found


def counted(store: Store) -> dict[str, set[tuple[str, ...]]]:
    """The same as it is kept."""
    rows = store.query("SELECT ?s ?counts ?n ?texts { ?s a mc:Coverage ; mc:counts ?counts ; mc:documents ?n ; mc:texts ?texts }").values()
    found = {}
    for row in rows:
        entries = [entry for entry in str(row["counts"]).split(";") if entry]
        assert entries == sorted(entries, key=lambda entry: entry.split()[:2])
        assert entries[0] == f"1 - {row['n']} {row['texts']}"
        found[str(row["s"]).removeprefix(iris.coverage(""))] = {tuple(entry.split()) for entry in entries}
    return found


@settings(QUICK, max_examples=15)
@given(documents=DOCUMENTS, changes=CHANGES)
def test_shelves_and_coverage_are_what_a_search_finds(documents: Any, changes: Any) -> None:
    with (
        tempfile.TemporaryDirectory() as name,
        Store.open(Path(name) / "s", write=True, create=True, resolver=SimpleResolver(), project=False) as store,
    ):
        store.replace_many(item(key, *value) for key, value in documents.items())
        check(store)
        for number, (key, facts) in enumerate(changes):
            if facts is not None:
                store.replace(*item(key, facts, "потом"))
            elif (there := store.document(f"file:///docs/{key}")) and there.state == "current":
                store.withdraw(there.iri)
            if number % 2:  # two changes are counted together
                check(store)
        check(store)
        before = everything(store)
        store.rebuild()
        assert everything(store) == before


def test_what_a_killed_writer_has_not_counted_the_next_one_counts(tmp_path: Path) -> None:
    with (
        pytest.raises(RuntimeError),
        Store.open(tmp_path / "s", write=True, create=True, resolver=SimpleResolver(), project=False) as store,
    ):
        store.replace(document("1", "раз"), pair("Центр", "Больница", topics=("transplantation",)))
        raise RuntimeError
    with Store.open(tmp_path / "s", write=True, resolver=SimpleResolver(), project=False) as store:
        store.replace(document("2", "два"), pair("Центр", "Клиника"))
        assert store.validate() == []
        check(store)
    with Store.open(tmp_path / "s") as reader:
        check(reader)


def check(store: Store) -> None:
    assert shelved(store) == searched(store)
    assert counted(store) == covered(store)
    topics = store.query("SELECT ?s ?t { ?s a mc:Agreement ; mc:anyTopic ?t }").values()
    assert {tuple(row.values()) for row in topics} == {tuple(row.values()) for row in store.query(TOPICS).values()}
    told = store.query(ROWS).values()
    stated, done = codes(store, STATED), codes(store, DONE)
    for row in told:
        s = str(row["s"])
        said = (row["n"], code(row["status"]), row["since"] or "", row["until"] or "", " ".join(stated[s]), " ".join(done[s]))
        assert row["row"] == "|".join(map(str, said))
    assert {row["s"] for row in told} == {
        row["s"] for row in store.query("SELECT ?s { VALUES ?c { mc:Partnership mc:Strand } ?s a ?c }").values()
    }


def codes(store: Store, query: str) -> dict[str, list[str]]:
    """Codes of ?one of a query, by ?s."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in store.query(query).values():
        found[str(row["s"])].append(code(row["one"]))
    return defaultdict(list, {s: sorted(held) for s, held in found.items()})


@pytest.mark.parametrize(
    ("date", "named"),
    [("2020", "2020"), ("2020-05-01", "2020"), ("2020/2020-03", "2020"), ("2018/2020-03", "2018-2020"), ("2018/..", "2018-"), ("../2020", "-2020"), ("", "undated")],
)  # fmt: skip
def test_years(date: str, named: str) -> None:
    assert shelves.years(date) == named


def test_counts_are_edited_in_place() -> None:
    text = coverage.edited(";", {"1 -": (2, 1), "4 KG": (1, 1)})
    assert text == ";1 - 2 1;4 KG 1 1;"
    assert coverage.edited(text, {"1 -": (-1, 0), "4 KG": (-1, -1), "2 ru": (1, 1)}) == ";1 - 1 1;2 ru 1 1;"
    assert not coverage.edited(text, {"1 -": (-2, -1), "4 KG": (-1, -1)})
