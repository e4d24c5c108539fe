"""Keeping a store: its state, checks, exports, withdrawals."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from ..ontology.errors import InputError
from .shared import open_to_read, open_to_write, store_path, write_json, write_rows, write_table

FORMATS = ["nquads", "trig", "turtle", "jsonld", "csv", "graphml"]
ENDINGS = {".nq": "nquads", ".trig": "trig", ".ttl": "turtle", ".jsonld": "jsonld", ".json": "jsonld", ".graphml": "graphml"}


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
@click.argument("arguments", nargs=-1, metavar="[NAME=VALUE]...")
@click.argument("target", type=click.Path(path_type=Path, allow_dash=True), default="-")
@click.option("--answer", metavar="QUESTION", help="One answer in place of the graph, as a replication package: a folder.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="By default as the file's name ends, nquads to standard output; csv writes a folder.",
)
@click.option("--neo4j-admin", "admin", is_flag=True, help="Write a folder of CSV files for `neo4j-admin database import full`.")
@click.option("--canonical", is_flag=True, help="Only the canonical view, without each document's own graph (nquads, trig, jsonld).")
@click.option("--corrections", is_flag=True, help="What people said of facts, as training data: JSON lines with the text.")
@click.pass_context
def export(
    ctx: click.Context, /, arguments: tuple[str, ...], target: Path, answer: str | None, format_: str | None, admin: bool, canonical: bool,
    corrections: bool,
) -> None:  # fmt: skip
    """Write the graph to a file (or to standard output), always the same bytes for the same facts.

    \b
    Examples:
      medcoop export graph.nq
      medcoop export network.graphml
      medcoop export --format csv tables/
      medcoop export --neo4j-admin bulk/
      medcoop export --corrections corrections.jsonl
      medcoop export --answer who_on topic=transplantation package/

    \b
    A replication package holds an answer's rows (CSV), their evidence, N-Quads of what was used, the query, a bibliography
    and a README. `medcoop questions --json` names the questions.
    """
    if answer or arguments:
        from .package import write_package

        with open_to_read(ctx) as store:
            return write_package(store, answer, arguments, target)
    if corrections:
        return _export_corrections(ctx, target)
    if admin:
        return _export_for_import(ctx, target)
    form = format_ or _form_of(target)
    if form != "csv" and target.is_dir():
        raise InputError("is a folder", where=str(target), remedy=f"name a file to write the {form} to")
    with open_to_read(ctx) as store:
        store.export(form, target, canonical=canonical)
    return None


def _form_of(target: Path) -> str:
    """The format that the ending of a file's name tells. InputError for an unknown one."""
    if str(target) == "-":
        return "nquads"
    if target.suffix not in ENDINGS:
        raise InputError("its ending tells no format", where=str(target), remedy=f"end it in {', '.join(ENDINGS)}, or say --format")
    return ENDINGS[target.suffix]


def _export_corrections(ctx: click.Context, target: Path) -> None:
    from ..graph.export.target import written
    from ..graph.facts_review import corrections

    with open_to_read(ctx) as store:
        lines = [json.dumps(one, ensure_ascii=False, sort_keys=True) + "\n" for one in corrections(store.record)]
    if str(target) == "-":
        return click.echo("".join(lines), nl=False)
    with written(target) as stream:
        stream.writelines(one.encode() for one in lines)
    return click.echo(f"{len(lines)} corrections", err=True)


def _export_for_import(ctx: click.Context, target: Path) -> None:
    """Files for Neo4j's importer, and how to run it."""
    from ..graph import projections
    from ..graph.export.neo4j_admin import ARGUMENTS, write
    from ..graph.property.rows import rows_of, scratch_beside, state_of

    with open_to_read(ctx) as store, projections.property_graph(store_path(ctx)) as graph, scratch_beside(graph) as scratch:
        state = state_of(graph, store.snapshot_id)
        with rows_of(graph, store.dataset, state, scratch) as rows:
            write(rows, state, target)
    click.echo(
        f"stop the server, then: cd {target} && neo4j-admin database import full neo4j --overwrite-destination @{ARGUMENTS}", err=True
    )


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
