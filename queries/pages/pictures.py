"""The pages that draw the network, the timeline and the matrix around a thing. Each works without scripts; these make the network move."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ...ontology import iris, vocabulary
from ..endpoint.problems import Problem
from ..endpoint.reply import Reply, page, plain_json
from . import links, render
from .matrix import matrix
from .nodes import Node, View
from .timeline import ladder, side_by_side

if TYPE_CHECKING:
    from ...graph.store import Store

Asked = Mapping[str, Any]
DRAWN = ("topic", "institution", "country")
_LISTED = 200


def _about(store: Store, asked: Asked) -> Node:
    """The thing that the address names. Problem 400 or 404 when there is none to draw."""
    iri = next((value for name, value in asked["params"] if name == "about"), "")
    if not iri:
        raise Problem(400, "no thing is named", where="about", remedy="name the IRI of a topic, an institution or a country")
    full = iri if iri.startswith(iris.BASE) else iris.BASE + iri.lstrip("/")
    if not iris.valid(full):
        raise Problem(
            400, "is no IRI", where=iri, remedy="name a thing as its page's address does: topic/transplantation, or its whole IRI"
        )
    node = View(store, asked["lang"]).node(full)
    if node.slug not in (*DRAWN, "partnership"):
        raise Problem(
            404,
            "there is nothing to draw by this IRI",
            where=node.iri,
            remedy="name a topic, an institution or a country as its page's address does: topic/transplantation, or its whole IRI",
        )
    return node


def network(store: Store, asked: Asked) -> Reply:
    """The network as a page: a table that a script turns into a picture. Unfiltered, a large one lists its leading links only."""
    about = _about(store, asked)
    wanted = links.wanted(asked["params"])
    first = links.leading(about) if wanted == links.Wanted() and "all" not in dict(asked["params"]) else None
    shown = [link for link in first or links.around(about) if wanted.takes(link)]
    rows = [(about.view.node(link.a), about.view.node(link.b), link) for link in shown[:_LISTED]]
    known = {"rows": rows, "total": None if first else len(shown), "wanted": wanted, "choices": _choices(asked["lang"])}
    return page(render.html("network.html", asked, about=about, **known))


def network_data(store: Store, asked: Asked) -> Reply:
    """The network as JSON: things and links, with the words that the picture needs. `first=1`: the leading ones, where that is quicker."""
    about = _about(store, asked)
    wanted = links.wanted(asked["params"])
    first = links.leading(about) if "first" in dict(asked["params"]) else None
    found = links.network(about, (link for link in first or links.around(about) if wanted.takes(link)))
    labels = {name: dict(pairs) for name, pairs in _choices(asked["lang"]).items()}
    return plain_json({"snapshot": store.snapshot_id, "whole": first is None, **found, "labels": labels})


def timeline(store: Store, asked: Asked) -> Reply:
    """The partnerships of a party through the years, or the ladder of one partnership."""
    about = _about(store, asked)
    drawn = ladder(about) if about.slug == "partnership" else side_by_side(about, links.around(about))
    return page(render.html("timeline.html", asked, about=about, drawn=drawn))


def partners_by_topic(store: Store, asked: Asked) -> Reply:
    """Partners by topics."""
    about = _about(store, asked)
    return page(render.html("matrix.html", asked, about=about, drawn=matrix(about, links.around(about))))


def _choices(lang: str) -> dict[str, list[tuple[str, str]]]:
    """Codes with their words, for the filters."""
    schemes = vocabulary.load().schemes
    names = {"status": "ladder", "kind": "activity", "topic": "topic", "institution_kind": "institution-kind"}
    return {name: [(code, one.label.of(lang)) for code, one in schemes[scheme].concepts.items()] for name, scheme in names.items()}


VIEWS: dict[str, Callable[[Any, Any], Reply]] = {
    "network": network, "network_data": network_data, "timeline": timeline, "matrix": partners_by_topic,
}  # fmt: skip
