"""Snapshots: what one cites, and asks again years later."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from ..ontology.errors import InputError
from .shared import output_options, store_path, write_rows

if TYPE_CHECKING:
    from ..graph.dataset import Snapshots

COLUMNS = {"id": "snapshot", "published": "published", "kept": "kept", "note": "note"}


@click.group()
def snapshot() -> None:
    """Keep published states of the graph, so that a citation can be asked again.

    \b
    Example: medcoop snapshot keep --note "for the review of 2026"
    """


@snapshot.command()
@click.argument("snapshot_id", required=False)
@click.option("--note", default="", help="What it is kept for.")
@click.pass_context
def keep(ctx: click.Context, /, snapshot_id: str | None, note: str) -> None:
    """Keep a snapshot, the newest by default, until it is dropped."""
    name = _snapshots(ctx).keep(snapshot_id, note)
    if name is None:
        raise _unknown(snapshot_id)
    click.echo(name.partition("-")[2])


@snapshot.command("list")
@output_options
@click.pass_context
def list_(ctx: click.Context, /, form: str | None) -> None:
    """List the snapshots that can be read."""
    rows = [
        {
            "id": one["id"],
            "published": dt.datetime.fromtimestamp(one["published"], dt.UTC).isoformat(timespec="seconds"),
            "kept": "yes" if one["kept"] else "",
            "note": one["note"],
        }
        for one in _snapshots(ctx).listed()
    ]
    write_rows(form, COLUMNS, rows)


@snapshot.command()
@click.argument("snapshot_id")
@click.pass_context
def drop(ctx: click.Context, /, snapshot_id: str) -> None:
    """Keep a snapshot no longer: the next publication removes it unless it is one of the newest."""
    snapshots = _snapshots(ctx)
    kept = [name for name in snapshots.named(snapshot_id) if snapshots.is_kept(name)]
    if not kept:
        raise _unknown(snapshot_id)
    for name in kept:
        snapshots.drop(name)


def _unknown(snapshot_id: str | None) -> InputError:
    return InputError("there is no such snapshot", where=snapshot_id, remedy="see `medcoop snapshot list`")


def _snapshots(ctx: click.Context, /) -> Snapshots:
    from ..graph.dataset import Snapshots

    return Snapshots(store_path(ctx) / "snapshots")
