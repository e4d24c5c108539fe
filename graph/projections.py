"""What is made from the dataset: the embedded property graph, kept up with every publication, and the exports."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyoxigraph as ox

from ..ontology.errors import UnknownNameError

if TYPE_CHECKING:
    from .property.ladybug import PropertyGraph
    from .property.prepared import Prepared
    from .property.sync import Followed

FORMS = {"nquads": "nquads", "trig": "trig", "turtle": "turtle", "jsonld": "jsonld", "csv": "csv_folder", "graphml": "graphml"}
"""Format -> the module of `export` that writes it."""
FILE = "graph.lbug"


def property_graph(store: Path) -> PropertyGraph:
    """The embedded property graph of a store; open files and memory are its holder's to close."""
    from .property.ladybug import PropertyGraph  # noqa: PLC0415 - loads the other database

    return PropertyGraph.open(store / "property" / FILE)


def rows(store: Path) -> Prepared:
    """Takes the rows of the property graph while the dataset is written afresh, for the next `keep_up`."""
    from .property.prepared import Prepared  # noqa: PLC0415
    from .property.sync import version  # noqa: PLC0415

    return Prepared(store / "property" / FILE, version())


def keep_up(store: Path, source: Followed) -> None:
    """Bring the property graph to what the dataset says."""
    from .property.sync import keep_up as bring_up  # noqa: PLC0415

    with property_graph(store) as graph:
        bring_up(graph, source)


def export(dataset: ox.Store, form: str, target: Path | BinaryIO, *, canonical: bool) -> None:
    """Write an export to a path, a stream, or standard output ("-")."""
    if form not in FORMS:
        raise UnknownNameError("is no format of exports", where=form, remedy=f"choose one of {', '.join(FORMS)}")
    writer = importlib.import_module(f".export.{FORMS[form]}", __package__)
    out = sys.stdout.buffer if isinstance(target, Path) and str(target) == "-" else target
    writer.write(dataset, out, **({"canonical": canonical} if form == "nquads" else {}))
