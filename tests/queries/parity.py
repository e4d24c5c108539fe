"""Every question with every parameter: what the tests of equal answers share."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, cycle
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
    """Each question with each value of its parameters, with each two of them, and with all. most: institutions that are asked for.

    What must be given is another thing each time, so that a case tries both.
    """
    known = things(store)
    parties = (*known["institution"][:most], "RU", "KZ", "Samara", "Самарская область")
    found: list[Case] = []
    for question in catalogue().values():
        choices = {p.name: _choices(p, known, parties) for p in question.parameters}
        required = [p.name for p in question.parameters if p.required]
        optional = [p.name for p in question.parameters if not p.required]
        bases = _bases(required, choices)
        found += [(question.name, base) for base in bases]
        turn = cycle(bases)
        found += [(question.name, next(turn) | {name: value}) for name in optional for value in choices[name] if bases]
        found += [
            (question.name, next(turn) | {one: choices[one][0], other: choices[other][-1]})
            for one, other in combinations(optional, 2)
            if bases
        ]
        found += [(question.name, base | {name: choices[name][0] for name in optional}) for base in bases[:3]]
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


_ANSWERED: dict[tuple[Any, ...], Any] = {}


def rows(store: Any, case: Case, engine: str, lang: str = "en") -> Any:
    """The answer's rows. A store that is only read answers the same once and for all."""
    name, given = case
    key = (store, name, *sorted(given.items()), engine, lang)
    if key not in _ANSWERED:
        _ANSWERED[key] = runner.ask(store, catalogue()[name], given, lang=lang, engine=engine).rows  # type: ignore[arg-type]
    return _ANSWERED[key]


def shapes(every: list[Case], store: Any) -> list[Case]:
    """One case for each query text that the others have too: the same lines stand, other values are bound."""
    found: dict[tuple[str, str], Case] = {}
    for name, given in every:
        question = catalogue()[name]
        text, _ = runner.bind(question, runner.understand(question, given, store), "en", "cypher")
        found.setdefault((name, text), (name, given))
    return list(found.values())
