"""The graph on a real Neo4j server, from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import Run


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Path:
    """A store of the test's own: a push notes in it what the server shows."""
    return Path(shutil.copytree(filled, tmp_path / "store"))


def test_push_ask_measure_and_drop(run: Run, own: Path, neo4j_uri: str) -> None:
    assert "would be written" in run("push", neo4j_uri, "--dry-run", store=own).stderr
    assert "the first push" in run("push", store=own, NEO4J_URI=neo4j_uri).stderr
    assert "nothing to do" in run("push", neo4j_uri, store=own).stderr
    local, server = (run("who", "transplantation", "--json", "--on", on, store=own) for on in ("rq", neo4j_uri))
    assert (server.returncode, server.stdout) == (0, local.stdout), server.stderr
    counted = run("cypher", "--on", neo4j_uri, "MATCH (i:Institution) RETURN i.name AS name ORDER BY name", "--csv", "--limit", "2")
    assert len(counted.stdout.splitlines()) == 3
    assert "only the first 2 rows" in counted.stderr
    refused = run("cypher", "--on", neo4j_uri, "MATCH (n) DETACH DELETE n")
    assert (refused.returncode, "queries only read" in refused.stderr) == (2, True)
    assert "measures written to" in run("network", "--write", neo4j_uri, store=own).stderr
    said = run("cypher", "--on", neo4j_uri, "MATCH (i:Institution) WHERE i.degree > 0 RETURN i.betweenness AS b", "--json").stdout
    assert isinstance(json.loads(said.splitlines()[0])["b"], float)
    assert "dropped" in run("push", neo4j_uri, "--drop", "--yes", store=own).stderr
    assert json.loads(run("cypher", "--on", neo4j_uri, "MATCH (n) RETURN count(n) AS n", "--json").stdout) == {"n": 0}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["push"], "NEO4J_URI"),
        (["push", "http://localhost"], "is no address of a Neo4j server"),
        (["push", "neo4j://me:secret@localhost"], "use --user and NEO4J_PASSWORD"),
        (["push", "bolt://127.0.0.1:1"], "no Neo4j server answers"),
        (["push", "bolt://127.0.0.1:1", "--user", "me"], "set NEO4J_PASSWORD"),
        (["who", "transplantation", "--on", "bolt://127.0.0.1:1"], "no Neo4j server answers"),
    ],
)
def test_what_is_wrong_is_said(run: Run, filled: Path, arguments: list[str], said: str) -> None:
    done = run(*arguments, store=filled, stdin="")
    assert done.returncode in (2, 3)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_schema_explains_itself(run: Run) -> None:
    assert "(:Strand)-[:STRAND_OF]->(:Partnership)" in run("schema").stdout
    script = run("schema", "--neo4j").stdout
    assert "CREATE CONSTRAINT medcoop_institution_id IF NOT EXISTS FOR (n:`Institution`) REQUIRE n.`id` IS UNIQUE;" in script
    assert "CREATE FULLTEXT INDEX medcoop_names" in script
    assert script.count("// MATCH") > 8
