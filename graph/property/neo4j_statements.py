"""The statements that Neo4j alone is told, beside those of `statements`: built from the schema alone, never from data.

Every node of ours is ``:Medcoop`` beside its own label, and is found by both and its id: nodes without the marker are never touched.
"""

from __future__ import annotations

from dataclasses import replace

from ...ontology.property_graph import Label, Relationship, schema
from .neo4j_schema import MARKER, STATE, WITHDRAWN
from .statements import Statements

STATEMENTS = Statements(
    each_id="UNWIND $ids AS i ", id="i", each_row="UNWIND $rows AS r ", cell="r[{}]", link="MERGE", marker=MARKER,
    hint=" USING INDEX SEEK {0}:`{1}`(`id`)",
)  # fmt: skip
"""Needs its hint: while much is written the planner's statistics lag behind, and it might read a whole index for each row."""
LOADING = replace(STATEMENTS, link="CREATE")
"""For relationships that are not there."""
MEASURES = ("degree", "betweenness", "community", "likely_partners")
"""Properties that `medcoop network --write` adds to institutions and countries: ours, though no push touches them."""
_OWN = (
    "CASE WHEN own IS NULL THEN null ELSE {type: type(own), labels: labels(other), node: elementId(other), id: other.`id`,"
    " name: other.`name`, out: startNode(own) = n} END"
)

BEGIN = (
    f"MERGE (s:`{STATE}` {{`id`: 'medcoop'}}) SET s.`owner` = $owner, s.`begun` = datetime(), s.`target` = $target, s.`snapshot` = ''"
    " REMOVE s.`batch`"
)
MOVE = f"MATCH (s:`{STATE}` {{`id`: 'medcoop', `snapshot`: $old}}) SET s.`snapshot` = $new, s.`pushed` = datetime() RETURN count(s)"
SPOIL = f"MATCH (s:`{STATE}` {{`id`: 'medcoop'}}) SET s.`snapshot` = ''"
FENCE = (
    f"MATCH (s:`{STATE}` {{`id`: 'medcoop', `owner`: $owner}}) WITH s, coalesce(s.`batch`, 0) < $batch AS fresh"
    " SET s.`batch` = $batch, s.`wrote` = datetime() RETURN fresh"
)
"""No row: another push has taken over. False: this batch was written, though the answer was lost."""
_SIZE = f"COUNT {{ (:`{MARKER}`) }}, COUNT {{ (:`{MARKER}`)-->() }}"
SIZE = f"RETURN {_SIZE}"
"""How many nodes and relationships of ours there are."""
FINISH = (
    f"MATCH (s:`{STATE}` {{`id`: 'medcoop', `owner`: $owner}}) SET s.`snapshot` = $snapshot, s.`schema` = $schema, s.`pushed` = datetime()"
    f" REMOVE s.`owner`, s.`target`, s.`begun`, s.`wrote`, s.`batch` RETURN {_SIZE}"
)
LOCK = f"MERGE (s:`{STATE}` {{`id`: 'lock'}}) SET s.`taken` = datetime()"
FORGET = f"MATCH (s:`{STATE}`) DELETE s"
LOOK = (
    f"CALL db.info() YIELD id, name OPTIONAL MATCH (s:`{STATE}` {{`id`: 'medcoop'}}) RETURN id, name, properties(s), {_SIZE},"
    f" COUNT {{ (:`{WITHDRAWN}`) }}"
)
"""What a database holds: its id and name, our note, how many nodes and relationships, how many that stay for a person's sake."""
AWAIT_INDEXES = "CALL db.awaitIndexes($seconds)"


def create_label(label: Label) -> str:
    """Write nodes that are not there. $rows."""
    cells = ", ".join(f"`{column.name}`: r[{at}]" for at, column in enumerate(label.columns))
    return f"UNWIND $rows AS r CREATE (n:`{label.name}`:`{MARKER}` {{{cells}}})"


def nodes_of(label: Label) -> str:
    """All rows of a label in the order of ids. The id's index gives them in order, so the server holds none."""
    cells = ", ".join(f"n.`{column.name}`" for column in label.columns)
    return (
        f"MATCH {STATEMENTS.node('n', label.name)} USING INDEX n:`{label.name}`(`id`) WHERE n.`id` STARTS WITH ''"
        f" RETURN {cells} ORDER BY n.`id`"
    )


def relationships_of(one: Relationship) -> str:
    """All rows of a relationship (ids of its ends, properties, its own id), in order."""
    cells = "".join(f", r.`{name}`" for name in one.properties)
    role = ", r.`role`" if "role" in one.properties else ""
    pattern = f"{STATEMENTS.node('a', one.start)}-[r:`{one.type}`]->{STATEMENTS.node('b', one.end)}"
    return (
        f"MATCH {pattern} USING INDEX a:`{one.start}`(`id`) WHERE a.`id` STARTS WITH ''"
        f" RETURN a.`id`, b.`id`{cells}, elementId(r) ORDER BY a.`id`, b.`id`{role}"
    )


