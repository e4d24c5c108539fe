"""What is right, said plainly over what documents state (see `deeds`): a function a question, which knows neither stores nor query languages.

given: the parameters as they were understood, names of agreements and people as the documents have them. Rows have the columns of the
question but IRIs of facts and names of parties, which follow from the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise, product

import networkx

from medcoop.ontology import iris, vocabulary

from .cards import card, life, terms
from .deeds import Deed, World, origins
from .derived import Row, about, closed, first, grouped, in_period, kept, last, network_of, pairs, run_of, rung, trails_of

OFFICES = {"директор": {"директор"}, "rector": {"Rector"}, "chief physician": {"главный врач", "head physician"}}


def who_on(world: World, given: Row) -> Iterator[Row]:
    for row in pairs(world, given["topic"]):
        fits = given.get("status", row["status"]) == row["status"] and ("kind" not in given or given["kind"] in row["kinds"])
        if fits and kept(world, given, (row["a"], row["b"]), [given["topic"]]) and (sure := in_period(row["since"], row["until"], given)):
            yield row | sure


def partners_of(world: World, given: Row) -> Iterator[Row]:
    mine, one_alone = world.members(given["who"]), given["who"].startswith(iris.BASE)
    for row in pairs(world, given.get("topic")):
        fits = given.get("status", row["status"]) == row["status"] and ("kind" not in given or given["kind"] in row["kinds"])
        sure = in_period(row["since"], row["until"], given) if fits else None
        for a, b in ((row["a"], row["b"]), (row["b"], row["a"])):
            if sure and a in mine and (one_alone or b not in mine) and given.get("country", world.home(b)) == world.home(b):
                yield row | sure | {"a": a, "b": b, "country": world.home(b)}


def silent(world: World, given: Row) -> Iterator[Row]:
    for row in pairs(world):
        sure: Row | None = {"maybe": None} if row["status"] == "signed" else None
        if since := given.get("since"):
            quiet = row["status"] != "ended" and row["until"] and first(row["until"]) < first(since)
            sure = {"maybe": last(row["until"]) >= first(since) or None} if quiet else None
        if sure and kept(world, given, (row["a"], row["b"]), ()):
            yield {name: row[name] for name in ("a", "b", "topics", "since", "until", "status", "sources")} | sure


def between(world: World, given: Row) -> Iterator[Row]:
    rows = []
    for a, b in product(world.members(given["a"]), world.members(given["b"])):
        own = [deed for deed in world.agreements + world.cooperations if a != b and {a, b} <= deed.parties]
        for one in {id(one): one for deed in own for one in (deed, *deed.under)}.values():
            if "topic" not in given or given["topic"] in closed(about(world, one)):
                formal = one.what == "agreement"
                told = {"status": rung(one.item) if formal else one.item.status, "detail": one.item.type if formal else None}
                work = {"kinds": set(getattr(one.item, "kinds", ())), "topics": one.topics, "date": one.date}
                rows.append({"a": a, "b": b, "what": one.what, "papers": [one.paper], **told, **work})
    yield from grouped(rows)


def _agreement(deed: Deed) -> Row:
    item = deed.item
    until = str(item.valid_until) if item.valid_until else None
    told = {"type": item.type, "what": item.name, "signed": deed.date, "valid_until": until, "status": item.status}
    return {**told, "topics": deed.topics, "parties": deed.parties}


def agreements(world: World, given: Row) -> Iterator[Row]:
    yield from grouped(
        _agreement(one) | sure | {"papers": [one.paper]}
        for one in world.agreements
        if kept(world, given, one.parties, about(world, one)) and given.get("type", one.item.type) == one.item.type
        and (given.get("status") in (None, one.item.status) or (given["status"], one.item.status) == ("in_force", "extended"))
        and (sure := in_period(one.date, one.date, given))
    )  # fmt: skip


def agreement_card(world: World, given: Row) -> Iterator[Row]:
    """given["name"]: the source and a quote of one of its reports. Reports that tell the same are one agreement."""
    own = next(one for one in world.agreements if (one.paper.source, one.item.evidence[0].quote) == given["name"])
    reports = [one for one in world.agreements if _agreement(one) == _agreement(own)] if own.parties else [own]
    yield from grouped(
        {"section": section, "what": what, "detail": detail, "date": date, "papers": [one.paper]}
        for one in reports for section, what, detail, date in terms(world, one)
    )  # fmt: skip


def how_many(world: World, given: Row) -> Iterator[Row]:
    yield from grouped(
        {"what": one.item.what, "value": one.item.value, "unit": one.item.unit, "by": set(one.links["by"]), "of": set(one.links["of"]),
         "topics": one.topics, "date": one.date, "papers": [one.paper], **sure}
        for one in world.quantities
        if one.item.what == given["what"] and kept(world, given, one.parties, one.topics) and (sure := in_period(one.date, one.date, given))
    )  # fmt: skip


def people_of(world: World, given: Row) -> Iterator[Row]:
    posts = [post for post in world.posts if post.org in world.members(given["who"])]
    for b, a, office in {(post.person, post.org, post.office) for post in posts}:
        same = [post for post in posts if (post.person, post.org, post.office) == (b, a, office)]
        run = run_of(post.date for post in same)
        if ("office" not in given or office in OFFICES[given["office"]]) and (sure := in_period(run["since"], run["until"], given)):
            yield {"b": b, "a": a, "person": world.name(b), "office": office, **run, "sources": len({post.origin for post in same}), **sure}


def person(world: World, given: Row) -> Iterator[Row]:
    yield from grouped(
        {"section": section, "what": what, "detail": detail, "date": date, "papers": papers}
        for section, what, detail, date, papers in life(world, given["name"])
    )


def projects(world: World, given: Row) -> Iterator[Row]:
    for me in world.things("project"):
        works = [one for one in world.cooperations if me in one.links["within"]]
        parties = set(world.said[me]["participants"]).union(*(one.parties for one in works))
        topics = set(world.said[me]["topics"]).union(*(one.topics for one in works))
        run = run_of([world.most_said(me, "date"), *(one.date for one in works)])
        if kept(world, given, parties, topics) and (sure := in_period(run["since"], run["until"], given)):
            sources = origins(paper for paper in world.papers if me in paper.named)
            yield {"what": world.name(me), "topics": topics, "parties": parties, "sources": sources, **run, **sure}


def path(world: World, given: Row) -> Iterator[Row]:
    rows = {frozenset((row["a"], row["b"])): row for row in pairs(world)}
    starts = world.members(given["a"])
    trails = [trail for a in starts for b in world.members(given["b"]) - starts for trail in trails_of(rows, a, b)]
    shortest = {trail: [rows[frozenset(pair)] for pair in pairwise(trail)] for trail in trails if len(trail) == min(map(len, trails))}
    counts = {trail: [row["sources"] for row in steps] for trail, steps in shortest.items()}
    best = sorted(shortest, key=lambda trail: (-min(counts[trail]), -sum(counts[trail]), trail))[: given["limit"]]
    for number, trail in enumerate(best, 1):
        for step, (a, b, row) in enumerate(zip(trail, trail[1:], shortest[trail], strict=False), 1):
            told = {name: row[name] for name in ("topics", "status", "since", "until", "sources")}
            yield {"path": number, "step": step, "a": a, "b": b, **told}


def brokers(world: World, given: Row) -> Iterator[Row]:
    """Communities are those of Louvain's method, with the seed that is told."""
    network = network_of(world, given.get("topic"))
    groups = networkx.community.louvain_communities(network, seed=1) if network else []
    for one in network:
        counts = [len(group & network[one].keys()) for group in groups if group & network[one].keys()]
        if len(counts) > 1 and given.get("country", world.home(one)) == world.home(one):
            spread = round(1 - sum(n * n for n in counts) / sum(counts) ** 2, 3)
            yield {"a": one, "country": world.home(one), "communities": len(counts), "partners": sum(counts), "bridging": spread}


