"""The statements by which Neo4j's copy is made and changed: those of `statements` with our marker label on every node.

Every node of ours is ``:Medcoop`` beside its own label, and is found by that and its id alone: nodes without the marker are never touched,
and our uniqueness constraint binds nobody else's labels.
"""

from __future__ import annotations

from collections.abc import Iterable

from .schema import Label, Relationship, schema

MARKER = "Medcoop"
STATE = "MedcoopState"
WITHDRAWN = "MedcoopWithdrawn"
_DATES = ("date_earliest", "published_earliest", "signed_earliest", "since_earliest")


def constraints() -> list[str]:
    """The constraint and the indexes, made before anything is written."""
    made = [f"CREATE CONSTRAINT medcoop_id IF NOT EXISTS FOR (n:`{MARKER}`) REQUIRE n.`id` IS UNIQUE"]
    for label in schema().labels:
        names = {column.name for column in label.columns}
        for name in ("code", *_DATES):  # names may be longer than such an index holds: the full-text one has them
            if name in names:
                made.append(f"CREATE INDEX medcoop_{label.name.lower()}_{name} IF NOT EXISTS FOR (n:`{label.name}`) ON (n.`{name}`)")
    named = "|".join(f"`{label.name}`" for label in schema().labels if label.name != "Evidence")
    made.append(f"CREATE FULLTEXT INDEX medcoop_names IF NOT EXISTS FOR (n:{named}) ON EACH [n.`name`, n.`name_ru`, n.`name_en`]")
    return made


def merge_label(label: Label) -> str:
    """Write nodes. $rows: maps by column; properties that others added stay."""
    sets = ", ".join(f"n.`{column.name}` = r.`{column.name}`" for column in label.columns if column.name != "id")
    return f"UNWIND $rows AS r MERGE (n:`{MARKER}` {{`id`: r.`id`}}) SET n:`{label.name}`, {sets}"


def delete_label(label: str) -> str:
    """Take nodes away. One that a person's own node is linked with stays as a stranger's, marked as withdrawn. $ids."""
    return (
        f"UNWIND $ids AS i MATCH (n:`{MARKER}`:`{label}` {{`id`: i}}) OPTIONAL MATCH (n)-[r]-(:`{MARKER}`) DELETE r"
        f" WITH DISTINCT n FOREACH (_ IN CASE WHEN (n)--() THEN [1] ELSE [] END | SET n:`{WITHDRAWN}` REMOVE n:`{MARKER}`)"
        f" WITH n WHERE NOT n:`{WITHDRAWN}` DELETE n"
    )


def existing(label: str) -> str:
    """Which of $ids exist."""
    return f"UNWIND $ids AS i MATCH (n:`{MARKER}`:`{label}` {{`id`: i}}) RETURN n.`id`"


def neighbours(one: Relationship) -> str:
    """Ids at the end of the relationships that start at $ids."""
    return f"UNWIND $ids AS i MATCH (a:`{MARKER}`:`{one.start}` {{`id`: i}})-[:`{one.type}`]->(b:`{MARKER}`:`{one.end}`) RETURN b.`id`"


def sources(one: Relationship) -> str:
    """Ids at the start of the relationships that end at $ids."""
    return f"UNWIND $ids AS i MATCH (a:`{MARKER}`:`{one.start}`)-[:`{one.type}`]->(b:`{MARKER}`:`{one.end}` {{`id`: i}}) RETURN a.`id`"


def delete_owned(label: str, types: Iterable[str], *, backwards: bool) -> str:
    """Delete the relationships of some types that start at $ids, or end there (backwards)."""
    kinds = "|".join(f"`{one}`" for one in types)
    first, second = ("<-", "-") if backwards else ("-", "->")
    return f"UNWIND $ids AS i MATCH (n:`{MARKER}`:`{label}` {{`id`: i}}){first}[r:{kinds}]{second}(:`{MARKER}`) DELETE r"


def create_relationship(one: Relationship) -> str:
    """Write relationships; doing it twice makes them once. $rows: maps with first, second and the properties."""
    role = " {`role`: r.`role`}" if "role" in one.properties else ""
    date = " SET e.`date` = r.`date`" if "date" in one.properties else ""
    ends = f"MATCH (a:`{MARKER}`:`{one.start}` {{`id`: r.first}}) MATCH (b:`{MARKER}`:`{one.end}` {{`id`: r.second}})"
    return f"UNWIND $rows AS r {ends} MERGE (a)-[e:`{one.type}`{role}]->(b){date}"


def read_state() -> str:
    """The state that the copy shows."""
    return f"MATCH (n:`{STATE}` {{`id`: 'medcoop'}}) RETURN n.`state`"


def write_state() -> str:
    """Note the state. $state."""
    return f"MERGE (n:`{STATE}` {{`id`: 'medcoop'}}) SET n.`state` = $state"


def ids() -> str:
    """Label and id of every node of ours."""
    return f"MATCH (n:`{MARKER}`) RETURN [one IN labels(n) WHERE one <> '{MARKER}'][0], n.`id`"


def delete_relationships(one: Relationship) -> str:
    """Delete all relationships of one kind, some at a time; the number that went."""
    between = f"(:`{MARKER}`:`{one.start}`)-[r:`{one.type}`]->(:`{MARKER}`:`{one.end}`)"
    return f"MATCH {between} WITH r LIMIT $most DELETE r RETURN count(*)"
