"""Lines in order, however many: runs are sorted in memory, kept in files and merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from pathlib import Path

import pyoxigraph as ox

RUN = 64 << 20  # bytes of lines that are sorted at a time


def sorted_lines(lines: Iterable[bytes], scratch: Path, run: int = RUN) -> Iterator[bytes]:
    """The lines (each with its newline) by their bytes. Memory: about four times `run`; files under `scratch` go with the iterator."""
    held: list[bytes] = []
    size, runs = 0, 0
    with ExitStack() as stack:
        files = []
        for line in lines:
            held.append(line)
            size += len(line)
            if size >= run:
                runs += 1
                files.append(stack.enter_context(_spill(held, scratch / f"{id(stack)}-{runs}").open("rb")))
                held, size = [], 0
        held.sort()
        yield from merge(*files, held) if files else held


def _spill(lines: list[bytes], path: Path) -> Path:
    lines.sort()
    with path.open("wb") as file:
        file.writelines(lines)
    return path


def graph_lines(dataset: ox.Store, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph, scratch: Path) -> Iterator[bytes]:
    """The N-Triples lines of one graph, sorted."""
    path = scratch / "graph.nt"
    dataset.dump(output=path, format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
    with path.open("rb") as file:
        yield from sorted_lines(file, scratch)
    path.unlink()


def named_graphs(dataset: ox.Store) -> list[ox.NamedNode]:
    """Named graphs by IRI."""
    return sorted((graph for graph in dataset.named_graphs() if isinstance(graph, ox.NamedNode)), key=lambda graph: graph.value)
