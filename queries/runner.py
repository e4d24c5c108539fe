"""Runs a question of the catalogue on a store, through SPARQL or through Cypher, and gives plain rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Any, Literal, Protocol

from ..ontology import iris
from ..ontology.errors import UnknownNameError
from . import values
from .question import Question

Engine = Literal["rq", "cypher"]
Plain = dict[str, Any]
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in iris.PREFIXES.items())


class Store(Protocol):
    """What a question needs of a store."""

    @property
    def names(self) -> values.Names:
        """The index of names."""

    def query(self, sparql: str, bound: Mapping[str, Any] | None = None) -> Any:
        """Rows of a SELECT: tuples of terms in the order of its `variables`."""

    def cypher(self, query: str, parameters: Mapping[str, Any] | None = None) -> Any:
        """(columns, rows) of a read-only Cypher query on the embedded property graph."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Where something is said, and in which words: offsets count code points of the document's text."""

    document: str
    title: str | None
    url: str | None
    source: str
    published: str | None
    start: int
    end: int
    quote: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of plain values in the question's columns, and the parameters as they were understood."""

    question: Question
    parameters: Mapping[str, Any]
    rows: tuple[Mapping[str, Any], ...]


def understand(question: Question, given: Mapping[str, Any], names: values.Names) -> Plain:
    """Plain values of the given parameters, defaults filled in. UnknownNameError when one is missing or not known."""
    understood = {}
    for parameter in question.parameters:
        text = given.get(parameter.name)
        text = parameter.default if text is None else text
        if text is not None:
            understood[parameter.name] = values.read(parameter.type, text, parameter.name, names)
        elif parameter.required:
            raise UnknownNameError("is missing", where=parameter.name, remedy=f"give {parameter.help['en']}")
    return understood


def sparql(question: Question, understood: Mapping[str, Any], lang: str) -> tuple[str, Plain]:
    """The query text and the terms to bind. SPARQL has no parameter for LIMIT: the digits of a checked integer are written there."""
    types = {p.name: p.type for p in question.parameters}
    text = question.text("rq", understood).replace("$limit", str(int(understood.get("limit", values.MAX_ROWS))))
    bound = {name: values.for_sparql(types[name], value) for name, value in understood.items() if name != "limit"}
    return text, bound | {"lang": values.for_sparql("text", lang)}


def cypher(question: Question, understood: Mapping[str, Any], lang: str) -> tuple[str, Plain]:
    """The query text and its parameters."""
    types = {p.name: p.type for p in question.parameters}
    text = question.text("cypher", understood)
    bound = {name: values.for_cypher(types[name], value) for name, value in understood.items()} | {"lang": lang}
    return text, {name: value for name, value in bound.items() if f"${name}" in text}


def pasteable(question: Question, understood: Mapping[str, Any], lang: str, engine: Engine) -> str:
    """The query with its parameters, ready for any SPARQL endpoint (VALUES) or for Neo4j Browser (:param)."""
    if engine == "cypher":
        text, bound = cypher(question, understood, lang)
        return "".join(f":param {name} => {json.dumps(value, ensure_ascii=False)};\n" for name, value in bound.items()) + text
    text, bound = sparql(question, understood, lang)
    head, where, rest = text.partition("WHERE {\n")
    given = "".join(f"  VALUES ?{name} {{ {term} }}\n" for name, term in bound.items())
    return PROLOGUE + head + where + given + rest


def ask(store: Store, question: Question, given: Mapping[str, Any], *, lang: str = "en", engine: Engine = "rq") -> Answer:
    """Answer a question. `given`: parameters as typed; `lang`: the language of names ("en" or "ru")."""
    understood = understand(question, given, store.names)
    found = _from_sparql(store, question, understood, lang) if engine == "rq" else _from_cypher(store, question, understood, lang)
    rows = [{c.name: values.plain(c.type, c.many, row[c.name]) for c in question.columns} for row in found]
    return Answer(question, understood, tuple(_sorted(rows, question.sort)[: understood.get("limit")]))


def _from_sparql(store: Store, question: Question, understood: Plain, lang: str) -> Iterator[Plain]:
    return _records(store.query(*sparql(question, understood, lang)))


def _from_cypher(store: Store, question: Question, understood: Plain, lang: str) -> Iterator[Plain]:
    columns, rows = store.cypher(*cypher(question, understood, lang))
    return (dict(zip(columns, row, strict=True)) for row in rows)


def _records(found: Any) -> Iterator[Plain]:
    return (dict(zip(found.variables, row, strict=True)) for row in found)


def _sorted(rows: list[Plain], keys: Sequence[str]) -> list[Plain]:
    """Rows in the same order whatever the store; in descending order what is unknown comes last."""
    for key in reversed(keys):
        name = key.removeprefix("-")
        rows.sort(key=lambda row, name=name: (row[name] is not None, row[name] or ""), reverse=key.startswith("-"))  # type: ignore[misc]
    return rows


def evidence(store: Store, fact: str) -> tuple[Quote, ...]:
    """The quotes behind a fact, a strand, a partnership or a step; surest first."""
    text = (files(__package__) / "shared" / "evidence.rq").read_text(encoding="utf-8")
    quotes = {_quote(row) for row in _records(store.query(text, {"fact": values.for_sparql("thing", fact)}))}
    return tuple(sorted(quotes, key=lambda q: (-q.confidence, q.source, q.start, q.end)))


def _quote(row: Plain) -> Quote:
    types: dict[str, type] = {"start": int, "end": int, "confidence": float}
    plain: Plain = {f.name: None if row[f.name] is None else types.get(f.name, str)(row[f.name].value) for f in fields(Quote)}
    return Quote(**plain)
