"""Candidate facts for a person to look at: each in its sentence, with the names of its parties; and the corrections as training data."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..ontology import places
from ..ontology.errors import InputError, UnknownNameError
from . import decisions, documents, record, rulings
from .clock import now
from .decisions import Row
from .known import clause
from .rulings import PARTIES, ROLES, Json, fact_id
from .stated import confidence

_AROUND = 300
_COUNTRY = "country:"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that waits. item: as in the facts format; parties: key -> name, of those who take part; choices: of all institutions there."""

    id: str
    list: str
    document: str
    source: str
    title: str | None
    published: str | None
    quote: str
    start: int
    sentence: str
    confidence: float
    rule: str
    item: Json
    parties: Mapping[str, str]
    choices: Mapping[str, str]


def waiting(con: sqlite3.Connection) -> Iterator[str]:
    """Ids of the candidates, the likeliest first; none that a person has ruled on."""
    rows = con.execute("SELECT id FROM candidate GROUP BY id ORDER BY max(confidence) DESC, id").fetchall()
    return (id_ for (id_,) in rows)


def candidate(con: sqlite3.Connection, id_: str) -> Candidate:
    """A candidate by its id. UnknownNameError when there is none."""
    row = con.execute("SELECT document FROM candidate WHERE id = ? ORDER BY document LIMIT 1", (id_,)).fetchone()
    if row is None:
        raise UnknownNameError("is the id of no fact that waits", where=id_, remedy="see `medcoop review --facts --json`")
    document, facts, text = _document(con, row[0])
    for list_ in rulings.REVIEWED:
        for item in facts.get(list_, ()):
            if fact_id(document["iri"], list_, item, facts) == id_:
                return _shown(document, facts, text, list_, item)
    raise UnknownNameError("is the id of no fact that waits", where=id_, remedy="see `medcoop review --facts --json`")


def _document(con: sqlite3.Connection, number: int) -> tuple[Json, Json, str]:
    """The document, what is said in it as people left it, and its text."""
    query = f"SELECT {documents.COLUMNS}, facts, text FROM document WHERE id = ?"  # noqa: S608
    row = con.execute(query, (number,)).fetchone()
    document, facts, text = documents.as_json(row[:-2]), record.unpack_json(row[-2]), record.unpack(row[-1])
    return document, rulings.ruled(facts, text, decisions.about(con, document["iri"])), text


def _shown(document: Json, facts: Json, text: str, list_: str, item: Json) -> Candidate:
    proof: Json = next(iter(item.get("evidence", ())), {"quote": "", "start": 0, "end": 0, "rule": ""})
    named = {one["key"]: one["name"] for one in facts.get("institutions", ())}
    keys = dict.fromkeys(key for field in PARTIES[list_] for key in item.get(field, ()))
    return Candidate(
        id=fact_id(document["iri"], list_, item, facts), list=list_, document=document["iri"], source=document["source"],
        title=document["title"], published=document["published"], quote=proof["quote"], start=proof["start"],
        sentence=clause(text, proof["start"], proof["end"], _AROUND), confidence=confidence(item), rule=proof["rule"], item=item,
        parties={key: _name(key, named) for key in keys}, choices=named,
    )  # fmt: skip


def _name(key: str, named: Mapping[str, str]) -> str:
    country = places.places().countries.get(key.removeprefix(_COUNTRY)) if key.startswith(_COUNTRY) else None
    return country.name.en if country else named.get(key, key)


def ruling(con: sqlite3.Connection, id_: str, answer: str, author: str, corrected: Mapping[str, Any] | None = None) -> Row:
    """The row of the log that accepts, refuses or corrects a candidate. corrected: the fields that are otherwise (see `corrections`)."""
    if answer not in decisions.FACTS:
        raise InputError(f"{answer!r} is no answer", where=id_, remedy="answer accept, refuse or correct")
    shown = candidate(con, id_)
    number = con.execute("SELECT document FROM candidate WHERE id = ? ORDER BY document LIMIT 1", (id_,)).fetchone()[0]
    _, facts, _ = _document(con, number)
    item = shown.item | dict(corrected or {})
    kept = rulings.fragment(shown.list, shown.item, facts)
    if corrected:
        kept["institutions"] |= rulings.fragment(shown.list, item, facts)["institutions"]
        kept["corrected"] = {name: value for name, value in item.items() if name != "evidence"}
    return Row(answer, shown.document, id_, author=author, at=now(), detail=kept | {"quote": shown.quote, "start": shown.start})


def with_parties(shown: Candidate, keys: list[str]) -> Json:
    """The fields of a candidate with other parties; roles that name somebody else are left out. InputError when fewer than two remain."""
    unknown = [key for key in keys if key not in shown.choices and not key.startswith(_COUNTRY)]
    if unknown:
        raise InputError("is the key of nothing in the document", where=unknown[0], remedy=f"choose from {', '.join(shown.choices)}")
    if shown.list in ("cooperations", "agreements") and len(set(keys)) < 2:
        raise InputError("one party does not cooperate with itself", where=shown.id, remedy="name two parties")
    first = PARTIES[shown.list][0]
    others = {
        role: [key for key in shown.item[role] if key in keys] for role in ROLES if role in shown.item and role not in PARTIES[shown.list]
    }
    return {first: keys} | others


def corrections(con: sqlite3.Connection) -> Iterator[Json]:
    """What people said of facts, as training data: the text, what was extracted and what it should have been, one fact a line."""
    for row in decisions.holding(con, decisions.FACTS):
        found = documents.find(con, row.subject)
        text = found.text if found else ""
        place = rulings.whereabouts(text, row.detail["quote"], row.detail["start"])
        yield {
            "id": row.object, "verdict": row.act, "list": row.detail["list"], "quote": row.detail["quote"],
            "start": place[0] if place else None, "end": place[1] if place else None,
            "extracted": row.detail["item"], "corrected": row.detail.get("corrected"),
            "institutions": list(row.detail["institutions"].values()),
            "author": row.author, "at": row.at, "document": row.subject, "source": found.source if found else None,
            "lang": found.lang if found else None, "text": text,
        }  # fmt: skip
