"""All that extraction found in a document, with the places where it stands and the rules that found it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from ...ontology.model import (
    DEFAULT_CONFIDENCE,
    Agreement,
    Cooperation,
    Document,
    Event,
    Evidence,
    Facts,
    Person,
    Project,
    Quantity,
)
from ..extract import facts_of
from ..reading import Block, Entity, MentionForm, Reading
from ..understand import understand

MarkKind = Literal["institution", "person", "country", "cooperation", "agreement", "project", "event", "office", "quantity"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text, in code points, that mentions an entity or states a fact. `ref` is the entity's key or the fact's ("c1")."""

    start: int
    end: int
    kind: MarkKind
    ref: str
    form: MentionForm | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as a reader sees it. detail: kind, country, city ...; forms: how often it is mentioned in each form."""

    entity: Entity
    detail: tuple[str, ...]
    forms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as a reader sees it. shown: whether its confidence puts it into the canonical view; else it is a candidate."""

    ref: str
    kind: MarkKind
    summary: str
    detail: tuple[str, ...]
    confidence: float
    shown: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A document, what it names and what it states. Marks are in text order, the longer of two that begin together first."""

    document: Document
    blocks: tuple[Block, ...]
    named: tuple[Named, ...]
    stated: tuple[Stated, ...]
    marks: tuple[Mark, ...]


def explain(document: Document, floor: float | None = None) -> Explanation:
    """Read the document and say what was found where. floor: the least confidence of a cooperation given; None as `extract` has it."""
    reading = understand(document)
    return of(reading, facts_of(reading) if floor is None else facts_of(reading, floor))


def of(reading: Reading, facts: Facts) -> Explanation:
    """The explanation of a reading and of the facts taken from it (or from elsewhere, such as a language model)."""
    names = {entity.key: entity.name for entity in reading.entities} | {item.key: item.name for item in facts.institutions}
    stated = tuple(_stated(facts, names))
    types = {entity.key: entity.type for entity in reading.entities}
    marks = [Mark(m.start, m.end, types[m.entity], m.entity, m.form) for m in reading.mentions]
    marks += [Mark(e.start, e.end, fact.kind, fact.ref) for fact in stated for e in fact.evidence]
    marks.sort(key=lambda m: (m.start, -m.end, m.kind, m.ref))
    return Explanation(reading.document, reading.blocks, tuple(_named(reading)), stated, tuple(dict.fromkeys(marks)))


def _named(reading: Reading) -> Iterator[Named]:
    forms: dict[str, Counter[str]] = {}
    for mention in reading.mentions:
        forms.setdefault(mention.entity, Counter())[mention.form] += 1
    for entity in reading.entities:
        said = (
            entity.kind if entity.type == "institution" else None,
            entity.country if entity.type != "country" else None,
            entity.region,
            entity.city,
            entity.owner and f"owner {entity.owner}",
            entity.part_of and f"part of {entity.part_of}",
            entity.position,
            entity.org and f"at {entity.org}",
        )
        yield Named(entity, tuple(filter(None, said)), tuple(sorted(forms.get(entity.key, Counter()).items())))


def _stated(facts: Facts, names: dict[str, str]) -> Iterator[Stated]:
    def called(keys: tuple[str, ...]) -> str:
        return " + ".join(names.get(key, key.removeprefix("country:")) for key in keys)

    for kind, letter, items, say in _SECTIONS:
        for number, item in enumerate(getattr(facts, items), 1):
            summary, *detail = say(item, called)
            proof = item.evidence
            yield Stated(
                f"{letter}{number}",
                kind,
                summary,
                tuple(filter(None, detail)),
                item.confidence,
                item.confidence >= DEFAULT_CONFIDENCE,
                proof,
            )


Called = Callable[[tuple[str, ...]], str]


def _cooperation(item: Cooperation, called: Called) -> list[str]:
    """`A + B : topics / kinds / status`, the notation of the project's own test passages."""
    roles = (("by", item.providers), ("for", item.recipients), ("host", item.hosts), ("guest", item.guests), ("funder", item.funders))
    subject = f"{', '.join(item.topics) or '-'} / {', '.join(item.kinds) or '-'} / {item.status}"
    said = [f"{role} {called(keys)}" for role, keys in roles if keys]
    return [
        f"{called(item.parties)} : {subject}",
        str(item.date or ""),
        *said,
        *(f"under {k}" for k in item.under),
        *(f"within {k}" for k in item.within),
    ]


def _agreement(item: Agreement, called: Called) -> list[str]:
    valid = f"valid {item.valid_from or ''}/{item.valid_until or ''}" if item.valid_from or item.valid_until else ""
    return [
        f"{item.name or item.type}: {called(item.parties) or '-'}",
        item.type,
        item.status,
        str(item.signed or ""),
        valid,
        ", ".join(item.topics),
    ]


def _project(item: Project, called: Called) -> list[str]:
    return [f"{item.name}: {called(item.participants) or '-'}", str(item.date or ""), ", ".join(item.topics)]


def _event(item: Event, _: Called) -> list[str]:
    return [item.name, str(item.date or ""), item.country or "", item.city or ""]


def _office(item: Person, called: Called) -> list[str]:
    return [item.name, item.position or "", f"at {called((item.org,))}" if item.org else ""]


def _quantity(item: Quantity, called: Called) -> list[str]:
    return [
        f"{item.what} {item.value:g} {item.unit or ''}".strip(),
        f"by {called(item.by)}" if item.by else "",
        f"of {called(item.of)}" if item.of else "",
        str(item.date or ""),
    ]


_Say = Callable[[Any, Called], list[str]]
_SECTIONS: tuple[tuple[MarkKind, str, str, _Say], ...] = (
    ("cooperation", "c", "cooperations", _cooperation),
    ("agreement", "a", "agreements", _agreement),
    ("project", "j", "projects", _project),
    ("office", "o", "people", _office),
    ("event", "e", "events", _event),
    ("quantity", "q", "quantities", _quantity),
)