def delete_relationships(one: Relationship) -> str:
    """Delete relationships by their own ids. $ids."""
    return f"UNWIND $ids AS i MATCH ()-[r:`{one.type}`]->() WHERE elementId(r) = i DELETE r"


def withdraw(label: Label) -> str:
    """Take nodes away. $ids, $types, $known. One that a person's own relationship, label or property stands on stays, as a mere name."""
    return f"UNWIND $ids AS i {STATEMENTS.found('n', label.name, 'i')} {_withdrawing(label)}"


def withdraw_some(label: Label) -> str:
    """The same for $most nodes of the label, whatever they are."""
    return f"MATCH {STATEMENTS.node('n', label.name)} WITH n LIMIT $most {_withdrawing(label)}"


def _withdrawing(label: Label) -> str:
    emptied = ", ".join(f"n.`{column.name}` = null" for column in label.columns if column.name not in ("id", "name"))
    emptied += "".join(f", n.`{name}` = null" for name in MEASURES)
    return (
        f"OPTIONAL MATCH (n)-[r]-(:`{MARKER}`) WHERE type(r) IN $types DELETE r WITH DISTINCT n"
        f" OPTIONAL MATCH (n)-[own]-(other) WITH n, n.`id` AS id, n.`name` AS name, labels(n) AS labels, keys(n) AS keys,"
        f" collect({_OWN}) AS own"
        f" WITH n, id, name, own, [one IN labels WHERE NOT one IN ['{MARKER}', '{label.name}']] AS labels,"
        f" [one IN keys WHERE NOT one IN $known] AS keys"
        f" WITH n, id, name, own, labels, keys, size(own) + size(labels) + size(keys) > 0 AS stays"
        f" FOREACH (_ IN CASE WHEN stays THEN [1] ELSE [] END |"
        f" SET n:`{WITHDRAWN}`, n.`was` = '{label.name}', {emptied} REMOVE n:`{MARKER}`:`{label.name}`)"
        f" FOREACH (_ IN CASE WHEN stays THEN [] ELSE [1] END | DELETE n)"
        f" WITH * WHERE stays RETURN '{label.name}', id, name, own, labels, keys"
    )


def any_left(label: str) -> str:
    """Whether there are nodes of a label."""
    return f"MATCH {STATEMENTS.node('n', label)} RETURN count(n) > 0"


def withdrawn() -> str:
    """(id, former label) of what stays for a person's sake."""
    return f"MATCH (n:`{WITHDRAWN}`) RETURN n.`id`, n.`was`"


def revive(label: str) -> str:
    """Make what stays for a person's sake ours again. $ids."""
    found = f"MATCH (n:`{WITHDRAWN}` {{`id`: i}}){STATEMENTS.hint.format('n', WITHDRAWN)}"
    return f"UNWIND $ids AS i {found} SET n:`{MARKER}`:`{label}` REMOVE n:`{WITHDRAWN}`, n.`was`"


def prune() -> str:
    """Take away $most of what stays for a person's sake, and their relationships with it; their nodes stay. What is left of each."""
    return (
        f"MATCH (n:`{WITHDRAWN}`) WITH n LIMIT $most OPTIONAL MATCH (n)-[own]-(other)"
        f" WITH n, n.`was` AS was, n.`id` AS id, n.`name` AS name, collect({_OWN}) AS own DETACH DELETE n"
        " RETURN was, id, name, own, [] AS labels, [] AS keys"
    )


def odd() -> str:
    """Clear up at most $most marked nodes that are none of ours: without an id, or with none of our labels. How many there were.

    One with relationships to nodes that are not ours loses the marker alone.
    """
    labels = "|".join(f"`{label.name}`" for label in schema().labels)
    return (
        f"MATCH (n:`{MARKER}`) WHERE n.`id` IS NULL OR NOT n:{labels} WITH n LIMIT $most OPTIONAL MATCH (n)-[r]-(:`{MARKER}`) DELETE r"
        f" WITH DISTINCT n REMOVE n:`{MARKER}` WITH n, CASE WHEN (n)--() THEN [] ELSE [n] END AS gone"
        " FOREACH (one IN gone | DELETE one) RETURN count(*)"
    )


def measure(label: str) -> str:
    """Write the network's measures to nodes. $rows: [id, degree, betweenness, community, likely partners]."""
    cells = ", ".join(f"n.`{name}` = r[{at}]" for at, name in enumerate(MEASURES, 1))
    return f"UNWIND $rows AS r {STATEMENTS.found('n', label, 'r[0]')} SET {cells} RETURN count(n)"


def forget_measures(label: str) -> str:
    """Take the measures away."""
    cells = ", ".join(f"n.`{name}`" for name in MEASURES)
    return f"MATCH {STATEMENTS.node('n', label)} WHERE n.`degree` IS NOT NULL REMOVE {cells}"
