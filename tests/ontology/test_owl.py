"""The ontology and the vocabularies as RDF: complete and consistent in the ways that can be told without a reasoner."""

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, URIRef
from rdflib.collection import Collection

from medcoop.ontology.generate_owl import BY_NAME, DATATYPES, ontology_graph, uses
from medcoop.ontology.generate_skos import skos_graph
from medcoop.ontology.iris import BASE, EDTF, MC, expand

GRAPH, VOCABULARIES = ontology_graph(), skos_graph()
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
OWN = sorted({term for kind in KINDS for term in GRAPH.subjects(RDF.type, kind) if str(term).startswith(MC)})
PROPERTIES = [term for term in OWN if (term, RDF.type, OWL.Class) not in GRAPH]


@pytest.mark.parametrize("term", OWN, ids=lambda term: term.removeprefix(MC))
def test_every_term_of_ours_is_described_in_both_languages(term):
    for predicate in (RDFS.label, RDFS.comment):
        assert sorted(text.language for text in GRAPH.objects(term, predicate)) == ["en", "ru"]
    assert GRAPH.value(term, RDFS.isDefinedBy) == URIRef(MC.rstrip("#"))


@pytest.mark.parametrize("term", PROPERTIES, ids=lambda term: term.removeprefix(MC))
def test_every_property_of_ours_has_one_domain_and_one_fitting_range(term):
    (domain,), (value,) = (list(GRAPH.objects(term, predicate)) for predicate in (RDFS.domain, RDFS.range))
    assert _classes(domain)
    if (term, RDF.type, OWL.DatatypeProperty) in GRAPH:
        assert value in DATATYPES.values()
        assert (term, RDF.type, OWL.ObjectProperty) not in GRAPH
    else:
        assert _classes(value)


def _classes(node):
    found = list(Collection(GRAPH, GRAPH.value(node, OWL.unionOf))) if isinstance(node, BNode) else [node]
    assert all((one, RDF.type, OWL.Class) in GRAPH or one == SKOS.Concept for one in found)
    return {str(one) for one in found}


def test_every_inverse_pairs_up():
    pairs = list(GRAPH.subject_objects(OWL.inverseOf))
    assert len(pairs) == sum(prop.inverse is not None for prop in uses())
    for one, other in pairs:
        assert {_key(GRAPH.value(one, RDFS.domain)), _key(GRAPH.value(one, RDFS.range))} == {
            _key(GRAPH.value(other, RDFS.range)), _key(GRAPH.value(other, RDFS.domain)),
        }  # fmt: skip
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)


def _key(node):
    return frozenset(_classes(node))


def test_a_special_property_fits_its_general_one():
    pairs = list(GRAPH.subject_objects(RDFS.subPropertyOf))
    assert (URIRef(MC + "provider"), URIRef(MC + "party")) in pairs
    for special, general in pairs:
        assert _classes(GRAPH.value(special, RDFS.domain)) <= _classes(GRAPH.value(general, RDFS.domain))
        assert _classes(GRAPH.value(special, RDFS.range)) <= _classes(GRAPH.value(general, RDFS.range))


def test_terms_of_others_are_referred_to_and_not_redefined():
    foreign = {
        term for term in GRAPH.subjects() if isinstance(term, URIRef) and not str(term).startswith(MC.rstrip("#")) and str(term) != EDTF
    }
    assert URIRef(expand("org:Post")) in foreign
    allowed = {RDF.type, RDFS.isDefinedBy, RDFS.subClassOf}
    assert {predicate for term in foreign for predicate in GRAPH.predicates(term)} <= allowed


def test_a_property_with_at_most_one_value_is_functional():
    functional = {str(term).removeprefix(MC) for term in GRAPH.subjects(RDF.type, OWL.FunctionalProperty)}
    assert {"agreementType", "signed", "owner", "country", "confidence"} <= functional
    assert not {"topic", "party", "evidence"} & functional


def test_each_name_of_a_property_is_declared_once():
    names = [prop.iri for prop in uses()]
    inverses = [expand(prop.inverse[0]) for prop in uses() if prop.inverse]
    assert len(names + inverses) == len({*names, *inverses})
    assert {name for prop in uses() if prop.kind == "link" for name in prop.to} <= BY_NAME.keys()


def test_skos_concepts_are_whole():
    for concept in VOCABULARIES.subjects(RDF.type, SKOS.Concept):
        assert VOCABULARIES.value(concept, SKOS.inScheme) in set(VOCABULARIES.subjects(RDF.type, SKOS.ConceptScheme))
        for label in (SKOS.prefLabel, SKOS.definition):
            assert sorted(text.language for text in VOCABULARIES.objects(concept, label)) == ["en", "ru"]
        assert not set(VOCABULARIES.objects(concept, SKOS.prefLabel)) & set(VOCABULARIES.objects(concept, SKOS.hiddenLabel))
        broader = set(VOCABULARIES.objects(concept, SKOS.broader))
        assert all((wider, SKOS.narrower, concept) in VOCABULARIES for wider in broader)
        assert bool(broader) != bool(set(VOCABULARIES.objects(concept, SKOS.topConceptOf)))
    assert (URIRef(BASE + "topic/oncology"), RDF.type, URIRef(MC + "Topic")) in VOCABULARIES
