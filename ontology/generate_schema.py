"""facts.schema.json: JSON Schema of the facts format, with the codes of the vocabularies and what each field means."""

from __future__ import annotations

import json
from typing import Any

from . import iris
from .classes import CLASSES
from .declare import Field, Model, fields
from .generate_vocabularies import read_yaml
from .model import Facts

Json = dict[str, Any]
PLAIN = {  # fields of the format that no property of the ontology stands for
    "key": "Local name of the item, unique in the document; parties and links refer to it.",
    "position": "The office that the person holds, as the document words it.",
    "org": "Key of the institution of that office.",
    "id": "Name of the document, unique in a file of facts.",
    "source": "Where the document was read: its URL or its file.",
    "url": "The document's web address.",
    "lang": "ISO 639-1 code of the document's language.",
    "title": "The document's title.",
    "published": "When the document was published, as stated.",
    "text": "The document's text, against which quotes are checked.",
}


def schema_json() -> str:
    """facts.schema.json."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> Json:
    """The schema of one document's facts."""
    found = Facts.model_json_schema()
    models = {model.__name__: model for model in CLASSES}
    for name, definition in found["$defs"].items():
        _describe(definition, models.get(name))
    _describe(found, None)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": iris.BASE + "facts.schema.json"}
    return {**head, **found}


def _describe(definition: Json, model: type[Model] | None) -> None:
    declared = {field.name: field for field in fields(model)} if model else {}
    for name, about in definition.get("properties", {}).items():
        if field := declared.get(name):
            about["description"] = f"{field.property.comment.en} / {field.property.comment.ru}"
            _enumerate(about, field)
        elif name in PLAIN:
            about["description"] = PLAIN[name]


def _enumerate(about: Json, field: Field) -> None:
    if field.property.kind == "concept":
        place = about["items"] if field.many else about
        place.pop("pattern", None)
        place["enum"] = list(read_yaml(field.property.to[0])["concepts"])
