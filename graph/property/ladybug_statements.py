"""What Ladybug alone is told: its tables, and how they are copied from CSV. Built from the schema, never from data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...ontology.property_graph import Label, Relationship, Type
from .statements import Statements

STATEMENTS = Statements(each_id="", id="$i", each_row="", cell="$_{}", link="CREATE", marker="")
"""One row at a time: Ladybug finds a node by its index for a parameter, but reads the whole table for the rows of an UNWIND."""
SEPARATOR, ESCAPE = "\x1f", "\x1e"
_TYPES: dict[Type, str] = {"string": "STRING", "strings": "STRING[]", "integer": "INT64", "decimal": "DOUBLE", "boolean": "BOOLEAN"}
_CSV = "(HEADER=false, PARALLEL=false, AUTO_DETECT=false, DELIM=',', ESCAPE='\"', QUOTE='\"')"


def create_label(label: Label) -> str:
    """DDL of a node table."""
    columns = ", ".join(f"`{column.name}` {_TYPES[column.type]}" for column in label.columns)
    return f"CREATE NODE TABLE `{label.name}`({columns}, PRIMARY KEY(`id`))"


def create_relationships(group: list[Relationship]) -> str:
    """DDL of the relationship table of one type."""
    ends = ", ".join(f"FROM `{one.start}` TO `{one.end}`" for one in group)
    properties = "".join(f", `{name}` STRING" for name in group[0].properties)
    return f"CREATE REL TABLE `{group[0].type}`({ends}{properties})"


def copy_label(label: Label) -> str:
    """COPY of a label's CSV file ($file is put in by `at`). Lists come as one cell, see `cell`."""
    header = ", ".join(f"`{column.name}` {'STRING' if column.type == 'strings' else _TYPES[column.type]}" for column in label.columns)
    cells = ", ".join(_list(f"`{column.name}`") if column.type == "strings" else f"`{column.name}`" for column in label.columns)
    return f"COPY `{label.name}` FROM (LOAD WITH HEADERS ({header}) FROM '$file' {_CSV} RETURN {cells})"


def copy_relationship(one: Relationship) -> str:
    """COPY of a relationship's CSV file. Rows whose ends do not exist are left out."""
    options = _CSV[1:-1]
    return f"COPY `{one.type}` FROM '$file' (FROM='{one.start}', TO='{one.end}', IGNORE_ERRORS=true, {options})"


def _list(column: str) -> str:
    whole = f"replace(replace(x, '{ESCAPE}1', '{SEPARATOR}'), '{ESCAPE}0', '{ESCAPE}')"
    return f"coalesce(list_transform(string_split({column}, '{SEPARATOR}'), x -> {whole}), CAST([] AS STRING[]))"


def cell(value: object) -> object:
    """A value as it stands in CSV: a list is one text."""
    if not isinstance(value, list):
        return value
    return SEPARATOR.join(text.replace(ESCAPE, ESCAPE + "0").replace(SEPARATOR, ESCAPE + "1") for text in value)


def delete_label(label: str) -> str:
    """Delete a node with its relationships. $i."""
    return f"MATCH (n:`{label}` {{`id`: $i}}) DETACH DELETE n"


def run(connection: Any, text: str, values: Mapping[str, list[Any]]) -> list[Any]:
    """Run a statement for each of the ids or rows, and give all rows of the results."""
    found: list[Any] = []
    for one in values.get("ids", ()):
        found += connection.execute(text, {"i": one}).get_all()
    for row in values.get("rows", ()):
        connection.execute(text, {f"_{at}": value for at, value in enumerate(row)})
    return found
