"""Free queries, read-only: SPARQL on the dataset, Cypher on the embedded property graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..ontology.errors import QueryError
from .shared import open_to_read, output_options, write_rows


def _text(query: str) -> str:
    """The query itself, or what a file or standard input ("-") holds."""
    if query == "-":
        return sys.stdin.read()
    if "\n" not in query and "{" not in query and "(" not in query:
        if not Path(query).is_file():
            raise QueryError("is neither a query nor a file", where=query, remedy="quote the query, or name an existing file")
        return Path(query).read_text(encoding="utf-8")
    return query


@click.command()
@click.argument("query", metavar="QUERY|FILE|-")
@output_options
@click.pass_context
def sparql(ctx: click.Context, /, query: str, form: str | None) -> None:
    """Run a SPARQL 1.1 query (SELECT, ASK, CONSTRUCT, DESCRIBE). The usual prefixes are there already.

    The default graph is the canonical view; each document's own statements are in the graph of its IRI.

    \b
    Example: medcoop sparql 'SELECT ?name WHERE { ?i a mc:Institution ; skos:prefLabel ?name } LIMIT 5'
    """
    with open_to_read(ctx) as store:
        result = store.query(_text(query))
        if result.kind == "rows":
            write_rows(form, {name: name for name in result.variables}, result.values())
        else:
            click.echo(result.serialize("ttl").decode() if result.kind == "graph" else str(bool(result)).lower())


@click.command()
@click.argument("query", metavar="QUERY|FILE|-")
@output_options
@click.pass_context
def cypher(ctx: click.Context, /, query: str, form: str | None) -> None:
    """Run a read-only Cypher query on the embedded property graph.

    \b
    Example: medcoop cypher 'MATCH (i:Institution)-[:PARTNER_IN]->(p:Partnership) RETURN i.name, count(p) AS n ORDER BY n DESC LIMIT 5'
    """
    with open_to_read(ctx) as store:
        columns, rows = store.cypher(_text(query))
    write_rows(form, {c: c for c in columns}, [dict(zip(columns, row, strict=True)) for row in rows])
