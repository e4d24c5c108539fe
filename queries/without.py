"""What an answer leaves out ("except Japan", "--without extended"): rows of the full answer are dropped, whatever the question.

A state, a type, kinds of work and topics are held against the row; a country by the rows that the question gives for it; anything else is
a party by name, dropped by its IRI.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ..ontology import iris, vocabulary
from ..ontology.errors import UnknownNameError
from . import match, runner, typed, wording
from .question import Question
from .values import MAX_ROWS

ALIKE = 0.6  # what resembles no name so much is not known
Test = Callable[[Mapping[str, Any]], bool]
Named = tuple[str, Test]  # what is left out, in words, and whether a row shows it
_SCHEMES = {"agreement-status": "status", "ladder": "status", "agreement-type": "type", "activity": "kinds", "topic": "topics"}


class Full(NamedTuple):
    """The answer of which something is left out: what it was asked with."""

    store: Any
    question: Question
    understood: runner.Plain
    options: Mapping[str, Any]


def answer(store: Any, question: Question, understood: runner.Plain, left_out: Sequence[str], **options: Any) -> runner.Answer:
    """The answer of `runner.answer` (which has the `options`) without the things named; its `without` says what each was taken for.

    What nobody knows needs no leaving out. UnknownNameError when a place can't be left out of this question.
    """
    left_out = [text for text in left_out if text.strip()]
    if not left_out:
        return runner.answer(store, question, understood, **options)
    wide = understood | {"limit": MAX_ROWS} if "limit" in understood else understood
    full = runner.answer(store, question, wide, **options)
    gone = [_named(Full(store, question, wide, options), text) for text in left_out]
    rows = tuple(row for row in full.rows if not any(test(row) for _, test in gone))
    limit = understood.get("limit", MAX_ROWS)
    told = tuple(name for name, _ in gone)
    return replace(full, parameters=understood, rows=rows[:limit], complete=full.complete and len(rows) <= limit, without=told)


def _named(full: Full, text: str) -> Named:
    """What is meant, and whether a row shows it."""
    lang = full.options.get("lang", "en")
    place = typed.place(text)
    if place and place.startswith(typed.COUNTRY):
        return wording.coded("country", iris.code(place), lang), _of_country(full, iris.code(place))
    if place:
        return typed.label(place, lang) or text, _by_query(full, "who", text)
    coded = _concept(full.question, text)
    if coded:
        return wording.coded(coded[0], coded[1], lang), _coded(*coded)
    nearest = next(iter(full.store.names.search(text, typed.ACTORS, limit=1)), None)
    if not text.startswith(iris.BASE) and (nearest is None or nearest.score < ALIKE):
        return f"{text} ({wording.word('not known here', lang)})", lambda row: False
    party = typed.party(text, "without", full.store.names)
    columns = [c.name for c in full.question.columns if c.type == "iri" and not c.name.startswith("fact")]
    return runner.label(full.store, party, lang) or text, lambda row: any(party in _each(row[name]) for name in columns)


def _concept(question: Question, text: str) -> tuple[str, str, str] | None:
    """(scheme, code, column) of the state, type, kind or topic that is meant, where the question has a column for it."""
    types = {(c.type, c.name) for c in question.columns}
    for scheme, column in _SCHEMES.items():
        if (scheme, column) in types:
            try:
                return scheme, match.concept(scheme, text, "without"), column
            except UnknownNameError:
                continue
    return None


def _coded(scheme: str, code: str, column: str) -> Test:
    gone = frozenset(vocabulary.load().narrower_closed(code)) if scheme == "topic" else frozenset({code})

    def shown(row: Mapping[str, Any]) -> bool:
        value = row[column]
        return bool(value) and (gone.issuperset(value) if isinstance(value, tuple) else value in gone)

    return shown


def _of_country(full: Full, code: str) -> Test:
    if any(p.name == "country" for p in full.question.parameters):
        return _by_query(full, "country", code)
    if any(p.name == "who" and not p.required for p in full.question.parameters):
        return _by_query(full, "who", code)
    columns = [c.name for c in full.question.columns if c.type in ("iri", "country")]
    return lambda row: any(str(value).removeprefix(typed.COUNTRY) == code for name in columns for value in _each(row[name]))


def _each(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _by_query(full: Full, name: str, text: str) -> Test:
    """Whether a row is one of those that the question gives with this parameter."""
    store, question, understood, options = full
    parameter = next((p for p in question.parameters if p.name == name and not p.required), None)
    if parameter is None:
        remedy = "name its countries" if name == "who" else "give a party by its name"
        raise UnknownNameError(f"{text!r} can't be left out of `{question.command}`", where="without", remedy=remedy)
    narrowed = understood | runner.understand(question, _needed(question, understood) | {name: text}, store)
    narrowed |= {key: value for key, value in understood.items() if key != name}
    named = [c.name for c in question.columns if c.type == "iri"] or [c.name for c in question.columns]
    there = {_key(row, named) for row in runner.answer(store, question, narrowed, **options).rows}
    return lambda row: _key(row, named) in there


def _needed(question: Question, understood: runner.Plain) -> dict[str, Any]:
    """The required parameters as they may be typed again: codes and IRIs are understood as they are."""
    return {p.name: _first(understood[p.name]) for p in question.parameters if p.required}


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) else value


def _key(row: Mapping[str, Any], names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)
