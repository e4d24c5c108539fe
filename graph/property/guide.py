"""What a researcher needs to know of the property graph: labels, relationships, properties, example queries; and its schema on Neo4j."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby

from ...ontology.declare import fields
from ...ontology.property_graph import LABELS, Label, Relationship, schema
from .neo4j_schema import MARKER, WITHDRAWN, constraint_statements, index_statements
from .neo4j_statements import MEASURES

_EVERY = "id (its IRI: cite it), name (English before Russian), name_ru, name_en"


def neo4j_text() -> str:
    """The whole as a script: the statements run, the guide is its comments."""
    parts = [*_comment(guide()), "", "// Constraints and indexes; `medcoop push` makes them itself."]
    parts += [f"{text};" for text in (*constraint_statements(), *index_statements())]
    return "\n".join([*parts, "", "// Example queries: docs/cypher.md has their results.", "", *_comment(examples_text())]) + "\n"


def guide() -> str:
    """Labels with their properties, then relationships, in words."""
    adds = f"medcoop network --write adds {', '.join(MEASURES)} to institutions and countries"
    own = f"On Neo4j each node of ours carries :{MARKER} too; {adds}."
    inner = {name for name, model in LABELS.items() if model.declared.internal}
    lines = ["Nodes", f"  every node: {_EVERY}", *_labels(set(LABELS) - inner)]
    lines += ["", "Relationships", *_relationships(lambda one: inner.isdisjoint((one.start, one.end)))]
    lines += [
        "",
        f"Internal: by these the catalogue's questions find their rows. To look around without them: WHERE NOT n:{'|'.join(sorted(inner))}",
        *_labels(inner),
        *_relationships(lambda one: not inner.isdisjoint((one.start, one.end))),
        "",
        own,
        f"What was withdrawn, but has a person's own relationship, label or property on it, stays as :{WITHDRAWN}.",
    ]
    return "\n".join(lines)


def _labels(names: Container[str]) -> Iterator[str]:
    return (line for label in schema().labels if label.name in names for line in _label(label))


def _label(label: Label) -> Iterator[str]:
    model = LABELS[label.name]
    yield f"  (:{label.name})  {model.declared.comment.en}"
    said = {field.property.iri: field.property.comment.en for field in fields(model)}
    for source, group in groupby(label.columns[4:], key=lambda column: column.source):
        columns = list(group)
        yield f"      {', '.join(column.name for column in columns)}: {said.get(source, 'its code')}"


def _relationships(wanted: Callable[[Relationship], bool]) -> Iterator[str]:
    said = {field.property.iri: field.property.comment.en for model in LABELS.values() for field in fields(model)}
    links = [link for group in schema().links.values() for link in group]
    for kind, group in groupby(filter(wanted, schema().relationships), key=lambda one: one.type):
        ones = list(group)
        own = [link for link in links if link.type == kind]
        starts, ends = ("|".join(sorted({getattr(one, side) for one in ones})) for side in ("start", "end"))
        yield f"  (:{starts})-[:{kind}{_properties(ones[0].properties)}]->(:{ends})"
        yield f"      {said.get(own[0].source, 'The document that the words stand in.')}"
        if roles := sorted({link.role for link in own if link.role}):
            yield f"      role: {', '.join(roles)}"


def _properties(names: tuple[str, ...]) -> str:
    return f" {{{', '.join(names)}}}" if names else ""


@cache
def examples_text() -> str:
    """The example queries as they stand in their file."""
    return (files(__package__) / "examples.cypher").read_text(encoding="utf-8").strip()


def examples() -> list[tuple[str, str, str]]:
    """(question, remark, query) of each."""
    found = []
    for block in examples_text().split("\n\n"):
        lines = block.splitlines()
        remarks = [line.removeprefix("// ") for line in lines if line.startswith("// ")]
        query = "\n".join(line for line in lines if not line.startswith("// ")).rstrip(";")
        found.append((remarks[0], " ".join(remarks[1:]), query))
    return found


def _comment(text: str) -> list[str]:
    return [f"// {line}".rstrip() for line in text.splitlines()]
