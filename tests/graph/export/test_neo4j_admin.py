"""The export for neo4j-admin, by the real importer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from medcoop.graph.export import neo4j_admin
from medcoop.graph.property import push
from medcoop.graph.property.ladybug import PropertyGraph
from medcoop.graph.property.rows import rows_of
from medcoop.graph.property.server import Server

from ... import neo4j_server
from ..property.sample import scattered
from ..property.test_neo4j import Told, everything, projected


def test_what_is_imported_is_what_would_be_pushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    neo4j_server.required()
    dataset, graph = scattered(3), PropertyGraph.open(tmp_path / "graph.lbug")
    monkeypatch.setattr(neo4j_admin, "PART", 25)
    with rows_of(graph, dataset, "0-three", tmp_path / "scratch") as rows:
        neo4j_admin.write(rows, "0-three", tmp_path / "bulk")
    assert len(list((tmp_path / "bulk" / "nodes").glob("Institution-*.csv"))) == 2
    home = tmp_path / "server"
    home.mkdir()
    monkeypatch.chdir(tmp_path / "bulk")
    neo4j_server.admin(home, "database", "import", "full", "neo4j", f"@{neo4j_admin.ARGUMENTS}")
    os.chdir("/")
    with neo4j_server.running(home) as server, Server.open(server.uri) as open_server:
        counted = projected(dataset)
        found = everything(open_server)
        assert (len(found[0]), found[1]) == (len(counted[0]), counted[1])
        report = push.push(open_server, Told(dataset, "three"), graph)  # makes the constraints, and the empty lists that CSV can't say
        assert (report.done, report.gone) == ("compared", 0)
        assert everything(open_server) == counted
        assert push.push(open_server, Told(dataset, "three"), graph).done == "current"


def test_a_list_survives_any_delimiter(tmp_path: Path) -> None:
    class Lists:
        def nodes(self, label: object, *, ordered: bool = True) -> list[list[object]]:
            return [[["a\x1fb", "\x1e"]] * 40]

    assert neo4j_admin._delimiter(Lists()) == "\x1d"  # type: ignore[arg-type]
