"""What changed since a day: documents by the record's history, and what each of them states now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .runner import Asked, Plain
from .steps import first_day

_NOTHING = {"what": None, "party_names": (), "topics": (), "status": None, "parties": (), "fact": None}


def rows(asked: Asked) -> list[Plain]:
    """A row for each cooperation and agreement of a document that was added or revised, one for a document without any, or withdrawn."""
    latest = asked.store.history(first_day(asked.parameters["since"]), asked.parameters["limit"])
    if asked.engine == "cypher":
        return _together(asked, latest)
    return [_head(document) | row for document in latest for row in _stated(asked, document)]


def _stated(asked: Asked, document: tuple[Any, ...]) -> list[Plain]:
    found = asked.rows(document=document[2]) if document[1] != "withdrawn" else []
    return found or [_NOTHING]


def _together(asked: Asked, latest: Iterable[tuple[Any, ...]]) -> list[Plain]:
    """The same by one query: each costs Cypher some milliseconds."""
    known = {document[2]: _head(document) for document in latest}
    asking = [iri for iri, head in known.items() if head["change"] != "withdrawn"]
    rows_ = asked.rows(documents=asking) if asking else []
    told = {row["document"] for row in rows_}
    return [known[row["document"]] | row for row in rows_] + [head | _NOTHING for iri, head in known.items() if iri not in told]


def _head(document: tuple[Any, ...]) -> Plain:
    return dict(zip(("date", "change", "document", "source", "title", "published"), document, strict=True))
