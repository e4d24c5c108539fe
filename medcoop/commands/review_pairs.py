"""Pairs of names side by side: are they one thing?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, ClassVar

from ..ontology.errors import InputError
from .deciding import author
from .keyboard import Keyboard
from .review import lines, where
from .table import width_of, wrap

if TYPE_CHECKING:
    from ..graph.decisions import Row
    from ..graph.known import Side
    from ..graph.store import Store
    from ..graph.waiting import Waiting

_HALF = 48


@dataclass(frozen=True, slots=True)
class Whole:
    """A pair as programs read it."""

    a: Side
    b: Side
    confidence: float
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    id: str
    pair: Waiting


class Pairs:
    """See `review.Kind`."""

    keys: ClassVar[Mapping[str, str]] = {"s": "same", "d": "different"}

    def __init__(self, store: Store, *, joined: bool) -> None:
        self._store, self._joined = store, joined

    def queue(self) -> Iterator[_Asked]:
        """See `review.Kind`."""
        from ..graph import waiting

        found = waiting.joined(self._store.record) if self._joined else waiting.waiting(self._store.record)
        return (_Asked(f"{pair.a} {pair.b}", pair) for pair in found)

    def whole(self, one: _Asked) -> Whole:
        """The pair with all that is known of its members."""
        from ..graph.known import side

        con = self._store.record
        return Whole(side(con, one.pair.a), side(con, one.pair.b), one.pair.confidence, one.pair.features)

    def show(self, one: _Asked) -> Iterator[str]:
        """See `review.Kind`."""
        whole = self.whole(one)
        columns = [list(_column(each)) for each in (whole.a, whole.b)]
        for left, right in zip_longest(*columns, fillvalue=""):
            yield left + " " * (_HALF + 4 - width_of(left)) + right
        yield from lines(f"{whole.confidence:.2f} likely: " + ", ".join(whole.features), "")

    def answer(self, one: _Asked, key: str, keyboard: Keyboard) -> bool:
        """See `review.Kind`."""
        self._store.decide(_row(one.pair.a, one.pair.b, self.keys[key]))
        return True


def _column(one: Side) -> Iterator[str]:
    yield from wrap(one.name, _HALF)
    place = ", ".join(part for part in (one.kind, one.city, one.country) if part)
    yield from wrap(f"{place or 'place not known'}; in {one.documents} documents", _HALF)
    if one.also:
        yield from wrap("also: " + "; ".join(one.also), _HALF)
    for mention in one.mentions:
        yield from wrap("· " + where(mention.source, mention.title, mention.published), _HALF)
        if mention.quote:
            yield from wrap(f"  “{mention.quote}”", _HALF)


def row(store: Store, answer: Mapping[str, Any]) -> Row:
    """The row of {"a", "b", "answer"}. InputError when it is none, or a or b is nothing here."""
    from ..graph.known import member_of

    if answer["answer"] not in ("same", "different") or not {"a", "b"} <= answer.keys():
        raise InputError(f"{dict(answer)} is no answer about a pair", remedy='give {"a": IRI, "b": IRI, "answer": "same" or "different"}')
    a, b = (str(answer[side]["iri"] if isinstance(answer[side], dict) else answer[side]) for side in "ab")
    return _row(member_of(store.record, a), member_of(store.record, b), str(answer["answer"]), str(answer.get("reason") or ""))


def _row(a: str, b: str, act: str, reason: str = "") -> Row:
    from ..graph.clock import now
    from ..graph.decisions import Row

    return Row(act, a, b, reason=reason, author=author(), at=now())
