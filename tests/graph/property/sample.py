"""Small canonical datasets, made by hand or drawn at random, and the IRIs in them."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from medcoop.graph.property.project import Node, project
from medcoop.ontology.iris import RDF_TYPE, concept, country, document, expand, thing

DOC = document("https://example.org/1")
TRANSPLANTATION = concept("topic", "transplantation")
LIVER = concept("topic", "liver_transplantation")
HOSTILE = (
    "quote \" ' `) DETACH DELETE n //",
    "line\nbreak\r\nand\ttab \\ back",
    "nul\x00inside",
    "[a,b]",
    "a\x1fb\x1e0",
    "з" * 100_000,
    " 😀 NULL",
)
_EDTF = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")
_XSD = "http://www.w3.org/2001/XMLSchema#"


def inst(name: str) -> str:
    """IRI of an institution."""
    return thing("institution", name)


def term(value: object) -> NamedNode | Literal:
    """IRIs as they are, (text, language) as text, "=2023-07" as a date, numbers as numbers."""
    if isinstance(value, tuple):
        return Literal(value[0], language=value[1])
    if isinstance(value, bool | int):
        return Literal(str(value), datatype=NamedNode(_XSD + "integer"))
    if isinstance(value, float):
        return Literal(repr(value), datatype=NamedNode(_XSD + "decimal"))
    text = str(value)
    if text.startswith("="):
        return Literal(text[1:], datatype=_EDTF)
    return NamedNode(text) if text.startswith("https://w3id.org/") else Literal(text)


def say(store: Store, subject: str, kind: str, graph: str | None = None, **values: object) -> None:
    """Quads of a subject; ``mc__party=[...]`` stands for mc:party."""
    where = NamedNode(graph) if graph else DefaultGraph()
    node = NamedNode(subject)
    if kind:
        store.add(Quad(node, NamedNode(RDF_TYPE), NamedNode(expand(kind)), where))
    for name, value in values.items():
        for each in value if isinstance(value, list) else [value]:
            store.add(Quad(node, NamedNode(expand(name.replace("__", ":"))), term(each), where))


def evidence(store: Store, of: str, quote: str, start: int = 0, *, linked: bool = True) -> str:
    """A piece of evidence in the document's graph, linked from the canonical fact."""
    node = thing("evidence", of, quote, str(start))
    target, selector = f"{DOC}#char={start}", f"{DOC}#selector={start}"
    say(store, node, "oa:Annotation", DOC, oa__hasTarget=target, mc__rule="verb", mc__confidence=0.9)
    say(store, target, "", DOC, oa__hasSelector=selector)
    say(store, selector, "oa:TextQuoteSelector", DOC, oa__start=start, oa__end=start + len(quote), oa__exact=quote)
    if linked:
        say(store, of, "", mc__evidence=node)
    return node


def nodes(dataset: Store) -> list[Node]:
    """The whole projection."""
    with tempfile.TemporaryDirectory() as scratch:
        return list(project(dataset, Path(scratch)))


def base(store: Store) -> None:
    """Topics and countries."""
    say(store, TRANSPLANTATION, "mc:Topic", skos__prefLabel=[("transplantation", "en"), ("трансплантация", "ru")])
    say(store, LIVER, "mc:Topic", skos__prefLabel=("liver transplantation", "en"), skos__broader=TRANSPLANTATION)
    for code, name in (("RU", "Russia"), ("KG", "Kyrgyzstan")):
        say(store, country(code), "schema:Country", skos__prefLabel=(name, "en"))


def small() -> Store:
    """Two institutions, an agreement, a cooperation under it, their partnership and its strands."""
    store = Store()
    base(store)
    say(
        store,
        DOC,
        "mc:Document",
        dct__title=("Новость", "ru"),
        dct__language="ru",
        schema__url="https://w3id.org/x",
        schema__datePublished="=2023-07-05",
    )
    names = [("Центр А", "ru"), ("Centre A", "en")]
    say(store, inst("a"), "mc:Institution", skos__prefLabel=names, skos__altLabel=[("А", "ru"), ("The A", "en")],
        mc__country=country("RU"), mc__institutionKind=concept("institution-kind", "hospital"),
        schema__addressLocality=("Москва", "ru"))  # fmt: skip
    say(store, inst("b"), "mc:Institution", skos__prefLabel=("Centre B", "en"), mc__country=country("KG"), org__subOrganizationOf=inst("a"))
    agreement, cooperation, pair = thing("agreement", "1"), thing("cooperation", "1"), thing("partnership", "1")
    say(store, agreement, "mc:Agreement", mc__signatory=[inst("a"), inst("b"), country("KG")], mc__signed="=2023-07",
        mc__agreementType=concept("agreement-type", "memorandum"), mc__topic=LIVER)  # fmt: skip
    say(store, cooperation, "mc:Cooperation", mc__party=[inst("a"), inst("b"), country("KG")], mc__provider=inst("a"), mc__host=inst("a"),
        mc__topic=LIVER, mc__activity=[concept("activity", "training"), concept("activity", "joint_operations")], mc__under=agreement,
        mc__date="=2018/..", mc__status=concept("status", "active"))  # fmt: skip
    evidence(store, cooperation, "обучает хирургов", 7)
    evidence(store, inst("a"), "candidate", 3, linked=False)
    say(store, pair, "mc:Partnership", mc__partner=[inst("a"), inst("b")], mc__anyTopic=[LIVER, TRANSPLANTATION], mc__sources=3,
        mc__since="=2018", mc__basedOn=[cooperation, agreement])  # fmt: skip
    for topic in (LIVER, TRANSPLANTATION):
        say(store, thing("strand", topic), "mc:Strand", mc__strandOf=pair, mc__onTopic=topic, mc__statedTopic=LIVER, mc__sources=3)
    return store


def scattered(seed: int, size: int = 30) -> Store:
    """A dataset drawn at random: parties, roles, dates, evidence, hostile names."""
    draw, store = random.Random(seed), Store()
    base(store)
    say(store, DOC, "mc:Document", dct__title=(draw.choice(HOSTILE), "en"), dct__language="en")
    everyone = [inst(str(number)) for number in range(size)]
    for iri in everyone:
        name = draw.choice([draw.choice(HOSTILE)[:2000], f"Name {draw.randrange(9)}"])
        also = [(one, "ru") for one in draw.sample(HOSTILE, 2)]
        say(store, iri, "mc:Institution", skos__prefLabel=(name, draw.choice(["ru", "en", "mn"])), skos__altLabel=also,
            mc__country=country(draw.choice(["RU", "KG"])))  # fmt: skip
        if draw.random() < 0.2:
            say(store, iri, "", mc__owner=draw.choice(everyone))
    for number in range(size * 2):
        iri = thing("cooperation", str(number))
        topics = draw.sample([LIVER, TRANSPLANTATION], draw.randint(0, 2))
        say(store, iri, "mc:Cooperation", mc__party=draw.sample(everyone, draw.randint(2, 4)), mc__topic=topics,
            mc__date=draw.choice(["=2019", "=2020-02", "=../2021", "=2020-01-05/2020-03"]),
            mc__status=concept("status", draw.choice(["active", "planned"])))  # fmt: skip
        for role in draw.sample(["provider", "recipient", "host"], draw.randint(0, 2)):
            party = draw.choice(everyone)
            say(store, iri, "", **{f"mc__{role}": party, "mc__party": party})
        evidence(store, iri, draw.choice(HOSTILE) + str(number), number)
    return store
