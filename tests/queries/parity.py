"""Every question with every parameter, on any engine: what the tests of equal answers share.

An engine is a store whose `cypher` goes where it should: `OnServer` turns it to a property graph on a server.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from medcoop.queries import runner
from medcoop.queries.question import catalogue

Case = tuple[str, dict[str, str]]
VALUES: dict[str, tuple[str, ...]] = {
    "topic": ("transplantation", "liver-transplantation", "oncology", "surgery"),
    "country": ("RU", "DE"),
    "kind": ("training", "research"),
    "type": ("memorandum", "agreement"),
    "what": ("trained", "operated"),
    "since": ("2019", "2019-03", "2020-05-01", "2024"),
    "until": ("2019", "2020-06", "2019-03-12"),
    "at": ("2022", "2022-07-15"),
    "office": ("директор", "rector", "chief physician"),
    "language": ("ru", "en"),
    "limit": ("1", "7", "10000"),
}
STATUS = {
    "ladder": ("active", "planned", "signed", "discussed", "ended"),
    "agreement-status": ("planned", "in_force", "extended", "signed"),
}


class OnServer:
    """A store whose property graph is another one, such as `Neo4jGraph`."""

    def __init__(self, store: Any, graph: Any) -> None:
        self._store, self._graph = store, graph

    def cypher(self, query: str, parameters: Mapping[str, Any] | None = None) -> tuple[Any, Any]:
        table = self._graph.query(query, parameters)
        return table.columns, table.rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def things(store: Any) -> dict[str, list[str]]:
    """IRIs of things of a store by what they are, sorted."""
    names = {
        "institution": "mc:Institution",
        "person": "foaf:Person",
        "agreement": "mc:Agreement",
        "project": "mc:Project",
        "event": "mc:Event",
    }
    return {kind: sorted(row["x"] for row in store.query(f"SELECT ?x WHERE {{ ?x a {name} }}").values()) for kind, name in names.items()}


def cases(store: Any, most: int = 4) -> list[Case]:
    """Each question with each of its parameters by itself, in pairs, and all together. most: institutions that are asked for."""
    known = things(store)
    parties = (*known["institution"][:most], "RU", "KZ", "Samara", "Самарская область")
    found: list[Case] = []
    for question in catalogue().values():
        choices = {p.name: _choices(p, known, parties) for p in question.parameters}
        required = [p.name for p in question.parameters if p.required]
        optional = [p.name for p in question.parameters if not p.required]
        bases = _bases(required, choices)
        found += [(question.name, base) for base in bases]
        first = bases[:3] if bases else []
        found += [(question.name, base | {name: value}) for base in first for name in optional for value in choices[name]]
        found += [
            (question.name, base | {one: choices[one][0], other: choices[other][-1]})
            for base in first[:2]
            for one, other in combinations(optional, 2)
        ]
        found += [(question.name, base | {name: choices[name][0] for name in optional}) for base in first]
    return [case for at, case in enumerate(found) if case not in found[:at]]


def _choices(parameter: Any, known: Mapping[str, list[str]], parties: tuple[str, ...]) -> tuple[str, ...]:
    if parameter.type == "party":
        return parties
    if parameter.type in STATUS:
        return STATUS[parameter.type]
    if parameter.type in ("thing", "person", "agreement"):
        kinds = {"thing": ("institution", "project", "event", "person")}.get(parameter.type, (parameter.type,))
        return tuple(iri for kind in kinds for iri in known[kind][:4])
    return VALUES[parameter.name]


def _bases(required: list[str], choices: Mapping[str, tuple[str, ...]]) -> list[dict[str, str]]:
    if not required:
        return [{}]
    if len(required) == 2:
        one, other = required
        return [{one: a, other: b} for a, b in combinations(choices[one], 2)]
    return [{required[0]: value} for value in choices[required[0]]]


def rows(store: Any, case: Case, engine: str, lang: str = "en") -> Any:
    """The answer's rows."""
    name, given = case
    return runner.ask(store, catalogue()[name], given, lang=lang, engine=engine).rows  # type: ignore[arg-type]
