"""Candidate facts in their sentences: are they stated?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import click

from ..ontology import vocabulary
from ..ontology.errors import InputError, UnknownNameError
from .deciding import author
from .keyboard import Keyboard
from .review import lines, where

if TYPE_CHECKING:
    from ..graph.decisions import Row
    from ..graph.facts_review import Candidate
    from ..graph.store import Store

_SHOWN = ("type", "what", "value", "unit", "status", "date", "signed")
_CODES = {"topics": "topic", "kinds": "activity"}


@dataclass(frozen=True, slots=True)
class _Asked:
    id: str


class Facts:
    """See `review.Kind`."""

    keys: ClassVar[Mapping[str, str]] = {"a": "accept", "r": "refuse", "c": "correct"}

    def __init__(self, store: Store) -> None:
        self._store = store

    def queue(self) -> Iterator[_Asked]:
        """See `review.Kind`."""
        from ..graph.facts_review import waiting

        return map(_Asked, waiting(self._store.record))

    def whole(self, one: _Asked) -> Candidate:
        """The candidate with its sentence and parties."""
        from ..graph.facts_review import candidate

        return candidate(self._store.record, one.id)

    def show(self, one: _Asked) -> Iterator[str]:
        """See `review.Kind`."""
        fact = self.whole(one)
        yield from lines(where(fact.source, fact.title, fact.published), "")
        quote = " ".join(fact.quote.split())
        before, found, after = fact.sentence.partition(quote)
        yield from lines(f"{before}[{quote}]{after}" if found else fact.sentence)
        yield from lines(f"{fact.list.replace('ties', 'ty').removesuffix('s')}: " + " / ".join(fact.parties.values()), "")
        yield from lines("; ".join(_said(fact.item)), "   ")
        yield f"   {fact.confidence:.2f} likely, by {fact.rule}"

    def answer(self, one: _Asked, key: str, keyboard: Keyboard) -> bool:
        """See `review.Kind`."""
        from ..graph.facts_review import ruling

        corrected = None
        if key == "c":
            with keyboard.lines():
                corrected = _corrected(self.whole(one))
            if not corrected:
                return False
        self._store.decide(ruling(self._store.record, one.id, self.keys[key], author(), corrected))
        return True


def _said(item: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{field} {item[field]}" for field in _SHOWN if item.get(field))
    for field, scheme in _CODES.items():
        if item.get(field):
            concepts = vocabulary.load().schemes[scheme].concepts
            yield f"{field}: " + ", ".join(concepts[code].label.en if code in concepts else code for code in item[field])


def _corrected(fact: Candidate) -> dict[str, Any]:
    """The fields that a person gives otherwise; an empty line leaves a field as it is, "-" empties it."""
    from ..graph.facts_review import with_parties

    for number, (key, name) in enumerate(fact.choices.items(), 1):
        click.echo(f"   {number} {name}" + ("  *" if key in fact.parties else ""))
    found: dict[str, Any] = {}
    parties = _typed("parties (numbers, or country codes, with commas)")
    if parties:
        found |= with_parties(fact, [_party(fact, word) for word in parties])
    for field, scheme in _CODES.items():
        if fact.list in ("projects", "agreements", "quantities") and field == "kinds":
            continue
        words = _typed(f"{field} (names or codes, with commas)")
        if words:
            found[field] = [] if words == ["-"] else [_code(scheme, word) for word in words]
    return found


def _typed(what: str) -> list[str]:
    text = click.prompt(f"   {what}", default="", show_default=False)
    return [word.strip() for word in str(text).split(",") if word.strip()]


def _code(scheme: str, word: str) -> str:
    from ..queries.match import concept

    return concept(scheme, word, scheme)


def _party(fact: Candidate, word: str) -> str:
    from ..queries.match import country

    keys = list(fact.choices)
    if word.isdigit() and 0 < int(word) <= len(keys):
        return keys[int(word) - 1]
    try:
        return f"country:{country(word, 'party')}"
    except UnknownNameError as error:
        raise InputError("is no number of the list and no country", where=word, remedy="give a number, or a country") from error


def row(store: Store, answer: Mapping[str, Any]) -> Row:
    """The row of {"id", "answer", and for "correct" some of "parties" (keys), "topics", "kinds", "date", "status"}."""
    from ..graph.facts_review import candidate, ruling, with_parties

    id_ = str(answer.get("id"))
    changed: dict[str, Any] = {name: answer[name] for name in ("date", "status") if name in answer}
    changed |= {name: [_code(_CODES[name], str(code)) for code in answer[name]] for name in _CODES if name in answer}
    if "parties" in answer:
        changed |= with_parties(candidate(store.record, id_), [str(key) for key in answer["parties"]])
    return ruling(store.record, id_, str(answer["answer"]), author(), changed or None)
