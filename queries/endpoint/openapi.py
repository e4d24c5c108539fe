"""The OpenAPI 3.1 description of the JSON API, made from the catalogue's declarations."""

from __future__ import annotations

from typing import Any

from ... import __version__
from ...ontology import vocabulary
from ..question import Column, Parameter, Question, catalogue
from ..values import CONCEPTS, MAX_ROWS

_TEXT: dict[str, Any] = {"type": "string"}
_TYPES: dict[str, dict[str, Any]] = {
    "integer": {"type": "integer"}, "number": {"type": "number"}, "limit": {"type": "integer", "minimum": 1, "maximum": MAX_ROWS},
    "iri": {"type": "string", "format": "iri"},
}  # fmt: skip
_COMMON = [
    {"name": "lang", "in": "query", "description": "language of names", "schema": {"enum": ["en", "ru"]}},
    {"name": "snapshot", "in": "query", "description": "id of a kept snapshot; the newest by default", "schema": {"type": "string"}},
    {"name": "evidence", "in": "query", "description": "1: with the quotes behind each row", "schema": {"enum": ["0", "1"]}},
]
_QUOTE = {
    name: {"type": ["string", "null"] if name in ("title", "url", "published", "origin") else kind}
    for name, kind in (
        ("document", "string"), ("title", "string"), ("url", "string"), ("source", "string"), ("published", "string"), ("start", "integer"),
        ("end", "integer"), ("quote", "string"), ("rule", "string"), ("confidence", "number"),
        ("origin", "string"),
    )
}  # fmt: skip


def document(base: str) -> dict[str, Any]:
    """The description of the service at `base`."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "medcoop", "version": __version__, "description": "Questions to a knowledge graph of healthcare cooperation."},
        "servers": [{"url": base}],
        "paths": {f"/api/{one.name}": {"get": _operation(one)} for one in catalogue().values()} | _others(),
        "components": {"schemas": {"Quote": {"type": "object", "properties": _QUOTE}, "Problem": _problem()}},
    }


def _operation(one: Question) -> dict[str, Any]:
    return {
        "operationId": one.name, "summary": one.asks["en"], "description": one.asked_by["en"],
        "parameters": [*(_parameter(p) for p in one.parameters), *_COMMON],
        "responses": {"200": _content("application/json", _answer(one), "the rows"), "400": _wrong(), "503": _wrong()},
    }  # fmt: skip


def _parameter(one: Parameter) -> dict[str, Any]:
    schema = dict(_TYPES.get(one.type, _TEXT))
    if one.type in CONCEPTS and one.type != "topic":
        schema["examples"] = list(vocabulary.load().schemes[one.type].concepts)
    if one.default is not None:
        schema["default"] = one.default
    return {"name": one.name, "in": "query", "required": one.required, "description": one.help["en"], "schema": schema}


def _answer(one: Question) -> dict[str, Any]:
    row = {"type": "object", "properties": {column.name: _column(column) for column in one.columns} | {"evidence": _list("Quote")}}
    return {"type": "object", "properties": {"snapshot": _TEXT, "parameters": {"type": "object"}, "rows": {"type": "array", "items": row}}}


def _column(one: Column) -> dict[str, Any]:
    plain = dict(_TYPES.get(one.type, _TEXT))
    schema = {"type": "array", "items": plain} if one.many else plain | {"type": [plain["type"], "null"]}
    return schema | {"description": one.label["en"]}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


def _content(media: str, schema: dict[str, Any], about: str) -> dict[str, Any]:
    return {"description": about, "content": {media: {"schema": schema}}}


def _wrong() -> dict[str, Any]:
    return _content("application/problem+json", {"$ref": "#/components/schemas/Problem"}, "what is wrong, and what to do")


def _problem() -> dict[str, Any]:
    texts = dict.fromkeys(("type", "title", "detail", "where", "remedy"), _TEXT)
    return {"type": "object", "properties": texts | {name: {"type": "integer"} for name in ("status", "line", "column")}}


def _get(about: str, name: str, text: str) -> dict[str, Any]:
    parameters = [{"name": name, "in": "query", "required": True, "description": text, "schema": _TEXT}]
    return {
        "get": {"summary": about, "parameters": parameters, "responses": {"200": _content("application/json", {"type": "object"}, "found")}}
    }


def _others() -> dict[str, Any]:
    return {
        "/api/find": _get("Things by name, in either script, misspelt or inflected.", "q", "a name"),
        "/api/evidence": _get("The quotes behind a fact.", "fact", "IRI of the fact"),
        "/api/ask": _get("What a question in words means.", "q", "a question in English or Russian"),
        "/api/snapshots": {"get": {"summary": "The snapshots that can be asked.", "responses": {"200": {"description": "their list"}}}},
    }
