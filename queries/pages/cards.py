"""The card of a thing: its declared fields, then what points to it, section by section as cards.yaml has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ...ontology import iris, vocabulary
from ...ontology.classes import CLASSES
from ...ontology.declare import fields
from . import document, render
from .nodes import Node, path
from .timeline import ladder

__all__ = ["card", "ontology", "path"]
SHOWN = 25


@cache
def sections() -> Mapping[str, Any]:
    """The sections of each class's card."""
    text = (files(__package__) / "cards.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)  # type: ignore[no-any-return]


def card(node: Node, asked: Mapping[str, Any]) -> str:
    """The page of a thing."""
    if node.slug == "document":
        return document.page(node, asked)
    if node.iri.removeprefix(iris.BASE) in vocabulary.load().schemes:
        return _scheme(node.iri.removeprefix(iris.BASE), asked)
    found = [_section(node, one, asked) for one in sections().get(node.slug, sections()["other"])]
    return render.html(
        "card.html", asked, node=node, sections=[one for one in found if one["total"]], links=_links(node), shown=SHOWN,
        concept=_concept(node), title=node.name, drawn=ladder(node) if node.slug == "partnership" else None,
    )  # fmt: skip


def _section(node: Node, spec: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """Items of a section, by its order; all of them when the address asks for the whole section."""
    whole = any(key == "all" and value == spec["title"] for key, value in asked.get("params", ()))
    bound = {"one": spec["from"][0], "other": spec["from"][-1], "class": spec["class"]}
    total = sum(int(row["n"] or 0) for row in node.ask("section-count", **bound))
    rows = node.ask("section-all" if whole else "section", **bound, order=spec["order"]) if total else ()
    items = [node.view.node(str(row["s"])) for row in rows]
    return {"title": spec["title"], "row": spec["row"], "total": total, "items": items, "whole": whole}


def _links(node: Node) -> list[tuple[str, str]]:
    """Questions of the catalogue that take this thing: (name of the question, its parameter)."""
    return [(one["question"], one["parameter"]) for one in sections()["questions"].get(node.slug, ())]


def _concept(node: Node) -> Any:
    scheme, _, code = node.iri.removeprefix(iris.BASE).partition("/")
    found = vocabulary.load().schemes.get(scheme)
    return found.concepts.get(code) if found else None


def _scheme(name: str, asked: Mapping[str, Any]) -> str:
    scheme = vocabulary.load().schemes[name]
    return render.html("scheme.html", asked, scheme=scheme, title=scheme.label.of(asked["lang"]))


def ontology(asked: Mapping[str, Any]) -> str:
    """The ontology as a page: classes with their properties."""
    classes = [(model.declared, fields(model)) for model in CLASSES]
    return render.html("ontology.html", asked, classes=classes, schemes=vocabulary.load().schemes, title="ontology")


def vocabularies(asked: Mapping[str, Any]) -> str:
    """The vocabularies as a page."""
    return render.html("vocabularies.html", asked, schemes=vocabulary.load().schemes)
