"""Many mentions at once, outside any store: `medcoop identity FILE`."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from ...ontology import iris
from ...ontology.errors import InputError
from ...ontology.identity import Decision, Member
from . import clusters, judge, keys, normal, people, profile
from .entries import Registry
from .judge import Known
from .members import tells

WIDEST = 120


def member(mention: Mapping[str, Any]) -> Member:
    """The member of one mention: {"mention", "type", "name", "also", "lang", "country", "city"}. InputError when a field is amiss."""
    try:
        type_, name, lang = str(mention["type"]), str(mention["name"]).strip(), str(mention.get("lang") or "")
        own, also = str(mention["mention"]), tuple(str(a) for a in mention.get("also") or ())
        country, city = (None if mention.get(f) is None else str(mention[f]) for f in ("country", "city"))
    except (KeyError, TypeError) as e:
        raise InputError(f"not a mention ({e!r})", remedy="give one JSON object a line with mention, type and name") from e
    if not name:
        raise InputError(f"mention {own} has no name", remedy="give every mention a name")
    if type_ == "person":
        parsed = people.parse(name)
        blocks, enough = set(keys.of_person(parsed)), people.tells(parsed)
    else:
        built = profile.build(name, also, country, city)
        blocks, enough = set(keys.of_institution(built)), tells(built)
    iri = iris.thing(type_, normal.surface(name), "\x1e".join(sorted(also)), country or "", normal.fold(city or ""), "" if enough else own)
    return Member(iri, type_, name, lang, also, None, country, city, tuple(sorted(blocks)))


def resolve(mentions: Iterable[Mapping[str, Any]], registry: Registry) -> Iterator[tuple[str, str]]:
    """(mention id, IRI of its thing) of every mention, in their order."""
    read = [(str(m["mention"]), member(m)) for m in mentions]
    found = {m.iri: m for _, m in read}
    known = {iri: judge.know(m, registry) for iri, m in found.items()}
    things = clusters.cluster(known, decisions(found, known))
    yield from ((mention, things[m.iri]) for mention, m in read)


def decisions(members: Mapping[str, Member], known: Mapping[str, Known]) -> Iterator[Decision]:
    """Decisions about all pairs that share a block; those that something forbids are left out."""
    order = sorted(members)
    blocks = _blocks(order, members, known)
    mine: list[list[list[int]]] = [[] for _ in order]
    for block in blocks:
        for at in block[:-1]:
            mine[at].append(block)
    for at, iri in enumerate(order):
        near = {other for block in mine[at] for other in block[bisect_right(block, at) :]}
        for other in sorted(other for other in near if known[order[other]].link or keys.meet(members[iri], members[order[other]])):
            if decision := judge.judge(known[iri], known[order[other]], lookalikes=False):
                yield decision


def _blocks(order: list[str], members: Mapping[str, Member], known: Mapping[str, Known]) -> list[list[int]]:
    """Indices into `order` of those that share a key, in order. A key that too many share says nothing: of equal names and equal
    entries only neighbours are compared then, others not at all."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, iri in enumerate(order):
        link = known[iri].link
        for key in (*members[iri].blocks, *([f"entry:{link.entry}"] if link else [])):
            if not key.startswith("year:"):
                found[f"{members[iri].type}:{key}"].append(at)
    wide = [(key, block) for key, block in found.items() if len(block) > WIDEST and (":entry:" in key or ":full:" in key)]
    pairs = [list(pair) for _, block in wide for pair in pairwise(block)]
    return pairs + [block for block in found.values() if 1 < len(block) <= WIDEST]
