"""Things of a snapshot as templates see them: labels, declared fields, what points to them, the quotes behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox

from ...ontology import iris, vocabulary
from ...ontology.classes import CLASSES
from ...ontology.declare import Field, Model, fields
from .. import runner

if TYPE_CHECKING:
    from ...graph.store import Store

_TYPE = ox.NamedNode(iris.RDF_TYPE)
_NAMES = tuple(ox.NamedNode(iris.expand(name)) for name in ("skos:prefLabel", "foaf:name", "dct:title", "schema:name"))
_REPLACED = ox.NamedNode(iris.expand("dct:isReplacedBy"))
_EVIDENCE = ox.NamedNode(iris.expand("mc:evidence"))
_BASED = ox.NamedNode(iris.expand("mc:basedOn"))
_MODELS: dict[str, type[Model]] = {model.declared.iri: model for model in CLASSES}
_DEFAULT = ox.DefaultGraph()
_MOST_QUOTES = 60
_PROOFS = dict.fromkeys(("institution", "person", "project", "event"), "documents") | dict.fromkeys(
    ("agreement", "cooperation", "quantity", "post", "partnership", "strand", "step", "change"), "quotes"
)


def path(iri: str) -> str:
    """The address of a thing's page here; the IRI itself for things of others."""
    return "/" + quote(iri.removeprefix(iris.BASE), safe="/#=,%") if iri.startswith(iris.BASE) else iri


@dataclass(frozen=True)
class View:
    """A snapshot seen in a language: its canonical view, or the graph of one document."""

    store: Store
    lang: str
    graph: ox.NamedNode | ox.DefaultGraph = _DEFAULT

    def node(self, iri: str) -> Node:
        """A thing by its IRI."""
        return Node(self, iri)

    def within(self, document: str) -> View:
        """As one document says it, what is too unsure for the canonical view included."""
        return View(self.store, self.lang, ox.NamedNode(document))

    def values(self, subject: str, predicate: ox.NamedNode) -> Iterator[Any]:
        """Objects of a predicate."""
        return (quad.object for quad in self.store.dataset.quads_for_pattern(ox.NamedNode(subject), predicate, None, self.graph))

    def subjects(self, predicate: str, value: str) -> Iterator[str]:
        """IRIs that point to a thing by a property (prefixed name)."""
        found = self.store.dataset.quads_for_pattern(None, ox.NamedNode(iris.expand(predicate)), ox.NamedNode(value), _DEFAULT)
        return (quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode))


@dataclass(frozen=True, eq=False)
class Node:
    """A thing. Attribute-like access to its declared fields by `all` and `one`."""

    view: View
    iri: str

    @cached_property
    def model(self) -> type[Model] | None:
        """The class that declares it; None when the snapshot says nothing of it."""
        types = {term.value for term in self.view.values(self.iri, _TYPE)}
        return next((_MODELS[one] for one in _MODELS if one in types), None)

    @property
    def slug(self) -> str:
        """``institution``, ``topic``, ``concept`` ...; empty when nothing is known."""
        if self.model:
            return self.model.declared.slug
        return "concept" if any(True for _ in self.view.values(self.iri, _TYPE)) else ""

    @property
    def href(self) -> str:
        """The address of its page."""
        return path(self.iri)

    @cached_property
    def names(self) -> dict[str, str]:
        """Name by language; "" for one without a language."""
        found: dict[str, str] = {}
        for predicate in _NAMES:
            for term in self.view.values(self.iri, predicate):
                if isinstance(term, ox.Literal):
                    found.setdefault(term.language or "", term.value)
            if found:  # each class names its things by one property
                break
        return found

    @property
    def name(self) -> str:
        """The name in the language of the view, else in another; made of its parts when it has none of its own."""
        own = self.names.get(self.view.lang) or self.names.get("en") or self.names.get("ru") or self.names.get("")
        return own or self._made_name() or iris.code(self.iri)

    def _made_name(self) -> str:
        if self.slug == "document":
            return str(next((value.text for value in self.all("source")), ""))
        parties = [value.text for field in ("parties", "providers") for value in self.all(field)][:3]
        kinds = [value.text for field in ("type", "kinds", "what") for value in self.all(field)][:2]
        head = ", ".join(kinds) or (self.model.declared.label.of(self.view.lang) if self.model else "")
        return f"{head}: {' — '.join(parties)}" if parties and head else head

    def field(self, name: str) -> Field | None:
        """The declaration of a field."""
        return next((field for field in fields(self.model) if field.name == name), None) if self.model else None

    def all(self, name: str) -> list[Value]:
        """The values of a declared field, sorted by their text."""
        field = self.field(name)
        if field is None:
            return []
        found = [Value(self.view, term) for term in self.view.values(self.iri, ox.NamedNode(field.property.iri))]
        if field.property.kind == "text":
            found.sort(key=lambda value: (value.lang != self.view.lang, value.text))
        else:
            found.sort(key=lambda value: value.text)
        return found

    def one(self, name: str) -> Value | None:
        """The first value of a declared field."""
        return next(iter(self.all(name)), None)

    @property
    def declared(self) -> list[tuple[str, str, list[Value]]]:
        """(field, label, values) of all declared fields that have values; names, evidence and what repeats others left out."""
        if not self.model:
            return []
        shown = [field for field in fields(self.model) if field.name not in ("name", "evidence", "based_on", "topic_codes", "row")]
        return [(field.name, field.property.label.of(self.view.lang), values) for field in shown if (values := self.all(field.name))]

    def incoming(self, *predicates: str) -> list[Node]:
        """Things that point here by one of the properties (prefixed names), each once."""
        found = {iri for predicate in predicates for iri in self.view.subjects(predicate, self.iri)}
        return [self.view.node(iri) for iri in sorted(found)]

    def others(self, name: str, than: str) -> list[Value]:
        """The values of a field but one thing."""
        return [value for value in self.all(name) if value.iri != than]

    @cached_property
    def quotes(self) -> tuple[runner.Quote, ...]:
        """Quotes behind it, surest first."""
        return runner.evidence(self.view.store, self.iri, _MOST_QUOTES)

    @property
    def proof(self) -> str:
        """What shows where it comes from: quotes of a fact, documents that name a thing; nothing for what no document states."""
        return _PROOFS.get(self.slug, "")

    @cached_property
    def document_count(self) -> int:
        """How many documents name it."""
        rows = self.ask("section-count", one="schema:mentions", other="schema:mentions", **{"class": "mc:Document"})
        return sum(int(row["n"] or 0) for row in rows)

    @cached_property
    def replaced_by(self) -> str | None:
        """The IRI of the thing that it was merged into."""
        return next((term.value for term in self.view.values(self.iri, _REPLACED) if isinstance(term, ox.NamedNode)), None)

    @cached_property
    def members(self) -> list[str]:
        """IRIs that were merged into this one, and its own."""
        return [self.iri, *sorted(self.view.subjects("dct:isReplacedBy", self.iri))]

    def mentions_in(self, document: Node) -> list[Mention]:
        """Where a document names it: offsets, words."""
        dataset, graph = self.view.store.dataset, ox.NamedNode(document.iri)
        quads = (quad for member in self.members for quad in dataset.quads_for_pattern(ox.NamedNode(member), _EVIDENCE, None, graph))
        found = {one for quad in quads if isinstance(quad.object, ox.NamedNode) for one in _mention(dataset, quad.object, graph)}
        return sorted(found, key=lambda one: (one.start, one.end))

    @cached_property
    def documents(self) -> list[Node]:
        """The newest documents that speak of it."""
        return [self.view.node(str(row["d"])) for row in self.ask("documents")]

    def ask(self, query: str, **properties: str) -> list[dict[str, str | None]]:
        """Rows of a query of ``queries/`` about this thing. properties: prefixed names of what else it needs."""
        bound = {name: ox.NamedNode(iris.expand(value)) for name, value in properties.items()} | {"node": ox.NamedNode(self.iri)}
        return self.view.store.query(_text(query), bound).values()


