"""The main job, shown on the bundled sample documents."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import click

from ..ontology.errors import StoreError


def _fresh(named: Path | None) -> Path:
    """A folder for the demo's store: a new one that the user named, or the program's own, emptied."""
    if named:
        if named.exists() and any(named.iterdir()):
            raise StoreError("is not empty", where=str(named), remedy="name a new folder with --store, or leave it out")
        return named
    from platformdirs import user_cache_path

    own = user_cache_path("medcoop", appauthor=False) / "demo"
    shutil.rmtree(own, ignore_errors=True)
    return own


@click.command()
@click.option("--evidence", "quotes", is_flag=True, help="Show the quoted sentences too.")
@click.option("--lang", type=click.Choice(["en", "ru"]), default="en", show_default=True, help="Language of names and headers.")
@click.pass_context
def demo(ctx: click.Context, /, quotes: bool, lang: str) -> None:
    """Read the bundled sample documents into a fresh store and show who cooperates with whom on transplantation.

    \b
    Example: medcoop demo --evidence
    """
    from .asking import who
    from .reading import ingest

    path = ctx.find_root().obj = _fresh(ctx.find_root().obj)
    with as_file(files("medcoop") / "samples") as samples:
        ctx.invoke(ingest, paths=(str(samples),), facts=(), jobs=1, language=None, allow_private=False, max_mb=10)
    click.echo(f"medcoop who transplantation{' --evidence' * quotes}\n")
    ctx.invoke(
        who,
        topic="transplantation",
        quotes=quotes,
        lang=lang,
        form=None,
        show_query=None,
        engine="rq",
        country=None,
        status=None,
        kind=None,
        limit=None,
    )
    click.echo(f"The store is {path}; go on with: export MEDCOOP_STORE={path}", err=True)
