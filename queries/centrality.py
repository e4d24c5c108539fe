"""Who stands where in the network of partners: degree, betweenness, communities, and links that are likely missing.

Institutions and countries are tied where a partnership is known, by a weight that is its number of sources. What the measures say holds of
the documents that were read: an institution that nobody wrote about looks unimportant. Equal input gives equal output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Protocol

import networkx as nx

EXACT = 1_000
"""Up to so many nodes betweenness is exact; beyond, it is estimated from the paths of `SAMPLED` of them (Brandes, Pich 2007)."""
SAMPLED = 200
SEED = 1
LIKELY = 3
"""So many likely partners are named for each node."""
HUB = 200
"""A common partner with more partners than this says nothing of two of them."""
PAIRS = """SELECT ?a ?b ?sources WHERE {
  ?pair mc:partner ?a, ?b ; mc:sources ?sources . FILTER(STR(?a) < STR(?b))
}"""
ON_TOPIC = """SELECT ?a ?b ?sources ?topic WHERE {
  ?strand mc:onTopic ?topic ; mc:strandOf ?pair ; mc:sources ?sources . ?pair mc:partner ?a, ?b . FILTER(STR(?a) < STR(?b))
}"""
NAMES = "SELECT DISTINCT ?node ?name WHERE { ?pair mc:partner ?node . ?node skos:prefLabel ?name }"


class Store(Protocol):
    """What is needed of a store."""

    def query(self, sparql: str, bound: Mapping[str, Any] | None = None) -> Any:
        """Rows of a SELECT."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node's place in the network.

    degree: number of partners; betweenness: share of shortest paths that lead through it (0-1); community: the number of its group, 1 being
    the largest; likely: IRIs with which a tie is likely missing, likeliest first.
    """

    id: str
    name: str
    degree: int
    betweenness: float
    community: int
    likely: tuple[str, ...]


def places(store: Store, topic: Any = None) -> list[Place]:
    """The place of everyone who has a partner, highest betweenness first. topic: the term of a topic, to look at its partnerships alone."""
    found = store.query(ON_TOPIC, {"topic": topic}) if topic is not None else store.query(PAIRS)
    ties = [(row[0].value, row[1].value, int(row[2].value)) for row in found]
    names: dict[str, list[tuple[str, str]]] = {}
    for node, name in store.query(NAMES):
        names.setdefault(node.value, []).append((name.language or "", name.value))
    return measured(ties, {iri: min(said)[1] for iri, said in names.items()})


def measured(ties: Iterable[tuple[str, str, int]], names: Mapping[str, str]) -> list[Place]:
    """The same from pairs of ids with their number of sources."""
    graph: Any = nx.Graph()
    for a, b, sources in sorted(ties):
        graph.add_edge(a, b, weight=sources)
    if not graph:
        return []
    sampled = None if len(graph) <= EXACT else SAMPLED
    between = nx.betweenness_centrality(graph, k=sampled, seed=SEED)
    groups = sorted(nx.community.louvain_communities(graph, weight="weight", seed=SEED), key=lambda one: (-len(one), min(one)))
    group = {node: number for number, members in enumerate(groups, 1) for node in members}
    likely = _likely(graph)
    found = [
        Place(node, names.get(node, node), graph.degree(node), round(between[node], 6), group[node], likely.get(node, ())) for node in graph
    ]
    return sorted(found, key=lambda one: (-one.betweenness, -one.degree, one.id))


def _likely(graph: Any) -> dict[str, tuple[str, ...]]:
    """For each node those it has no tie with but shares partners with, by the index of resource allocation (Zhou, Lü, Zhang 2009)."""
    scores: dict[str, dict[str, float]] = {}
    for middle in graph:
        partners = sorted(graph[middle])
        for a, b in _untied(graph, partners) if 1 < len(partners) <= HUB else ():
            for one, other in ((a, b), (b, a)):
                scores.setdefault(one, {})
                scores[one][other] = scores[one].get(other, 0.0) + 1 / len(partners)
    return {
        node: tuple(other for other, _ in sorted(found.items(), key=lambda one: (-one[1], one[0]))[:LIKELY])
        for node, found in scores.items()
    }


def _untied(graph: Any, partners: list[str]) -> Iterator[tuple[str, str]]:
    return ((a, b) for a, b in combinations(partners, 2) if not graph.has_edge(a, b))
