"""Queries: only such as read what is here. Oxigraph's query() can't write; SERVICE, which would connect out, is refused beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

import pyoxigraph as ox

from ..ontology.errors import QueryError
from ..ontology.iris import PREFIXES

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)|(?P<comment>\#[^\n\r]*)"""
    r"""|(?P<string>\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''|"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*')"""
    r"""|(?P<name>[?$@]\w+|_:\w+|[\w.-]*:[\w.%:-]*)|(?P<word>[A-Za-z]+)""",
    re.DOTALL,
)
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def words(query: str) -> Iterator[str]:
    """The query's bare words in capitals: no part of an IRI, a name, a string or a comment."""
    return (match["word"].upper() for match in _TOKEN.finditer(query) if match["word"])


@lru_cache(maxsize=256)
def check(query: str) -> None:
    """Raise QueryError when the query would write or connect to another machine."""
    found = list(words(query))
    if "SERVICE" in found:
        raise QueryError("SERVICE is not allowed: queries read this store alone", remedy="fetch the other data first and join them outside")
    first = next((word for word in found if word in _FORMS or word in _UPDATES), None)
    if first in _UPDATES:
        raise QueryError(
            f"{first} would change the store",
            remedy="ask with SELECT, ASK, CONSTRUCT or DESCRIBE; documents change by `ingest` and `withdraw`",
        )


def without_dataset(query: str) -> str:
    """The query without its FROM clauses: a dataset that the request names stands in their place."""
    tokens = [token for token in _TOKEN.finditer(query) if not token["comment"]]
    cut: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        end = at
        if _is(tokens[at], "FROM"):
            end = at + 2 if at + 1 < len(tokens) and _is(tokens[at + 1], "NAMED") else at + 1
            if end < len(tokens) and (tokens[end]["iri"] or tokens[end]["name"]):
                cut.append((tokens[at].start(), tokens[end].end()))
        at = end + 1
    for start, stop in reversed(cut):
        blank = re.sub(r"[^\n]", " ", query[start:stop])  # what follows keeps its place for messages
        query = query[:start] + blank + query[stop:]
    return query


def _is(token: re.Match[str], word: str) -> bool:
    return (token["word"] or "").upper() == word


class QueryResult:
    """The answer to a query. kind: rows (SELECT), truth (ASK) or graph (CONSTRUCT, DESCRIBE)."""

    def __init__(self, found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> None:
        self._found = found
        self.kind: Literal["rows", "truth", "graph"] = (
            "rows" if isinstance(found, ox.QuerySolutions) else "truth" if isinstance(found, ox.QueryBoolean) else "graph"
        )
        self.variables = tuple(one.value for one in found.variables) if isinstance(found, ox.QuerySolutions) else ()
        """Names of the columns of a SELECT, without the question mark."""

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        """Rows of terms in the order of `variables`; for a graph (subject, predicate, object). Once: results are streamed."""
        if isinstance(self._found, ox.QuerySolutions):
            yield from map(tuple, self._found)
        elif isinstance(self._found, ox.QueryTriples):
            for triple in self._found:
                yield triple.subject, triple.predicate, triple.object

    def __bool__(self) -> bool:
        """The answer of ASK; QueryError for other forms."""
        if not isinstance(self._found, ox.QueryBoolean):
            raise QueryError("only ASK is true or false", remedy="go through the rows instead")
        return bool(self._found)

    def values(self) -> list[dict[str, str | None]]:
        """Rows of a SELECT as plain text by variable: the value of a literal, the IRI of a thing."""
        return [{name: plain(term) for name, term in zip(self.variables, row, strict=True)} for row in self]

    def serialize(self, media: str) -> bytes:
        """The answer in a format by its media type or file ending: json, xml, csv, tsv for rows; ttl, nt, rdf, jsonld for a graph."""
        found = self._found
        if isinstance(found, ox.QueryTriples):
            rdf = ox.RdfFormat.from_media_type(media) or ox.RdfFormat.from_extension(media)
            if rdf is None:
                raise QueryError(f"{media!r} is no format of graphs", remedy="ask for ttl, nt, rdf or jsonld")
            return found.serialize(format=rdf) or b""
        rows = ox.QueryResultsFormat.from_media_type(media) or ox.QueryResultsFormat.from_extension(
            {"json": "srj", "xml": "srx"}.get(media, media)
        )
        if rows is None:
            raise QueryError(f"{media!r} is no format of rows", remedy="ask for json, xml, csv or tsv")
        return found.serialize(format=rows) or b""


def plain(term: Term | None) -> str | None:
    """A term's value as text."""
    return None if term is None else str(term) if isinstance(term, ox.Triple) else term.value


def run(store: ox.Store, query: str, bound: Mapping[str, ox.NamedNode | ox.Literal] | None = None) -> QueryResult:
    """Run a query; the prefixes of the ontology are known. QueryError when it is not valid or not allowed.

    bound: values of variables that the query projects, put in their place everywhere (SPARQL-dev SEP-0007).
    """
    check(query)
    try:
        return QueryResult(store.query(query, prefixes=PREFIXES, substitutions={ox.Variable(k): v for k, v in (bound or {}).items()}))
    except SyntaxError as error:
        raise QueryError(f"the query is not valid SPARQL ({error})", remedy="see https://www.w3.org/TR/sparql11-query/") from error
