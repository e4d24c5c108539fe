"""Runs a question of the catalogue on a store, through SPARQL or through Cypher, and gives plain rows.

`ask` is all that most callers need: what was typed in, `Answer` out, whose rows are maps of plain values (None, str, int, float, bool,
tuples of str) and so go into JSON as they are. `evidence` leads from a row's facts
to the quotes, `absence.explain` says what an empty answer means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any, Literal, Protocol

from ..ontology import iris
from ..ontology.errors import UnknownNameError
from . import steps, values
from .question import Question, select_lines

Engine = Literal["rq", "cypher"]
Plain = dict[str, Any]


class Store(Protocol):
    """What a question needs of a store. A property graph on a server answers by its own `cypher`, the rest is the local store's."""

    @property
    def names(self) -> values.Names:
        """The index of names."""

    def query(self, sparql: str, bound: Mapping[str, Any] | None = None) -> Any:
        """Rows of a SELECT: tuples of terms in the order of its `variables`."""

    def cypher(self, query: str, parameters: Mapping[str, Any] | None = None) -> Any:
        """(columns, rows) of a read-only Cypher query on the property graph."""

    def history(self, since: str, most: int = -1) -> Any:
        """(when, what, IRI, source, title, published) of the documents that were added, revised or withdrawn since a day, latest first."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Where something is said, and in which words: offsets count code points of the document's text; reprints have one `origin`."""

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
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of plain values in the question's columns, and the parameters as they were understood. complete: no row was left out.

    ran: (text, what was bound) of each query that was run; without: what was left out, as typed (see `without`).
    """

    question: Question
    parameters: Mapping[str, Any]
    rows: tuple[Mapping[str, Any], ...]
    lang: str = "en"
    engine: Engine = "rq"
    complete: bool = True
    ran: Sequence[tuple[str, Plain]] = field(default=(), repr=False, compare=False)
    without: tuple[str, ...] = ()

    def facts(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        """IRIs of the facts behind a row."""
        found = row.get(self.question.evidence) if self.question.evidence else None
        return found if isinstance(found, tuple) else (found,) if found else ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on its way: what a step of `computed` works with. ran: takes each query that is run, with what was bound."""

    store: Store
    question: Question
    parameters: Plain
    lang: str
    engine: Engine
    ran: list[tuple[str, Plain]] | None = None

    def run(self, text: str, bound: Mapping[str, Any]) -> list[Plain]:
        """Rows of a query as the store gives them."""
        if self.ran is not None:
            self.ran.append((text, dict(bound)))
        if self.engine == "rq":
            return list(_records(self.store.query(text, bound)))
        columns, rows = self.store.cypher(text, bound)
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def rows(self, part: str = "query", **more: Any) -> list[Plain]:
        """Plain rows of the question's query, or of another file of its folder. more: IRIs and texts that the query needs besides."""
        text, bound = bind(self.question, self.parameters | more, self.lang, self.engine, part)
        return self.plain(self.run(text, bound))

    def shared(self, name: str, **given: Any) -> list[Plain]:
        """Plain rows of a query of ``shared/``. given: IRIs and texts; what is None guards its lines away."""
        given = {key: value for key, value in given.items() if value is not None}
        text = select_lines(shared_text(name, self.engine), given)
        terms = {key: _term(value, self.engine) for key, value in given.items()} | {"lang": _term(self.lang, self.engine)}
        return self.plain(self.run(text, _used(terms, text, self.engine)))

    def plain(self, rows: Iterable[Mapping[str, Any]]) -> list[Plain]:
        """Rows with plain values, each once; what no column declares is text."""
        types, rows = _types(self.question), list(rows)
        readers = {name: values.reader(*types.get(name, ("text", False))) for row in rows for name in row}
        found = [{name: readers[name](value) for name, value in row.items()} for row in rows]
        return [dict(row) for row in dict.fromkeys(tuple(row.items()) for row in found)]


