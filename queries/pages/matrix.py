"""Partners by topics: how many sources speak of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ...ontology import vocabulary
from .links import Link
from .nodes import Node

ROWS, COLUMNS = 60, 18


@dataclass(frozen=True, slots=True)
class Matrix:
    """topics: (code, label); rows: a partner with its address and a number of sources for each topic; more: rows left out."""

    topics: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, tuple[int, ...]], ...]
    most: int
    more: int


def matrix(about: Node, links: Iterable[Link]) -> Matrix:
    """The matrix of a party's partners (of a topic: of all parties) by the topics stated, the busiest first."""
    cells: Counter[tuple[str, str]] = Counter()
    for link in links:
        others = [party for party in (link.a, link.b) if party != about.iri]
        if about.slug == "institution" and about.iri not in (link.a, link.b):
            continue
        for party in others:
            for topic in link.topics:
                cells[party, topic] += link.sources
    by_topic: Counter[str] = Counter()
    by_party: Counter[str] = Counter()
    for (party, topic), count in cells.items():
        by_topic[topic] += count
        by_party[party] += count
    labels = vocabulary.load().schemes["topic"].concepts
    topics = sorted(by_topic, key=lambda code: (-by_topic[code], code))[:COLUMNS]
    parties = sorted(by_party, key=lambda iri: (-by_party[iri], iri))
    nodes = [about.view.node(iri) for iri in parties[:ROWS]]
    return Matrix(
        tuple((code, labels[code].label.of(about.view.lang) if code in labels else code) for code in topics),
        tuple((node.name, node.href, tuple(cells[node.iri, code] for code in topics)) for node in nodes),
        max(cells.values(), default=0),
        max(0, len(parties) - ROWS),
    )
