"""The catalogue as a JSON API."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ....ontology import iris
from ....ontology.errors import AmbiguousNameError, InputError, UnknownNameError
from ... import runner
from ...pages import answers, views
from ...pages.nodes import View
from ...question import Question, catalogue
from .. import openapi as description
from ..problems import Problem
from ..reply import Reply, page, plain_json

if TYPE_CHECKING:
    from ....graph.store import Store

_FOUND = 20


def _param(asked: dict[str, Any], name: str, default: str = "") -> str:
    return next((value for key, value in asked["params"] if key == name), default)


def question(store: Store, asked: dict[str, Any]) -> Reply:
    """Rows of a question with the parameters as understood; ``evidence=1`` adds the quotes behind each row."""
    name = asked["path"].removeprefix("api/")
    if name not in catalogue():
        raise Problem(404, f"{name[:60]!r} is no question of the catalogue", remedy="see /api")
    known, quotes = catalogue()[name], _param(asked, "evidence") in ("1", "true", "yes")
    given = {key: value for key, value in asked["params"] if key != "evidence" and value.strip()}
    stray = sorted(set(given) - {one.name for one in known.parameters})
    if stray:
        raise Problem(400, f"{stray[0][:60]!r} is no parameter of {name}", remedy=f"it has {', '.join(p.name for p in known.parameters)}")
    try:
        answer = runner.ask(store, known, given, lang=asked["lang"])
    except UnknownNameError as error:
        more = (
            {"candidates": [{"iri": iri, "type": kind, "name": name} for iri, kind, name in error.candidates]}
            if isinstance(error, AmbiguousNameError)
            else {}
        )
        raise Problem(400, error.what, where=error.where, remedy=error.remedy, more=more) from error
    rows = [
        dict(row) | ({"evidence": [asdict(one) for one in runner.evidence(store, answer.facts(row))]} if quotes else {})
        for row in answer.rows
    ]
    said = {
        "question": name, "asks": dict(known.asks), "lang": asked["lang"], "snapshot": store.snapshot_id,
        "parameters": dict(answer.parameters), "complete": answer.complete, "columns": [column(one) for one in known.columns], "rows": rows,
    }  # fmt: skip
    return plain_json(said)


def column(one: Any) -> dict[str, Any]:
    """A column's declaration."""
    return {"name": one.name, "type": one.type, "many": one.many, "hidden": one.hidden, "label": dict(one.label)}


def questions(store: Store, asked: dict[str, Any]) -> Reply:
    """The catalogue: questions with their parameters and columns."""
    return plain_json({"snapshot": store.snapshot_id, "questions": [_declared(one, asked["base"]) for one in catalogue().values()]})


def _declared(one: Question, base: str) -> dict[str, Any]:
    parameters = [
        {"name": p.name, "type": p.type, "required": p.required, "default": p.default, "help": dict(p.help)} for p in one.parameters
    ]
    return {
        "name": one.name, "asks": dict(one.asks), "asked_by": dict(one.asked_by), "address": f"{base}/api/{one.name}",
        "page": f"{base}/q/{one.name}", "parameters": parameters, "columns": [column(c) for c in one.columns],
    }  # fmt: skip


def openapi(_: Store, asked: dict[str, Any]) -> Reply:
    """The OpenAPI description."""
    return plain_json(description.document(asked["base"]))


def find(store: Store, asked: dict[str, Any]) -> Reply:
    """Things by name, in either script, misspelt or inflected: for suggestions as one types."""
    text = _param(asked, "q").strip()[:200]
    types = {value for key, value in asked["params"] if key == "type"} or None
    found = views.find(View(store, asked["lang"]), text, _FOUND, types) if text else []
    rows = [
        {"iri": one["node"].iri, "type": one["node"].slug, "name": one["node"].name, "match": one["name"], "score": one["score"],
         "href": one["node"].href}
        for one in found
    ]  # fmt: skip
    return plain_json({"q": text, "snapshot": store.snapshot_id, "found": rows})


def evidence(store: Store, asked: dict[str, Any]) -> Reply:
    """The quotes behind a fact."""
    facts = [value for key, value in asked["params"] if key == "fact" and value.startswith(iris.BASE)][:100]
    if not facts:
        raise Problem(400, "name a fact by its IRI", where="fact", remedy="take it from the column `fact` of an answer")
    return plain_json({"facts": facts, "snapshot": store.snapshot_id, "evidence": [asdict(one) for one in runner.evidence(store, facts)]})


def understand(store: Store, asked: dict[str, Any]) -> Reply:
    """What a question in words means."""
    text = _param(asked, "q").strip()[:500]
    found = answers.understood(store, text, asked["lang"]) if text else None
    return plain_json({"q": text, "understood": found})


def snapshots(store: Store, _: dict[str, Any]) -> Reply:
    """The snapshots that can be asked."""
    return plain_json({"current": store.snapshot_id, "snapshots": store.kept()})


def reconcile(store: Store, asked: dict[str, Any]) -> Reply:
    """The OpenRefine reconciliation API, and what stands below its address."""
    from ... import reconcile as service  # noqa: PLC0415 - loads identity's tables

    part = asked["path"].removeprefix("reconcile").strip("/")
    try:
        said = service.answer(store, part, dict(asked["params"]), f"{asked['base']}/reconcile")
    except InputError as error:
        raise Problem(400, error.what, where=error.where, remedy=error.remedy) from None
    except UnknownNameError as error:
        raise Problem(404, error.what, where=error.where, remedy=error.remedy) from None
    return page(said) if isinstance(said, str) else plain_json(said)
