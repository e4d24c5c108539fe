"""A small page about one thing, shown when the pointer rests on a candidate."""

from __future__ import annotations

from html import escape

from ...ontology.errors import UnknownNameError
from .things import TYPES, Store, full, known

_SHOWN = 6


def preview(store: Store, id_: str) -> str:
    """HTML. UnknownNameError when there is no such thing."""
    iri = store.resolve(full(id_))
    thing = known(store, [iri]).get(iri)
    if thing is None:
        raise UnknownNameError("is the id of nothing here", where=id_, remedy="reconcile the name again")
    place = ", ".join(thing.values("city", "country"))
    others = [name for name in thing.values("name", "also") if name != thing.name][:_SHOWN]
    rows = "".join(f"<li>{escape(name)}</li>" for name in others)
    outside = "".join(f'<li><a href="{escape(value, quote=True)}">{escape(value)}</a></li>' for value in thing.values("matches"))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>' + escape(thing.name) + "</title>"
        "<style>body{font:14px/1.4 sans-serif;margin:8px}h1{font-size:16px;margin:0}ul{margin:4px 0;padding-left:18px}</style></head><body>"
        f"<h1>{escape(thing.name)}</h1><p>{escape(TYPES.get(thing.type, thing.type))}{', ' + escape(place) if place else ''}</p>"
        f"<ul>{rows}{outside}</ul></body></html>"
    )
