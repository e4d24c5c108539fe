"""The SPARQL 1.1 query operation on a snapshot."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from ....graph import sparql
from ....ontology.errors import QueryError
from ....ontology.iris import PREFIXES
from .. import formats
from ..problems import Problem
from ..reply import Reply
from . import endless

if TYPE_CHECKING:
    from ....graph.store import Store

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_EXPECTED = 400
_ROWS_SHOWN = 1000


def answer(store: Store, asked: dict[str, Any]) -> Reply:
    """The result in the wanted format. Problem 400 with line and column when the query isn't valid, 406 for other formats."""
    found, grows = run(store, asked), partial(endless.may_be, str(asked["query"]))
    if isinstance(found, ox.QueryTriples):
        media = formats.choose(dict(formats.GRAPHS), asked)
        return Reply(formats.labelled(media), _writer(found, formats.GRAPHS[media]), keep=False, endless=grows)
    media = formats.choose(dict(formats.ROWS), asked, html=asked.get("to") == "sparql")
    if media == formats.HTML:
        from ...pages import editor  # noqa: PLC0415

        return editor.results(asked, found, _ROWS_SHOWN)
    rows = formats.ROWS[media]
    if isinstance(found, ox.QueryBoolean) and rows in (ox.QueryResultsFormat.CSV, ox.QueryResultsFormat.TSV):
        return Reply(formats.labelled(media), b"true\n" if found else b"false\n")
    return Reply(formats.labelled(media), _writer(found, rows), keep=False, endless=grows)


def _writer(found: Any, form: Any) -> Any:
    def write(out: BinaryIO) -> None:
        found.serialize(out, form)

    return write


def run(store: Store, asked: dict[str, Any]) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Run the query of a request on its dataset."""
    query = str(asked["query"])
    try:
        sparql.check(query)
    except QueryError as error:
        raise Problem(403 if "SERVICE" in error.what or "change" in error.what else 400, error.what, remedy=error.remedy) from error
    default, named = asked.get("default") or [], asked.get("named") or []
    options: dict[str, Any] = {}
    if default or named:
        query = sparql.without_dataset(query)
        options = {"default_graph": _graphs(default), "named_graphs": _graphs(named)}
    try:
        return store.dataset.query(query, prefixes=PREFIXES, base_iri=asked.get("url"), **options)
    except SyntaxError as error:
        raise _problem(str(error)) from error
    except ValueError as error:
        raise Problem(400, str(error)[:_EXPECTED]) from error


def _graphs(names: list[str]) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(name) for name in names]
    except ValueError as error:
        raise Problem(400, f"a graph is named by an absolute IRI ({error})") from error


def _problem(message: str) -> Problem:
    match = _PLACE.match(message)
    if not match:
        return Problem(400, f"the query is not valid SPARQL: {message[:_EXPECTED]}")
    line, column, expected = int(match[1]), int(match[2]), match[3]
    text = expected if len(expected) <= _EXPECTED else expected[:_EXPECTED].rsplit(",", 1)[0] + " ..."
    return Problem(400, f"the query is not valid SPARQL: line {line}, column {column}: {text}", line=line, column=column)
