"""Every IRI answers, as the client wants it."""

from __future__ import annotations

import pytest
import rdflib

from medcoop.graph.store import Store
from medcoop.ontology import iris
from medcoop.ontology.identity import Decision

from .service import Service, open_to_write, second, thing, until

MC = rdflib.Namespace(iris.MC)


@pytest.mark.parametrize(
    ("accept", "media", "form"),
    [
        ("text/turtle", "text/turtle; charset=utf-8", "turtle"),
        ("*/*", "text/turtle; charset=utf-8", "turtle"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
    ],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own
def test_a_thing(service: Service, filled, accept: str, media: str, form: str) -> None:
    path = thing(filled, "Riga Hospital")
    said = service.get(path, Accept=accept)
    assert (said.status, said.headers["content-type"]) == (200, media)
    graph = rdflib.Graph().parse(data=said.body, format=form)
    subject = rdflib.URIRef(iris.BASE + path[1:])
    assert (subject, rdflib.SKOS.prefLabel, rdflib.Literal("Riga Hospital", lang="en")) in graph
    assert list(graph.subjects(MC.partner, subject)), "what points to it is said too"
    located = service.get(said.headers["content-location"])
    assert located.headers["content-type"] == media
    assert f'<{subject}>; rel="cite-as"' in said.headers["link"]
    assert "Accept" in said.headers["vary"]


def test_a_page_for_browsers(service: Service, filled) -> None:
    said = service.page(thing(filled, "Riga Hospital"))
    assert "<h1>Riga Hospital</h1>" in said.text
    assert 'type="text/turtle"' in said.text


def test_every_class_of_things(service: Service) -> None:
    rows = service.rows("SELECT ?c (SAMPLE(?s) AS ?x) { ?s a ?c FILTER STRSTARTS(STR(?s), 'https://w3id.org/medcoop/') } GROUP BY ?c")
    assert len(rows) > 10
    for row in rows:
        path = "/" + row["x"].removeprefix(iris.BASE)
        assert service.page(path).status == 200, row
        assert service.get(path, Accept="text/turtle").status == 200, row


@pytest.mark.parametrize(
    "path", ["/ontology", "/vocabularies", "/topic", "/topic/oncology", "/country/KG", "/ladder/active", "/institution-kind"]
)
def test_ontology_and_vocabularies(service: Service, path: str) -> None:
    assert service.page(path).status == 200
    assert len(rdflib.Graph().parse(data=service.get(path, Accept="text/turtle").body, format="turtle")) > 0
    assert service.get(path, Accept="application/ld+json").status == 200


def test_a_document_has_its_own_graph(service: Service) -> None:
    path = "/" + iris.document("https://news.example/first").removeprefix(iris.BASE)
    said = service.get(path, Accept="application/n-quads").text
    assert f"<{iris.document('https://news.example/first')}> .\n" in said
    assert "oa#exact" in said


def test_unknown(service: Service) -> None:
    said = service.get("/id/institution/0000000000000000")
    assert said.status == 404
    assert said.headers["content-type"] == "application/problem+json"
    assert service.get("/id/institution/0000000000000000", Accept="image/png").status == 406
    assert service.get("/id/" + "x" * 3000).status == 404
    assert service.get("/id/%3Cscript%3E").status == 404


def test_merged_things_lead_to_the_one_that_stays(own: Service) -> None:
    with Store.open(own.store) as store:
        one, other = (store.names.search(name, {"institution"})[0].iri for name in ("Riga Hospital", "Клиника Бишкека"))
    before = own.get("/healthz").json["snapshot"]
    with open_to_write(own.store) as store:
        store.decide(Decision(*sorted((one, other)), True, 1.0, "a test", author="tester", date="2026-01-01"))
    until(lambda: own.get("/healthz").json["snapshot"] != before)
    gone = [iri for iri in (one, other) if own.get("/" + iri.removeprefix(iris.BASE)).status == 307]
    assert len(gone) == 1
    said = own.get("/" + gone[0].removeprefix(iris.BASE) + "?lang=ru")
    stays = ({one, other} - set(gone)).pop().removeprefix(iris.BASE)
    assert said.headers["location"] == f"/{stays}?lang=ru"
    assert own.get("/" + gone[0].removeprefix(iris.BASE) + ".ttl").headers["location"] == f"/{stays}.ttl"


def test_withdrawn_things_say_what_they_were(own: Service) -> None:
    document = iris.document("https://news.example/news-2")
    (cooperation,) = (row["f"] for row in own.rows(f"SELECT ?f {{ ?f a mc:Cooperation ; prov:hadPrimarySource <{document}> }}"))
    riga = thing(own.store, "Riga Hospital")
    before = own.get("/healthz").json["snapshot"]
    with open_to_write(own.store) as store:
        store.withdraw(document)
    until(lambda: own.get("/healthz").json["snapshot"] != before)
    said = own.get("/" + document.removeprefix(iris.BASE))
    assert (said.status, said.json["was"]["name"], said.json["was"]["state"]) == (410, "News 2", "withdrawn")
    gone = own.get("/" + cooperation.removeprefix(iris.BASE))
    assert (gone.status, gone.json["was"]["class"], gone.json["was"]["source"]) == (410, "cooperation", "https://news.example/news-2")
    assert own.get(riga).json["was"]["name"] == "Riga Hospital"
    assert "Riga Hospital" in own.page(riga).text
    before = own.get("/healthz").json["snapshot"]
    with open_to_write(own.store) as store:
        store.replace(*second())
    until(lambda: own.get("/healthz").json["snapshot"] != before)
    assert own.get(riga).status == 200, "what comes back is here again"
