"""Which agreement is meant: by its IRI, by its name, or by its type, parties and year as a person words them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from ..ontology import iris
from ..ontology.errors import AmbiguousNameError, UnknownNameError
from . import match, typed
from .question import catalogue

_BETWEEN = re.compile(r"\b(?:between|among|and|with|of|the|by|от|между|и|с|со|года|year)\b|[,;()«»\"–—]", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_KNOWN = 5
LIKE = 82.0
Row = Mapping[str, Any]


def find(store: Any, text: str, where: str) -> tuple[str, ...]:
    """IRIs of the reports of the one agreement that is meant. AmbiguousNameError, UnknownNameError when there are several or none."""
    if text.startswith(iris.BASE):
        return next((row["facts"] for row in _of_parties(store, text) if text in row["facts"]), (text,))
    rows = _titled(store, text) or _described(store, text, where)
    if len(rows) > 1:
        candidates = tuple((row["facts"][0], "agreement", words(row)) for row in rows)
        listed = "; ".join(name for _, _, name in candidates[:_KNOWN])
        remedy = "add the year or another party, or give the IRI of one"
        raise AmbiguousNameError(f"{text!r} may be {len(rows)} agreements: {listed}", where=where, candidates=candidates, remedy=remedy)
    facts: tuple[str, ...] = rows[0]["facts"]
    return facts


def words(row: Row) -> str:
    """An agreement in a few words: its type, parties and date."""
    return f"{row['what'] or row['type']} ({', '.join((*row['party_names'], *filter(None, [row['signed']])))})"


def _rows(store: Any, given: Mapping[str, Any]) -> tuple[Row, ...]:
    from .runner import answer  # noqa: PLC0415 - the runner asks this module in turn

    return answer(store, catalogue_agreements(), {**given, "limit": 10_000}).rows


def catalogue_agreements() -> Any:
    """The question whose rows are agreements."""
    return catalogue()["agreements"]


def _of_parties(store: Any, agreement: str) -> Iterator[Row]:
    import pyoxigraph as ox  # noqa: PLC0415

    found = store.query("SELECT ?party ?name WHERE { ?name mc:signatory ?party }", {"name": ox.NamedNode(agreement)})
    for party, _ in found:
        yield from _rows(store, {"who": party.value})


def _titled(store: Any, text: str) -> list[Row]:
    """Agreements whose own name is what was typed, or nearly."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    wanted = match.fold(text)
    named = store.query("SELECT ?fact ?title WHERE { ?fact a mc:Agreement ; skos:prefLabel ?title }")
    likes = {fact.value: fuzz.ratio(match.fold(title.value), wanted) for fact, title in named}
    best = max(likes.values(), default=0.0)
    facts = {fact for fact, like in likes.items() if like == best and like >= LIKE}
    return _each_once(row for fact in sorted(facts) for row in _of_parties(store, fact) if fact in row["facts"])


def _each_once(rows: Any) -> list[Row]:
    return list({row["facts"]: row for row in rows}.values())


def _described(store: Any, text: str, where: str) -> list[Row]:
    """Agreements of the type, parties and year that the words name."""
    years = _YEAR.findall(text)
    type_, rest = _type(_YEAR.sub(" ", text))
    parties = list(_parties(store, rest))
    if not parties and not rest.strip() and text.strip():
        return _some(store, {"type": type_} if type_ else {}, years) or _none(text, where)
    if not parties:
        return _none(text, where)
    named = [{row["facts"]: row for one in party for row in _rows(store, {"who": one})} for party in parties]
    every = {facts: row for rows in named for facts, row in rows.items()}
    counts = {facts: sum(facts in rows for rows in named) for facts in every}
    found: list[Row] = [every[facts] for facts in sorted(every) if counts[facts] == max(counts.values())]
    found = [row for row in found if row["type"] == type_] or found  # documents call one paper by several words
    found = [row for row in found if not years or (row["signed"] or "").startswith(tuple(years))]
    if not found:
        near = [words(row) for one in parties[0] for row in _rows(store, {"who": one})][:3]
        raise UnknownNameError(
            f"no agreement is known by {text!r}", where=where, remedy=f"known: {'; '.join(near)}" if near else "see agreements"
        )
    return found


def _some(store: Any, given: Mapping[str, Any], years: list[str]) -> list[Row]:
    """All agreements of a type, or of a year, to choose from."""
    return [row for row in _rows(store, given) if not years or (row["signed"] or "").startswith(tuple(years))]


def _none(text: str, where: str) -> NoReturn:
    remedy = "name its type and a party: memorandum Samara Tashkent"
    raise UnknownNameError(f"no agreement is known by {text!r}", where=where, remedy=remedy)


def _type(text: str) -> tuple[str | None, str]:
    head, _, rest = text.strip().partition(" ")
    try:
        code = match.concept("agreement-type", head, "name")
    except UnknownNameError:
        return None, text
    return (None if code == "agreement" else code), rest


def _parties(store: Any, text: str) -> Iterator[tuple[str, ...]]:
    """The parties that the words name, each by the IRIs that it may be."""
    for part in filter(None, (one.strip() for one in _BETWEEN.split(text))):
        found = _party(store, part)
        yield from [found] if found else filter(None, (_party(store, word) for word in part.split() if len(word) > 2))


def _party(store: Any, text: str) -> tuple[str, ...]:
    """The place of this name, or all things whose names are like it: the agreement decides which is meant."""
    if found := typed.place(text):
        return (found,)
    return tuple(one.iri for one in store.names.search(text, typed.ACTORS, limit=8) if one.score >= typed.LIKE)