@cache
def _text(name: str) -> str:
    return (files(__package__) / "queries" / f"{name}.rq").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a document, at their offsets."""

    document: str
    start: int
    end: int
    quote: str


def _mention(dataset: ox.Store, evidence: ox.NamedNode, graph: ox.NamedNode) -> Iterator[Mention]:
    def objects(subject: Any, name: str) -> list[Any]:
        return [quad.object for quad in dataset.quads_for_pattern(subject, ox.NamedNode(iris.expand(name)), None, graph)]

    for target in objects(evidence, "oa:hasTarget"):
        for selector in objects(target, "oa:hasSelector"):
            parts = [objects(selector, name) for name in ("oa:start", "oa:end", "oa:exact")]
            if all(parts):
                start, end, quote_ = (part[0].value for part in parts)
                yield Mention(graph.value, int(start), int(end), quote_)


@dataclass(frozen=True)
class Value:
    """A value of a field: text, and the thing when it is one."""

    view: View
    term: Any

    @property
    def iri(self) -> str | None:
        """The thing's IRI."""
        return self.term.value if isinstance(self.term, ox.NamedNode) else None

    @property
    def lang(self) -> str:
        """The language of a text."""
        return (self.term.language or "") if isinstance(self.term, ox.Literal) else ""

    @cached_property
    def node(self) -> Node:
        """The thing."""
        return self.view.node(self.iri or "")

    @cached_property
    def text(self) -> str:
        """What a person reads."""
        if not self.iri:
            return _number(self.term.value) if _is_number(self.term) else str(self.term.value)
        return concept_name(self.iri, self.view.lang) or (self.node.name if self.iri.startswith(iris.BASE) else self.iri)

    @property
    def href(self) -> str | None:
        """The address of the thing's page, if there is one."""
        if not self.iri:
            return None
        return path(self.iri) if self.iri.startswith((iris.BASE, "http://", "https://")) else None

    def __str__(self) -> str:
        return self.text


def _is_number(term: Any) -> bool:
    return isinstance(term, ox.Literal) and term.datatype.value in (iris.expand("xsd:decimal"), iris.expand("xsd:double"))


def _number(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def concept_name(iri: str, lang: str) -> str | None:
    """The name of a concept of the vocabularies."""
    scheme, _, code = iri.removeprefix(iris.BASE).partition("/")
    found = vocabulary.load().schemes.get(scheme) if iri.startswith(iris.BASE) else None
    concept = found.concepts.get(code) if found else None
    return concept.label.of(lang) if concept else None
