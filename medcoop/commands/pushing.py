"""The property graph on a Neo4j server: its schema, and bringing it up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from .reading import progress
from .server import connect, server_options
from .shared import open_to_read, store_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..graph.property.push import Report

SHOWN = 20
"""So many of the things that stay for a person's sake are listed."""


@click.command()
@click.option("--neo4j", is_flag=True, help="As a Cypher script: constraints, indexes, and the guide as comments.")
def schema(neo4j: bool) -> None:
    """Show the property graph's labels, relationships and properties; for Neo4j also constraints, indexes and example queries.

    \b
    Examples:
      medcoop schema
      medcoop schema --neo4j | cypher-shell
    """
    from ..graph.property.guide import guide, neo4j_text

    click.echo(neo4j_text().rstrip() if neo4j else guide())


@click.command()
@click.argument("uri", required=False, metavar="[URI]")
@server_options
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@click.option(
    "--check/--no-check", default=None, help="Compare everything with the server, or trust that nobody changed it [default: when needed]."
)
@click.option("--prune", is_flag=True, help="Take away what was withdrawn but stayed because something of yours stands on it.")
@click.option("--drop", is_flag=True, help="Take everything of medcoop's off the server.")
@click.option("--yes", is_flag=True, help="Don't ask before --drop.")
@click.pass_context
def push(
    ctx: click.Context,
    /,
    uri: str | None,
    user: str | None,
    database: str | None,
    dry_run: bool,
    check: bool | None,
    prune: bool,
    drop: bool,
    yes: bool,
) -> None:
    """Bring the graph to a Neo4j server: all of it at first, then only what has changed. Broken off, it goes on where it was.

    URI is neo4j://, bolt:// or neo4j+s://...; NEO4J_URI when it is left out. Only nodes with the label Medcoop are ever touched: your own
    nodes stay, and your relationships to ours. What they point at is listed when it goes away, and stays as MedcoopWithdrawn until --prune.

    \b
    Examples:
      medcoop push neo4j://localhost:7687 --user neo4j
      medcoop push --dry-run
    """
    from ..graph import projections
    from ..graph.property import push as pushing

    with connect(uri, user, database) as server:
        if drop:
            if not (dry_run or yes):
                click.confirm(f"Take everything of medcoop's off {server.where}?", abort=True, err=True)
            report = pushing.drop(server, prune=prune, dry=dry_run)
            click.echo(f"{server.where}: {'would drop' if dry_run else 'dropped'} {report.gone:,} nodes with their relationships", err=True)
            return _list_kept(report.kept, stays=not prune)
        with open_to_read(ctx) as store, projections.property_graph(store_path(ctx)) as graph:
            report = pushing.push(server, store, graph, check=check, dry=dry_run, bar=_bar)
        click.echo(f"{server.where}: {_said(report, dry_run)}", err=True)
        _list_kept(report.kept, stays=True)
        if prune and not dry_run:
            _list_kept(tuple(pushing.prune_withdrawn(server)), stays=False)
    return None


@contextmanager
def _bar(total: int, what: str) -> Iterator[Callable[[int], None]]:
    with progress(total, what) as step:
        yield step


def _said(report: Report, dry: bool) -> str:
    would = "would be " if dry else ""
    if report.done == "current":
        return "it shows what the store says; nothing to do"
    if report.done == "followed":
        return f"{report.put:,} things {would}brought up to date in {report.seconds:.2f} s ({report.why})"
    rate = f", {(report.put + report.gone) / report.seconds:,.0f} a second" if report.put > 1000 and not dry else ""
    gone = f", {report.gone:,} {would}taken away" if report.gone else ""
    done = f"{report.put:,} nodes and relationships {would}written{gone} in {report.seconds:.1f} s{rate}"
    return f"{report.why}: {'everything compared, ' if report.done == 'compared' else ''}{done}"


def _list_kept(kept: tuple[object, ...] | list[object], *, stays: bool) -> None:
    if not kept:
        return
    what = (
        "withdrawn, but something of yours stands on them: they stay as MedcoopWithdrawn until --prune"
        if stays
        else "gone, and what was tied to them"
    )
    click.echo(f"{len(kept):,} {what}", err=True)
    for one in kept[:SHOWN]:
        click.echo(f"  {one}", err=True)
    if len(kept) > SHOWN:
        click.echo(f"  and {len(kept) - SHOWN:,} more: MATCH (n:MedcoopWithdrawn)--(m) RETURN n, m", err=True)
