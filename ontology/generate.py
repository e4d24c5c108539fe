"""Writes all that is made from the declarations and the vocabularies: ``python -m medcoop.ontology.generate [--check]``.

The results are committed. The same sources give the same bytes, so `--check` can tell whether they are current.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .generate_context import context_json
from .generate_docs import docs_markdown
from .generate_graph import property_graph_json
from .generate_owl import ontology_turtle
from .generate_schema import schema_json
from .generate_shacl import shapes_turtle
from .generate_skos import skos_turtle
from .generate_vocabularies import places_json, vocabularies_json

ROOM = Path(__file__).resolve().parent
OUTPUTS: Mapping[Path, Callable[[], str]] = {
    ROOM / "generated" / "vocabularies.json": vocabularies_json,
    ROOM / "generated" / "places.json": places_json,
    ROOM / "generated" / "medcoop.ttl": ontology_turtle,
    ROOM / "generated" / "vocabularies.ttl": skos_turtle,
    ROOM / "generated" / "shapes.ttl": shapes_turtle,
    ROOM / "generated" / "context.jsonld": context_json,
    ROOM / "generated" / "facts.schema.json": schema_json,
    ROOM / "generated" / "property-graph.json": property_graph_json,
    ROOM.parent / "docs" / "ontology.md": docs_markdown,
}


def outdated() -> dict[Path, str]:
    """What differs from its sources: the new content of each such file."""
    made = {path: make() for path, make in OUTPUTS.items()}
    return {path: text for path, text in made.items() if not path.is_file() or path.read_bytes() != text.encode()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes what differs, or with `--check` only names it. Exit status 1 when `--check` found something."""
    parser = argparse.ArgumentParser(prog="python -m medcoop.ontology.generate", description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when a file is not current")
    check = parser.parse_args(arguments).check
    found = outdated()
    for path, text in found.items():
        print(f"{'not current' if check else 'written'}: {path.name}")
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return int(check and bool(found))


if __name__ == "__main__":
    sys.exit(main())
