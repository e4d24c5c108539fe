"""Answers as people and programs want them: tables, lists with quotes, JSON, CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import click

from ..ontology import vocabulary
from ..queries.question import Column
from ..queries.runner import Answer, Quote
from ..queries.values import CONCEPTS
from .shared import cell, write_json, write_rows

SHOWN_QUOTES = 3
Found = Sequence[Sequence[Quote]]


def present(answer: Answer, form: str | None, lang: str, quotes: Found | None) -> None:
    """Print an answer: form None is for people. quotes: those of each row, when they were asked for."""
    if form is None and quotes is not None:
        return _list(answer, lang, quotes)
    if form == "json" and quotes is not None:
        return write_json(_with_evidence(answer, quotes))
    columns = {c.name: c.name if form else c.label[lang] for c in answer.question.columns}
    rows = answer.rows if form else [_worded(answer.question.columns, row, lang) for row in answer.rows]
    if quotes is not None:
        columns["quotes"] = "quotes"
        rows = [dict(row) | {"quotes": " | ".join(q.quote for q in found)} for row, found in zip(rows, quotes, strict=True)]
    return write_rows(form, columns, rows, [c.name for c in answer.question.columns if c.hidden])


def _with_evidence(answer: Answer, quotes: Found) -> Iterator[dict[str, Any]]:
    for row, found in zip(answer.rows, quotes, strict=True):
        yield dict(row) | {"evidence": [{name: getattr(q, name) for name in Quote.__dataclass_fields__} for q in found]}


def _worded(columns: Sequence[Column], row: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """A row with the names of concepts in place of their codes."""
    return {c.name: _word(c.type, row[c.name], lang) for c in columns}


def _word(type_: str, value: Any, lang: str) -> Any:
    if type_ == "section":
        return value.partition(" ")[2]  # its number is for sorting
    if type_ not in CONCEPTS or value is None:
        return value
    if isinstance(value, tuple):
        return tuple(_word(type_, one, lang) for one in value)
    concept = vocabulary.load().schemes[type_].concepts.get(value)
    return concept.label.of(lang) if concept else value


def _list(answer: Answer, lang: str, quotes: Found) -> None:
    columns = [c for c in answer.question.columns if not c.hidden]
    for number, (row, found) in enumerate(zip(answer.rows, quotes, strict=True), 1):
        worded = _worded(columns, row, lang)
        names = [cell(worded[c.name]) for c in columns if c.type in ("text", "section") and worded[c.name]]
        rest = [_labelled(c, worded[c.name], lang) for c in columns if c.type not in ("text", "section") and worded[c.name]]
        click.echo(f"{number}. " + click.style(" — ".join(names), bold=True))
        if rest:
            click.echo("   " + " · ".join(rest))
        _quotes(found)
        click.echo()


def _labelled(column: Column, value: Any, lang: str) -> str:
    return cell(value) if column.type in CONCEPTS else f"{column.label[lang]} {cell(value)}"


def place(source: str) -> str:
    """A source as a person would name it: a file by its path, from here where it is below."""
    if not source.startswith("file:"):
        return source
    path = Path(unquote(urlsplit(source).path))
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _quotes(found: Sequence[Quote]) -> None:
    for q in found[:SHOWN_QUOTES]:
        where = ", ".join(part for part in (q.title, q.published, q.url or place(q.source)) if part)
        click.echo(f"   “{' '.join(q.quote.split())}”")
        click.echo(click.style(f"     {where} [{q.start}:{q.end}] {q.rule} {q.confidence:.2f}", dim=True))
    if len(found) > SHOWN_QUOTES:
        click.echo(f"   and {len(found) - SHOWN_QUOTES} more quotes: see --json")
