"""Members and things as people mean them: found by an IRI or by a name, and shown with their documents and words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..ontology import iris
from ..ontology.errors import UnknownNameError
from ..ontology.identity import Member
from . import record
from .members import from_text
from .names import Names

_WORDS = re.compile(r"\w+")
_SHOWN = 3
_AROUND = 110


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a document names a member."""

    document: str
    source: str
    title: str | None
    published: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Side:
    """A member as a person sees it. thing: what it belongs to now; documents: how many name it; mentions: the first of them."""

    iri: str
    thing: str
    type: str
    name: str
    lang: str
    also: tuple[str, ...]
    kind: str | None
    country: str | None
    city: str | None
    documents: int
    mentions: tuple[Mention, ...]


ALIKE = 0.6
"""Names that resemble what was typed less than this (see `Names.search`) are not taken for it where something is decided."""


def member_of(con: sqlite3.Connection, text: str) -> str:
    """The member that is meant: by an IRI, by exactly one of its names, or the nearest. UnknownNameError when nothing is like it."""
    if text.startswith(iris.BASE):
        return _by_iri(con, text)
    matches = list(Names(con).search(text, limit=8))
    things = list(dict.fromkeys(match.iri for match in matches if match.score >= ALIKE))
    if not things:
        near = ", ".join(dict.fromkeys(match.name for match in matches[:3]))
        raise UnknownNameError(
            f"nothing is known by the name {text!r}", remedy=f"did you mean {near}?" if near else "try another form, or give its IRI"
        )
    wanted = _folded(text)
    for exact in (True, False):
        for thing in things:
            found = _named(con, thing, wanted, exact=exact)
            if found:
                return found
    raise UnknownNameError(f"nothing is known by the name {text!r}", remedy="try another form, or give its IRI")


def _by_iri(con: sqlite3.Connection, iri: str) -> str:
    if not con.execute("SELECT 1 FROM node WHERE iri = ?", (iri,)).fetchone():
        raise UnknownNameError("is the IRI of nothing here", where=iri, remedy="see `medcoop show NAME --json`")
    return iri


def _folded(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold().replace("ё", "е")))


def _named(con: sqlite3.Connection, thing: str, wanted: str, *, exact: bool) -> str | None:
    members = [from_text(text) for (text,) in con.execute("SELECT member FROM node WHERE thing = ? AND alive ORDER BY iri", (thing,))]
    if exact:
        own = [one.iri for one in members if _folded(one.name) == wanted]
        return next(iter(own or [one.iri for one in members if wanted in map(_folded, one.also)]), None)
    return nearest(con, [one.iri for one in members], wanted) or (members[0].iri if members else None)


def side(con: sqlite3.Connection, iri: str) -> Side:
    """A member with where it is named; one that no document names now has no name."""
    row = con.execute("SELECT id, type, thing, member FROM node WHERE iri = ?", (iri,)).fetchone()
    if row is None:
        raise UnknownNameError("is the IRI of nothing here", where=iri, remedy="see `medcoop show NAME --json`")
    number, type_, thing, text = row
    if not text:
        return Side(iri, thing, type_, "", "", (), None, None, None, 0, ())
    one = from_text(text)
    (count,) = con.execute("SELECT count(DISTINCT document) FROM mention WHERE member = ?", (number,)).fetchone()
    places = mentions(con, number, (one.name, *one.also))
    return Side(iri, thing, type_, one.name, one.lang, one.also, one.kind, one.country, one.city, count, places)


def mentions(con: sqlite3.Connection, number: int, names: Iterable[str]) -> tuple[Mention, ...]:
    """The first places where documents name a member, with the words around the name."""
    query = (
        "SELECT DISTINCT d.iri, d.source, d.title, d.published, d.text FROM mention m JOIN document d ON d.id = m.document"
        " WHERE m.member = ? ORDER BY d.published, d.iri LIMIT ?"
    )
    rows = con.execute(query, (number, _SHOWN)).fetchall()
    return tuple(Mention(iri, source, title, date, around(record.unpack(blob), names)) for iri, source, title, date, blob in rows)


def around(text: str, names: Iterable[str]) -> str:
    """The words around the first of the names that stands in the text (in any case and inflection of its last letters)."""
    for name in sorted(names, key=len, reverse=True):
        stems = [re.escape(word[: max(4, len(word) - 3)]) + r"\w*" for word in _WORDS.findall(name)]
        if stems and (found := re.search(r"\W+".join(stems), text, re.IGNORECASE)):
            return clause(text, found.start(), found.end(), _AROUND)
    return ""


def clause(text: str, start: int, end: int, most: int) -> str:
    """The line around a stretch of text, at most `most` characters on either side, as one line."""
    left = max(text.rfind("\n", 0, start) + 1, start - most)
    right = text.find("\n", end)
    right = min(len(text) if right < 0 else right, end + most)
    cut = text[left:right]
    return (
        ("…" if left and text[left - 1] != "\n" else "")
        + " ".join(cut.split())
        + ("…" if right < len(text) and text[right] != "\n" else "")
    )


def nearest(con: sqlite3.Connection, members: Iterable[str], text: str) -> str | None:
    """The one of these members that is meant by an IRI or a name: exactly, or by most of its words; None when no word fits."""
    known = [from_text(held) for iri in members for (held,) in con.execute("SELECT member FROM node WHERE iri = ? AND alive", (iri,))]
    if text.startswith(iris.BASE):
        return next((one.iri for one in known if one.iri == text), None)
    wanted = _folded(text)
    words = set(wanted.split())
    ranked = [(_folded(one.name) == wanted, len(words & set(_folded(one.name).split())), one.iri) for one in known]
    best = max(ranked, default=None)
    return best[2] if best and best[1] else None


def institutions(con: sqlite3.Connection) -> Iterator[tuple[str, Member]]:
    """(thing, member) of all institutions that documents name now."""
    rows = con.execute("SELECT thing, member FROM node WHERE type = 'institution' AND alive ORDER BY iri")
    return ((thing, from_text(text)) for thing, text in rows)
