"""Clients that researchers have: each asks the running endpoint as its own manual says."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from .service import Service

NAMES = (
    "PREFIX mc: <https://w3id.org/medcoop/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    'SELECT ?name WHERE { ?i a mc:Institution ; skos:prefLabel ?name FILTER(LANG(?name) = "en") } ORDER BY ?name'
)
FOUND = ["Riga Hospital", "Samara Center"]


@pytest.fixture
def wrapper(service: Service) -> SPARQLWrapper:
    return SPARQLWrapper(f"{service.base}/sparql")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("how", [None, POSTDIRECTLY])
def test_sparqlwrapper_json(wrapper: SPARQLWrapper, method: str, how: str | None) -> None:
    wrapper.setMethod(method)
    if how:
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(how)
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(NAMES)
    assert [row["name"]["value"] for row in wrapper.queryAndConvert()["results"]["bindings"]] == FOUND


@pytest.mark.parametrize("form", [XML, CSV, TSV])
def test_sparqlwrapper_other_formats(wrapper: SPARQLWrapper, form: str) -> None:
    wrapper.setReturnFormat(form)
    wrapper.setQuery(NAMES)
    found = wrapper.queryAndConvert()
    text = found.toxml() if form == XML else found.decode()
    assert all(name in text for name in FOUND)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's, of what SPARQLWrapper calls
@pytest.mark.parametrize("form", [TURTLE, RDFXML, JSONLD])
def test_sparqlwrapper_graphs(wrapper: SPARQLWrapper, form: str) -> None:
    wrapper.setReturnFormat(form)
    wrapper.setQuery("PREFIX org: <http://www.w3.org/ns/org#> CONSTRUCT { ?p org:heldBy ?h } WHERE { ?p org:heldBy ?h }")
    found = wrapper.queryAndConvert()
    graph = rdflib.Graph().parse(data=found, format="turtle") if form == TURTLE else found
    assert len(graph) == 1


def test_sparqlwrapper_ask_and_errors(wrapper: SPARQLWrapper) -> None:
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery("ASK { ?s ?p ?o }")
    assert wrapper.queryAndConvert()["boolean"] is True
    wrapper.setQuery("SELECT nonsense")
    with pytest.raises(QueryBadFormed, match="column"):
        wrapper.query()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib(service: Service, method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{service.base}/sparql", method=method))
    assert [str(row.name) for row in graph.query(NAMES)] == FOUND
    assert bool(graph.query("ASK { ?s ?p ?o }"))
    samara = next(graph.subjects(rdflib.SKOS.prefLabel, rdflib.Literal("Riga Hospital", lang="en")))
    assert (samara, rdflib.RDF.type, rdflib.URIRef("https://w3id.org/medcoop/ontology#Institution")) in graph
    assert len(graph) > 0


def test_curl(service: Service) -> None:
    def curl(*arguments: str) -> str:
        return subprocess.run(["curl", "-sS", "--fail", *arguments], capture_output=True, text=True, check=True).stdout

    endpoint = f"{service.base}/sparql"
    csv = curl("-H", "Accept: text/csv", "--data-urlencode", f"query={NAMES}", endpoint)
    assert csv.splitlines() == ["name", *FOUND]
    assert curl("-G", "-H", "Accept: text/csv", "--data-urlencode", f"query={NAMES}", endpoint) == csv
    assert curl("--compressed", "-H", "Accept: text/csv", "-H", "Content-Type: application/sparql-query", "--data", NAMES, endpoint) == csv
    turtle = curl("-L", "-H", "Accept: text/turtle", f"{service.base}/topic/oncology")
    assert "oncology" in turtle


def test_comunica(service: Service, clients: Path) -> None:
    command = ["node", "ask.mjs", f"{service.base}/sparql", NAMES]
    done = subprocess.run(command, cwd=clients.parent, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["name"] for line in done.stdout.splitlines()] == FOUND
