"""What an empty answer means, with the numbers: nothing ingested there, or known but without evidence of this.

The third kind, no such thing known, shows before: `runner.understand` raises UnknownNameError with the nearest names.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import pyoxigraph as ox

from ..ontology import iris
from . import runner, typed, values, wording
from .steps import first_day, last_day

_COUNTS = {
    "documents": "SELECT ?n ?x WHERE { ?x mc:documents ?n }",
    "topic": "SELECT (COUNT(DISTINCT ?s) AS ?n) ?x WHERE { ?s mc:onTopic ?x } GROUP BY ?x",
    "thing": "SELECT (COUNT(DISTINCT ?d) AS ?n) ?x WHERE { ?d schema:mentions ?x } GROUP BY ?x",
    "place": """SELECT (COUNT(DISTINCT ?d) AS ?n) ?x WHERE { ?i schema:addressRegion|schema:addressLocality ?at .
        FILTER(CONTAINS(?x, CONCAT("|", LCASE(STR(?at)), "|"))) ?d schema:mentions ?i } GROUP BY ?x""",
    "period": "SELECT (COUNT(?d) AS ?n) ?x ?y WHERE { ?d schema:datePublished ?p FILTER(STR(?p) >= ?x && STR(?p) <= ?y) } GROUP BY ?x ?y",
}
_SAY = {
    "empty": ("nothing has been read into the store yet", "в хранилище ещё ничего не прочитано"),
    "not_ingested": ("nothing was read there: {what}", "там ничего не прочитано: {what}"),
    "no_evidence": ("there is no evidence of this; what is known: {what}", "свидетельств этого нет; известно вот что: {what}"),
    "documents": ("{n} documents in all", "документов всего {n}"),
    "language": ("{n} documents in this language ({x})", "документов на этом языке ({x}) {n}"),
    "country": ("{n} documents name institutions of {x}", "документов с организациями страны ({x}) {n}"),
    "place": ("{n} documents name institutions that they place in {x}", "документов, где сказано об организациях в этом месте ({x}), {n}"),
    "topic": ("{n} partnerships on {x}", "партнёрств по теме «{x}» {n}"),
    "thing": ("{n} documents name {x}", "документов, где есть {x}: {n}"),
    "period": ("{n} documents published in the period ({x})", "документов, вышедших в этот срок ({x}), {n}"),
    "without": ("{n} rows without {x}", "строк без {x}: {n}"),
    "unsure": ("candidates too unsure to be shown: {n}", "кандидатов, слишком ненадёжных для показа: {n}"),
}


@dataclass(frozen=True, slots=True)
class Absence:
    """kind: what an empty answer means. counts: (what was counted, its name, how many); without: rows when a parameter is left out."""

    kind: Literal["no_evidence", "not_ingested"]
    message: str
    counts: tuple[tuple[str, str, int], ...] = ()
    without: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def explain(store: runner.Store, answer: runner.Answer) -> Absence:
    """What the emptiness of this answer means."""
    lang = answer.lang
    documents = _documents(store, "all")
    if not documents:
        return Absence("not_ingested", _say("empty", lang), (("documents", "", 0),))
    counts = [("documents", "", documents), *_counts(store, answer)]
    missing = [one for one in counts if one[2] == 0 and one[0] in ("language", "country", "place", "period")]
    without = {} if missing else _without(store, answer)
    told = [_say(kind, lang, n=n, x=name) for kind, name, n in (missing or counts)]
    told += [_say("without", lang, n=n, x=name) for name, n in without.items() if n]
    if unsure := 0 if missing else _unsure(store, answer):
        counts.append(("unsure", "", unsure))
        told.append(_say("unsure", lang, n=unsure))
    kind: Literal["no_evidence", "not_ingested"] = "not_ingested" if missing else "no_evidence"
    if missing:
        told.append(_say("documents", lang, n=documents))
    return Absence(kind, _say(kind, lang, what="; ".join(told)), tuple(counts), without)


def _say(key: str, lang: str, **given: Any) -> str:
    return _SAY[key][lang == "ru"].format(**given)


def _count(store: runner.Store, what: str, **bound: Any) -> int:
    return sum(int(row[0].value) for row in store.query(_COUNTS[what], bound or None))


def _documents(store: runner.Store, *scope: str) -> int:
    """Documents in all, of a country, or in a language."""
    return _count(store, "documents", x=ox.NamedNode(iris.coverage(*scope)))


def _counts(store: runner.Store, answer: runner.Answer) -> list[tuple[str, str, int]]:
    found, given, lang = [], answer.parameters, answer.lang
    types = {p.name: p.type for p in answer.question.parameters}
    for name, plain in given.items():
        kind, one = types[name], plain[0] if isinstance(plain, tuple) else plain
        if kind == "country":
            found.append((kind, wording.coded(kind, one, lang), _documents(store, kind, one)))
        elif kind == "topic":
            found.append((kind, wording.coded(kind, one, lang), _count(store, kind, x=values.for_sparql(kind, one))))
        elif kind == "language":
            found.append((kind, one, _documents(store, kind, one)))
        elif kind in ("party", "thing", "person") and one.startswith(typed.COUNTRY):
            found.append(("country", typed.label(one, lang) or one, _documents(store, "country", iris.code(one))))
        elif kind == "party" and one.startswith((typed.REGION, typed.CITY)):
            spelt = ox.Literal(f"|{'|'.join(typed.spellings(one))}|")
            found.append(("place", typed.label(one, lang) or one, _count(store, "place", x=spelt)))
        elif kind in ("party", "thing", "person") and one.startswith(f"{iris.BASE}id/"):
            found.append(("thing", runner.label(store, one, lang) or one, _count(store, "thing", x=ox.NamedNode(one))))
    low, high = given.get("since") or given.get("at"), given.get("until") or given.get("at")
    if (low or high) and answer.question.computed != "changes":
        bound = {"x": ox.Literal(first_day(low) if low else "0000"), "y": ox.Literal(last_day(high) if high else "9999")}
        found.append(("period", f"{low or '…'} – {high or '…'}", _count(store, "period", **bound)))
    return found


def _without(store: runner.Store, answer: runner.Answer) -> dict[str, int]:
    """How many rows there are when one of the optional parameters is left out; when that brings none, without all of them."""
    narrowing = [p.name for p in answer.question.parameters if p.name in answer.parameters and not p.required and p.default is None]
    found = {name: _rows(store, answer, {name}) for name in narrowing}
    if len(narrowing) > 1 and not any(found.values()):
        found[", ".join(narrowing)] = _rows(store, answer, set(narrowing))
    return found


def _unsure(store: runner.Store, answer: runner.Answer) -> int:
    """How many candidates would be rows."""
    if not answer.question.has("candidate"):
        return 0
    every = runner.answer(store, answer.question, dict(answer.parameters), lang=answer.lang, engine=answer.engine, candidates=True)
    return sum(bool(row["candidate"]) for row in every.rows)


def _rows(store: runner.Store, answer: runner.Answer, left_out: Container[str]) -> int:
    rest = {name: one for name, one in answer.parameters.items() if name not in left_out}
    return len(runner.answer(store, answer.question, rest, lang=answer.lang, engine=answer.engine).rows)
