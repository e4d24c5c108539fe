"""Rows that no date or name tells apart stand in the same order wherever the documents lay."""

from __future__ import annotations

from pathlib import Path

from medcoop.graph.store import Store
from medcoop.ontology.model import Cooperation, Document, Facts, Institution, Quantity
from medcoop.queries import runner
from medcoop.queries.question import catalogue

from ..graph.simple import SimpleResolver, evidence

TEXT = "Лотос и Ирис работают вместе: сто врачей, сто сестёр."
KINDS = ("training", "telemedicine", "research", "supply", "conference", "policy")


def store_at(folder: Path, source: str) -> Store:
    """A store of one document, with works and numbers that have no date."""
    facts = Facts(
        id="one",
        lang="ru",
        institutions=tuple(Institution(key=key, name=name, kind="hospital", country="RU", evidence=evidence(TEXT, name))
                           for key, name in (("a", "Лотос"), ("b", "Ирис"))),
        cooperations=tuple(Cooperation(parties=("a", "b"), topics=("oncology",), kinds=(kind,), status=status, evidence=evidence(TEXT, TEXT))
                           for kind in KINDS for status in ("active", "planned")),
        quantities=tuple(Quantity(what="trained", value=100, unit="врачей", by=(one,), of=(other,), evidence=evidence(TEXT, "сто врачей"))
                         for one, other in (("a", "b"), ("b", "a"))),
    )  # fmt: skip
    store = Store.open(folder, write=True, create=True, resolver=SimpleResolver())
    store.replace(Document(source=source, lang="ru", text=TEXT), facts)
    return store


def test_the_order_of_rows_does_not_hang_on_where_documents_lay(tmp_path: Path) -> None:
    shown = []
    for number in range(4):
        with store_at(tmp_path / str(number), f"file:///folder-{number}/one.txt") as store:
            rows = {
                "between": runner.ask(store, catalogue()["between"], {"a": "Лотос", "b": "Ирис"}).rows,
                "how_many": runner.ask(store, catalogue()["how_many"], {"what": "trained"}).rows,
            }
            hidden = {"facts", "fact", "a", "b", "by", "of"}
            shown.append({name: [{k: v for k, v in row.items() if k not in hidden} for row in found] for name, found in rows.items()})
    assert len(shown[0]["between"]) == 12 and len(shown[0]["how_many"]) == 2
    assert all(one == shown[0] for one in shown)
