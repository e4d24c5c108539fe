"""Who links communities: communities by Louvain's method, brokers by how many of them their partners belong to.

The method is V. Blondel et al., 2008 (networkx, a fixed seed, parties in the order of their IRIs, so that it gives the same always); the
spread of a party's partners over communities is the participation coefficient of R. Guimerà and L. Amaral, 2005: 0 when all are of one
community, near 1 when they are spread evenly over many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from ..ontology import iris
from .runner import Asked, Plain, label

SEED = 1
SHOWN = 5
"""Communities of which the best linked partner is named."""


def rows(asked: Asked) -> list[Plain]:
    """One row for each party whose partners are of two communities or more; as many as are asked for."""
    pairs = asked.rows()
    around, community = neighbours(pairs), communities(pairs)
    kept = [row for row in (_broker(one, around[one], community) for one in sorted(around)) if row["communities"] > 1]
    kept.sort(key=lambda row: (-row["communities"], -row["bridging"], -row["partners"], row["a"]))
    wanted = asked.parameters.get("country")
    found = ((row, home) for row in kept if (home := country(asked, row["a"])) == wanted or not wanted)
    return [_named(asked, row, home) for row, home in islice(found, asked.parameters["limit"])]


def country(asked: Asked, party: str) -> str | None:
    """Code of a party's country, where it is known."""
    return next((iris.code(row["home"]) for row in asked.shared("home", thing=party)), None)


def neighbours(pairs: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, tuple[int, str]]]:
    """Party -> partner -> (sources, IRI of the fact)."""
    found: dict[str, dict[str, tuple[int, str]]] = {}
    for row in pairs:
        for one, other in ((row["a"], row["b"]), (row["b"], row["a"])):
            found.setdefault(one, {})[other] = (int(row["sources"] or 0), row["fact"])
    return found


def communities(pairs: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Party -> number of its community."""
    import networkx  # noqa: PLC0415 - takes a quarter of a second to load

    graph: networkx.Graph[str] = networkx.Graph()
    edges = sorted((row["a"], row["b"], int(row["sources"] or 1)) for row in pairs)
    graph.add_nodes_from(sorted({one for edge in edges for one in edge[:2]}))
    graph.add_weighted_edges_from(edges)
    found = networkx.community.louvain_communities(graph, seed=SEED) if edges else []
    return {one: number for number, group in enumerate(sorted(map(sorted, found))) for one in group}


def _broker(one: str, around: Mapping[str, tuple[int, str]], community: Mapping[str, int]) -> Plain:
    counts = Counter(community[other] for other in around)
    spread = 1 - sum(n * n for n in counts.values()) / len(around) ** 2  # whole numbers: the order of rows can't change the sum
    best: dict[int, str] = {}
    for other in sorted(around, key=lambda other: (-around[other][0], other)):
        best.setdefault(community[other], other)
    shown = [best[number] for number, _ in sorted(counts.items(), key=lambda pair: (-pair[1], best[pair[0]]))][:SHOWN]
    return {
        "a": one, "communities": len(counts), "partners": len(around), "bridging": round(spread, 3),
        "parties": tuple(sorted(shown)), "facts": tuple(sorted(around[other][1] for other in shown)),
    }  # fmt: skip


def _named(asked: Asked, row: Plain, country: str | None) -> Plain:
    names = sorted({label(asked.store, other, asked.lang) or other for other in row["parties"]})
    return row | {"what": label(asked.store, row["a"], asked.lang), "country": country, "names": tuple(names)}
