"""The property graph as GraphML, for Gephi, yEd, networkx and igraph.

Nodes carry `type` (their label) and `label` (their name, as such programs show it); relationships carry `label` (their type). Attributes
are typed; a list is a JSON array. Characters that XML can't carry become U+FFFD. Left out is what would only clutter a picture: what
questions are read from (shelves, coverage), and countries and topics that nothing speaks of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import Store

from ...ontology.property_graph import LABELS, schema
from .rows import Row, Rows
from .target import Target, scratch, written

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_VOCABULARY = ("Country", "Topic")
_TYPES = {"string": "string", "strings": "string", "integer": "long", "decimal": "double", "boolean": "boolean"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(dataset: Store, target: Target) -> None:
    """Write the whole property graph."""
    with scratch(target) as folder, written(target) as out:
        rows = Rows(dataset, folder)
        out.write(_HEAD.encode())
        for line in _keys():
            out.write(line.encode())
        out.write(b'<graph id="medcoop" edgedefault="directed">\n')
        _write_nodes(rows, out)
        _write_edges(rows, out)
        out.write(b"</graph>\n</graphml>\n")


def _keys() -> Iterator[str]:
    names = {column.name: _TYPES[column.type] for label in schema().labels for column in label.columns if column.name != "id"}
    for name, kind in sorted(
        {"label": "string", "type": "string", **{f"has_{name}" if name == "type" else name: kind for name, kind in names.items()}}.items()
    ):
        yield f'<key id="n_{name}" for="node" attr.name="{name}" attr.type="{kind}"/>\n'
    for name in sorted({"label", *(name for one in schema().relationships for name in one.properties)}):
        yield f'<key id="e_{name}" for="edge" attr.name="{name}" attr.type="string"/>\n'


def _write_nodes(rows: Rows, out: BinaryIO) -> None:
    spoken_of = rows.linked(_VOCABULARY)
    for label, nodes in rows.nodes(
        lambda label, row: not LABELS[label.name].declared.internal and (label.name not in _VOCABULARY or row[0] in spoken_of)
    ):
        names = [f"has_{column.name}" if column.name == "type" else column.name for column in label.columns]
        for row in nodes:
            shown = row[names.index("name")] or row[0]
            cells = [("type", label.name), ("label", shown), *zip(names[1:], row[1:], strict=True)]
            out.write(f"<node id={quoteattr(row[0])}>{_data('n', cells)}</node>\n".encode())


def _write_edges(rows: Rows, out: BinaryIO) -> None:
    number = 0
    for one, edges in rows.relationships():
        for row in edges:
            cells = [("label", one.type), *zip(one.properties, row[2:], strict=True)]
            ends = f"source={quoteattr(row[0])} target={quoteattr(row[1])}"
            out.write(f'<edge id="e{number}" {ends}>{_data("e", cells)}</edge>\n'.encode())
            number += 1


def _data(prefix: str, cells: Row) -> str:
    return "".join(f'<data key="{prefix}_{name}">{_text(value)}</data>' for name, value in cells if value is not None and value != [])


def _text(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list | bool) else str(value)
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})
