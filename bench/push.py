"""Pushing to a Neo4j server beside a bare script of the driver, the same nodes and relationships in one run, as a Markdown table.

    python bench/push.py STORE [--rounds 2] [--updates 20] [--importer] [--heap 2g]

STORE: a store folder, such as `bench/load.py --keep DIR` leaves; documents in it are replaced. Needs Java 17 and Maven.

The bare script and the push take turns, each on a fresh server of the same settings that has been warmed up in the same way. The bare
script sends ``UNWIND $rows AS r MERGE ...`` in batches of 10,000 maps to constrained labels, one transaction each; reading its rows is
not counted. Of the push everything is counted: reading the rows, constraints, indexes and its notes.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import neo4j

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.generate import ByName, World
from medcoop.graph import projections
from medcoop.graph.export import neo4j_admin
from medcoop.graph.property.neo4j import Neo4jGraph, OnServer
from medcoop.graph.property.push import push
from medcoop.graph.property.rows import Rows, rows_of, scratch_beside, state_of
from medcoop.graph.property.server import Server
from medcoop.graph.store import Store
from medcoop.ontology.property_graph import schema
from medcoop.queries.question import catalogue
from medcoop.queries.runner import ask
from tests import neo4j_server

BATCH = 10_000
WARM = 20_000  # rows of each kind that a server gets before it is measured
SETTINGS = {"server__memory__pagecache__size": "1g"}
BEGUN = time.monotonic()


def say(what: str) -> None:
    """A line of progress."""
    print(f"{time.monotonic() - BEGUN:6.0f} s  {what}", file=sys.stderr, flush=True)


def row(what: str, value: str) -> None:
    """Print a row as soon as it is known."""
    print(f"| {what} | {value} |", flush=True)


@contextmanager
def rows_in(store: Path) -> Iterator[Rows]:
    """The rows of a store's property graph."""
    with (
        Store.open(store) as source,
        projections.property_graph(store) as graph,
        scratch_beside(graph) as scratch,
        rows_of(graph, source.dataset, state_of(graph, source.snapshot_id), scratch) as rows,
    ):
        yield rows


def parts(rows: Rows) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """The bare script's statements, and their rows as maps."""
    for label in schema().labels:
        names = [column.name for column in label.columns]
        found = (dict(zip(names, each, strict=True)) for each in rows.nodes(label, ordered=False))
        yield f"UNWIND $rows AS r MERGE (n:`{label.name}` {{id: r.id}}) SET n += r", found
    for one in schema().relationships:
        role = " {role: r.role}" if "role" in one.properties else ""
        date = " SET e.date = r.date" if "date" in one.properties else ""
        ends = f"MATCH (a:`{one.start}` {{id: r.a}}) MATCH (b:`{one.end}` {{id: r.b}})"
        links = (dict(zip(("a", "b", *one.properties), each, strict=True)) for each in rows.relationships(one, ordered=False))
        yield f"UNWIND $rows AS r {ends} MERGE (a)-[e:`{one.type}`{role}]->(b){date}", links


def bare(uri: str, store: Path, most: int | None = None) -> tuple[int, float]:
    """(nodes and relationships, seconds of sending them). most: so many rows of each kind alone."""
    total, spent = 0, 0.0
    with neo4j.GraphDatabase.driver(uri) as driver, driver.session() as session, rows_in(store) as rows:
        begun = time.perf_counter()
        for label in schema().labels:
            session.run(f"CREATE CONSTRAINT FOR (n:`{label.name}`) REQUIRE n.id IS UNIQUE").consume()
        spent += time.perf_counter() - begun
        for text, every in parts(rows):
            maps = islice(every, most)
            while batch := list(islice(maps, BATCH)):
                begun = time.perf_counter()
                session.execute_write(lambda tx, text=text, batch=batch: tx.run(text, rows=batch).consume())  # type: ignore[misc]
                spent += time.perf_counter() - begun
                total += len(batch)
    return total, spent


def clean(uri: str) -> None:
    """Empty the server."""
    with neo4j.GraphDatabase.driver(uri) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        for name in session.run("SHOW CONSTRAINTS YIELD name").value():
            session.run(f"DROP CONSTRAINT `{name}`").consume()


