"""The shapes let well-formed graphs pass and say what is wrong with others, in both languages."""

import pyshacl
import pytest
from rdflib import Graph, URIRef

from medcoop.ontology import iris
from medcoop.ontology.generate_shacl import SH, shapes_graph

SHAPES = shapes_graph()
PREFIXES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in iris.PREFIXES.items()) + (
    "@prefix : <https://example.org/> .\n@prefix topic: <https://w3id.org/medcoop/topic/> .\n"
    "@prefix status: <https://w3id.org/medcoop/status/> .\n"
    "@prefix kind: <https://w3id.org/medcoop/institution-kind/> .\n@prefix country: <https://w3id.org/medcoop/country/> .\n"
    f"@prefix edtf: <{iris.EDTF.removesuffix('EDTF')}> .\n"
)
BASE = """
:i1 a mc:Institution ; skos:prefLabel "City hospital"@en, "Городская больница"@ru ; mc:institutionKind kind:hospital ;
    mc:country country:KG .
:i2 a mc:Institution ; skos:prefLabel "Институт"@ru ; mc:institutionKind kind:research_center ; mc:owner :i1 .
"""
COOPERATION = ":c a mc:Cooperation ; mc:party :i1, {party} ; mc:topic {topic} ; mc:status {status} ; mc:date {date} ."


def cooperation(party=":i2", topic="topic:oncology", status="status:active", date='"2023-07"^^edtf:EDTF'):
    return COOPERATION.format(party=party, topic=topic, status=status, date=date)


def complaints(turtle: str) -> set[str]:
    """``field: constraint`` of every result."""
    graph = Graph().parse(data=PREFIXES + BASE + turtle, format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=SHAPES)
    results = list(report.objects(None, SH.result))
    assert all(
        sorted(m.language for m in report.objects(one, SH.resultMessage)) == ["en", "ru"]
        for one in results
        if _field(report, one) != "node"
    )
    return {f"{_field(report, one)}: {_local(report.value(one, SH.sourceConstraintComponent))}" for one in results}


def _field(report, result):
    source = str(report.value(result, SH.sourceShape)).rpartition("shape/")[2]
    return source.partition("/")[2] or "node"


def _local(iri: URIRef) -> str:
    return str(iri).rpartition("#")[2].removesuffix("ConstraintComponent")


def test_a_well_formed_graph_passes():
    evidence = """
    :c mc:evidence :e . :e a oa:Annotation ; mc:rule "r" ; mc:confidence 0.9 ; oa:hasTarget :t . :t oa:hasSelector :s .
    :s oa:start 3 ; oa:end 9 ; oa:exact "quoted" ."""
    assert complaints(cooperation(party="country:MN") + evidence) == set()
    assert complaints(cooperation(date='"2018/.."^^edtf:EDTF') + ":c mc:provider :i1 .") == set()


@pytest.mark.parametrize(
    ("turtle", "expected"),
    [
        (":c a mc:Cooperation ; mc:party :i1 ; mc:status status:active .", {"parties: MinCount"}),
        (cooperation(party=":nobody"), {"parties: Or"}),
        (cooperation(party='"Городская больница"'), {"parties: Or", "parties: NodeKind"}),
        (cooperation(topic="topic:alchemy"), {"topics: In"}),
        (cooperation(topic='"oncology"'), {"topics: In"}),
        (cooperation(status="status:active, status:ended"), {"status: MaxCount"}),
        (cooperation(status="<https://w3id.org/medcoop/agreement-status/signed>"), {"status: In"}),
        (cooperation(date='"2023-7"^^edtf:EDTF'), {"date: Pattern"}),
        (cooperation(date='"2023-07-05"^^xsd:date'), {"date: Datatype"}),
        (':i3 a mc:Institution ; skos:prefLabel "Больница" ; mc:institutionKind kind:hospital .', {"name: Datatype"}),
        (":i3 a mc:Institution ; mc:institutionKind kind:hospital .", {"name: MinCount"}),
        (':i3 a mc:Institution ; skos:prefLabel "A"@en, "B"@en ; mc:institutionKind kind:hospital .', {"name: UniqueLang"}),
        (":i1 mc:country country:kg .", {"country: MaxCount", "country: Pattern"}),
        (':c mc:evidence :e . :e a oa:Annotation ; mc:rule "r" ; mc:confidence 1.5 .',
         {"start: MinCount", "end: MinCount", "quote: MinCount", "confidence: MaxInclusive"}),
        ('[] a mc:Institution ; skos:prefLabel "A"@en ; mc:institutionKind kind:hospital .', {"node: NodeKind"}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(turtle, expected):
    assert complaints(turtle) == expected
