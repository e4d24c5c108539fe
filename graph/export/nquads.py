"""N-Quads, sorted: the same content gives the same bytes. The format to archive, compare and cite."""

from __future__ import annotations

import pyoxigraph as ox

from ..sorting import sorted_lines
from .target import Target, scratch, written


def write(dataset: ox.Store, target: Target, *, canonical: bool = False) -> None:
    """Write the whole dataset, or the canonical view alone (its lines name no graph, so they are N-Triples too)."""
    with scratch(target) as folder, written(target) as out:
        path = folder / "dump.nq"
        if canonical:
            dataset.dump(output=path, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        else:
            dataset.dump(output=path, format=ox.RdfFormat.N_QUADS)
        with path.open("rb") as lines:
            out.writelines(sorted_lines(lines, folder))
