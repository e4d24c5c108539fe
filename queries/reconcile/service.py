"""A request to the reconciliation service: its path below the service's address, its parameters, what is answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ...ontology.errors import InputError, UnknownNameError
from .extend import extend, properties
from .manifest import manifest
from .preview import preview
from .reconcile import reconcile
from .suggest import suggest
from .things import Store


def answer(store: Store, part: str, params: Mapping[str, str], address: str) -> Any:
    """A value for JSON; a str is HTML.

    part: "" for the service itself, else "suggest/entity", "suggest/type", "suggest/property", "properties" or "preview"; address: the
    service's. InputError when a parameter can't be read, UnknownNameError for an unknown part or id.
    """
    if part == "":
        if "queries" in params:
            return reconcile(store, _json(params["queries"], "queries"))
        if "extend" in params:
            return extend(store, _json(params["extend"], "extend"))
        return manifest(address)
    if part.startswith("suggest/"):
        return suggest(store, part.removeprefix("suggest/"), params.get("prefix", ""))
    if part == "properties":
        return properties(params.get("type", ""))
    if part == "preview":
        return preview(store, params.get("id", ""))
    raise UnknownNameError("is no part of the reconciliation service", where=part[:60], remedy="see its manifest")


def _json(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("is not JSON", where=where, remedy='send {"q0": {"query": "..."}}') from error
