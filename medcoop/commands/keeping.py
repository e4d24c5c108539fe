"""Keeping a store: its state, checks, exports, withdrawals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from .shared import open_to_read, open_to_write, store_path, write_json, write_rows, write_table

FORMATS = ["nquads", "trig", "turtle", "jsonld", "csv", "graphml"]


@click.command()
@click.option("--json", "form", flag_value="json", help="One JSON object.")
@click.pass_context
def status(ctx: click.Context, /, form: str | None) -> None:
    """Say what the store holds: documents read, skipped and refused (and why), things, snapshot.

    \b
    Example: medcoop status
    """
    with open_to_read(ctx) as store:
        state = store.status()
    if form == "json":
        return write_json([state])
    refused = state.pop("refusals", [])
    write_table(["what", "how many"], list(_figures(state)))
    if refused:
        write_rows(None, {"source": "refused", "reason": "reason", "remedy": "what to do"}, refused)
    return None


def _figures(state: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in state.items():
        if isinstance(value, dict):
            yield from ((f"{key}: {name.replace('_', ' ')}", number) for name, number in value.items())
        else:
            yield key, value


@click.command()
@click.pass_context
def validate(ctx: click.Context, /) -> None:
    """Check every document's graph against the SHACL shapes, and the store's parts against each other.

    \b
    Example: medcoop validate
    """
    with open_to_read(ctx) as store:
        problems = store.validate()
    for problem in problems:
        click.echo(problem)
    click.echo("nothing is wrong" if not problems else f"{len(problems)} problems", err=True)
    if problems:
        ctx.exit(1)


@click.command()
@click.argument("target", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "format_", type=click.Choice(FORMATS), default="nquads", show_default=True, help="csv writes a folder.")
@click.option("--canonical", is_flag=True, help="Only the canonical view, without each document's own graph (nquads, trig, jsonld).")
@click.pass_context
def export(ctx: click.Context, /, target: Path, format_: str, canonical: bool) -> None:
    """Write the graph to a file (or - for standard output), always the same bytes for the same facts.

    \b
    Examples:
      medcoop export graph.nq
      medcoop export --format csv tables/
      medcoop export --format graphml network.graphml
    """
    with open_to_read(ctx) as store:
        store.export(format_, target, canonical=canonical)


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.pass_context
def withdraw(ctx: click.Context, /, documents: tuple[str, ...]) -> None:
    """Take documents out of the graph: their facts go, the record that they were read stays.

    A DOCUMENT is its path, address or IRI.

    \b
    Example: medcoop withdraw https://example.org/news/12
    """
    with open_to_write(store_path(ctx)) as store:
        for name in documents:
            path = Path(name)
            store.withdraw(path.resolve().as_uri() if "://" not in name and not store.knows(name) else name)
            click.echo(f"withdrawn  {name}", err=True)


@click.command()
@click.pass_context
def rebuild(ctx: click.Context, /) -> None:
    """Make everything that derives from the record anew: dataset, canonical view, names, property graph.

    \b
    Example: medcoop rebuild
    """
    with open_to_write(store_path(ctx)) as store:
        store.rebuild()
    click.echo("rebuilt", err=True)
