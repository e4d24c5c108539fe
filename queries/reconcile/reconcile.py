"""Batches of names -> scored candidates: found by the index of names, judged as names of documents are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ...ingest.identity import keys, people, profile
from ...ingest.identity.resolver import default_resolver
from ...ontology.errors import InputError, UnknownNameError
from ...ontology.identity import AUTOMATIC, Member, Resolver
from ..match import country
from .things import TYPES, Store, Thing, known, local, search

MOST = 50
_CANDIDATES = 12
_LIMIT = 5
Judge = Callable[[Member, Thing], float | None]
"""How sure it is that a queried name means a thing; 0 when something forbids it, None when the names say too little."""


def reconcile(store: Store, queries: Mapping[str, Mapping[str, Any]], resolver: Resolver | None = None) -> dict[str, Any]:
    """The answer to a batch of queries, by their ids. InputError when the batch is not one of the API's, or too large."""
    if not isinstance(queries, Mapping) or not all(isinstance(query, Mapping) for query in queries.values()):
        raise InputError("is not an object of queries", where="queries", remedy='give {"q0": {"query": "..."}}')
    if len(queries) > 1000:
        raise InputError(f"{len(queries)} queries are too many", where="queries", remedy="send at most 1000 at a time")
    judge = _judge(resolver or default_resolver())
    return {id_: {"result": list(_answer(store, query, judge))} for id_, query in queries.items()}


def _answer(store: Store, query: Mapping[str, Any], judge: Judge) -> Iterator[dict[str, Any]]:
    text, types = str(query.get("query") or "").strip(), _types(query.get("type"))
    if not text:
        return
    limit = min(MOST, max(1, int(query.get("limit") or _LIMIT)))
    near = dict(search(store, text, types, max(_CANDIDATES, limit)))
    things = known(store, near)
    asked = {kind: _asked(text, kind, query.get("properties") or ()) for kind in {thing.type for thing in things.values()}}
    scored = sorted(
        ((_score(near[iri], judge(asked[thing.type], thing)), iri, thing) for iri, thing in things.items() if thing.type in TYPES),
        key=lambda one: (-one[0][0], one[1]),
    )
    sure = [one for one in scored if one[0][1] is not None and one[0][1] >= AUTOMATIC]
    for (score, confidence), iri, thing in scored[:limit]:
        yield {
            "id": local(iri), "name": thing.name, "score": score, "match": len(sure) == 1 and sure[0][1] == iri,
            "type": [{"id": thing.type, "name": TYPES[thing.type]}],
            "features": [{"id": "name", "value": round(near[iri], 3)}, {"id": "identity", "value": confidence}],
            "description": ", ".join(thing.values("city", "country")),
        }  # fmt: skip


def _types(wanted: Any) -> list[str] | None:
    named = [wanted] if isinstance(wanted, str) else list(wanted or ())
    ids = [str(one["id"] if isinstance(one, Mapping) else one) for one in named]
    found = [id_ for id_ in ids if id_ in TYPES]
    return found or ([] if ids else None)


def _score(name: float, confidence: float | None) -> tuple[float, float | None]:
    """(0 to 100, the confidence): mostly how sure identity is, else half of how like the names are."""
    if confidence is None:
        return round(50 * name, 1), None
    return (round(20 * name, 1) if confidence == 0 else round(80 * confidence + 20 * name, 1)), confidence


def _asked(text: str, kind: str, properties: Any) -> Member:
    values = {str(p.get("pid")): _plain(p.get("v")) for p in properties if isinstance(p, Mapping)}
    return _member(f"urn:asked:{kind}", kind, text, _code(values.get("country")), values.get("city"))


def _plain(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, Mapping):
        value = value.get("id") or value.get("name")
    return str(value) if value not in (None, "", []) else None


def _code(text: str | None) -> str | None:
    try:
        return country(text, "country") if text else None
    except UnknownNameError:
        return None


def _member(iri: str, kind: str, name: str, code: str | None, city: str | None) -> Member:
    blocks = keys.of_person(people.parse(name)) if kind == "person" else keys.of_institution(profile.build(name, (), code, city))
    return Member(iri, kind, name, "", (), None, code, city, tuple(sorted(set(blocks))))


def _judge(resolver: Resolver) -> Judge:
    def judge(asked: Member, thing: Thing) -> float | None:
        names = thing.values("name", "also")
        if asked.name.casefold() in {name.casefold() for name in names} and asked.country in (None, *thing.values("country")):
            return 1.0
        where = next(iter(thing.values("country")), None), next(iter(thing.values("city")), None)
        found = [one for name in names for one in resolver.judge(asked, [_member(thing.iri, thing.type, name, *where)])]
        if any(one.same for one in found):
            return max(one.confidence for one in found if one.same)
        return 0.0 if found else None

    return judge
