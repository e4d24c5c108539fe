"""The SPARQL page: a text box with the catalogue's queries as examples, and a query's result as a table."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ...ontology.iris import PREFIXES
from ..endpoint.reply import Reply, page
from ..question import catalogue
from . import nodes, render

if TYPE_CHECKING:
    from ...graph.store import Store


def form(_: Store, asked: Mapping[str, Any]) -> Reply:
    """The empty box."""
    return page(_page(asked))


def _page(asked: Mapping[str, Any], query: str = "", **found: Any) -> str:
    """found: columns and rows of a SELECT, `more` when there are more of them; truth of an ASK."""
    examples = [question for question in catalogue().values() if (question.folder / "query.rq").is_file()]
    values = {"columns": None, "rows": [], "truth": None, "more": False} | found
    return render.html("sparql.html", asked, query=query, examples=examples, prefixes=PREFIXES, **values)


def results(asked: Mapping[str, Any], found: Any, most: int) -> Reply:
    """The result of a query below the box."""
    asked = {"params": [("query", asked["query"])], "path": "sparql", "carry": {}, **asked}
    if isinstance(found, ox.QueryBoolean):
        return page(_page(asked, asked["query"], truth=bool(found)))
    names = [variable.value for variable in found.variables]
    rows = [[cell(row[name]) for name in names] for row in islice(found, most)]
    return page(_page(asked, asked["query"], columns=names, rows=rows, more=len(rows) == most))


def cell(term: Any) -> tuple[str, str | None, str]:
    """(text, address, note) of a term."""
    if term is None:
        return "", None, ""
    if isinstance(term, ox.NamedNode):
        href = nodes.path(term.value) if term.value.startswith(("http://", "https://")) else None
        return shortened(term.value), href, ""
    if isinstance(term, ox.Literal):
        return term.value, None, term.language or ""
    return str(term), None, ""


def shortened(iri: str) -> str:
    """An IRI with a known prefix."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and len(iri) > len(start):
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def cell_text(value: Any) -> str:
    """A value of the property graph as text."""
    return "" if value is None else ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
