"""How to cite an answer: the snapshot, the query, the parameters, the day, and the documents behind its rows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..ontology import iris
from .pasting import as_text
from .runner import Answer, Quote, evidence

_PART = re.compile(r"\d+")


def citation(store: Any, answer: Answer, today: dt.date | None = None) -> dict[str, Any]:
    """Snapshot id, question, parameters, query, the day of asking (ISO) and the documents (maps, see `documents`)."""
    return {
        "snapshot": store.snapshot_id,
        "question": answer.question.name,
        "parameters": {name: value for name, value in answer.parameters.items() if name != "limit"},
        **({"without": ", ".join(answer.without)} if answer.without else {}),
        "asked": (today or dt.datetime.now(dt.UTC).date()).isoformat(),
        "rows": len(answer.rows),
        "query": as_text(answer.ran, answer.engine),
        "documents": documents(quotes for row in answer.rows for quotes in [evidence(store, answer.facts(row))]),
    }


def said(parameters: Mapping[str, Any]) -> str:
    """Parameters as a person writes them: ``topic=oncology, since=2019``."""
    told = ((name, " ".join(value) if isinstance(value, tuple) else value) for name, value in parameters.items())
    return ", ".join(f"{name}={value}" for name, value in told) or "none"


def documents(quotes: Iterable[Sequence[Quote]]) -> list[dict[str, Any]]:
    """Each document behind the quotes once, by IRI: document, title, url, source, published."""
    found = {q.document: q for group in quotes for q in group}
    names = ("document", "title", "url", "source", "published")
    return [{name: getattr(found[iri], name) for name in names} for iri in sorted(found)]


def key(document: Mapping[str, Any]) -> str:
    """Key of a document in a bibliography: ``medcoop:3f2a...``, from its IRI."""
    return f"medcoop:{iris.code(document['document'])}"


def csl(told: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The documents as CSL-JSON items (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html)."""
    return [_item(document) for document in told]


def _item(document: Mapping[str, Any]) -> dict[str, Any]:
    item = {"id": key(document), "type": "webpage" if document["url"] else "document", "title": document["title"] or document["source"]}
    if document["url"]:
        item["URL"] = document["url"]
    parts = [int(part) for part in _PART.findall((document["published"] or "").partition("/")[0])]
    return item | ({"issued": {"date-parts": [parts]}} if parts else {}) | {"note": document["document"]}


def bibtex(told: Iterable[Mapping[str, Any]]) -> str:
    """The documents as BibTeX entries, in Unicode. StoreError when pybtex is not there."""
    from pybtex.database import BibliographyData, Entry  # noqa: PLC0415 - takes a fifth of a second to load

    entries = {key(document): Entry("misc", fields=_fields(document)) for document in told}
    return str(BibliographyData(entries=entries).to_string("bibtex", encoding="UTF-8")) if entries else ""


def _fields(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    published = (document["published"] or "").partition("/")[0]
    title = " ".join((document["title"] or document["source"]).replace("{", "(").replace("}", ")").replace("\\", "/").split())
    fields = [("title", f"{{{title}}}"), ("year", published[:4]), ("month", published[5:7]), ("day", published[8:10])]
    fields += [("url", (document["url"] or "").replace("{", "%7B").replace("}", "%7D")), ("note", document["document"])]
    return [(name, value) for name, value in fields if value]
