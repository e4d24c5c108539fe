"""Renamings and successions as events: org:ChangeEvent with the names before and after, and the date when it is known.

The registry knows former names, and people say in the log that one name followed another (`renamed`) or that one institution took
another's place (`succeeded`). A renaming leads from a thing to itself; a succession from one thing to another.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator

from ..ontology import iris
from ..ontology.derived import ChangeEvent
from ..ontology.identity import Renaming, Resolver
from . import decisions, terms
from .initials import initials
from .members import from_text
from .quads import class_lines
from .terms import iri, name

ThingOf = Callable[[str], str]
_MAY_CHANGE = re.compile(r'"entry:|"former":\[\[')  # in a member's text: most have neither, and need no reading


def lines(con: sqlite3.Connection, resolver: Resolver, thing: str, thing_of: ThingOf) -> set[str]:
    """The lines of all changes that led to a thing."""
    rows = _members(con, thing)
    known = _known(resolver, rows)
    found: set[str] = set()
    for key in sorted({(one.register, one.date or "") for one in known}):
        event = iris.thing("change", thing, *key)
        found.update(_event(event, thing, thing, [one for one in known if (one.register, one.date or "") == key]))
    for member, _ in rows:
        for original, one in _said(con, member):
            found.update(_event(iris.thing("change", original, member, one.date or ""), thing_of(original), thing, [one]))
    return found


def older_names(con: sqlite3.Connection, resolver: Resolver, thing: str) -> set[str]:
    """Names that a thing had before, and their abbreviations: whoever asks by one of them is led to it."""
    old = {one.old for one in _known(resolver, _members(con, thing))}
    return old.union(*map(initials, old))


def _members(con: sqlite3.Connection, thing: str) -> list[tuple[str, str]]:
    return con.execute("SELECT iri, member FROM node WHERE thing = ? AND alive ORDER BY iri", (thing,)).fetchall()


def _known(resolver: Resolver, rows: list[tuple[str, str]]) -> set[Renaming]:
    return {one for _, text in rows if _MAY_CHANGE.search(text) for one in resolver.renamings(from_text(text))}


def _said(con: sqlite3.Connection, member: str) -> Iterator[tuple[str, Renaming]]:
    """(older member, what a person said of it) for changes that led to a member."""
    for row in decisions.leading_to(con, member):
        old, new = (_told(row, side) or _name(con, iri) for side, iri in (("old", row.subject), ("new", member)))
        if old and new:
            yield row.subject, Renaming(row.id, old[0], new[0], old[1], new[1], row.detail.get("date"))


def _told(row: decisions.Row, side: str) -> tuple[str, str] | None:
    """The name that the person had before the eyes, with its language."""
    name = row.detail.get(f"{side}_name")
    return (str(name), str(row.detail.get(f"{side}_lang") or "")) if name else None


def _name(con: sqlite3.Connection, member: str) -> tuple[str, str] | None:
    row = con.execute("SELECT member FROM node WHERE iri = ?", (member,)).fetchone()
    known = from_text(row[0]) if row and row[0] else None
    return (known.name, known.lang) if known else None


def _event(event: str, original: str, resulting: str, told: list[Renaming]) -> Iterator[str]:
    subject = iri(event)
    yield from class_lines(subject, ChangeEvent)
    yield f"{subject} {name('org:originalOrganization')} {iri(original)}"
    yield f"{subject} {name('org:resultingOrganization')} {iri(resulting)}"
    for one in told:
        yield f"{subject} {name('mc:oldName')} {terms.string(one.old, one.old_lang or None)}"
        yield f"{subject} {name('mc:newName')} {terms.string(one.new, one.new_lang or None)}"
        yield f"{subject} {name('skos:prefLabel')} {terms.string(f'{one.old} → {one.new}', one.new_lang or None)}"
        if one.date:
            yield f"{subject} {name('mc:date')} {terms.date(one.date)}"
