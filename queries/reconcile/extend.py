"""Data extension: what is known of reconciled things, as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...ontology.errors import InputError
from .things import Store, full, known, local

PROPERTIES = {
    "name": "name", "also": "also called", "country": "country (ISO 3166-1)", "city": "city", "kind": "kind", "matches": "id elsewhere",
    "part_of": "part of",
}  # fmt: skip
_LINKS = {"part_of"}


def properties(type_: str = "", limit: int = 20) -> dict[str, Any]:
    """The properties that things of a type may have."""
    rows = [{"id": id_, "name": name} for id_, name in PROPERTIES.items() if type_ in ("", "institution") or id_ in ("name", "also")]
    return {"type": type_, "limit": limit, "properties": rows[:limit]}


def extend(store: Store, extension: Mapping[str, Any]) -> dict[str, Any]:
    """Rows for {"ids": [...], "properties": [{"id": ...}]}. Old ids are answered with what the thing is now."""
    ids, wanted = extension.get("ids"), extension.get("properties")
    if not isinstance(ids, Sequence) or isinstance(ids, str) or not isinstance(wanted, Sequence):
        raise InputError("is no extension", where="extend", remedy='give {"ids": [...], "properties": [{"id": "country"}]}')
    names = [str(one.get("id")) for one in wanted if isinstance(one, Mapping)]
    present = {str(id_): store.resolve(full(str(id_))) for id_ in ids}
    things = known(store, dict.fromkeys(present.values()))
    return {
        "meta": [{"id": name, "name": PROPERTIES.get(name, name)} for name in names],
        "rows": {id_: {name: _cells(store, things[iri].values(name), name) if iri in things else [] for name in names}
                 for id_, iri in present.items()},
    }  # fmt: skip


def _cells(store: Store, values: list[str], name: str) -> list[dict[str, str]]:
    if name not in _LINKS:
        return [{"str": value} for value in values]
    return [{"id": local(iri), "name": thing.name} for iri, thing in known(store, values).items()]