@cache
def shared_text(name: str, engine: str) -> str:
    """A query of ``shared/`` with all its guarded lines."""
    return (files(__package__) / "shared" / f"{name}.{engine}").read_text(encoding="utf-8")


def _term(value: Any, engine: str) -> Any:
    if engine == "cypher":
        return value
    return values.for_sparql("iri" if str(value).startswith(iris.BASE) else "text", value)


def _types(question: Question) -> Mapping[str, tuple[str, bool]]:
    """Type and number of each column that the question's queries give."""
    found = {}
    for column in question.columns:
        type_ = "text" if column.take == "count" else column.type
        found[column.source] = (type_, column.many and column.source == column.name)
    return {**{c.name: (c.type, c.many) for c in question.columns if c.name not in found}, **found}


def understand(question: Question, given: Mapping[str, Any], store: Any) -> Plain:
    """Plain values of the given parameters, defaults filled in. UnknownNameError when one is missing or not known.

    given: as typed; unknown names of parameters are refused. store: a store, or its index of names.
    """
    known = {parameter.name for parameter in question.parameters}
    if strange := sorted(name for name, value in given.items() if name not in known and value is not None):
        raise UnknownNameError(f"{question.command} has no such parameter", where=strange[0], remedy=f"it has {', '.join(sorted(known))}")
    understood = {}
    for parameter in question.parameters:
        text = given.get(parameter.name)
        text = parameter.default if text is None else text
        if text is not None and parameter.type == "agreement":
            understood[parameter.name] = import_module(".agreement_named", __package__).find(store, str(text), parameter.name)
        elif text is not None:
            understood[parameter.name] = values.read(parameter.type, text, parameter.name, getattr(store, "names", store))
        elif parameter.required:
            raise UnknownNameError("is missing", where=parameter.name, remedy=f"give {parameter.help['en']}")
    return understood


def bind(question: Question, understood: Mapping[str, Any], lang: str, engine: Engine, part: str = "query") -> tuple[str, Plain]:
    """The query text for a store, with the lines that the parameters call for, and what to bind."""
    types = {p.name: p.type for p in question.parameters}
    bound: Plain = {}
    for name, value in understood.items():
        one = value[0] if isinstance(value, tuple) else value
        bound.update(values.bound(types[name], name, one, engine) if name in types else {name: _term(one, engine)})
    countries = {f"{name}_country": iris.code(iri) for name, iri in understood.items() if str(iri).startswith(iris.country(""))}
    if shelf := question.on_shelf({**understood, **countries}):
        bound["shelf"] = _term(iris.shelf(*shelf), engine)
    text = question.text(engine, {**bound, **understood}, part)
    if engine == "rq":  # SPARQL has no parameter for LIMIT: the digits of a checked integer are written there
        text = text.replace("$limit", str(int(understood.get("limit", values.MAX_ROWS))))
        bound.pop("limit", None)
    return text, _used(bound | {"lang": _term(lang, engine)}, text, engine)


def _used(bound: Plain, text: str, engine: str) -> Plain:
    """What the text speaks of: a store refuses to bind anything else."""
    sign = "?" if engine == "rq" else "$"
    return {name: value for name, value in bound.items() if re.search(rf"\{sign}{name}\b", text)}


def ask(
    store: Store, question: Question, given: Mapping[str, Any], *, lang: str = "en", engine: Engine = "rq", candidates: bool = False
) -> Answer:
    """Answer a question.

    given: parameters as typed; lang: the language of names ("en" or "ru"); candidates: rows of facts that are too unsure for the canonical
    view come last, marked (where the question has such rows; they are read by SPARQL from the documents' own graphs).
    """
    return answer(store, question, understand(question, given, store), lang=lang, engine=engine, candidates=candidates)


