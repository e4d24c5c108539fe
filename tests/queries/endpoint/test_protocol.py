"""SPARQL 1.1 Protocol, query operation: the cases of the W3C's test suite in our own words, and what the specification says besides."""

from __future__ import annotations

import gzip
from urllib.parse import quote, urlencode

import pytest
import rdflib

from medcoop.ontology import iris

from .service import Service

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
ALL = "SELECT * WHERE { ?s ?p ?o }"
FIRST, SECOND = iris.document("https://news.example/first"), iris.document("https://news.example/news-2")
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
TITLES = "SELECT DISTINCT ?t WHERE { ?s dct:title ?t } ORDER BY ?t"
NAMED = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def form(**fields: str | list[str]) -> str:
    """Fields of a form."""
    return urlencode({name.replace("_", "-"): value for name, value in fields.items()}, doseq=True)


def post(service: Service, body: bytes | str, media: str, path: str = "/sparql", **more: str):
    """A POST."""
    return service.ask("POST", path, body, Content_Type=media, **more)


def values(reply, name: str) -> list[str]:
    """A column of JSON results."""
    assert reply.status == 200, reply.text
    return [row[name]["value"] for row in reply.json["results"]["bindings"]]


# how a query can be sent


def test_query_get(service: Service) -> None:
    assert service.get(f"/sparql?{form(query='ASK {}')}").json["boolean"] is True


def test_query_post_form(service: Service) -> None:
    assert post(service, form(query="ASK {}"), FORM).json["boolean"] is True


def test_query_post_direct(service: Service) -> None:
    assert post(service, "ASK {}", DIRECT).json["boolean"] is True


def test_query_post_direct_with_charset(service: Service) -> None:
    said = post(service, 'SELECT ("Самара" AS ?x) {}', f"{DIRECT}; charset=utf-8")
    assert values(said, "x") == ["Самара"]


# the dataset of a query


def test_default_graph(service: Service) -> None:
    assert values(service.get(f"/sparql?{form(query=TITLES, default_graph_uri=FIRST)}"), "t") == ["Меморандум"]


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_default_graphs_are_merged(service: Service, how: str) -> None:
    said = {
        "get": lambda: service.get(f"/sparql?{form(query=TITLES, default_graph_uri=[FIRST, SECOND])}"),
        "form": lambda: post(service, form(query=TITLES, default_graph_uri=[FIRST, SECOND]), FORM),
        "direct": lambda: post(service, TITLES, DIRECT, f"/sparql?{form(default_graph_uri=[FIRST, SECOND])}"),
    }[how]()
    assert values(said, "t") == ["News 2", "Меморандум"]


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_named_graphs(service: Service, how: str) -> None:
    said = {
        "get": lambda: service.get(f"/sparql?{form(query=NAMED, named_graph_uri=[FIRST, SECOND])}"),
        "form": lambda: post(service, form(query=NAMED, named_graph_uri=[FIRST, SECOND]), FORM),
        "direct": lambda: post(service, NAMED, DIRECT, f"/sparql?{form(named_graph_uri=[FIRST, SECOND])}"),
    }[how]()
    assert values(said, "g") == sorted([FIRST, SECOND])


def test_named_graphs_alone_leave_the_default_graph_empty(service: Service) -> None:
    assert values(service.get(f"/sparql?{form(query=COUNT, named_graph_uri=FIRST)}"), "n") == ["0"]


def test_full_dataset(service: Service) -> None:
    query = "SELECT DISTINCT ?t ?g WHERE { ?s dct:title ?t . GRAPH ?g { ?x ?y ?z } }"
    said = post(service, form(query=query, default_graph_uri=FIRST, named_graph_uri=SECOND), FORM)
    assert (values(said, "t"), values(said, "g")) == (["Меморандум"], [SECOND])


@pytest.mark.parametrize("clause", [f"FROM <{SECOND}>", f"from\n<{SECOND}> FROM NAMED <{SECOND}>", f"FROM # <{FIRST}>\n <{SECOND}>"])
def test_dataset_of_the_request_outranks_that_of_the_query(service: Service, clause: str) -> None:
    query = f"SELECT ?t {clause} WHERE {{ ?s dct:title ?t }}"
    assert values(service.get(f"/sparql?{form(query=query)}"), "t") == ["News 2"]
    assert values(service.get(f"/sparql?{form(query=query, default_graph_uri=FIRST)}"), "t") == ["Меморандум"]


def test_a_graph_that_is_not_here_is_empty_and_not_fetched(service: Service) -> None:
    assert values(service.get(f"/sparql?{form(query=COUNT, default_graph_uri='http://127.0.0.1:9/x')}"), "n") == ["0"]


