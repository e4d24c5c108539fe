"""The seam of identity: what the store must know to merge mentions into things, without knowing how that is decided.

A *member* is one way in which documents name a thing: the same normal form of name, kind and place gives the same member in every
document; a name that does not say which thing it is ("областная больница") is a member of its document alone. Members are joined
into things by *decisions* about pairs; a person's decision outranks the program's. `Resolver` is implemented in `ingest.identity`
and handed to the store by the pipeline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from .model import Facts

AUTOMATIC = 0.7
"""A decision of the program joins two members from this confidence on; below it a person is asked."""


@dataclass(frozen=True, slots=True)
class Member:
    """One way of naming one thing. `iri` derives from type and normal form; `blocks` are the keys under which candidates are found."""

    iri: str
    type: str  # the class's slug: institution, person, project, event
    name: str
    lang: str
    also: tuple[str, ...] = ()
    kind: str | None = None
    country: str | None = None
    city: str | None = None
    blocks: tuple[str, ...] = ()
    former: tuple[tuple[str, str], ...] = ()  # names that documents call older, each with the date of the change or ""


@dataclass(frozen=True, slots=True)
class Decision:
    """That two members are, or are not, the same thing (SSSOM: subject, object, predicate, confidence, justification, author)."""

    subject: str
    object: str
    same: bool
    confidence: float
    justification: str
    author: str = "medcoop"
    date: str | None = None

    @property
    def by_person(self) -> bool:
        """Decided by a person, not by the program."""
        return self.author != "medcoop"


@dataclass(frozen=True, slots=True)
class Renaming:
    """A thing got another name. register: what tells one change from another; date: since when it has the new name, EDTF."""

    register: str
    old: str
    new: str
    old_lang: str
    new_lang: str
    date: str | None = None


class Resolver(Protocol):
    """Decides identity. All four are pure and do not depend on the order of documents."""

    def members(self, facts: Facts, document: str) -> Mapping[str, Member]:
        """The member of each institution, person, project and event of one document (its IRI: `document`), by the item's key.

        Items without a key are named ``people/0``, ``projects/1`` ... by their list and position.
        """

    def judge(self, member: Member, candidates: Sequence[Member]) -> Iterable[Decision]:
        """Decisions about `member` and those that share a block with it. Symmetric: judging the other way gives the same."""

    def cluster(self, members: Iterable[Member], decisions: Iterable[Decision]) -> Mapping[str, str]:
        """Thing IRI of each member IRI, for a closed set of members. A thing's IRI is one of its members' IRIs."""

    def renamings(self, member: Member) -> Iterable[Renaming]:
        """The changes of name of the thing that a member names, as far as some register knows them."""
