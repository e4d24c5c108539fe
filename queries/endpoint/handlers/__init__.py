"""What workers answer: a request by the name of its handler."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..reply import Reply

if TYPE_CHECKING:
    from ....graph.store import Store


def preload() -> None:
    """Load all handlers and compile their templates."""
    from ...pages import render  # noqa: PLC0415
    from . import api, describe, sparql, thing  # noqa: F401, PLC0415

    render.preload()


def answer(store: Store, asked: dict[str, Any]) -> Reply:
    """The answer to a request."""
    from ...pages import views  # noqa: PLC0415
    from . import api, describe, sparql, thing  # noqa: PLC0415

    found = {
        "sparql": sparql.answer,
        "service": describe.service,
        "void": describe.void,
        "thing": thing.answer,
        "question": api.question,
        "questions": api.questions,
        "openapi": api.openapi,
        "find": api.find,
        "evidence": api.evidence,
        "understand": api.understand,
        "snapshots": api.snapshots,
        "reconcile": api.reconcile,
        **views.VIEWS,
    }[asked["to"]]
    return found(store, asked)
