"""The property graph as CSV files for ``neo4j-admin database import full``: for graphs beyond what Bolt loads in minutes.

    import.args                                  the importer's arguments, for `neo4j-admin database import full neo4j @import.args`
    nodes/<Label>.header.csv, <Label>-1.csv ...  parts of at most PART rows
    relationships/<TYPE>-<Start>-<End>.header.csv, ...-1.csv ...

The nodes carry the marker: after the import `medcoop push` makes constraints and indexes, writes the empty lists (which the importer takes
for no value), and goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from ...ontology.property_graph import Label, Type, schema
from ..property.neo4j_schema import MARKER, STATE, version
from ..property.rows import Rows
from .target import folder

PART = 500_000
TYPES: dict[Type, str] = {"string": "string", "strings": "string[]", "integer": "long", "decimal": "double", "boolean": "boolean"}
DELIMITERS = tuple(map(chr, (0x1F, 0x1E, 0x1D, 0x1C, *range(0xE000, 0xE020))))
"""Between the values of a list: the first that no value holds."""
ARGUMENTS = "import.args"
STRICT = ("--multiline-fields=true", "--bad-tolerance=0", "--skip-bad-relationships=false", "--skip-duplicate-nodes=false")


def write(rows: Rows, state: str, target: Path) -> None:
    """Write the folder `target`, in place of an earlier export. state: as `push` notes it. StoreError when it holds other things."""
    with folder(target, (".csv", ".args")) as out:
        delimiter = _delimiter(rows)
        arguments = [*STRICT, f"--array-delimiter=U+{ord(delimiter):04X}"]
        for label in schema().labels:
            cells = ([_cell(value, delimiter) for value in row] for row in rows.nodes(label))
            files = list(_files(out, f"nodes/{label.name}", _header(label), cells))
            arguments.append(f"--nodes={label.name}:{MARKER}={','.join(files)}")
        for one in schema().relationships:
            name = f"relationships/{'-'.join(one.key)}"
            files = list(_files(out, name, [":START_ID", ":END_ID", *one.properties], rows.relationships(one)))
            arguments.append(f"--relationships={one.type}={','.join(files)}")
        noted = list(_files(out, f"nodes/{STATE}", ["id:ID", "snapshot", "schema"], [["medcoop", state, version()]]))
        arguments.append(f"--nodes={STATE}={','.join(noted)}")
        (out / ARGUMENTS).write_text("\n".join(arguments) + "\n", encoding="utf-8")


def _header(label: Label) -> list[str]:
    return ["id:ID", *(f"{column.name}:{TYPES[column.type]}" for column in label.columns[1:])]


def _files(out: Path, name: str, header: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    """Write a header and its parts; their names."""
    yield _file(out, f"{name}.header.csv", [header])
    source, number = iter(rows), 0
    while part := list(islice(source, 1)):
        number += 1
        yield _file(out, f"{name}-{number}.csv", _chain(part, islice(source, PART - 1)))
    if not number:
        yield _file(out, f"{name}-1.csv", [])


def _chain(first: list[list[Any]], rest: Iterable[list[Any]]) -> Iterator[list[Any]]:
    yield from first
    yield from rest


def _file(out: Path, name: str, rows: Iterable[list[Any]]) -> str:
    path = out / name
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        file.writelines(",".join(map(_quoted, row)) + "\n" for row in rows)
    return name


def _quoted(value: Any) -> str:
    """A cell. What is not known is empty; an empty text or list is a pair of quotes."""
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return "" if value is None else str(value).lower()


def _cell(value: Any, delimiter: str) -> Any:
    return delimiter.join(value) if isinstance(value, list) else value


def _delimiter(rows: Rows) -> str:
    used: set[str] = set()
    for label in schema().labels:
        lists = [at for at, column in enumerate(label.columns) if column.type == "strings"]
        for row in rows.nodes(label, ordered=False) if lists else ():
            used.update(letter for at in lists for text in row[at] or () for letter in text if letter in DELIMITERS)
    return next(one for one in DELIMITERS if one not in used)