def not_linked(world: World, given: Row) -> Iterator[Row]:
    network, every = network_of(world, given["topic"]), network_of(world, None)
    for a, b in combinations(sorted(network), 2):
        if not every.has_edge(a, b) and given.get("country") in (None, world.home(a), world.home(b)):
            common, weights = networkx.common_neighbors(network, a, b), [network.degree(one, "weight") for one in (a, b)]
            yield {"a": a, "b": b, "common": len(list(common)), "sources": sum(weights)}


def changes(world: World, given: Row) -> Iterator[Row]:
    nothing = {"what": None, "topics": (), "status": None, "parties": ()}
    for change, document in world.changes:
        deeds = [one for one in world.agreements + world.cooperations if one.paper.source == document.source and change != "withdrawn"]
        told = [{"what": one.what, "topics": one.topics, "status": one.item.status, "parties": one.parties} for one in deeds]
        head = {"change": change, "source": document.source, "title": document.title, "published": str(document.published or "") or None}
        yield from (head | row for row in told or [nothing])


def coverage(world: World, given: Row) -> Iterator[Row]:
    schemes, found = vocabulary.load().schemes["topic"].concepts, defaultdict(list)
    tops = {code for code, concept in schemes.items() if not concept.broader}
    for paper in world.papers:
        homes = {world.home(one) for one in paper.named} - {None}
        fits = given.get("country") in (None, *homes) and given.get("topic") in (None, *closed(paper.topics))
        if fits and given.get("language") in (None, paper.lang):
            cells = [("1 all", None), ("2 language", paper.lang), ("3 month", (paper.date or "-")[:7])]
            for cell in (*cells, *(("4 country", code) for code in homes), *(("5 topic", top) for top in closed(paper.topics) & tops)):
                found[cell].append(paper)
    found[("1 all", None)] += []
    months = sorted(what for section, what in found if section == "3 month" and len(what) == 7)
    for one, other in pairwise([int(month[:4]) * 12 + int(month[5:]) - 1 for month in months]):
        if ends := sorted({f"{at // 12:04}-{at % 12 + 1:02}" for at in (one + 1, other - 1) if one + 1 < other}):
            found["6 no documents", "/".join(ends)] = []
    for top in tops if "topic" not in given else ():
        found |= {} if ("5 topic", top) in found else {("7 nothing stated", top): []}
    yield from (
        {"section": section, "what": what, "documents": len(papers) or None, "texts": origins(papers)}
        for (section, what), papers in found.items()
    )


def show(world: World, given: Row) -> Iterator[Row]:
    me, columns = given["name"], ("section", "what", "detail", "date", "status", "sources")
    yield from (dict(zip(columns, (*row, *[None] * 6)[:6], strict=True)) for row in card(world, me))
