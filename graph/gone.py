"""What left the canonical view: so that an address that somebody has cited can say what stood there.

A row is written when the lines that gave a thing its class go and nothing takes their place; the dataset is asked first, so a row of a
thing that came back does no harm.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pyoxigraph as ox

from ..ontology import iris
from .clock import now
from .dataset import Work
from .terms import TYPE, name

_NAMES = (name("skos:prefLabel"), name("foaf:name"))
_SOURCE = name("prov:hadPrimarySource")
_THINGS = f"<{iris.BASE}id/"


@cache
def _slugs() -> Mapping[str, str]:
    """The slug of each class, by its IRI in angle brackets."""
    from ..ontology.classes import CLASSES  # noqa: PLC0415 - slow, and who only reads needs none of it

    return {f"<{model.declared.iri}>": model.declared.slug for model in CLASSES}


def note(con: sqlite3.Connection, work: Work) -> None:
    """Write down what the work takes away."""
    rows = list(_rows(work.remove.get("", ()), work.add.get("", ())))
    if rows:
        con.executemany("INSERT OR REPLACE INTO gone(iri, class, name, document, at) VALUES(?, ?, ?, ?, ?)", rows)


def _rows(removed: Any, added: Any) -> Iterator[tuple[str, str, str, str, str]]:
    typed = f" {TYPE} "
    lost = {line.partition(" ")[0] for line in removed if typed in line and line.startswith(_THINGS)}
    lost -= {line.partition(" ")[0] for line in added}
    if not lost:
        return
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in removed:
        subject, predicate, value = line.split(" ", 2)
        if subject in lost:
            said[subject][predicate].append(value)
    at, slugs = now(), _slugs()
    for subject, lines in sorted(said.items()):
        slug = next((slugs[one] for one in lines[TYPE] if one in slugs), "")
        names = [_text(one) for predicate in _NAMES for one in sorted(lines.get(predicate, ()))]
        yield subject[1:-1], slug, " / ".join(names), next(iter(lines.get(_SOURCE, ())), "<>")[1:-1], at


def _text(term: str) -> str:
    """The words of a literal's N-Triples form."""
    parsed = next(iter(ox.parse(f"<a:a> <a:a> {term} .", format=ox.RdfFormat.N_TRIPLES))).object
    return parsed.value if isinstance(parsed, ox.Literal) else ""


def find(con: sqlite3.Connection, iri: str) -> Mapping[str, str] | None:
    """Class, name, document and the moment at which it went; None for what never left, or never was."""
    try:
        row = con.execute("SELECT class, name, document, at FROM gone WHERE iri = ?", (iri,)).fetchone()
    except sqlite3.OperationalError:  # a store that no one has written to since the table came
        return None
    return {key: value for key, value in zip(("class", "name", "document", "at"), row, strict=True) if value} if row else None
