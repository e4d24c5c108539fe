"""What something was that is no longer in the graph: for the answer 410."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....ontology import iris

if TYPE_CHECKING:
    from ....graph.store import Store


def what_was(store: Store, iri: str) -> dict[str, Any] | None:
    """Class, name and source of what was here once; None for what was never here, as far as the record tells."""
    document = store.document(iri) if iri.startswith(f"{iris.BASE}doc/") else None
    if document:
        return {"class": "document", "name": document.title, "source": document.source, "state": document.state, "stored": document.stored}
    was = dict(store.was(iri) or {})
    if source := store.document(was["document"]) if "document" in was else None:
        was |= {"title": source.title or "", "source": source.source}
    return was or None
