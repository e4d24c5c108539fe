"""Answers as people and programs want them: tables, lists with quotes, JSON, CSV, Markdown, a picture in time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import click

from ..queries import wording
from ..queries.question import Column
from ..queries.runner import Answer, Quote
from ..queries.values import CONCEPTS
from .shared import cell, write_json, write_rows

SHOWN_QUOTES = 3
Found = Sequence[Sequence[Quote]]
_TITLES = ("text", "section", "deed", "covered", "change")


def present(answer: Answer, form: str | None, lang: str, quotes: Found | None) -> None:
    """Print an answer: form None is for people. quotes: those of each row, when they were asked for."""
    if form is None:
        _picture(answer, lang)
    if form is None and quotes is not None:
        return _list(answer, lang, quotes)
    if form == "json":
        return write_json(answer.rows if quotes is None else _with_evidence(answer, quotes))
    rows = answer.rows if form == "csv" else [_local(wording.row(answer.question.columns, row, lang)) for row in answer.rows]
    columns = {c.name: c.name if form == "csv" else c.label[lang] for c in _shown(answer, rows, everything=form == "csv")}
    if quotes is not None:
        columns["quotes"] = "quotes"
        rows = [dict(row) | {"quotes": " | ".join(q.quote for q in found)} for row, found in zip(rows, quotes, strict=True)]
    return write_rows(form, columns, rows)


def _shown(answer: Answer, rows: Sequence[Mapping[str, Any]], *, everything: bool) -> list[Column]:
    """People are spared what is for programs, and columns in which nothing stands."""
    return [c for c in answer.question.columns if everything or (not c.hidden and any(row[c.name] not in (None, ()) for row in rows))]


def _with_evidence(answer: Answer, quotes: Found) -> Iterator[dict[str, Any]]:
    for row, found in zip(answer.rows, quotes, strict=True):
        yield dict(row) | {"evidence": [{name: getattr(q, name) for name in Quote.__dataclass_fields__} for q in found]}


def _picture(answer: Answer, lang: str) -> None:
    """What a question declares as its timeline, when at least two dates are there."""
    from .timeline import picture

    named = answer.question.timeline
    columns = {c.name: c for c in answer.question.columns}
    events = (
        [(cell(wording.value(columns[named["what"]], row[named["what"]], lang)), row[named["date"]]) for row in answer.rows]
        if named
        else []
    )
    if len({date for _, date in events if date}) > 1 and (answer.question.name == "between" or len(events) <= 12):
        click.echo("\n".join([*picture(events, shutil.get_terminal_size((120, 40)).columns), ""]))


def _list(answer: Answer, lang: str, quotes: Found) -> None:
    columns = [c for c in answer.question.columns if not c.hidden]
    for number, (row, found) in enumerate(zip(answer.rows, quotes, strict=True), 1):
        worded = _local(wording.row(columns, row, lang))
        names = [cell(worded[c.name]) for c in columns if c.type in _TITLES and worded[c.name]]
        rest = [_labelled(c, worded[c.name], lang) for c in columns if c.type not in _TITLES and worded[c.name]]
        click.echo(f"{number}. " + click.style(" — ".join(names), bold=True))
        if rest:
            click.echo("   " + " · ".join(rest))
        _quotes(found)
        click.echo()


def _labelled(column: Column, value: Any, lang: str) -> str:
    return cell(value) if column.type in CONCEPTS or column.type == "flag" else f"{column.label[lang]} {cell(value)}"


def _local(row: dict[str, Any]) -> dict[str, Any]:
    named = {name: place(value) if isinstance(value, str) else value for name, value in row.items()}
    if named.get("what") and named["what"] == named.get("detail"):  # a document without a title: its file, then where it is
        named["what"] = str(named["what"]).rstrip("/").rpartition("/")[2]
    return named


def place(source: str) -> str:
    """A source as a person would name it: a file by its path, from here where it is below."""
    if not source.startswith("file:"):
        return source
    path = Path(unquote(urlsplit(source).path))
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _quotes(found: Sequence[Quote]) -> None:
    first: dict[str, str] = {}  # origin -> the document that is shown first
    for q in found[:SHOWN_QUOTES]:
        where = ", ".join(part for part in (q.title, q.published, q.url or place(q.source)) if part)
        if q.origin and first.setdefault(q.origin, q.document) != q.document:
            where += " (a reprint of the same text)"
        click.echo(f"   “{' '.join(q.quote.split())}”")
        click.echo(click.style(f"     {where} [{q.start}:{q.end}] {q.rule} {q.confidence:.2f}", dim=True))
    if len(found) > SHOWN_QUOTES:
        click.echo(f"   and {len(found) - SHOWN_QUOTES} more quotes: see --json")