def test_a_graph_is_named_by_an_absolute_iri(service: Service) -> None:
    assert service.get(f"/sparql?{form(query=COUNT, default_graph_uri='no iri')}").status == 400


# the form of answers


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        (ALL, "application/sparql-results+json", "application/sparql-results+json"),
        (ALL, "application/sparql-results+xml", "application/sparql-results+xml"),
        (ALL, "text/csv", "text/csv; charset=utf-8"),
        (ALL, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (ALL, "*/*", "application/sparql-results+json"),
        (ALL, "", "application/sparql-results+json"),
        (ALL, "application/sparql-results+json;q=0.1, text/csv;q=0.9", "text/csv; charset=utf-8"),
        (ALL, "text/*;q=0.5, application/*;q=0.1", "text/csv; charset=utf-8"),
        (ALL, "text/csv;q=0, */*", "application/sparql-results+json"),
        (ALL, "text/turtle, application/sparql-results+xml;q=0.2", "application/sparql-results+xml"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "*/*", "text/turtle; charset=utf-8"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-quads", "application/n-quads"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/trig", "application/trig"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/ld+json", "application/ld+json"),
        (f"DESCRIBE <{FIRST}>", "text/turtle", "text/turtle; charset=utf-8"),
    ],
)
def test_content_types(service: Service, query: str, accept: str, media: str) -> None:
    said = service.query(query, accept)
    assert (said.status, said.headers["content-type"]) == (200, media)


@pytest.mark.parametrize(
    ("media", "form_"),
    [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml"), ("application/ld+json", "json-ld"),
     ("application/n-quads", "nquads"), ("application/trig", "trig")],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own
def test_graphs_are_the_same_in_every_format(service: Service, media: str, form_: str) -> None:
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{FIRST}> {{ ?s ?p ?o }} }}"
    (count,) = values(service.query(COUNT, **{"default-graph-uri": FIRST}), "n")
    parsed = rdflib.Dataset(default_union=True) if form_ in ("nquads", "trig") else rdflib.Graph()
    parsed.parse(data=service.query(query, media).body, format=form_)
    assert len(parsed) == int(count)


def test_boolean_as_csv(service: Service) -> None:
    assert service.query("ASK {}", "text/csv").text.strip() == "true"


def test_short_names_of_formats(service: Service) -> None:
    assert service.get(f"/sparql?{form(query=ALL, format='csv')}", Accept="*/*").headers["content-type"].startswith("text/csv")


def test_nothing_acceptable(service: Service) -> None:
    said = service.query(ALL, "image/png")
    assert said.status == 406
    assert "text/csv" in said.json["offered"]


# what is refused


def wrong(reply, *statuses: int) -> dict:
    """The problem that an answer tells of."""
    assert reply.status in statuses, (reply.status, reply.text)
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json["status"] == reply.status
    assert reply.json["detail"]
    return reply.json


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_method(service: Service, method: str) -> None:
    said = service.ask(method, f"/sparql?{form(query='ASK {}')}")
    wrong(said, 405)
    assert {"GET", "HEAD", "POST", "OPTIONS"} <= set(said.headers["allow"].replace(" ", "").split(","))


def test_bad_multiple_queries(service: Service) -> None:
    wrong(service.get(f"/sparql?{form(query=['ASK {}', 'SELECT * {}'])}"), 400)
    wrong(post(service, form(query=["ASK {}", "ASK {}"]), FORM), 400)


def test_bad_wrong_media_type(service: Service) -> None:
    said = post(service, "ASK {}", "text/plain")
    assert DIRECT in wrong(said, 415)["accepted"]
    assert FORM in said.headers["accept-post"]


def test_bad_missing_media_type(service: Service) -> None:
    wrong(service.ask("POST", "/sparql", form(query="ASK {}")), 415)
    wrong(service.ask("POST", "/sparql", "ASK {}"), 415)


def test_bad_not_utf8(service: Service) -> None:
    wrong(post(service, 'SELECT ("é" AS ?x) {}'.encode("utf-16"), DIRECT), 400)
    wrong(post(service, 'SELECT ("\xe9" AS ?x) {}'.encode("latin-1"), DIRECT), 400)
    wrong(service.get("/sparql?query=ASK%20%7B%22%E9%22%7D"), 400)


def test_bad_syntax_names_line_and_column(service: Service) -> None:
    said = wrong(service.query("SELECT *\nWHERE {\n  ?s ?p"), 400)
    assert (said["line"], said["column"]) == (3, 8)
    assert "line 3, column 8" in said["detail"]


