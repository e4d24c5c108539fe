"""Every question at synthetic sizes: p50 of each through SPARQL and through embedded Cypher, as a Markdown table, in milliseconds.

The parameters are institutions of the top, middle and end of the list by partners, three topics and two countries, each asked for several
times; a store is opened once (what opening takes is measured by bench/start.py).

python bench/questions.py [--sizes 2000,10000] [--keep DIR] [--times 3]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from generate import ByName, World

from medcoop.graph.store import Store
from medcoop.queries import runner
from medcoop.queries.question import catalogue

TOPICS = ("transplantation", "oncology", "telemedicine")


def filled(size: int, folder: Path) -> Store:
    """A store of so many documents, made when it is not there."""
    if not (folder / "store.json").is_file():
        with Store.open(folder, write=True, resolver=ByName(), create=True) as store:
            store.replace_many(World(max(50, size // 5)).documents(size))
    return Store.open(folder)


def cases(store: Store) -> Iterator[tuple[str, dict[str, str]]]:
    """(question, parameters) as people would ask."""
    ranked = store.query(
        "SELECT ?i (COUNT(?p) AS ?n) WHERE { ?p mc:partner ?i . ?i a mc:Institution } GROUP BY ?i ORDER BY DESC(?n) ?i LIMIT 600"
    ).values()
    ids = [str(row["i"]) for row in ranked]
    some = (ids[0], ids[len(ids) // 3], ids[-1])
    first = {
        kind: str(store.query(f"SELECT ?x WHERE {{ ?x a {kind} }} LIMIT 1").values()[0]["x"]) for kind in ("mc:Agreement", "foaf:Person")
    }
    for topic in TOPICS:
        yield "who_on", {"topic": topic}
        yield "who_on", {"topic": topic, "country": "KZ", "since": "2020"}
        yield "not_linked", {"topic": topic}
        yield "brokers", {"topic": topic}
        yield "agreements", {"topic": topic, "since": "2022"}
        yield "coverage", {"topic": topic}
    for who in some:
        yield "partners_of", {"who": who}
        yield "partners_of", {"who": who, "topic": "oncology"}
        yield "between", {"a": who, "b": ids[1]}
        yield "agreements", {"who": who}
        yield "people_of", {"who": who}
        yield "how_many", {"what": "trained", "who": who}
        yield "path", {"a": who, "b": ids[len(ids) // 2]}
        yield "silent", {"who": who}
        yield "show", {"name": who}
    yield "agreement_card", {"name": first["mc:Agreement"]}
    yield "person", {"name": first["foaf:Person"]}
    yield "projects", {"topic": "oncology"}
    yield "changes", {"since": "2020", "limit": "50"}
    yield "silent", {}


def measured(store: Store, engine: Any, times: int) -> dict[str, list[float]]:
    """Milliseconds of processor time of every run, by question: the machine may have other work."""
    found: dict[str, list[float]] = {}
    for name, given in cases(store):
        question = catalogue()[name]
        understood = runner.understand(question, given, store)
        for _ in range(times):
            start = time.process_time()
            runner.answer(store, question, understood, engine=engine)
            found.setdefault(name, []).append((time.process_time() - start) * 1000)
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="2000,10000")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    print("| documents | question | SPARQL p50, ms | Cypher p50, ms | SPARQL max | Cypher max |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        for size in map(int, options.sizes.split(",")):
            with filled(size, (options.keep or Path(scratch)) / f"{size}") as store:
                both = [measured(store, engine, options.times) for engine in ("rq", "cypher")]
            for name in sorted(both[0]):
                figures = [f"{use(one[name]):.1f}" for use in (statistics.median, max) for one in both]
                print(f"| {size} | {name} | {' | '.join(figures)} |", flush=True)


if __name__ == "__main__":
    main()
