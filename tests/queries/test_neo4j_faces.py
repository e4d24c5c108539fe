"""Every question of the catalogue gives the same rows through SPARQL, through embedded Cypher and on a Neo4j server."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from medcoop.graph import projections
from medcoop.graph.property.neo4j import Neo4jGraph, OnServer
from medcoop.graph.property.push import push
from medcoop.graph.property.server import Server
from medcoop.graph.store import Store
from medcoop.queries.question import catalogue

from .conftest import SEEDS
from .parity import cases, rows, shapes
from .world import fill

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
from generate import ByName, World


@pytest.mark.parametrize("world", ["samples", "random", "thousand"])
def test_three_faces_are_one(world, samples_store, neo4j_uri, tmp_path):
    path = samples_store if world == "samples" else tmp_path / "store"
    if world == "random":
        fill(path, 2, SEEDS[2])[0].close()
    elif world == "thousand":
        with Store.open(path, write=True, create=True, resolver=ByName()) as made:
            made.replace_many(World(200).documents(1000))
    with Store.open(path) as own, projections.property_graph(path) as graph, Server.open(neo4j_uri) as server:
        push(server, own, graph)
        on_server = OnServer(own, Neo4jGraph(server))
        every = cases(own)
        last = {name: (name, given) for name, given in every if "limit" in given}  # all parameters at once
        every = (
            shapes(every, own)
            if world == "random"
            else [*{name: (name, given) for name, given in reversed(every)}.values(), *last.values()]
        )
        for case in every:
            expected = rows(own, case, "rq")
            assert rows(own, case, "cypher") == expected, (case, "embedded")
            assert rows(on_server, case, "cypher") == expected, (case, "server")
        assert {name for name, _ in every} == set(catalogue())
