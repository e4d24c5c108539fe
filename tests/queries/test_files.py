"""What an answer is written into: citations, network files, pictures, replication packages; the Python interface; the example notebook."""

import csv
import datetime as dt
import doctest
import json
from pathlib import Path

import networkx
import pyoxigraph as ox
import pytest

import medcoop
from medcoop import api
from medcoop.ontology.errors import InputError
from medcoop.queries import cite, network, package, plot, runner
from medcoop.queries.question import catalogue

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"


@pytest.fixture
def answer(world):
    return runner.ask(world[0], catalogue()["who_on"], {"topic": "surgery"})


def test_a_citation_names_snapshot_query_day_and_documents(world, answer):
    told = cite.citation(world[0], answer, dt.date(2026, 1, 2))
    assert told["snapshot"] == world[0].snapshot_id
    assert told["asked"] == "2026-01-02"
    assert told["documents"]
    items = cite.csl(told["documents"])
    assert all(item["title"] and item["id"].startswith("medcoop:") for item in items)
    from pybtex.database import parse_string

    parsed = parse_string(cite.bibtex(told["documents"]), "bibtex")
    assert {entry.lower() for entry in parsed.entries} == {item["id"].lower() for item in items}


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_network_files_hold_the_pairs(world, answer, tmp_path, ending):
    path = tmp_path / f"net{ending}"
    network.write(world[0], answer, path)
    read = networkx.read_graphml(path) if ending == ".graphml" else networkx.read_gexf(path)
    assert {frozenset(edge) for edge in read.edges} == {frozenset((row["a"], row["b"])) for row in answer.rows}
    with pytest.raises(InputError):
        network.write(world[0], answer, tmp_path / "net.txt")


@pytest.mark.parametrize(("name", "kind"), [("who_on", "network"), ("who_on", "matrix"), ("agreements", "timeline"), ("between", None)])
def test_pictures(world, tmp_path, name, kind):
    store = world[0]
    given = {"who_on": {"topic": "surgery"}, "agreements": {}, "between": {"a": "RU", "b": "KZ"}}[name]
    found = runner.ask(store, catalogue()[name], given)
    for path in (tmp_path / "a.svg", tmp_path / "b.svg", tmp_path / "c.png"):
        plot.draw(store, found, path, kind)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")


def test_a_replication_package_is_whole(world, answer, tmp_path):
    folder = tmp_path / "package"
    package.write(world[0], answer, folder, "export --answer who_on topic=surgery DIR")
    assert {path.name for path in folder.iterdir()} == {"README.md", "rows.csv", "evidence.csv", "used.nq", "query.rq", "query.cypher", "documents.bib", "documents.json", "answer.json"}  # fmt: skip
    rows = list(csv.DictReader((folder / "rows.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["a"] for row in rows] == [row["a"] for row in answer.rows]
    quads = {str(quad.subject.value) for quad in ox.parse((folder / "used.nq").read_bytes(), format=ox.RdfFormat.N_QUADS)}
    assert {row["fact"] for row in rows} <= quads
    evidence = list(csv.DictReader((folder / "evidence.csv").read_text(encoding="utf-8").splitlines()))
    assert {int(one["row"]) for one in evidence} == set(range(1, len(rows) + 1))
    assert json.loads((folder / "answer.json").read_text(encoding="utf-8"))["snapshot"] == world[0].snapshot_id
    with pytest.raises(InputError):
        package.write(world[0], answer, folder, "")


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
def test_the_python_interface(world):
    g = api.Graph(world[0])
    rows = g.who_on("surgery", lang="ru")
    assert rows[0].a == rows.answer.rows[0]["a"]
    assert rows.evidence(0)
    assert list(rows.df().columns) == [c.name for c in catalogue()["who_on"].columns]
    assert rows._repr_html_().startswith("<table>")
    assert g.who_on("oncology", country="BR").explain()
    assert "Brazil" in g.who_on("oncology", country="BR")._repr_html_()
    assert "topic" in g.who_on.__doc__
    assert {"who_on", "path"} <= set(dir(g))
    found = g.rdf().query("SELECT ?x WHERE { ?x a <https://w3id.org/medcoop/ontology#Institution> }")
    assert len(list(found)) == len(g.sparql("SELECT ?x WHERE { ?x a mc:Institution }"))
    assert medcoop.open is api.open
    with pytest.raises(AttributeError):
        getattr(g, "nothing")  # noqa: B009


def test_docstrings_run(samples_store):
    found = doctest.testmod(api, extraglobs={"demo": str(samples_store), "open": api.open}, optionflags=doctest.ELLIPSIS)
    assert found.attempted > 5
    assert found.failed == 0


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
def test_the_notebook_runs(samples_store, monkeypatch, tmp_path):
    monkeypatch.setenv("MEDCOOP_STORE", str(samples_store))
    monkeypatch.chdir(tmp_path)
    scope: dict = {}
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), str(NOTEBOOK), "exec"), scope)
