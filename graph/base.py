"""What every dataset says before it has any document: the vocabularies, the countries and the ontology."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources

import pyoxigraph as ox

from ..ontology import iris, places, vocabulary
from ..ontology.derived import Country
from ..ontology.model import DEFAULT_CONFIDENCE
from . import record, terms
from .quads import class_lines
from .terms import TYPE, iri, name


def broader(topic: str) -> tuple[str, ...]:
    """All topics broader than this one; none for a topic that is not known."""
    return _broader(topic)


@cache
def _broader(topic: str) -> tuple[str, ...]:
    if topic not in vocabulary.load().schemes["topic"].concepts:
        return ()
    return tuple(code for code in vocabulary.load().broader_closed(topic) if code != topic)


@cache
def widest() -> frozenset[str]:
    """The topics that have none broader."""
    return frozenset(code for code, concept in vocabulary.load().schemes["topic"].concepts.items() if not concept.broader)


@cache
def graphs() -> dict[str, set[str]]:
    """Lines by graph: the concepts and countries in the default graph, the ontology in its own."""
    found = {"": {*_concept_lines(), *_country_lines()}}
    ontology = resources.files(iris.__package__ or "") / "generated" / "medcoop.ttl"
    if ontology.is_file():
        found[iris.MC.rstrip("#")] = set(_named(ontology.read_bytes()))
    return found


def _named(turtle: bytes) -> Iterator[str]:
    """Lines of a Turtle file whose blank nodes have got names, by their order in the file: the same bytes in every store."""
    seen: dict[str, str] = {}
    for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        yield " ".join(_name(term, seen) for term in (quad.subject, quad.predicate, quad.object))


def _name(term: object, seen: dict[str, str]) -> str:
    text = str(term)
    return seen.setdefault(text, f"<{iris.BASE}.well-known/genid/{len(seen) + 1}>") if isinstance(term, ox.BlankNode) else text


def _country_lines() -> Iterator[str]:
    for country in places.places().countries.values():
        subject = iri(iris.country(country.code))
        yield from class_lines(subject, Country)
        for lang in ("en", "ru"):
            yield f"{subject} {name('skos:prefLabel')} {terms.string(country.name.of(lang), lang)}"
            for form in country.forms.of(lang):
                if form != country.name.of(lang):
                    yield f"{subject} {name('skos:altLabel')} {terms.string(form, lang)}"


def _concept_lines() -> Iterator[str]:
    for scheme in vocabulary.load().schemes.values():
        for concept in scheme.concepts.values():
            subject = iri(concept.iri)
            yield f"{subject} {TYPE} {name('mc:Topic' if scheme.name == 'topic' else 'skos:Concept')}"
            yield f"{subject} {name('skos:inScheme')} {iri(scheme.iri)}"
            yield f"{subject} {name('skos:prefLabel')} {terms.string(concept.label.en, 'en')}"
            yield f"{subject} {name('skos:prefLabel')} {terms.string(concept.label.ru, 'ru')}"
            for wider in concept.broader:
                yield f"{subject} {name('skos:broader')} {iri(iris.concept(scheme.name, wider))}"
            for wider in broader(concept.id) if scheme.name == "topic" else ():
                yield f"{subject} {name('skos:broaderTransitive')} {iri(iris.concept(scheme.name, wider))}"


@cache
def version() -> str:
    """Changes with the vocabularies, the ontology, the rules and the threshold: a store of another version must be rebuilt."""
    lines = sorted(f"{graph} {text}" for graph, held in graphs().items() for text in held)
    return hashlib.sha256("\n".join([str(record.RULES), str(DEFAULT_CONFIDENCE), *lines]).encode()).hexdigest()[:16]
