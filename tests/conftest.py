"""What tests share: a store of the samples, and for each process of a test run one Neo4j server, which a test that asks for it finds empty."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from . import neo4j_server

SAMPLES = Path(__file__).parents[1] / "medcoop" / "samples"


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder that all processes of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if hasattr(request.config, "workerinput") else base


@pytest.fixture(scope="session")
def samples_store(shared_folder: Path) -> Path:
    """A store of the bundled sample documents, made once for the whole test run; tests only read it."""
    store = shared_folder / "samples" / "store"
    with neo4j_server.locked(shared_folder / "samples.lock"):
        if not store.exists():
            draft = shared_folder / "samples-made" / "store"
            command = [sys.executable, "-m", "medcoop", "--store", str(draft), "ingest", str(SAMPLES)]
            subprocess.run(command, check=True, capture_output=True)
            draft.parent.rename(store.parent)
    return store


@pytest.fixture(scope="session")
def neo4j_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of this process's server: each has its own, so that none waits for another. What it holds is another test's."""
    neo4j_server.required()
    server = neo4j_server.Running(tmp_path_factory.getbasetemp() / "neo4j")
    try:
        yield server.start()
    finally:
        server.stop(kill=True)


@pytest.fixture
def neo4j_uri(neo4j_address: str) -> str:
    """The address of an empty server."""
    empty(neo4j_address)
    return neo4j_address


def empty(uri: str) -> None:
    """Take all nodes away, and the constraints and indexes that are not medcoop's (these take long to make)."""
    with neo4j.GraphDatabase.driver(uri) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
        for kind in ("CONSTRAINT", "INDEX"):
            others = f"SHOW {kind} YIELD name, type WHERE NOT name STARTS WITH 'medcoop_' AND type <> 'LOOKUP' RETURN name"
            for name in session.run(others).value():
                session.run(f"DROP {kind} `{name}` IF EXISTS").consume()
