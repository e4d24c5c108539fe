"""One Neo4j server for the whole test run, however many processes it has; each test that asks for it has it for itself, empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from . import neo4j_server


@pytest.fixture(scope="session")
def neo4j_folder(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder that all processes of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if hasattr(request.config, "workerinput") else base) / "neo4j"


@pytest.fixture(scope="session")
def neo4j_address(neo4j_folder: Path) -> Iterator[str]:
    """The address of the server; what it holds is another test's."""
    neo4j_server.required()
    with neo4j_server.shared(neo4j_folder) as uri:
        yield uri


@pytest.fixture
def neo4j_uri(neo4j_address: str, neo4j_folder: Path) -> Iterator[str]:
    """The address of an empty server, no other test's until the end."""
    with neo4j_server.locked(neo4j_folder / "turn"):
        empty(neo4j_address)
        yield neo4j_address


def empty(uri: str) -> None:
    """Take all nodes away, and the constraints and indexes that are not medcoop's (these take long to make)."""
    with neo4j.GraphDatabase.driver(uri) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
        for kind in ("CONSTRAINT", "INDEX"):
            others = f"SHOW {kind} YIELD name, type WHERE NOT name STARTS WITH 'medcoop_' AND type <> 'LOOKUP' RETURN name"
            for name in session.run(others).value():
                session.run(f"DROP {kind} `{name}` IF EXISTS").consume()
