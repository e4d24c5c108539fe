"""What changed since a day: documents by the record's history, and what each of them states now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import steps
from .runner import Asked, Plain

_HEAD = ("date", "change", "document", "source", "title", "published")
_NOTHING = {"what": None, "party_names": (), "topics": (), "status": None, "parties": (), "fact": None}


def rows(asked: Asked) -> list[Plain]:
    """A row for each cooperation and agreement of a document that was added or revised, one for a document without any, or withdrawn."""
    latest = asked.store.history(steps.first_day(asked.parameters["since"]), asked.parameters["limit"])
    return _together(asked, latest) if asked.engine == "cypher" else _one_by_one(asked, latest)


def _one_by_one(asked: Asked, latest: Iterable[tuple[Any, ...]]) -> list[Plain]:
    """Document by document, in the order of the answer, until there are enough rows."""
    found: list[Plain] = []
    for head in steps.in_order(map(_head, latest), ("-date", "document")):
        stated = asked.rows(document=head["document"]) if head["change"] != "withdrawn" else []
        found += [head | row for row in stated or [_NOTHING]]
        if len(found) >= asked.parameters["limit"]:
            break
    return found


def _together(asked: Asked, latest: Iterable[tuple[Any, ...]]) -> list[Plain]:
    """The same by one query: each costs Cypher some milliseconds."""
    known = {document[2]: _head(document) for document in latest}
    asking = [iri for iri, head in known.items() if head["change"] != "withdrawn"]
    rows_ = asked.rows(documents=asking) if asking else []
    told = {row["document"] for row in rows_}
    return [known[row["document"]] | row for row in rows_] + [head | _NOTHING for iri, head in known.items() if iri not in told]


def _head(document: tuple[Any, ...]) -> Plain:
    return dict(zip(_HEAD, document, strict=True))
