"""The network of partners: who stands where in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .server import connect, server_options
from .shared import open_to_read, output_options, write_rows

if TYPE_CHECKING:
    from ..queries.centrality import Place

COLUMNS = {
    "name": "name",
    "degree": "degree",
    "betweenness": "betweenness",
    "community": "community",
    "likely_partners": "likely partners",
    "id": "id",
}


@click.command()
@click.option("--topic", help="Only partnerships on this topic, its subtopics included.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Rows at most.")
@click.option("--write", "uri", metavar="URI", help="Write the measures as properties to a Neo4j server that the graph was pushed to.")
@server_options
@output_options
@click.pass_context
def network(
    ctx: click.Context, /, topic: str | None, limit: int, uri: str | None, user: str | None, database: str | None, form: str | None
) -> None:
    """Measure the network of partners: degree, betweenness, communities, and partners that are likely missing.

    It measures what was read: who is seldom written about looks unimportant, and a missing link may be one that nobody reported.

    \b
    Examples:
      medcoop network --topic transplantation
      medcoop network --write neo4j://localhost:7687
    """
    from ..queries import match, values
    from ..queries.centrality import places

    with open_to_read(ctx) as store:
        term = values.for_sparql("topic", match.concept("topic", topic, "--topic")) if topic else None
        found = places(store, term)
    if uri:
        from ..graph.property.measures import write_measures

        with connect(uri, user, database) as server:
            written = write_measures(server, [_row(one) for one in found])
        click.echo(f"{server.where}: measures written to {written:,} institutions and countries", err=True)
        return
    names = {one.id: one.name for one in found}
    write_rows(form, COLUMNS, [_shown(one, names) for one in found[:limit]], ("id",))


def _row(one: Place) -> list[Any]:
    return [one.id, one.degree, one.betweenness, one.community, list(one.likely)]


def _shown(one: Place, names: dict[str, str]) -> dict[str, Any]:
    measures = {"degree": one.degree, "betweenness": one.betweenness, "community": one.community}
    return {"name": one.name, **measures, "likely_partners": [names[other] for other in one.likely], "id": one.id}
