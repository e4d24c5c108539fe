"""`medcoop link`: institutions matched with a register that the user has."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .reading import progress
from .shared import open_to_write, output_options, store_path, write_rows

if TYPE_CHECKING:
    from ..graph.store import Store
    from ..ontology.identity import Member


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--source", help="What the register is called in the store [default: the file's name]; its earlier matches are replaced.")
@click.option("--base", default="", help="What stands before ids that are no IRIs, such as https://example.org/id/.")
@click.option("--forget", metavar="SOURCE", help="Take the matches with a register away.")
@output_options
@click.pass_context
def link(ctx: click.Context, /, file: Path | None, source: str | None, base: str, forget: str | None, form: str | None) -> None:
    """Match institutions with a register: a ROR dump (JSON), Wikidata's TSV, any CSV with the columns id and name.

    Other columns are used when they are there: also, country, city. Sure matches are stored as skos:exactMatch with their confidence;
    unsure ones are only listed. Nothing is downloaded.

    \b
    Examples:
      medcoop link v1.60-ror-data.json --source ror
      medcoop link hospitals.csv --base https://example.org/hospital/
    """
    if not file and not forget:
        raise click.UsageError("name a FILE, or --forget SOURCE")
    with open_to_write(store_path(ctx)) as store:
        if forget:
            store.match(forget, ())
            click.echo(f"the matches with {forget} are gone", err=True)
        if file:
            _link(store, file, source or file.name, base, form)


def _link(store: Store, file: Path, source: str, base: str, form: str | None) -> None:
    from ..graph.clock import now
    from ..graph.known import side
    from ..graph.links import Match
    from ..ingest.identity import entries, outside, registers

    with progress(0, "matching") as step:
        found = list(outside.match(_things(store), registers.read(file, base), entries.known(), step))
    at = now()
    store.match(source, [Match(one.member, one.outside, one.label, one.confidence, one.reason, "medcoop", at) for one in found if one.sure])
    rows = [asdict(one) | {"name": side(store.record, one.member).name, "stored": "yes" if one.sure else "no"} for one in found]
    columns = {"name": "name", "outside": "id", "label": "name there", "confidence": "confidence", "stored": "stored", "reason": "reason"}
    write_rows(form, columns, sorted(rows, key=lambda row: (row["stored"], -row["confidence"], row["name"])), () if form else ("reason",))
    click.echo(f"{sum(one.sure for one in found)} matched, {sum(not one.sure for one in found)} unsure", err=True)


def _things(store: Store) -> dict[str, list[Member]]:
    from ..graph.known import institutions

    found: dict[str, list[Member]] = defaultdict(list)
    for thing, member in institutions(store.record):
        found[thing].append(member)
    return found
