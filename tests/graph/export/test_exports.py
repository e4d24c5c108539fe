"""Every export is read back and says the same; the same content gives the same bytes, in whatever order it was stored."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import networkx
import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from medcoop.graph.export import csv_folder, graphml, jsonld, nquads, trig, turtle
from medcoop.graph.sorting import sorted_lines
from medcoop.ontology.errors import StoreError
from medcoop.ontology.iris import concept, country, thing
from medcoop.ontology.property_graph import schema

from ..property.sample import HOSTILE, inst, nodes, say, scattered, small

Write = Callable[..., None]
STREAMED = [nquads.write, trig.write, turtle.write, jsonld.write, graphml.write]


def text(write: Write, dataset: ox.Store, **more: bool) -> bytes:
    out = io.BytesIO()
    write(dataset, out, **more)
    return out.getvalue()


def shuffled(dataset: ox.Store) -> ox.Store:
    """The same quads, stored in another order."""
    other = ox.Store()
    other.extend(sorted(dataset, key=lambda quad: str(quad)[::-1]))
    return other


def canonical(dataset: ox.Store) -> set[str]:
    return {str(quad.triple) for quad in dataset.quads_for_pattern(None, None, None, ox.DefaultGraph())}


@pytest.mark.parametrize("write", STREAMED)
def test_same_bytes(write: Write) -> None:
    dataset = scattered(1)
    assert text(write, dataset) == text(write, shuffled(dataset))


@pytest.mark.parametrize(("write", "form"), [(nquads.write, ox.RdfFormat.N_QUADS), (trig.write, ox.RdfFormat.TRIG)])
def test_datasets_come_back(write: Write, form: ox.RdfFormat) -> None:
    dataset = scattered(2)
    assert set(ox.parse(text(write, dataset), format=form)) == set(dataset)


@pytest.mark.parametrize(("write", "form"), [(turtle.write, ox.RdfFormat.TURTLE), (jsonld.write, ox.RdfFormat.JSON_LD)])
def test_canonical_view_comes_back(write: Write, form: ox.RdfFormat) -> None:
    dataset = scattered(3)
    assert {str(quad.triple) for quad in ox.parse(text(write, dataset), format=form)} == canonical(dataset)


def test_canonical_nquads_hold_no_evidence() -> None:
    dataset = small()
    lines = text(nquads.write, dataset, canonical=True)
    assert {str(quad.triple) for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS)} == canonical(dataset)
    assert lines.splitlines() == sorted(lines.splitlines())


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib, of its own JSON-LD reader
@pytest.mark.parametrize(("write", "form"), [(turtle.write, "turtle"), (jsonld.write, "json-ld")])
def test_rdflib_reads_the_same(write: Write, form: str) -> None:
    dataset = small()
    read = Graph().parse(data=text(write, dataset), format=form)
    assert isomorphic(read, Graph().parse(data=text(nquads.write, dataset, canonical=True), format="nt"))


def test_an_empty_dataset_can_be_exported(tmp_path: Path) -> None:
    for write in STREAMED:
        text(write, ox.Store())
    csv_folder.write(ox.Store(), tmp_path / "csv")


def test_sorting_in_runs_gives_what_sorting_at_once_gives(tmp_path: Path) -> None:
    lines = [f"{number * 7919 % 1000}\n".encode() for number in range(1000)]
    assert list(sorted_lines(lines, tmp_path, run=100)) == sorted(lines)


def cell(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)


def test_csv_folder(tmp_path: Path) -> None:
    dataset = scattered(4)
    for content, name in ((dataset, "one"), (shuffled(dataset), "two")):
        csv_folder.write(content, tmp_path / name)
    for label in schema().labels:
        with (tmp_path / "one" / "nodes" / f"{label.name}.csv").open(newline="", encoding="utf-8") as file:
            read = [tuple(row.values()) for row in csv.DictReader(file)]
        assert read == sorted(tuple(map(cell, node.row)) for node in nodes(dataset) if node.label == label.name)
    for path in (tmp_path / "one").rglob("*.csv"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_graphml_opens_in_networkx(tmp_path: Path) -> None:
    dataset = scattered(5)
    graphml.write(dataset, tmp_path / "graph.graphml")
    graph = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    expected = nodes(dataset)
    assert set(graph) == {node.id for node in expected}
    assert graph.number_of_edges() == sum(len(node.edges) for node in expected)
    starts = {data["start"] for _, data in graph.nodes(data=True) if data["type"] == "Evidence"}
    assert starts == set(range(60))
    names = {data.get("name") for _, data in graph.nodes(data=True)}
    assert HOSTILE[0] in names
    assert HOSTILE[2].replace("\x00", "\ufffd") in names


def test_graphml_leaves_out_what_nothing_speaks_of(tmp_path: Path) -> None:
    dataset, shelf, unused = small(), thing("shelf", "1"), concept("topic", "dentistry")
    say(dataset, unused, "mc:Topic", skos__prefLabel=("dentistry", "en"))
    say(dataset, country("SO"), "schema:Country", skos__prefLabel=("Somalia", "en"))
    say(dataset, shelf, "mc:Shelf", mc__held=1)
    say(dataset, inst("a"), "", mc__onShelf=shelf)
    graphml.write(dataset, tmp_path / "graph.graphml")
    graph = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    assert set(graph) == {node.id for node in nodes(dataset)} - {shelf, unused, country("SO")}


def test_files_are_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.nq"
    target.write_text("old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(nquads, "sorted_lines", fail)
    with pytest.raises(OSError, match="No space"):
        nquads.write(small(), target)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.nq"]


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="holds other things"):
        csv_folder.write(small(), tmp_path)
    csv_folder.write(small(), tmp_path / "csv")
    csv_folder.write(small(), tmp_path / "csv")
    assert (tmp_path / "notes.txt").read_text() == "mine"
