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
    from ..queries import runner
    from ..queries.question import catalogue
    from .asking import print_answer
    from .reading import ingest
    from .shared import open_to_read

    path = ctx.find_root().obj = _fresh(ctx.find_root().obj)
    with as_file(files("medcoop") / "samples") as samples:
        ctx.invoke(ingest, paths=(str(samples),), facts=(), jobs=1, language=None, allow_private=False, max_mb=10)
    click.echo(f"medcoop who transplantation{' --evidence' * quotes}\n")
    with open_to_read(ctx) as store:
        print_answer(store, runner.ask(store, catalogue()["who_on"], {"topic": "transplantation"}, lang=lang), quotes=quotes)
    click.echo(f"The store is {path}; go on with: export MEDCOOP_STORE={path}", err=True)
