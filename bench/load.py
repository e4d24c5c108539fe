"""Loads of synthetic documents: time, replacing one document, the main question, disk and memory, as a Markdown table.

Times are wall clock, with the processor's in brackets: of a load in seconds; of the others p50 / p95 (p50 of the processor), in
milliseconds.
A load makes the store, its published copy and the embedded property graph.

python bench/load.py [--sizes 1000,10000,100000] [--keep DIR]
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generate import ByName, World

from medcoop.graph.change import Change
from medcoop.graph.store import Store
from medcoop.ontology.model import Document, Facts
from medcoop.queries.question import catalogue
from medcoop.queries.runner import ask

TOPIC = {"topic": "transplantation", "limit": "50"}


def timed(work: Callable[[], object], times: int) -> str:
    """p50 and p95 in milliseconds, and the p50 of the processor's time, which says more on a machine that has other work."""
    wall, cpu = [], []
    for _ in range(times):
        start, begun = time.perf_counter(), time.process_time()
        work()
        wall.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - begun) * 1000)
    wall.sort()
    return f"{statistics.median(wall):.1f} / {wall[int(times * 0.95)]:.1f} ({statistics.median(cpu):.1f})"


def size(folder: Path) -> float:
    """Megabytes of all files under a folder, each inode once."""
    inodes = {(stat.st_dev, stat.st_ino): stat.st_blocks * 512 for path in folder.rglob("*") if (stat := path.stat()) and path.is_file()}
    return sum(inodes.values()) / 1e6


def revised(change: Change) -> None:
    """Only a real revision counts."""
    assert change.kind == "revised", change


def revisions(things: int, count: int) -> Iterator[tuple[Document, Facts]]:
    """The first documents of the world, each with another text and other facts."""
    for (old, _), (other, facts) in zip(World(things).documents(count), World(things, seed=2).documents(count), strict=True):
        yield old.model_copy(update={"text": other.text}), facts


def measure(count: int, folder: Path) -> str:
    """One row of the table."""
    shutil.rmtree(folder, ignore_errors=True)
    things, resolver = max(200, count // 5), ByName()
    start, begun = time.perf_counter(), time.process_time()
    with Store.open(folder, write=True, create=True, resolver=resolver) as store:
        store.replace_many(World(things).documents(count), report)
    load = f"{time.perf_counter() - start:.0f} ({time.process_time() - begun:.0f})"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with Store.open(folder, write=True, resolver=resolver) as store:
        new = iter(list(revisions(things, 200)))
        replace = timed(lambda: revised(store.replace(*next(new))), 200)
    with Store.open(folder) as store:
        question = timed(lambda: ask(store, catalogue()["who_on"], TOPIC), 200)
        cypher = timed(lambda: ask(store, catalogue()["who_on"], TOPIC, engine="cypher"), 200)
        names = timed(lambda: store.names.search("Клинника медецины номера 17 профессора"), 100)
        quads = len(store.dataset)
    cells = [f"{count:,}", load, replace, question, cypher, names, f"{size(folder):.0f}", f"{memory:.0f}", f"{quads / count:.0f}"]
    return "| " + " | ".join(cells) + " |"


COLUMNS = (
    "documents", "load, s", "replace one, ms", "main question in SPARQL, ms", "in Cypher, ms", "search a name, ms", "disk, MB",
    "peak memory, MB", "quads a document",
)  # fmt: skip
DONE = {"documents": 0}


def report(done: int) -> None:
    """A line on stderr for every 5,000 documents."""
    DONE["documents"] += done
    if DONE["documents"] % 5000 == 0:
        print(f"{DONE['documents']} documents, {time.process_time():.0f} s of CPU", file=sys.stderr, flush=True)


def main() -> None:
    """Each size in its own process, so that memory is that size's own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--keep", type=Path, help="keep the stores in this folder")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        if options.one:
            print(measure(options.one, folder / str(options.one)))
            return
        print("| " + " | ".join(COLUMNS) + " |")
        print("|---" * len(COLUMNS) + "|", flush=True)
        for count in map(int, options.sizes.split(",")):
            subprocess.run([sys.executable, __file__, "--one", str(count), "--keep", str(folder)], check=True)


if __name__ == "__main__":
    main()
