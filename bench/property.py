"""The embedded property graph: building it, following one document, the main question in Cypher, and the exports, as a Markdown table.

    python bench/property.py DATASET [--exports]

DATASET: the folder of an Oxigraph dataset, such as ``DIR/store/rdf`` that `bench/load.py --keep DIR` leaves.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from medcoop.graph.export import csv_folder, graphml, jsonld, nquads, trig, turtle
from medcoop.graph.property.ladybug import PropertyGraph
from medcoop.ontology.iris import concept, expand

# OPTIONAL after LIMIT: from fifty strands Ladybug then walks on by index; a plain MATCH there makes it read whole tables
MAIN = """
MATCH (t:Topic {id: $topic})<-[:ON]-(s:Strand) WITH s ORDER BY s.sources DESC, s.id LIMIT 50
OPTIONAL MATCH (s)-[:STRAND_OF]->(p:Partnership)<-[:PARTNER_IN]-(a)
RETURN s.id, a.name, s.since, s.status, s.sources ORDER BY s.sources DESC, s.id, a.id
"""
PLAIN = """
MATCH (t:Topic {id: $topic})<-[:ON]-(s:Strand)-[:STRAND_OF]->(p:Partnership)<-[:PARTNER_IN]-(a), (p)<-[:PARTNER_IN]-(b) WHERE a.id < b.id
RETURN a.name, b.name, s.since, s.status, s.sources ORDER BY s.sources DESC LIMIT 50
"""
EXPORTS: dict[str, Callable[..., None]] = {
    "N-Quads": nquads.write, "TriG": trig.write, "Turtle": turtle.write,
    "JSON-LD": jsonld.write, "CSV": csv_folder.write, "GraphML": graphml.write,
}  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    """How long it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def spread(work: Callable[[], object], times: int) -> str:
    """p50 and p95 in milliseconds."""
    spent = sorted(seconds(work) * 1000 for _ in range(times))
    return f"p50 {statistics.median(spent):.1f} ms, p95 {spent[int(times * 0.95)]:.1f} ms"


def row(what: str, value: str) -> None:
    """Print a row as soon as it is known."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {what} | {value} | {peak:.0f} MB |", flush=True)


def of_one_document(dataset: ox.Store) -> set[str]:
    """Subjects that change with one document: itself, its facts, the partnerships and strands that stand on them."""
    document = next(dataset.quads_for_pattern(None, None, ox.NamedNode(expand("mc:Document")), ox.DefaultGraph())).subject
    found, edge = {document}, [document]
    for predicate in ("prov:hadPrimarySource", "mc:basedOn"):
        quads = (
            quad for node in edge for quad in dataset.quads_for_pattern(None, ox.NamedNode(expand(predicate)), node, ox.DefaultGraph())
        )
        edge = [quad.subject for quad in quads]
        found.update(edge)
    return {node.value for node in found if isinstance(node, ox.NamedNode)}


def measure(dataset: ox.Store, folder: Path, *, exports: bool) -> None:
    """All rows of the table."""
    print("| what | measured | peak memory so far |\n|---|---|---|")
    graph = PropertyGraph.open(folder / "graph.lbug")
    start = time.perf_counter()
    built = graph.build(dataset)
    spent = time.perf_counter() - start
    row("build", f"{spent:.0f} s for {built.nodes} nodes and {built.relationships} relationships, {graph.path.stat().st_size / 1e6:.0f} MB")
    row("open and first query", f"{seconds(lambda: graph.query('MATCH (t:Topic) RETURN count(t)')) * 1000:.0f} ms")
    for name, cypher in (("main question", MAIN), ("main question, not cut before the pairs", PLAIN)):
        for topic in ("transplantation", "oncology"):
            params = {"topic": concept("topic", topic)}
            graph.query(cypher, params)
            row(f"{name}: {topic}", spread(lambda cypher=cypher, params=params: graph.query(cypher, params), 40))  # type: ignore[misc]
    subjects = of_one_document(dataset)
    row(f"follow one document ({len(subjects)} subjects)", spread(lambda: graph.follow(dataset, subjects), 5))
    for name, write in EXPORTS.items() if exports else ():
        row(name, f"{seconds(lambda write=write, name=name: write(dataset, folder / name)):.0f} s, {size(folder / name):.0f} MB")  # type: ignore[misc]


def size(path: Path) -> float:
    """Megabytes of a file or folder."""
    return sum(each.stat().st_size for each in [path, *path.rglob("*")] if each.is_file()) / 1e6


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("dataset", type=Path)
    options.add_argument("--exports", action="store_true", help="measure the exports too")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(ox.Store.read_only(str(given.dataset)), Path(folder), exports=given.exports)


if __name__ == "__main__":
    sys.exit(main())
