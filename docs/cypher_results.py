"""Keeps docs/cypher.md true: runs its queries on a Neo4j server that holds the sample documents, and shows what they give.

    python tests/neo4j_server.py python docs/cypher_results.py [--check]

The server is that of NEO4J_URI, and is emptied of medcoop's nodes before. The queries are those of `medcoop schema --neo4j`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from medcoop.commands.table import lay_out
from medcoop.graph import projections
from medcoop.graph.property.guide import examples
from medcoop.graph.property.neo4j import Neo4jGraph
from medcoop.graph.property.push import drop, push
from medcoop.graph.property.server import Server
from medcoop.graph.store import Store

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "cypher.md"
BEGIN, END = "<!-- questions: written by docs/cypher_results.py -->\n", "<!-- end of questions -->\n"
WIDTH = 118


def questions(graph: Neo4jGraph) -> str:
    """The section with all questions and what the server gives."""
    parts = []
    for number, (question, remark, query) in enumerate(examples(), 1):
        table = graph.query(query)
        cells = [
            ["" if value is None else ", ".join(value) if isinstance(value, list) else str(value) for value in row] for row in table.rows
        ]
        shown = "\n".join(line.rstrip() for line in lay_out(table.columns, cells, WIDTH))
        said = f"{remark}\n\n" if remark else ""
        parts.append(f"### {number}. {question}\n\n{said}```cypher\n{query}\n```\n\n```text\n{shown}\n```\n")
    return "\n".join(parts)


def main() -> None:
    """Rewrite or check the page."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "store")
        ingest = [sys.executable, "-m", "medcoop", "--store", str(store), "ingest", str(ROOT / "medcoop" / "samples")]
        subprocess.run(ingest, check=True, stderr=subprocess.DEVNULL)
        with Server.open(os.environ["NEO4J_URI"]) as server:
            drop(server, prune=True)
            with Store.open(store) as source, projections.property_graph(store) as graph:
                push(server, source, graph)
            text = PAGE.read_text(encoding="utf-8")
            head, _, rest = text.partition(BEGIN)
            wanted = head + BEGIN + "\n" + questions(Neo4jGraph(server)) + "\n" + END + rest.partition(END)[2]
    if "--check" in sys.argv:
        sys.exit(0 if wanted == text else f"{PAGE.name} is not true: run `make docs`")
    PAGE.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
