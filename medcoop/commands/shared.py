"""What several commands share: opening the store, and printing rows for people and for programs."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..ontology.errors import StoreError

if TYPE_CHECKING:
    from ..graph.store import Store

Function = TypeVar("Function", bound=Callable[..., Any])


def store_path(ctx: click.Context, /) -> Path:
    """The store folder that the user named, or the default one."""
    from ..cli import default_store

    named = ctx.find_root().obj
    return named if isinstance(named, Path) else default_store()


def open_to_read(ctx: click.Context, /) -> Store:
    """The store, for reading. StoreError when there is none yet."""
    from ..graph.store import Store

    path = store_path(ctx)
    if not (path / "store.json").is_file():
        raise StoreError("there is no store here yet", where=str(path), remedy="read documents first: medcoop ingest PATH")
    return Store.open(path)


def open_to_write(path: Path, *, create: bool = False) -> Store:
    """The store, for writing, with the program's identity resolver."""
    from ..graph.store import Store
    from ..ingest.identity.resolver import default_resolver

    return Store.open(path, write=True, resolver=default_resolver(), create=create)


def output_options(function: Function) -> Function:
    """--json and --csv: rows for programs."""
    function = click.option("--json", "form", flag_value="json", help="One JSON object a row.")(function)
    return click.option("--csv", "form", flag_value="csv", help="CSV with a header.")(function)


def cell(value: Any) -> str:
    """A value as a table or a CSV file shows it."""
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def write_json(rows: Iterable[Any]) -> None:
    """One JSON object a line."""
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False, default=str))


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """CSV as RFC 4180 has it, with a header."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)


def write_markdown(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table as GitHub's Markdown has it."""
    for row in (columns, ["---"] * len(columns), *rows):
        click.echo("| " + " | ".join(" ".join(cell(value).split()).replace("|", "\\|") for value in row) + " |")


def write_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """A table for people, as wide as the terminal; long cells wrap. The header is bold on a terminal."""
    from .table import lay_out

    width = shutil.get_terminal_size((120, 40)).columns
    lines = list(lay_out(columns, [[cell(value) for value in row] for row in rows], width))
    head = next(at for at, line in enumerate(lines) if line.startswith("─"))
    click.echo("\n".join([*(click.style(line, bold=True) for line in lines[:head]), *lines[head:]]))


def write_rows(form: str | None, columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]], hidden: Sequence[str] = ()) -> None:
    """Rows in the asked form. `columns`: key -> label; `hidden` keys are for programs only."""
    if form == "json":
        write_json(rows)
    elif form == "csv":
        write_csv(list(columns), ([row[key] for key in columns] for row in rows))
    elif form == "markdown":
        write_markdown(list(columns.values()), [[row[key] for key in columns if key not in hidden] for row in rows])
    else:
        shown = [key for key in columns if key not in hidden]
        write_table([columns[key] for key in shown], [[row[key] for key in shown] for row in rows])
