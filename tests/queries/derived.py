"""Plain rules of time and of partnerships, over what documents state: dates that stand for several days, the ladder, pairs of parties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import networkx

from medcoop.ontology import iris, vocabulary
from medcoop.ontology.dates import PartialDate

from .deeds import Deed, World, origins

LADDER = ("discussed", "planned", "signed", "active", "ended")
Row = dict[str, Any]


def closed(topics: Iterable[str]) -> set[str]:
    """Topics and all broader ones."""
    return {wide for topic in topics for wide in vocabulary.load().broader_closed(topic)}


def first(date: str) -> str:
    return "0000" if date.startswith("..") else str(PartialDate(date.partition("/")[0]).earliest)


def last(date: str) -> str:
    return "9999" if date.endswith("..") else str(PartialDate(date.rpartition("/")[2]).latest)


def run_of(dates: Iterable[str | None]) -> Row:
    known = [date for date in dates if date]
    return {
        "since": min(known, key=lambda date: (first(date), date), default=None),
        "until": max(known, key=lambda date: (last(date), date), default=None),
    }


def in_period(begin: str | None, end: str | None, given: Row) -> Row | None:
    """None: can't lie in the period; else whether it need not."""
    low, high = given.get("since") or given.get("at"), given.get("until") or given.get("at")
    if not (low or high):
        return {"maybe": None}
    begin, end = begin or end, end or begin
    if not begin or not end or (low and last(end) < first(low)) or (high and first(begin) > last(high)):
        return None
    return {"maybe": None if (not low or first(end) >= first(low)) and (not high or last(begin) <= last(high)) else True}


def rung(agreement: Any) -> str:
    signed = agreement.status in ("signed", "in_force", "extended") or (agreement.status != "planned" and agreement.signed)
    return "signed" if signed else "planned" if agreement.status == "planned" else "discussed"


def rungs_of(deed: Deed) -> Iterator[tuple[str, str | None]]:
    yield (deed.item.status if deed.what == "cooperation" else rung(deed.item)), deed.date
    yield from (("signed", one.date) for one in deed.under if rung(one.item) == "signed")


def status_of(rungs: dict[str, set[str]]) -> str:
    """The highest rung, but what is dated after every end is not over."""
    highest = max(rungs, key=LADDER.index)
    if highest != "ended" or len(rungs) == 1 or not rungs["ended"]:
        return highest
    over = max(last(date.removesuffix("/..")) for date in rungs["ended"])
    later = [one for one, dates in rungs.items() if one != "ended" and any(first(date.removeprefix("../")) > over for date in dates)]
    return max(later, key=LADDER.index, default="ended")


def pairs(world: World, topic: str | None = None) -> Iterator[Row]:
    """Each partnership, or each strand on a topic. Open ends of dates say nothing of when it began or was last heard of."""
    found: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for deed in world.agreements + world.cooperations:
        if topic is None or topic in closed(deed.topics):
            for pair in combinations(sorted(deed.parties), 2):
                found[pair].append(deed)
    for (a, b), deeds in found.items():
        rungs: dict[str, set[str]] = defaultdict(set)
        for one, date in (reported for deed in deeds for reported in rungs_of(deed)):
            rungs[one] |= {date} if date else set()
        dates = [date for dates in rungs.values() for date in dates]
        yield {
            "a": a, "b": b, "topics": {one for deed in deeds for one in deed.topics if topic is None or topic in closed([one])},
            "kinds": {kind for deed in deeds for kind in getattr(deed.item, "kinds", ())}, "status": status_of(rungs), "sources": origins(d.paper for d in deeds),
            "since": run_of(date.split("/")[0] for date in dates if not date.startswith(".."))["since"],
            "until": run_of(date.removesuffix("/..").split("/")[-1] for date in dates)["until"],
        }  # fmt: skip


def kept(world: World, given: Row, parties: Iterable[str], topics: Iterable[str], who: str = "who") -> bool:
    """Whether it is of the party, the country and the topic that are asked for."""
    country, topic, mine = given.get("country"), given.get("topic"), world.members(given[who]) if who in given else parties
    return (set(mine) & set(parties) or who not in given) and (not country or country in map(world.home, parties)) and (not topic or topic in closed(topics))  # type: ignore[return-value] # fmt: skip


def about(world: World, deed: Deed) -> set[str]:
    """Topics of a deed, and of the work under it."""
    return deed.topics.union(*(one.topics for one in world.cooperations if deed in one.under))


def grouped(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows that say the same are one; their sources are the texts ("papers") that say it."""
    groups: dict[str, tuple[Row, list[Any]]] = {}
    for row in rows:
        said = {name: sorted(value) if isinstance(value, set) else value for name, value in row.items() if name != "papers"}
        groups.setdefault(repr(said), (said, []))[1].extend(row["papers"])
    return (said | {"sources": origins(papers)} for said, papers in groups.values())


def network_of(world: World, topic: str | None) -> networkx.Graph[str]:
    """Institutions, linked where they cooperate (on the topic), in the order of their IRIs."""
    own = set(world.things("institution"))
    edges = sorted((row["a"], row["b"], row["sources"]) for row in pairs(world, topic) if {row["a"], row["b"]} <= own)
    found: networkx.Graph[str] = networkx.Graph()
    found.add_nodes_from(sorted({one for edge in edges for one in edge[:2]}))
    found.add_weighted_edges_from(edges)
    return found


def trails_of(rows: Iterable[frozenset[str]], start: str, goal: str) -> list[tuple[str, ...]]:
    """The shortest ways over these pairs. A country leads nowhere: all its partners would be linked."""
    ends, found = {start, goal}, networkx.Graph()
    found.add_edges_from(tuple(pair) for pair in rows if not any(one.startswith(iris.country("")) for one in pair - ends))
    linked = ends <= set(found) and networkx.has_path(found, start, goal)
    return [tuple(trail) for trail in networkx.all_shortest_paths(found, start, goal)] if linked else []
