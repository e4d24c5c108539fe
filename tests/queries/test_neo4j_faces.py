"""Every question of the catalogue gives the same rows through SPARQL, through embedded Cypher and on a Neo4j server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from medcoop.graph import projections
from medcoop.graph.property.neo4j import Neo4jGraph, OnServer
from medcoop.graph.property.push import push
from medcoop.graph.property.server import Server
from medcoop.graph.store import Store
from medcoop.ontology.errors import MedcoopError
from medcoop.queries.question import Question, catalogue
from medcoop.queries.runner import ask

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))
from generate import ByName, World  # noqa: E402

TYPED = {
    "topic": ("transplantation", "oncology", "cardiology"),
    "country": ("RU", "KZ", "DE"),
    "activity": ("training",),
    "limit": ("20", "200"),
}  # fmt: skip


@pytest.fixture(scope="module", params=["samples", "synthetic"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("faces") / "store"
    if request.param == "samples":
        subprocess.run([sys.executable, "-m", "medcoop", "--store", str(path), "ingest", str(ROOT / "medcoop" / "samples")], check=True)
    else:
        with Store.open(path, write=True, create=True, resolver=ByName()) as made:
            made.replace_many(World(200).documents(1000))
    yield path


def given(question: Question, store: Store, number: int) -> dict[str, Any] | None:
    """Values for the parameters that must be given, and for some others; None when there is nothing of the kind to ask about."""
    found: dict[str, Any] = {}
    things = [row[0].value for row in store.query("SELECT ?i WHERE { ?i a mc:Institution } ORDER BY ?i LIMIT 40")]
    for at, parameter in enumerate(question.parameters):
        if not parameter.required and (number + at) % 3:
            continue
        if parameter.type in TYPED:
            found[parameter.name] = TYPED[parameter.type][number % len(TYPED[parameter.type])]
        elif parameter.type == "thing":
            found[parameter.name] = things[(number * 7 + at * 3) % len(things)]
        elif parameter.required:
            return None
    return found


def test_three_faces_are_one(store: Path, neo4j_uri: str) -> None:
    asked = 0
    with Store.open(store) as own, projections.property_graph(store) as graph, Server.open(neo4j_uri) as server:
        push(server, own, graph)
        on_server = OnServer(own, Neo4jGraph(server))
        for question in catalogue().values():
            for number in range(3):
                typed = given(question, own, number)
                try:
                    expected = ask(own, question, typed, engine="rq").rows if typed is not None else None
                except MedcoopError:
                    continue
                if expected is None:
                    continue
                assert ask(own, question, typed, engine="cypher").rows == expected, (question.name, typed, "embedded")
                assert ask(on_server, question, typed, engine="cypher").rows == expected, (question.name, typed, "server")
                asked += 1
    assert asked > 5
