"""docs/cypher.md is true: its queries give on a real server what is shown, and the schema script runs as it is printed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import neo4j

from medcoop.graph.property import neo4j_schema
from medcoop.graph.property.guide import neo4j_text

ROOT = Path(__file__).resolve().parents[2]


def test_the_results_are_what_the_server_gives(neo4j_uri: str) -> None:
    command = [sys.executable, "docs/cypher_results.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"NEO4J_URI": neo4j_uri}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_schema_runs_as_it_is_printed(neo4j_uri: str) -> None:
    with neo4j.GraphDatabase.driver(neo4j_uri) as driver, driver.session() as session:
        for statement in "\n".join(line for line in neo4j_text().splitlines() if not line.startswith("//")).split(";"):
            if statement.strip():
                session.run(statement).consume()
        names = set(session.run("SHOW INDEXES YIELD name RETURN name").value())
    assert names >= {*neo4j_schema.constraints(), *neo4j_schema.indexes()}
