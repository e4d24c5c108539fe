"""Facts -> the lines of a document's own graph: what it states, with the evidence for it, to the character."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from ..ontology import iris
from ..ontology.declare import Model
from ..ontology.model import Document
from . import terms
from .stated import Json, Rule, Stated, Statement, rules
from .terms import TYPE, iri, name

Resolve = Callable[[str], str | None]
_CANDIDATE = name("mc:Candidate")


@lru_cache(maxsize=4096)
def _concept(scheme: str, code: str) -> str:
    return iri(iris.concept(scheme, code))


_WRITERS: dict[str, Callable[[Any], str | None]] = {
    "date": terms.date, "integer": terms.integer, "decimal": terms.decimal, "boolean": terms.boolean, "iri": terms.foreign_iri,
}  # fmt: skip


def class_lines(subject: str, model: type[Model]) -> list[str]:
    """The types of a thing: its class and those that are always said with it."""
    return [f"{subject} {TYPE} {name(declared)}" for declared in (model.declared.name, *model.declared.also)]


def field_lines(subject: str, model: type[Model], item: Mapping[str, Any], lang: str, resolve: Resolve) -> list[str]:
    """A line for each value of each declared field; a role such as mc:provider is said as mc:party too."""
    found = []
    for rule in rules(model):
        value = item.get(rule.name, rule.default)
        if value is not None and value != ():
            found += rule_lines(subject, rule, value if rule.many else (value,), lang, resolve)
    return found


def rule_lines(subject: str, rule: Rule, values: Iterable[Any], lang: str, resolve: Resolve) -> list[str]:
    """The lines of one field. Links that lead nowhere and addresses that are none are left out."""
    said = [term for term in _terms(rule, values, lang, resolve) if term is not None]
    head = f"{subject} {rule.predicate} "
    found = [head + term for term in said]
    return found + [f"{subject} {rule.wider} {term}" for term in said] if rule.wider else found


def _terms(rule: Rule, values: Iterable[Any], lang: str, resolve: Resolve) -> list[str | None]:
    if rule.kind == "link":
        targets = [iris.country(value) if rule.names_country and ":" not in value else resolve(value) for value in values]
        return [iri(target) if target else None for target in targets]
    if rule.kind == "text":
        return [terms.string(value, lang) for value in values]
    if rule.kind == "concept":
        return [_concept(rule.to[0], value) for value in values]
    write = _WRITERS.get(rule.kind, terms.string)
    return [write(value) for value in values]


def document_lines(document: Json) -> Iterator[str]:
    """What is said of the document itself."""
    subject = iri(document["iri"])
    yield from class_lines(subject, Document)
    yield from field_lines(subject, Document, document, document["lang"], lambda key: None)


def evidence_iri(document: str, evidence: Json) -> str:
    """IRI of a piece of evidence: the same words found by the same rule are one."""
    parts = (str(evidence["start"]), str(evidence["end"]), evidence["rule"], str(evidence["confidence"]))
    return iris.thing("evidence", document, *parts)


def evidence_lines(document: str, evidence: Json) -> Iterator[str]:
    """An oa:Annotation on a stretch of the document, named by its offsets as in RFC 5147."""
    node = iri(evidence_iri(document, evidence))
    place = f"{evidence['start']},{evidence['end']}"
    target, selector = iri(f"{document}#char={place}"), iri(f"{document}#selector={place}")
    yield f"{node} {TYPE} {name('oa:Annotation')}"
    yield f"{node} {name('oa:hasTarget')} {target}"
    yield f"{node} {name('mc:rule')} {terms.string(evidence['rule'])}"
    yield f"{node} {name('mc:confidence')} {terms.decimal(evidence['confidence'])}"
    yield f"{node} {name('prov:hadPrimarySource')} {iri(document)}"
    yield f"{target} {name('oa:hasSource')} {iri(document)}"
    yield f"{target} {name('oa:hasSelector')} {selector}"
    yield f"{selector} {TYPE} {name('oa:TextPositionSelector')}"
    yield f"{selector} {TYPE} {name('oa:TextQuoteSelector')}"
    yield f"{selector} {name('oa:start')} {terms.integer(evidence['start'])}"
    yield f"{selector} {name('oa:end')} {terms.integer(evidence['end'])}"
    yield f"{selector} {name('oa:exact')} {terms.string(evidence['quote'])}"


def evidence_links(document: str, one: Stated) -> Iterator[str]:
    """The links from a stated item to its evidence."""
    for evidence in one.item.get("evidence", ()):
        yield f"{iri(one.iri)} {name('mc:evidence')} {iri(evidence_iri(document, evidence))}"


def facts_quads(said: Statement) -> set[str]:
    """All lines of the document's graph."""
    document, lines = said.document["iri"], set(document_lines(said.document))
    accepted = {one.iri for one in said.items if one.accepted}
    for one in said.items:
        subject = iri(one.iri)
        lines.update(class_lines(subject, one.model))
        lines.update(field_lines(subject, one.model, one.item, said.document["lang"], said.resolve))
        lines.update(evidence_links(document, one))
        if one.iri not in accepted:
            lines.add(f"{subject} {TYPE} {_CANDIDATE}")
        for evidence in one.item.get("evidence", ()):
            lines.update(evidence_lines(document, evidence))
    return lines
