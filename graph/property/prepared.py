"""Rows of the property graph made from the lines of a dataset while it is written afresh: reading them back would take longer.

They lie beside the graph's file until it is next built, and serve only for the content that they were made of.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from .build import Files, write_node
from .project import edges_of, node_of
from .source import of_lines, slug_label

_NOTE = "rows.json"


def folder_of(graph: Path) -> Path:
    """Where the rows for a graph's file lie."""
    return graph.with_name(graph.name + ".rows")


class Prepared:
    """Takes units of the dataset, the canonical view of a document before its own graph, and keeps their rows.

    tables: stands for the tables that the rows are for (see `sync.version`).
    """

    def __init__(self, graph: Path, tables: str) -> None:
        self._tables = tables
        self._folder = folder_of(graph)
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self._stack = ExitStack()
        self._files = Files(self._folder, self._stack)
        self._linked: set[int] = set()

    def take(self, graph: str, lines: Iterable[str]) -> None:
        """Lines of a document's graph, or ("") of whole subjects of the default one. A subject without a type adds relationships alone."""
        for label, iri, values in of_lines(graph, lines, self._linked):
            if label:
                write_node(node_of(label, iri, values), self._files)
            elif owner := slug_label(iri):
                for key, row in edges_of(owner, iri, values):
                    self._files.write(row, *key)

    def finish(self, content: str) -> None:
        """All is there. content: the snapshot's id."""
        self._stack.close()
        note = {"state": f"{content}-{self._tables}", "rows": self._files.rows}
        (self._folder / _NOTE).write_text(json.dumps(note), encoding="utf-8")

    def drop(self) -> None:
        """They are not wanted."""
        self._stack.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def prepared(graph: Path, state: str) -> tuple[Path, dict[str, int]] | None:
    """The folder of the rows for this state, and how many of each kind; None when they were not made, or not to the end."""
    try:
        note = json.loads((folder_of(graph) / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return (folder_of(graph), note["rows"]) if note["state"] == state else None


def forget(graph: Path) -> None:
    """They have served."""
    shutil.rmtree(folder_of(graph), ignore_errors=True)
