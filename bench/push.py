"""Pushing to a Neo4j server beside a bare script of the driver, the same nodes and relationships in one run, as a Markdown table.

    python bench/push.py STORE [--uri bolt://...] [--importer]

STORE: a store folder, such as `bench/load.py --keep DIR` leaves. Without --uri a server is started on this machine (Java 17 and Maven).
The bare script holds all rows in memory as maps and sends ``UNWIND $rows AS r MERGE ...`` in batches of 10,000 to constrained labels; its
time does not include reading the rows. That of the push includes reading them, and everything else but the indexes.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import neo4j

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.generate import ByName, World
from medcoop.graph import projections
from medcoop.graph.export import neo4j_admin
from medcoop.graph.property.neo4j import Neo4jGraph, OnServer
from medcoop.graph.property.push import push
from medcoop.graph.property.rows import rows_of, scratch_beside, state_of
from medcoop.graph.property.server import Server
from medcoop.graph.store import Store
from medcoop.ontology.property_graph import schema
from medcoop.queries.question import catalogue
from medcoop.queries.runner import ask
from tests import neo4j_server

BATCH = 10_000


def bare(uri: str, store: Path) -> tuple[int, float]:
    """(nodes and relationships, seconds) of the bare script."""
    with (
        Store.open(store) as source,
        projections.property_graph(store) as graph,
        scratch_beside(graph) as scratch,
        rows_of(graph, source.dataset, state_of(graph, source.snapshot_id), scratch) as rows,
    ):
        nodes = {one: [dict(zip([c.name for c in one.columns], row, strict=True)) for row in rows.nodes(one)] for one in schema().labels}
        links = {one: list(rows.relationships(one)) for one in schema().relationships}
    begun = time.perf_counter()
    with neo4j.GraphDatabase.driver(uri) as driver, driver.session() as session:
        for label in schema().labels:
            session.run(f"CREATE CONSTRAINT FOR (n:`{label.name}`) REQUIRE n.id IS UNIQUE").consume()
        for label, found in nodes.items():
            text = f"UNWIND $rows AS r MERGE (n:`{label.name}` {{id: r.id}}) SET n += r"
            for at in range(0, len(found), BATCH):
                session.execute_write(lambda tx, text=text, part=found[at : at + BATCH]: tx.run(text, rows=part).consume())  # type: ignore[misc]
        for one, found in links.items():
            role = " {role: r.role}" if "role" in one.properties else ""
            date = " SET e.date = r.date" if "date" in one.properties else ""
            ends = f"MATCH (a:`{one.start}` {{id: r.a}}) MATCH (b:`{one.end}` {{id: r.b}})"
            text = f"UNWIND $rows AS r {ends} MERGE (a)-[e:`{one.type}`{role}]->(b){date}"
            maps = [dict(zip(("a", "b", *one.properties), row, strict=True)) for row in found]
            for at in range(0, len(maps), BATCH):
                session.execute_write(lambda tx, text=text, part=maps[at : at + BATCH]: tx.run(text, rows=part).consume())  # type: ignore[misc]
    spent = time.perf_counter() - begun
    return sum(map(len, nodes.values())) + sum(map(len, links.values())), spent


def clean(uri: str) -> None:
    """Empty the server."""
    with neo4j.GraphDatabase.driver(uri) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        for name in session.run("SHOW CONSTRAINTS YIELD name").value():
            session.run(f"DROP CONSTRAINT `{name}`").consume()


def row(what: str, value: str) -> None:
    """Print a row as soon as it is known."""
    print(f"| {what} | {value} |", flush=True)


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
    """Push in a process of its own, so that its memory is its own; print its rate and memory."""
    with Store.open(store) as source, projections.property_graph(store) as graph, Server.open(uri) as server:
        report = push(server, source, graph)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = report.put / report.seconds
    row("push", f"{report.put:,} in {report.seconds:.0f} s with its indexes: {rate:,.0f} a second, peak memory {peak:.0f} MB")


def measure(uri: str, store: Path) -> None:
    """All rows of the table."""
    print("| what | measured |\n|---|---|")
    bare(uri, store)  # the server's warm-up
    clean(uri)
    total, spent = bare(uri, store)
    row("bare driver, UNWIND and MERGE", f"{total:,} in {spent:.0f} s: {total / spent:,.0f} a second")
    clean(uri)
    subprocess.run([sys.executable, __file__, str(store), "--uri", uri, "--push"], check=True)
    with Store.open(store, write=True, resolver=ByName()) as source, projections.property_graph(store) as graph, Server.open(uri) as server:
        spent_each = []
        for (old, _), (other, facts) in zip(World(200).documents(12), World(200, seed=9).documents(12), strict=True):
            source.replace(old.model_copy(update={"text": other.text}), facts)
            source.publish()
            start = time.perf_counter()
            report = push(server, source, graph)
            spent_each.append((time.perf_counter() - start) * 1000)
            assert report.done == "followed", report
        row("update of one document", f"median {statistics.median(spent_each):.0f} ms, least {min(spent_each):.0f} ms")
    with Store.open(store) as source, Server.open(uri) as server:
        on_server = OnServer(source, Neo4jGraph(server))
        asked = lambda: ask(on_server, catalogue()["who_on"], {"topic": "transplantation", "limit": "50"}, engine="cypher")  # noqa: E731
        [asked() for _ in range(30)]
        row("main question with subtopics, 50 rows, warm", spread(asked, 200))


def imported(store: Path, folder: Path) -> None:
    """The importer's rate."""
    with Store.open(store) as source, projections.property_graph(store) as graph, scratch_beside(graph) as scratch:
        state = state_of(graph, source.snapshot_id)
        start = time.perf_counter()
        with rows_of(graph, source.dataset, state, scratch) as rows:
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
    options.add_argument("--uri", help="a server to be used, and emptied")
    options.add_argument("--importer", action="store_true", help="measure neo4j-admin too")
    options.add_argument("--push", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.push:
        return pushed(chosen.uri, chosen.store)
    with tempfile.TemporaryDirectory() as folder:
        if chosen.uri:
            measure(chosen.uri, chosen.store)
        else:
            with neo4j_server.running(Path(folder) / "server") as server:
                measure(server.uri, chosen.store)
        if chosen.importer:
            imported(chosen.store, Path(folder))
    return None


if __name__ == "__main__":
    main()
