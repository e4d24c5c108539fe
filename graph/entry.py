"""A document and its facts as plain values, as the record takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..ontology import iris
from ..ontology.identity import Member, Resolver
from ..ontology.model import Document, Facts
from . import documents
from .record import Json


@dataclass(frozen=True, slots=True)
class Entry:
    """A document on its way in, as plain values. members: of each shared item, by key."""

    document: Json
    text: str
    facts: Json
    members: Mapping[str, Member]
    maker: str = ""


def entry(document: Document, facts: Facts, resolver: Resolver, maker: str = "") -> Entry:
    """A document and its facts as the record takes them."""
    plain = document.model_dump(mode="json", exclude={"text"})
    plain["iri"] = iris.document(document.source)
    plain["content_hash"] = document.content_hash or documents.content_hash(document.text)
    plain["origin"] = documents.origin(plain["iri"], document.text)
    dumped = facts.model_dump(mode="json", exclude_defaults=True, exclude={"text", "source", "url", "title", "published", "id", "lang"})
    return Entry(plain, document.text, dumped, resolver.members(facts, plain["iri"]), maker)
