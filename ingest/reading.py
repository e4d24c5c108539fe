"""What is understood of a document before relations are sought: its blocks, sentences, tokens, things and where they are named.

A `Reading` is made in stages, each a pure function ``Reading -> Reading`` that adds to it (see `extract`). All offsets are code
points of ``document.text``; spans are half-open. Everything is frozen and picklable.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Literal, TypeVar

from ..ontology.model import Document

T = TypeVar("T")
BlockKind = Literal["title", "dateline", "paragraph", "item", "heading", "table", "caption", "noise"]
EntityType = Literal["institution", "person", "country"]
MentionForm = Literal["name", "abbreviation", "noun", "pronoun", "office", "demonym", "group"]


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph of the page. `section` numbers the items of a newsletter: 0 for a page with one subject."""

    start: int
    end: int
    kind: BlockKind
    section: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign. lemma: lower case normal form; pos: NOUN, ADJ, VERB, PREP, NUM, PUNCT ...; feats: "case=gent|number=sing"."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    feats: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence inside one block. `block` is the block's index."""

    start: int
    end: int
    block: int
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that the document names. `key` is that of the facts ("i1", "p1", "country:KG").

    Institutions have kind, country, city, region, owner and part_of (keys), former names and the date (EDTF) of the last change of
    name; people have position and org (a key).
    """

    key: str
    type: EntityType
    name: str
    also: tuple[str, ...] = ()
    kind: str = "other"
    country: str | None = None
    region: str | None = None
    city: str | None = None
    owner: str | None = None
    part_of: str | None = None
    position: str | None = None
    org: str | None = None
    rule: str = ""
    confidence: float = 1.0
    former: tuple[str, ...] = ()
    renamed: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an entity is meant. A mention of a group ("the two hospitals", "стороны") stands once for each member.

    form: name (a full or short name), abbreviation, noun ("the Centre", "наш центр"), pronoun, office (a person that stands for the
    institution), demonym ("монгольские коллеги"), group.
    """

    start: int
    end: int
    entity: str
    form: MentionForm = "name"


@dataclass(frozen=True, slots=True)
class Reading:
    """All of the above for one document. Blocks, sentences and mentions are in text order; blocks and sentences do not overlap."""

    document: Document
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def entity(self, key: str) -> Entity:
        """The entity with this key. KeyError when there is none."""
        for entity in self.entities:
            if entity.key == key:
                return entity
        raise KeyError(key)

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions that lie wholly within [start, end)."""
        first = bisect_left(self.mentions, start, key=lambda m: m.start)
        last = bisect_left(self.mentions, end, first, key=lambda m: m.start)
        return tuple(m for m in self.mentions[first:last] if m.end <= end)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers the offset."""
        at = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None


def once(make: Callable[[Reading], T]) -> Callable[[Reading], T]:
    """A function of a reading's sentences that remembers its last answer: several stages ask for the same."""
    kept: list[tuple[tuple[Sentence, ...], T]] = []

    @wraps(make)
    def asked(reading: Reading) -> T:
        last = kept[-1:]
        if last and last[0][0] is reading.sentences:
            return last[0][1]
        answer = make(reading)
        kept[:] = [(reading.sentences, answer)]
        return answer

    return asked
