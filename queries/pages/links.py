"""The links around a topic, an institution or a country, as a picture and a table draw them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from ...ontology import iris, vocabulary
from ...ontology.dates import PartialDate
from ..question import catalogue, select_lines
from ..runner import shared_text
from .nodes import Node, View, path

_COUNTRY = iris.country("")
MOST_LINKS = 6000
MOST_THINGS = 2000
NEIGHBOURS = 400
"""Partners of a hub whose links among each other are looked up."""


@dataclass(frozen=True, slots=True)
class Link:
    """A partnership, or its strand on one topic (`fact`): parties' IRIs, codes of its rung, kinds and topics, dates as EDTF text."""

    a: str
    b: str
    fact: str
    status: str
    since: str | None
    until: str | None
    sources: int
    kinds: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which links are shown: kinds and statuses by code, least number of sources, years between which something is known."""

    kind: str | None = None
    status: str | None = None
    sources: int = 1
    since: int | None = None
    until: int | None = None

    def takes(self, link: Link) -> bool:
        """Whether a link is shown. An undated one is when no year is asked for."""
        first, last = _years(link) if self.since or self.until else (None, None)
        return (
            (self.kind is None or self.kind in link.kinds)
            and (self.status is None or self.status == link.status)
            and link.sources >= self.sources
            and (self.since is None or (last is not None and last >= self.since))
            and (self.until is None or (first is not None and first <= self.until))
        )


def _years(link: Link) -> tuple[int | None, int | None]:
    first = PartialDate(link.since).earliest if link.since else None
    last = PartialDate(link.until or link.since or "").latest if link.until or link.since else None
    return first.year if first else None, last.year if last else None


def around(about: Node) -> list[Link]:
    """The links on a topic, of a party with its partners' own among them, or of a country's institutions; most sources first."""
    found = _on_topic(about, ()) if about.slug == "topic" else (_found(about.view, fact) for fact in dict.fromkeys(_facts(about)))
    return [_link(one) for one in _bounded(filter(None, found))]


def leading(about: Node) -> list[Link] | None:
    """The first links on a topic, read in a tenth of the time; None where that is not known to be so."""
    found = [_link(one) for one in _bounded(_on_topic(about, ("leading",)))] if about.slug == "topic" else []
    shortcut = catalogue()["who_on"].shortcut
    return found if shortcut and len(found) >= shortcut.rows else None


def _on_topic(about: Node, given: Container[str]) -> Iterator[_Found]:
    query = select_lines(shared_text("topic_links", "rq"), given)
    for row in about.view.store.query(query, {"topic": ox.NamedNode(about.iri)}).values():
        yield _Found(str(row["a"]), str(row["b"]), str(row["fact"]), *_parted(str(row["row"])))


def _facts(about: Node) -> Iterator[str]:
    view = about.view
    yield from view.subjects("mc:partner", about.iri)
    if about.slug == "country":
        for institution in view.subjects("mc:country", about.iri):
            yield from view.subjects("mc:partner", institution)
    else:
        yield from _among(view, about.iri)


def _among(view: View, hub: str) -> Iterator[str]:
    """Partnerships between two partners of a hub."""
    partners = sorted({other for pair in view.subjects("mc:partner", hub) for other in _objects(view, pair, "mc:partner") if other != hub})
    met: Counter[str] = Counter(pair for one in partners[:NEIGHBOURS] for pair in view.subjects("mc:partner", one))
    yield from sorted(pair for pair, times in met.items() if times == 2)


@lru_cache
def _property(name: str) -> ox.NamedNode:
    return ox.NamedNode(iris.expand(name))


def _objects(view: View, subject: str, predicate: str) -> list[str]:
    return [term.value for term in view.values(subject, _property(predicate))]


@dataclass(frozen=True, slots=True)
class _Found:
    """A link and the rest of its row (`mc:row`) behind the sources: of those that are not shown it is never taken apart."""

    a: str
    b: str
    fact: str
    sources: int
    said: str


def _found(view: View, fact: str) -> _Found | None:
    match sorted(_objects(view, fact, "mc:partner")), _objects(view, fact, "mc:row"):
        case [one, other], [row]:
            return _Found(one, other, fact, *_parted(row))
    return None


def _parted(row: str) -> tuple[int, str]:
    sources, _, said = row.partition("|")
    return int(sources), said


def _link(found: _Found) -> Link:
    status, since, until, topics, kinds = found.said.split("|")
    said = (status, since or None, until or None, found.sources, tuple(kinds.split()), _specific(topics.split()))
    return Link(found.a, found.b, found.fact, *said)


def _specific(topics: Iterable[str]) -> tuple[str, ...]:
    """Without the topics that another of them is narrower than."""
    return _narrowest(frozenset(topics))


@lru_cache(maxsize=4096)
def _narrowest(all_: frozenset[str]) -> tuple[str, ...]:
    broader = {above for one in all_ for above in vocabulary.load().broader_closed(one) if above != one}
    return tuple(sorted(all_ - broader))


def _bounded(links: Iterable[_Found]) -> list[_Found]:
    """Those with most sources, as many as a picture can show."""
    things: set[str] = set()
    kept = []
    for link in sorted(links, key=lambda link: (-link.sources, link.fact))[:MOST_LINKS]:
        if len(things) + (link.a not in things) + (link.b not in things) <= MOST_THINGS:
            things.update((link.a, link.b))
            kept.append(link)
    return kept


def wanted(params: Iterable[tuple[str, str]]) -> Wanted:
    """The filter that an address asks for; what can't be read is left out."""
    found = Wanted()
    for name, value in params:
        if name == "kind" and value:
            found = replace(found, kind=value[:60])
        elif name == "status" and value:
            found = replace(found, status=value[:60])
        elif name in _NUMBERS and value.isdecimal():
            found = _NUMBERS[name](found, int(value[:4]))
    return found


_NUMBERS: dict[str, Callable[[Wanted, int], Wanted]] = {
    "sources": lambda wanted, number: replace(wanted, sources=number),
    "since": lambda wanted, number: replace(wanted, since=number),
    "until": lambda wanted, number: replace(wanted, until=number),
}


def network(about: Node, links: Iterable[Link]) -> Mapping[str, Any]:
    """Things and links as plain values, each with its address here."""
    kept = list(links)
    degree: Counter[str] = Counter(party for link in kept for party in (link.a, link.b))
    nodes = [_thing(about.view, iri, degree[iri]) for iri in sorted(degree)]
    rows = [
        {"source": link.a, "target": link.b, "fact": link.fact, "href": path(link.fact), "status": link.status, "since": link.since,
         "until": link.until, "sources": link.sources, "kinds": link.kinds, "topics": link.topics}
        for link in kept
    ]  # fmt: skip
    return {"about": about.iri, "name": about.name, "type": about.slug, "nodes": nodes, "links": rows}


def _thing(view: View, iri: str, degree: int) -> Mapping[str, Any]:
    node, is_country = view.node(iri), iri.startswith(_COUNTRY)
    country, kind = (next(map(iris.code, _objects(view, iri, name)), None) for name in ("mc:country", "mc:institutionKind"))
    return {
        "id": iri, "name": node.name, "href": node.href, "type": node.slug, "degree": degree,
        "country": iris.code(iri) if is_country else country, "kind": kind,
    }  # fmt: skip
