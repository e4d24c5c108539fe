"""The property graph as a folder of CSV files (RFC 4180, UTF-8): ``nodes/<Label>.csv`` and ``relationships/<TYPE>.csv``, with a header.

A list is a JSON array in its cell; what is not known is an empty cell.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from pyoxigraph import Store

from ...ontology.property_graph import Relationship
from .rows import Row, Rows
from .target import folder, scratch


def write(dataset: Store, target: Path) -> None:
    """Write the folder `target`, in place of an earlier export. StoreError when it holds other things than CSV files."""
    with scratch(target) as temporary, folder(target) as out:
        rows = Rows(dataset, temporary)
        (out / "nodes").mkdir()
        (out / "relationships").mkdir()
        for label, nodes in rows.nodes():
            _write(out / "nodes" / f"{label.name}.csv", [column.name for column in label.columns], (map(_cell, row) for row in nodes))
        for kind, group in groupby(rows.relationships(), key=lambda pair: pair[0].type):
            _write_type(out / "relationships" / f"{kind}.csv", group)


def _write_type(path: Path, group: Iterable[tuple[Relationship, Iterable[Row]]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        for number, (one, rows) in enumerate(group):
            if number == 0:
                out.writerow(["start", "start_label", "end", "end_label", *one.properties])
            out.writerows((row[0], one.start, row[1], one.end, *row[2:]) for row in rows)


def _write(path: Path, header: list[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(header)
        out.writerows(rows)


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