def spread(work: Callable[[], object], times: int) -> str:
    """p50 and p95 in milliseconds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    spent.sort()
    return f"p50 {statistics.median(spent):.1f} ms, p95 {spent[int(times * 0.95)]:.1f} ms"


def pushed(uri: str, store: Path) -> None:
    """Push in a process of its own, so that its memory is its own; print (items, seconds, MB)."""
    with Store.open(store) as source, projections.property_graph(store) as graph, Server.open(uri) as server:
        report = push(server, source, graph)
    assert report.done == "loaded", report
    print(json.dumps([report.put, report.seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def push_apart(uri: str, store: Path) -> tuple[int, float, float]:
    """What `pushed` prints."""
    found = subprocess.run([sys.executable, __file__, str(store), "--push", uri], check=True, stdout=subprocess.PIPE, text=True)
    total, seconds, memory = json.loads(found.stdout)
    return int(total), float(seconds), float(memory)


@contextmanager
def server_in(folder: Path, store: Path, heap: str) -> Iterator[str]:
    """The address of a fresh server that has been warmed up and emptied."""
    java = ("-Xms512m", f"-Xmx{heap}", "-XX:+UseG1GC")
    with neo4j_server.running(folder, java=java, **SETTINGS) as server:
        say("a fresh server; warming it up")
        bare(server.uri, store, WARM)
        clean(server.uri)
        yield server.uri
    shutil.rmtree(folder)


def load(store: Path, folder: Path, rounds: int, heap: str, last: Callable[[str], None]) -> None:
    """Rows of the bare script and of the push; `last` goes on with the server that was pushed to last."""
    rates: dict[str, list[float]] = {"bare": [], "push": []}
    for at in range(rounds):
        with server_in(folder / f"bare{at}", store, heap) as uri:
            total, spent = bare(uri, store)
            rates["bare"].append(total / spent)
            row("bare driver, UNWIND and MERGE", f"{total:,} in {spent:.1f} s: {total / spent:,.0f} a second")
        with server_in(folder / f"push{at}", store, heap) as uri:
            total, spent, memory = push_apart(uri, store)
            rates["push"].append(total / spent)
            row("push, indexes and all", f"{total:,} in {spent:.1f} s: {total / spent:,.0f} a second, peak memory {memory:.0f} MB")
            if at == rounds - 1:
                row("push to bare", f"{statistics.mean(rates['push']) / statistics.mean(rates['bare']):.2f}")
                last(uri)


def updates(uri: str, store: Path, count: int) -> None:
    """Rows of single documents replaced, published and pushed; the time is that of the push."""
    spent, seed = [], time.time_ns() % 1_000_000 + 10  # other facts at every run
    with Store.open(store, write=True, resolver=ByName()) as source, projections.property_graph(store) as graph, Server.open(uri) as server:
        documents = int(server.read("MATCH (d:Document) RETURN count(d)", {})[0][0])
        things = max(200, documents // 5)
        for (old, _), (other, facts) in zip(World(things).documents(count), World(things, seed).documents(count), strict=True):
            source.replace(old.model_copy(update={"text": other.text}), facts)
            source.publish()
            start = time.perf_counter()
            report = push(server, source, graph)
            spent.append((time.perf_counter() - start) * 1000)
            say(f"replaced and pushed one document in {spent[-1]:.0f} ms, {report.put} things")
            assert report.done == "followed", report
    warm = sorted(spent[count // 2 :])
    row("update of one document", f"median {statistics.median(warm):.0f} ms, slowest {warm[-1]:.0f} ms; the very first {spent[0]:.0f} ms")


def question(uri: str, store: Path) -> None:
    """The row of the main question."""
    with Store.open(store) as source, Server.open(uri) as server:
        on_server = OnServer(source, Neo4jGraph(server))
        asked = lambda: ask(on_server, catalogue()["who_on"], {"topic": "transplantation", "limit": "50"}, engine="cypher")  # noqa: E731
        [asked() for _ in range(100)]
        row("main question with subtopics, 50 rows, warm", spread(asked, 200))


def imported(store: Path, folder: Path) -> None:
    """The importer's rate."""
    start = time.perf_counter()
    with Store.open(store) as source, projections.property_graph(store) as graph:
        state = state_of(graph, source.snapshot_id)
    with rows_in(store) as rows:
        total = rows.total()
        neo4j_admin.write(rows, state, folder / "bulk")
    row("export for neo4j-admin", f"{total:,} in {time.perf_counter() - start:.0f} s")
    (folder / "home").mkdir()
    arguments = [line.replace("=nodes/", f"={folder}/bulk/nodes/").replace(",nodes/", f",{folder}/bulk/nodes/")
                 .replace("=relationships/", f"={folder}/bulk/relationships/").replace(",relationships/", f",{folder}/bulk/relationships/")
                 for line in (folder / "bulk" / neo4j_admin.ARGUMENTS).read_text().splitlines()]  # fmt: skip
    start = time.perf_counter()
    neo4j_server.admin(folder / "home", "database", "import", "full", "neo4j", *arguments)
    spent = time.perf_counter() - start
    row("neo4j-admin import", f"{total:,} in {spent:.0f} s: {total / spent:,.0f} a second")


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("store", type=Path)
    options.add_argument("--rounds", type=int, default=1, help="turns of the bare script and the push")
    options.add_argument("--updates", type=int, default=20, help="documents that are replaced")
    options.add_argument("--importer", action="store_true", help="measure neo4j-admin too")
    options.add_argument("--heap", default="2g", help="of the server")
    options.add_argument("--push", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.push:
        return pushed(chosen.push, chosen.store)

    def more(uri: str) -> None:
        question(uri, chosen.store)
        updates(uri, chosen.store, chosen.updates)

    with tempfile.TemporaryDirectory(dir=chosen.store.parent) as folder:
        print("| what | measured |\n|---|---|")
        load(chosen.store, Path(folder), chosen.rounds, chosen.heap, more)
        if chosen.importer:
            imported(chosen.store, Path(folder))
    return None


if __name__ == "__main__":
    main()
