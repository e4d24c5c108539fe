"""What a push has to do, decided from what the server shows, what was pushed before and what the store holds now. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from . import neo4j_schema
from .pushed import Pushed

MANY = 20_000
"""Comparing everything is faster than following so many subjects."""
SMALL = 300_000
"""So many nodes and relationships are compared in seconds: done whenever others have written to the database."""

Done = Literal["current", "loaded", "compared", "followed"]


@dataclass(frozen=True, slots=True)
class There:
    """What a database holds. state: the properties of our note; bookmark: the state that it is in."""

    database: str
    name: str
    state: Mapping[str, Any]
    nodes: int
    relationships: int
    bookmark: str
    withdrawn: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do and why. subjects: whose nodes are to be followed."""

    do: Done
    why: str
    subjects: frozenset[str] = frozenset()


def decide(there: There, before: Pushed, state: str, since: Callable[[int], frozenset[str] | None], check: bool | None) -> Plan:
    """The plan. state: "number-snapshot" of the store; since: subjects changed after a number; check: compare always, never, if need be."""
    shown = str(there.state.get("snapshot") or "")
    if not there.state and not there.nodes:
        return Plan("loaded", "the first push")
    if not there.state:
        return Plan("compared", "it holds nodes of medcoop's without a note of a push")
    if not shown:
        return Plan("compared", "an earlier push was broken off" if there.nodes else "an earlier push had just begun")
    if there.state.get("schema") != neo4j_schema.version():
        return Plan("compared", "labels, properties or indexes are not the present ones")
    if check:
        return Plan("compared", "asked to check everything")
    if shown not in before.states:
        return Plan("compared", "what it shows was not pushed from this store, or not to this database")
    behind = shown != before.states[-1]
    if check is None and (edited := _edited(there, before, behind=behind)):
        return Plan("compared", edited)
    if shown.partition("-")[2] == state.partition("-")[2]:
        return Plan("current", "nothing has changed")
    subjects = since(int(shown.partition("-")[0]))
    if subjects is None:
        return Plan("compared", "the store has kept no journal back to what it shows")
    if len(subjects) > MANY:
        return Plan("compared", f"{len(subjects):,} things have changed")
    return Plan("followed", "it was behind the last push" if behind else "changes since the last push", subjects)


def _edited(there: There, before: Pushed, *, behind: bool) -> str:
    """Why others are taken to have changed what is ours; empty when not."""
    if behind or there.bookmark == before.bookmark:
        return ""
    nodes, links = there.nodes - before.nodes, there.relationships - before.relationships
    if nodes or links:
        return f"others have changed it ({nodes:+,} nodes, {links:+,} relationships)"
    return "others have written to the database" if there.nodes + there.relationships <= SMALL else ""
