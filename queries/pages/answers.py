"""The page of a question: a form made from its declaration, its answer as a table, the way to the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...ontology import places, vocabulary
from ...ontology.errors import UnknownNameError
from .. import ask, runner
from ..endpoint.reply import Reply, page
from ..pasting import as_text
from ..question import Column, Parameter, Question, catalogue
from ..values import CONCEPTS
from . import nodes, render

if TYPE_CHECKING:
    from ...graph.store import Store

Asked = Mapping[str, Any]
_LINKS = {"a_name": "a", "b_name": "b", "partner_name": "partner", "other_name": "other", "name": "iri"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows: texts, each with an address or none."""

    parts: tuple[tuple[str, str | None], ...]
    kind: str


def page_of(store: Store, asked: Asked, name: str, given: Mapping[str, Any], said: str = "") -> Reply:
    """The page of question `name` with parameters as typed; `said`: the words in which it was asked."""
    question, lang = catalogue()[name], asked["lang"]
    answer, error, status = None, None, 200
    if given or not any(one.required for one in question.parameters):
        try:
            answer = runner.ask(store, question, given, lang=lang)
        except UnknownNameError as problem:
            error, status = problem, 404
    understood = answer.parameters if answer else {}
    rows = answer.rows if answer else ()
    columns = shown(question, rows)
    html = render.html(
        "answer.html", asked, question=question, given=given, said=said, answer=answer, error=error, columns=columns,
        rows=[[_cell(column, row, lang) for column in columns] for row in rows],
        proofs=[answer.facts(row)[:20] for row in rows] if answer else [],
        inputs=[field(one, given, lang) for one in question.parameters], understood=_worded(store, question, understood, lang),
        query=as_text(answer.ran, "rq") if answer else "", plain=dict(understood),
    )  # fmt: skip
    return page(html, status)


def shown(question: Question, rows: Sequence[Mapping[str, Any]]) -> list[Column]:
    """The columns that people see: those that say something in some row."""
    return [one for one in question.columns if not one.hidden and (not rows or any(row[one.name] not in (None, (), False) for row in rows))]


def _cell(column: Column, row: Mapping[str, Any], lang: str) -> Cell:
    """A value with words for codes and addresses for things: `a_name` leads to the thing in `a`, `party_names` to those in `parties`."""
    value = row[column.name]
    if value is None or value == ():
        return Cell((), column.type)
    many = value if isinstance(value, tuple | list) else (value,)
    hrefs = _hrefs(column.name, row, len(many))
    return Cell(
        tuple((word(column.type, one, lang), href or _place(column.type, one)) for one, href in zip(many, hrefs, strict=True)), column.type
    )


def _hrefs(name: str, row: Mapping[str, Any], count: int) -> list[str | None]:
    stem = name.removesuffix("_names").removesuffix("_name")
    candidates = (stem, f"{stem}_iri", f"{stem}s", f"{stem.removesuffix('y')}ies", _LINKS.get(name, ""))
    found = next((row[one] for one in candidates if one != name and row.get(one)), None)
    iris_ = found if isinstance(found, tuple | list) else (found,)
    fits = len(iris_) == count and all(str(one).startswith("http") for one in iris_)
    return [nodes.path(str(one)) for one in iris_] if fits else [None] * count


def _place(type_: str, value: Any) -> str | None:
    if type_ == "country":
        return f"/country/{value}"
    if type_ in ("iri", "thing") and isinstance(value, str):
        return nodes.path(value)
    return f"/{type_}/{value}" if type_ == "topic" else None


def word(type_: str, value: Any, lang: str) -> str:
    """A plain value in words."""
    if type_ == "section":
        return str(value).partition(" ")[2]
    if type_ == "country":
        found = places.places().countries.get(str(value))
        return found.name.of(lang) if found else str(value)
    if type_ in CONCEPTS:
        concept = vocabulary.load().schemes[type_].concepts.get(str(value))
        return concept.label.of(lang) if concept else str(value)
    return str(value)


def _worded(store: Store, question: Question, understood: Mapping[str, Any], lang: str) -> list[tuple[str, str, str | None]]:
    """(parameter, value in words, address) of what was understood."""
    found = []
    for one in question.parameters:
        if one.name in understood and one.name != "limit":
            value = understood[one.name]
            thing = one.type == "thing" or str(value).startswith("http")
            text = nodes.View(store, lang).node(str(value)).name if thing else word(one.type, value, lang)
            found.append((one.name, text, nodes.path(str(value)) if thing else _place(one.type, value)))
    return found


def field(parameter: Parameter, given: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """A parameter as a field of a form: with its choices where they are few."""
    value = given.get(parameter.name, parameter.default)
    choices: list[tuple[str, str]] = []
    if parameter.type in CONCEPTS and parameter.type != "topic":
        choices = [(code, concept.label.of(lang)) for code, concept in vocabulary.load().schemes[parameter.type].concepts.items()]
    return {"parameter": parameter, "value": "" if value is None else value, "choices": choices, "list": _LISTS.get(parameter.type)}


_LISTS = {"topic": "topics", "country": "countries"}


def understood(store: Store, text: str, lang: str) -> dict[str, Any] | None:
    """{question, params} that a question in words means; None when it was not understood."""
    found = ask.read(text, store.names)
    return {"question": found.question, "params": dict(found.params)} if found.question in catalogue() else None
