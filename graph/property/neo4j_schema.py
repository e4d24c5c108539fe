"""What a Neo4j database is told before it gets any data: constraints and indexes, from the same declarations as the ontology."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache

from ...ontology.model import Evidence
from ...ontology.property_graph import LABELS, Label, schema

MARKER = "Medcoop"
"""Every node of ours carries this label beside its own; nodes without it are never touched."""
STATE = "MedcoopState"
"""The label of the one node that says what was pushed."""
WITHDRAWN = "MedcoopWithdrawn"
"""The label of what was ours: kept only because a person's own relationship, label or property stands on it."""
FULLTEXT = "medcoop_names"
EVERY = "medcoop_id"
"""The index on the ids of all nodes of ours, whatever their label: `neo4j_follow` finds them by it."""


def constraints() -> dict[str, str]:
    """Name -> statement: the id is unique for each label."""
    labels = (*(label.name for label in schema().labels), STATE, WITHDRAWN)
    return {f"medcoop_{one.lower()}_id": f"FOR (n:`{one}`) REQUIRE n.`id` IS UNIQUE" for one in labels}


def indexes() -> dict[str, str]:
    """Name -> statement: names, codes and dates by value; names in both languages, titles too, by words.

    A value that is indexed has at most 2,000 letters (see `ontology.model.Name`): titles and quotes may be longer than an index can hold.
    """
    found = {
        f"medcoop_{label.name.lower()}_{column}": f"FOR (n:`{label.name}`) ON (n.`{column}`)"
        for label in schema().labels
        for column in _looked_up(label)
    }
    found[EVERY] = f"FOR (n:`{MARKER}`) ON (n.`id`)"
    named = "|".join(f"`{label.name}`" for label in schema().labels if label.name != Evidence.__name__)
    return found | {FULLTEXT: f"FOR (n:{named}) ON EACH [n.`name`, n.`name_ru`, n.`name_en`, n.`also`]"}


def _looked_up(label: Label) -> Iterator[str]:
    named = "name" in LABELS[label.name].model_fields
    for column in label.columns:
        if (named and column.name in ("name", "name_ru", "name_en")) or column.name == "code" or column.take == "earliest":
            yield column.name


def constraint_statements() -> list[str]:
    """Made before anything is written. Making them twice is harmless."""
    return [f"CREATE CONSTRAINT {name} IF NOT EXISTS {text}" for name, text in constraints().items()]


def index_statements() -> list[str]:
    """Made after the first load, which they would slow down."""
    return [f"CREATE {'FULLTEXT ' * (name == FULLTEXT)}INDEX {name} IF NOT EXISTS {text}" for name, text in indexes().items()]


def drop_statements() -> list[str]:
    """Takes away the constraints and indexes of ours, by name."""
    return [f"DROP CONSTRAINT {name} IF EXISTS" for name in constraints()] + [f"DROP INDEX {name} IF EXISTS" for name in indexes()]


@cache
def version() -> str:
    """Changes with the labels and their columns, relationships, constraints and indexes."""
    shape = [str(label) for label in schema().labels] + [str(one) for one in schema().relationships]
    return hashlib.sha256("\n".join([*shape, *constraint_statements(), *index_statements()]).encode()).hexdigest()[:8]
