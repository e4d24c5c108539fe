"""The statements by which a property graph is changed, for Ladybug and for Neo4j: built from the schema alone, never from data.

Values are parameters: an id, or a row in the order of the schema's columns (of a relationship: first id, second id, properties).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...ontology.property_graph import Label, Relationship


@dataclass(frozen=True, slots=True)
class Statements:
    """One dialect.

    each_id, each_row: how a statement begins that works on ids or on rows; id: what stands for the id; cell: for the cell of a number
    link: the verb that makes a relationship; marker: a label that every node of ours carries
    hint: how a pattern is told to find its node by the id's index ({0}: the node, {1}: its label)
    """

    each_id: str
    id: str
    each_row: str
    cell: str
    link: str
    marker: str
    hint: str = ""

    def node(self, name: str, label: str, key: str | None = None) -> str:
        """The pattern of a node of ours; `key` stands for its id."""
        marker = f":`{self.marker}`" if self.marker else ""
        return f"({name}:`{label}`{marker}{f' {{`id`: {key}}}' if key else ''})"

    def found(self, name: str, label: str, key: str, rest: str = "") -> str:
        """MATCH of a node of ours by its id. rest: the rest of the pattern."""
        return f"MATCH {self.node(name, label, key)}{rest}{self.hint.format(name, label)}"

    def merge_label(self, label: Label) -> str:
        """Write nodes; properties that others added stay. Rows."""
        cells = ", ".join(f"n.`{column.name}` = {self.cell.format(at)}" for at, column in enumerate(label.columns) if at)
        return f"{self.each_row}MERGE {self.node('n', label.name, self.cell.format(0))} SET {cells}"

    def existing(self, label: str) -> str:
        """Which of the ids exist."""
        return f"{self.each_id}{self.found('n', label, self.id)} RETURN n.`id`"

    def neighbours(self, one: Relationship) -> str:
        """Ids at the end of the relationships that start at the ids."""
        rest = f"-[:`{one.type}`]->{self.node('b', one.end)}"
        return f"{self.each_id}{self.found('a', one.start, self.id, rest)} RETURN b.`id`"

    def sources(self, one: Relationship) -> str:
        """Ids at the start of the relationships that end at the ids."""
        rest = f"<-[:`{one.type}`]-{self.node('a', one.start)}"
        return f"{self.each_id}{self.found('b', one.end, self.id, rest)} RETURN a.`id`"

    def delete_owned(self, label: str, types: Iterable[str], *, backwards: bool) -> str:
        """Delete the relationships of some types that start at the ids, or end there (backwards)."""
        kinds = "|".join(f"`{one}`" for one in types)
        first, second = ("<-", "-") if backwards else ("-", "->")
        other = f"(:`{self.marker}`)" if self.marker else "()"
        return f"{self.each_id}{self.found('n', label, self.id, f'{first}[r:{kinds}]{second}{other}')} DELETE r"

    def create_relationship(self, one: Relationship) -> str:
        """Write relationships, which their ends and their role tell apart. Rows."""
        cells = {name: self.cell.format(at) for at, name in enumerate(one.properties, 2)}
        role = f" {{`role`: {cells['role']}}}" if "role" in cells else ""
        date = f" SET e.`date` = {cells['date']}" if "date" in cells else ""
        first, second = self.found("a", one.start, self.cell.format(0)), self.found("b", one.end, self.cell.format(1))
        return f"{self.each_row}{first} {second} {self.link} (a)-[e:`{one.type}`{role}]->(b){date}"
