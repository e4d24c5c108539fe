"""The pairs of an answer as a network, for Gephi, yEd, R and the like: GraphML and GEXF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..ontology.errors import InputError
from .runner import Answer, label

if TYPE_CHECKING:
    import networkx

FORMATS = (".graphml", ".gexf")


def pairs(answer: Answer) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """(party, party, row) of everything that the rows link; a row of several parties links each with each."""
    columns = answer.question.pairs
    for row in answer.rows:
        if isinstance(columns, tuple):
            if row[columns[0]] and row[columns[1]]:
                yield row[columns[0]], row[columns[1]], row
        elif columns and row.get("a"):
            yield from ((row["a"], other, row) for other in row[columns])
        elif columns:
            yield from ((one, other, row) for one, other in combinations(row[columns], 2))


def graph(store: Any, answer: Answer) -> networkx.Graph[str]:
    """The network: nodes by IRI with `label`; edges with what their row says, and `weight`, the number of sources (or of rows)."""
    import networkx  # noqa: PLC0415 - takes a quarter of a second to load

    found: networkx.Graph[str] = networkx.Graph()
    for one, other, row in pairs(answer):
        known = found.get_edge_data(one, other) or {"weight": 0}
        weight = row.get("sources") or 1
        told = {
            c.name: _text(row[c.name])
            for c in answer.question.columns
            if not c.hidden and c.name not in ("a_name", "b_name") and row[c.name]
        }
        found.add_edge(one, other, **{**told, **known, "weight": known["weight"] + weight})
    for node in found:
        found.nodes[node]["label"] = label(store, node, answer.lang) or node
    return found


def _text(value: Any) -> str | int | float:
    return (
        value
        if isinstance(value, int | float) and not isinstance(value, bool)
        else ", ".join(map(str, value))
        if isinstance(value, tuple)
        else str(value)
    )


def write(store: Any, answer: Answer, path: Path) -> None:
    """Write the network into a .graphml or .gexf file. InputError when the answer has no pairs or the ending is another."""
    import networkx  # noqa: PLC0415

    if not answer.question.pairs:
        raise InputError("this question links no parties", where=answer.question.command, remedy="ask who, partners, agreements, path ...")
    if path.suffix not in FORMATS:
        raise InputError("is no network file", where=str(path), remedy=f"end its name in {' or '.join(FORMATS)}")
    draft = path.with_name(f".{path.name}.part")
    found = graph(store, answer)
    if path.suffix == ".gexf":
        networkx.write_gexf(found, draft)
    else:
        networkx.write_graphml(found, draft)
    draft.replace(path)
