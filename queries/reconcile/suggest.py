"""Auto-completion: entities by the beginning of their names, types and properties by theirs."""

from __future__ import annotations

from typing import Any

from ...ontology.errors import UnknownNameError
from .extend import PROPERTIES
from .things import TYPES, Store, known, local, search

_PAGE = 10


def suggest(store: Store, kind: str, prefix: str, cursor: int = 0) -> dict[str, Any]:
    """{"result": [{"id", "name", "description", ...}]} for kind entity, type or property. UnknownNameError for another kind."""
    if kind == "entity":
        found = search(store, prefix, None, cursor + _PAGE)[cursor:] if prefix.strip() else []
        things = known(store, [iri for iri, _ in found])
        return {"result": [
            {"id": local(iri), "name": thing.name, "description": ", ".join([TYPES[thing.type], *thing.values("city", "country")]),
             "notable": [{"id": thing.type, "name": TYPES[thing.type]}]}
            for iri, thing in things.items() if thing.type in TYPES
        ]}  # fmt: skip
    tables = {"type": TYPES, "property": PROPERTIES}
    if kind not in tables:
        raise UnknownNameError(f"{kind!r} can't be suggested", remedy="ask for entity, type or property")
    wanted = prefix.casefold()
    rows = [{"id": id_, "name": name} for id_, name in tables[kind].items() if wanted in name.casefold() or id_.startswith(wanted)]
    return {"result": rows[cursor : cursor + _PAGE]}
