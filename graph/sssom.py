"""Decisions about pairs as an SSSOM mapping set in TSV (https://mapping-commons.github.io/sssom/): read, checked as a whole, written."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TextIO

from ..ontology import iris
from ..ontology.errors import InputError
from . import decisions
from .decisions import Row
from .known import side
from .ruling_check import complaints

COLUMNS = (
    "record_id", "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification", "confidence",
    "author_label", "mapping_date", "comment", "change_date",
)  # fmt: skip
_ACTS = {"same": "owl:sameAs", "different": "owl:differentFrom", "renamed": "mc:renamedTo", "succeeded": "mc:succeededBy"}
_PREDICATES = {predicate: act for act, predicate in _ACTS.items()} | {"skos:exactMatch": "same"}
_THINGS = ("institution", "person", "project", "event")
_PREFIXES = {kind: f"{iris.BASE}id/{kind}/" for kind in _THINGS} | {
    "owl": iris.PREFIXES["owl"], "skos": iris.PREFIXES["skos"], "mc": iris.MC, "semapv": "https://w3id.org/semapv/vocab/",
}  # fmt: skip
_MANUAL = "semapv:ManualMappingCuration"


def write(con: sqlite3.Connection, out: TextIO) -> int:
    """Write the decisions about pairs that hold; how many they are. The same decisions give the same bytes."""
    lines = [
        "mapping_set_id: https://w3id.org/medcoop/decisions",
        "license: https://creativecommons.org/publicdomain/zero/1.0/",
        "curie_map:",
    ]
    lines += [f"  {prefix}: {iri}" for prefix, iri in sorted(_PREFIXES.items())]
    lines += ["extension_definitions:", "- slot_name: change_date", "  property: mc:date"]
    out.writelines(f"#{line}\n" for line in lines)
    table = csv.writer(out, delimiter="\t", lineterminator="\n")
    table.writerow(COLUMNS)
    rows = sorted(decisions.holding(con), key=lambda row: (row.at, row.id))
    table.writerows(_cells(con, row) for row in rows)
    return len(rows)


def _cells(con: sqlite3.Connection, row: Row) -> list[str]:
    subject, object_ = side(con, row.subject), side(con, row.object)
    return [
        row.id, _short(row.subject), subject.name, _ACTS[row.act], _short(row.object), object_.name, _MANUAL, f"{row.confidence:g}",
        row.author, row.at, row.reason, row.detail.get("date") or "",
    ]  # fmt: skip


def _short(iri: str) -> str:
    return next((f"{prefix}:{iri.removeprefix(start)}" for prefix, start in _PREFIXES.items() if iri.startswith(start)), iri)


def _full(text: str) -> str:
    prefix, _, rest = text.partition(":")
    return _PREFIXES[prefix] + rest if prefix in _PREFIXES and not rest.startswith("//") else text


def read(con: sqlite3.Connection, source: Iterable[str], name: str, *, skip_unknown: bool = False) -> list[Row]:
    """The rows of a file, checked against each other and against what the store holds. InputError names every line that is amiss.

    skip_unknown: lines about members that the store does not know are left out.
    """
    rows: dict[int, Row] = {}
    wrong: dict[int, str] = {}
    for number, cells in _lines(source, name):
        try:
            row = _row(cells)
        except ValueError as error:
            wrong[number] = str(error)
            continue
        unknown = [iri for iri in (row.subject, row.object) if not con.execute("SELECT 1 FROM node WHERE iri = ?", (iri,)).fetchone()]
        if not unknown:
            rows[number] = row
        elif not skip_unknown:
            wrong[number] = f"{unknown[0]} is the id of nothing in this store"
    for number, what in _contradictions(con, rows):
        wrong.setdefault(number, what)
    if wrong:
        found = "; ".join(f"line {number}: {what}" for number, what in sorted(wrong.items()))
        raise InputError(f"{found}; nothing was applied", where=name, remedy="mend these lines and import the file again")
    return [rows[number] for number in sorted(rows)]


def _lines(source: Iterable[str], name: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    numbered = [(number, line) for number, line in enumerate(source, 1) if line.strip() and not line.startswith("#")]
    table = csv.DictReader((line for _, line in numbered), delimiter="\t")
    missing = {"subject_id", "predicate_id", "object_id"} - set(table.fieldnames or ())
    if missing:
        raise InputError(f"has no column {', '.join(sorted(missing))}", where=name, remedy="give a table in SSSOM's TSV format")
    for (number, _), cells in zip(numbered[1:], table, strict=False):
        yield number, {key: (value or "").strip() for key, value in cells.items() if isinstance(key, str) and not isinstance(value, list)}


def _row(cells: Mapping[str, str]) -> Row:
    predicate = _short(cells["predicate_id"])
    act = _PREDICATES.get(predicate)
    if act is None:
        raise ValueError(f"{predicate!r} is no predicate of decisions ({', '.join(_PREDICATES)})")
    if cells.get("predicate_modifier") == "Not":
        act = {"same": "different", "different": "same"}.get(act, act)
    subject, object_ = _full(cells["subject_id"]), _full(cells["object_id"])
    if subject == object_:
        raise ValueError(f"{cells['subject_id']} stands on both sides")
    detail = {"date": cells["change_date"]} if cells.get("change_date") else {}
    row = Row(
        act, subject, object_, _confidence(cells.get("confidence")), cells.get("comment") or "",
        cells.get("author_label") or "imported", cells.get("mapping_date") or "", detail, cells.get("record_id") or "",
    )  # fmt: skip
    return row if row.id else replace(row, id=decisions.content_id(row))


def _confidence(text: str | None) -> float:
    try:
        value = float(text or 1)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ValueError(f"confidence {text!r} is not a number from 0 to 1")
    return value


def _contradictions(con: sqlite3.Connection, rows: Mapping[int, Row]) -> Iterator[tuple[int, str]]:
    held = {row.pair: row for row in decisions.holding(con)}
    lines = {row.id: number for number, row in rows.items()}
    seen: dict[tuple[str, str], int] = {}
    for number, row in rows.items():
        other = held.get(row.pair)
        if other and other.act != row.act:
            yield number, f"says {row.act}, but {other.author} said {other.act} on {other.at} (decision {other.id})"
        elif row.pair in seen and rows[seen[row.pair]].act != row.act:
            yield number, f"says {row.act} of the pair of which line {seen[row.pair]} says {rows[seen[row.pair]].act}"
        seen.setdefault(row.pair, number)
    last = max((row.seq for row in held.values()), default=0)
    all_rows = [*held.values(), *(replace(row, seq=last + number) for number, row in rows.items())]
    for row, what in complaints(all_rows, lambda row: f"line {lines[row.id]}" if row.id in lines else f"decision {row.id}"):
        if row.id in lines:
            yield lines[row.id], what


def _numbered(row: Row, seq: int) -> Row:
    return Row(row.act, row.subject, row.object, row.confidence, row.reason, row.author, row.at, row.detail, row.id, seq=seq)