def answer(
    store: Store, question: Question, understood: Plain, *, lang: str = "en", engine: Engine = "rq", candidates: bool = False
) -> Answer:
    """Answer a question whose parameters are understood already (see `ask`)."""
    asked = Asked(store, question, understood, lang, engine, [])
    found = gathered(asked)
    rows = steps.one_each(question.columns, found) if any(c.take for c in question.columns) and not question.computed else found
    if "office" in understood:
        rows = [row for row in rows if import_module(".offices", __package__).same(understood["office"], row["office"])]
    rows = steps.in_order(steps.within(question, understood, rows), question.sort)
    limit = understood.get("limit", values.MAX_ROWS)
    kept = [_whole(asked, row) for row in steps.first(question, rows, limit)]
    if candidates and question.has("candidate"):
        unsure = steps.within(question, understood, Asked(store, question, understood, lang, "rq").rows("candidates"))
        kept += [_whole(asked, row | {"candidate": True}) for row in steps.in_order(unsure, question.sort)[:limit]]
    return Answer(question, understood, tuple(kept), lang, engine, steps.fewer(question, rows, limit), asked.ran or ())


def gathered(asked: Asked) -> list[Plain]:
    """All rows that the question's queries give, or that its module makes of them."""
    computed = asked.question.computed
    return list(import_module(f".{computed}", __package__).rows(asked)) if computed else _each(asked)


def _each(asked: Asked) -> list[Plain]:
    """Rows of the query; for a parameter of several values (an agreement that several documents report) those of each value."""
    several = next((name for name, value in asked.parameters.items() if isinstance(value, tuple)), None)
    if several is None:
        return asked.rows()
    found = []
    for value in asked.parameters[several]:
        found += replace(asked, parameters=asked.parameters | {several: value}).rows()
    return found


def _whole(asked: Asked, row: Mapping[str, Any]) -> Plain:
    """A row with all columns; a party that is called neither in English nor in Russian gets the name that it has."""
    found = {column.name: row.get(column.name, () if column.many else None) for column in asked.question.columns}
    for side in ("a", "b"):
        if found.get(side) and f"{side}_name" in found and not found[f"{side}_name"]:
            found[f"{side}_name"] = label(asked.store, found[side], asked.lang)
    return found


def label(store: Store, thing: str, lang: str) -> str | None:
    """The name of a thing or country in a language, or in another one where it has none."""
    found = {
        row["lang"].value: row["text"].value for row in _records(store.query(shared_text("label", "rq"), {"thing": _term(thing, "rq")}))
    }
    other = "en" if lang == "ru" else "ru"
    return found.get(lang) or found.get(other) or next((found[tag] for tag in sorted(found)), None)


def _records(found: Any) -> Iterator[Plain]:
    return (dict(zip(found.variables, row, strict=True)) for row in found)


def evidence(store: Store, facts: str | Iterable[str], most: int | None = None) -> tuple[Quote, ...]:
    """The quotes behind facts, strands, partnerships, steps, things or documents (IRIs); surest first. most: so many are looked up.

    The pieces of evidence first, then each one's words: in one query the store would read all evidence that it has.
    """
    wanted = [facts] if isinstance(facts, str) else facts
    found = {str(row["evidence"].value) for fact in wanted for row in _about(store, "evidence", "fact", fact)}
    quotes = {_quote(row) for one in sorted(found)[:most] for row in _about(store, "quote", "evidence", one)}
    return tuple(sorted(quotes, key=lambda q: (-q.confidence, q.source, q.start, q.end)))


def _about(store: Store, name: str, variable: str, thing: str) -> Iterator[Plain]:
    return _records(store.query(shared_text(name, "rq"), {variable: values.for_sparql("thing", thing)}))


def _quote(row: Plain) -> Quote:
    types: dict[str, type] = {"start": int, "end": int, "confidence": float}
    plain: Plain = {f.name: None if row[f.name] is None else types.get(f.name, str)(row[f.name].value) for f in fields(Quote)}
    return Quote(**plain)