def test_empty_query(service: Service) -> None:
    wrong(post(service, "", DIRECT), 400)


UPDATES = ["INSERT DATA { <a:a> <a:b> <a:c> }", "CLEAR ALL", "LOAD <http://127.0.0.1:9/x>", "DROP GRAPH <a:g>"]


@pytest.mark.parametrize("update", UPDATES)
def test_updates_are_refused(service: Service, update: str) -> None:
    wrong(post(service, update, "application/sparql-update"), 403)
    wrong(post(service, form(update=update), FORM), 403)
    wrong(service.get(f"/sparql?{form(update=update)}"), 403)
    wrong(service.query(update), 403, 400)


def test_update_beside_a_query(service: Service) -> None:
    wrong(post(service, form(query="ASK {}", update="CLEAR ALL"), FORM), 403)


def test_body_must_not_be_packed(service: Service) -> None:
    wrong(post(service, gzip.compress(b"ASK {}"), DIRECT, Content_Encoding="gzip"), 415)


# what HTTP has besides


def test_head(service: Service) -> None:
    get, head = service.query(ALL), service.ask("HEAD", f"/sparql?{form(query=ALL)}", Accept="application/sparql-results+json")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.headers["etag"] == get.headers["etag"]


def test_options_and_cors(service: Service) -> None:
    said = service.ask("OPTIONS", "/sparql", Origin="https://other.example", Access_Control_Request_Method="POST")
    assert said.status == 204
    assert said.headers["access-control-allow-origin"] == "*"
    assert "POST" in said.headers["access-control-allow-methods"]
    assert "Content-Type" in said.headers["access-control-allow-headers"]
    assert service.query("ASK {}").headers["access-control-allow-origin"] == "*"
    assert service.query("ASK").headers["access-control-allow-origin"] == "*", "errors can be read too"


def test_gzip(service: Service) -> None:
    plain = service.query(ALL)
    packed = service.get(f"/sparql?{form(query=ALL)}", Accept="application/sparql-results+json", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "Accept-Encoding" in packed.headers["vary"]
    assert "content-encoding" not in service.get(f"/sparql?{form(query=ALL)}", Accept_Encoding="gzip;q=0").headers


def test_etag_is_of_the_snapshot(service: Service) -> None:
    said = service.query(ALL)
    assert said.headers["medcoop-snapshot"] in said.headers["etag"]
    again = service.get(f"/sparql?{form(query=ALL)}", Accept="application/sparql-results+json", If_None_Match=said.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    other = service.get(f"/sparql?{form(query=ALL)}", Accept="text/csv", If_None_Match=said.headers["etag"])
    assert other.status == 200


def test_service_description(service: Service) -> None:
    graph = rdflib.Graph().parse(data=service.get("/sparql").body, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (me,) = graph.subjects(rdflib.RDF.type, sd.Service)
    assert (me, sd.supportedLanguage, sd.SPARQL11Query) in graph
    assert str(graph.value(me, sd.endpoint)) == f"{service.base}/sparql"
    assert service.get("/sparql", Accept="application/ld+json").headers["content-type"] == "application/ld+json"


def test_void(service: Service) -> None:
    graph = rdflib.Graph().parse(data=service.get("/.well-known/void").body, format="turtle")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    (me,) = graph.subjects(void.sparqlEndpoint, None)
    total = int(service.rows(COUNT)[0]["n"])
    assert int(graph.value(me, void.triples)) == total
    parts = [int(graph.value(part, void.triples)) for part in graph.objects(me, void.propertyPartition)]
    assert sum(parts) == total
    classes = {
        str(graph.value(part, void["class"])): int(graph.value(part, void.entities)) for part in graph.objects(me, void.classPartition)
    }
    assert classes[iris.MC + "Document"] == 3
    languages = {
        str(graph.value(part, rdflib.DCTERMS.language)): int(graph.value(part, void.documents)) for part in graph.objects(me, void.subset)
    }
    assert (languages["ru"], languages["en"]) == (2, 1)
    sources = {str(graph.value(part, rdflib.DCTERMS.source)) for part in graph.objects(me, void.subset)}
    assert "https://news.example" in sources


def test_percent_and_plus_in_queries(service: Service) -> None:
    query = quote('SELECT ("a+b c" AS ?x) {}')
    assert values(service.get(f"/sparql?query={query}"), "x") == ["a+b c"]


def test_browser_gets_a_page(service: Service) -> None:
    assert "<textarea" in service.page("/sparql").text
    said = service.page(f"/sparql?{form(query='SELECT ?t { ?s dct:title ?t }')}")
    assert "<td>Меморандум" in said.text
