"""TriG: the canonical view first, then each document's own graph, in the order of IRIs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyoxigraph as ox

from ..sorting import graph_lines, named_graphs
from .target import Target, scratch, written
from .turtle import blocks, write_prefixes


def write(dataset: ox.Store, target: Target) -> None:
    """Write the whole dataset."""
    with scratch(target) as folder, written(target) as out:
        write_prefixes(out)
        _write_graph(out, "", graph_lines(dataset, ox.DefaultGraph(), folder))
        for graph in named_graphs(dataset):
            _write_graph(out, f"{graph} ", graph_lines(dataset, graph, folder))


def _write_graph(out: BinaryIO, name: str, lines: Iterator[bytes]) -> None:
    out.write(f"\n{name}{{\n".encode())
    out.writelines(blocks(lines))
    out.write(b"}\n")
