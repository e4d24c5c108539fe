"""What changed since a day: documents by the record's history, and what each of them states now."""

from __future__ import annotations

from typing import Any

from .runner import Asked, Plain
from .steps import first_day

_NOTHING = {"what": None, "party_names": (), "topics": (), "status": None, "parties": (), "fact": None}


def rows(asked: Asked) -> list[Plain]:
    """A row for each cooperation and agreement of a document that was added or revised, one for a document without any, or withdrawn."""
    history = sorted(asked.store.history(first_day(asked.parameters["since"])), key=lambda one: one[2])
    latest = sorted(history, key=lambda one: one[0], reverse=True)[: asked.parameters["limit"]]
    return [_head(document) | row for document in latest for row in _stated(asked, document)]


def _stated(asked: Asked, document: tuple[Any, ...]) -> list[Plain]:
    found = asked.rows(document=document[2]) if document[1] != "withdrawn" else []
    return found or [_NOTHING]


def _head(document: tuple[Any, ...]) -> Plain:
    return dict(zip(("date", "change", "document", "source", "title", "published"), document, strict=True))
