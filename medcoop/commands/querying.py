"""Free queries, read-only: SPARQL on the dataset, Cypher on the embedded property graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from ..ontology.errors import QueryError
from .server import checked, connect, server_options
from .shared import open_to_read, output_options, write_rows

Answer = tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]


def _text(query: str) -> str:
    """The query itself, or what a file or standard input ("-") holds."""
    if query == "-":
        return sys.stdin.read()
    if not any(mark in query for mark in "\n{(<") and not query.lstrip()[:9].casefold().startswith("describe "):
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
@click.option("--on", "uri", metavar="URI", help="Run it on a Neo4j server: neo4j://localhost:7687.")
@server_options
@click.option("--timeout", type=click.FloatRange(0.01), default=60, show_default=True, help="Seconds that it may take on a server.")
@click.option("--limit", type=click.IntRange(1), default=10_000, show_default=True, help="Most rows of an answer from a server.")
@output_options
@click.pass_context
def cypher(
    ctx: click.Context, /, query: str, form: str | None, uri: str | None, user: str | None, database: str | None, timeout: float, limit: int
) -> None:
    """Run a read-only Cypher query on the embedded property graph, or on a Neo4j server to which it was pushed.

    \b
    Examples:
      medcoop cypher --on neo4j://localhost:7687 'MATCH (i:Institution) RETURN count(i)'
      medcoop cypher 'MATCH (i:Institution)-[:PARTNER_IN]->(p:Partnership) RETURN i.name, count(p) AS n ORDER BY n DESC LIMIT 5'
    """
    if uri:
        columns, rows = _on_server(_text(query), checked(uri), user, database, timeout=timeout, limit=limit)
    else:
        with open_to_read(ctx) as store:
            columns, rows = store.cypher(_text(query))
    write_rows(form, {c: c for c in columns}, [dict(zip(columns, row, strict=True)) for row in rows])


def _on_server(query: str, uri: str, user: str | None, database: str | None, *, timeout: float, limit: int) -> Answer:
    """(columns, rows) from a server; a word on stderr when there would be more rows."""
    from ..graph.property.cypher import check_reading
    from ..graph.property.neo4j import Neo4jGraph

    check_reading(query)
    with connect(uri, user, database) as server:
        table = Neo4jGraph(server, timeout=timeout, limit=limit).query(query)
    if not table.complete:
        click.echo(f"medcoop: only the first {limit:,} rows; more with --limit", err=True)
    return table.columns, table.rows
