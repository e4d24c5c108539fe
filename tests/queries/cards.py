"""What the cards of things tell, line by line, said plainly over what documents state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from medcoop.ontology import iris

from .deeds import Deed, World
from .derived import about, pairs


def terms(world: World, deed: Deed) -> Iterator[tuple[str, str | None, str | None, str | None]]:
    item, valid = deed.item, (("6 valid from", deed.item.valid_from), ("7 valid until", deed.item.valid_until))
    yield from (("1 name", name, None, None) for name in [item.name] if name)
    yield from (("2 type", item.type, None, None), ("3 state", item.status, None, deed.date))
    yield from (("4 parties", world.name(one), None if one.startswith(iris.country("")) else world.home(one), None) for one in deed.parties)
    for signer in deed.links["signers"]:
        offices = [post.office for post in world.posts if (post.person, post.source) == (signer, deed.paper.source)]
        yield from (("5 signed by", world.name(signer), office, None) for office in offices or [None])
    yield from ((section, str(date), None, str(date)) for section, date in valid if date)
    yield from (("8 topics", topic, None, None) for topic in about(world, deed))
    works = [one for one in world.cooperations if deed in one.under]
    yield from (("9 work", kind, None, one.date) for one in works for kind in one.item.kinds)
    yield "9 documents", deed.paper.title, deed.paper.source, deed.paper.date


def life(world: World, me: str) -> Iterator[tuple[str, str, str | None, str | None, list[Any]]]:
    papers = [paper for paper in world.papers if me in paper.named]
    yield from (("1 name", name, lang, None, papers) for lang, name in world.best_names(me).items())
    yield from (("2 also", name, None, None, []) for name in world.other_names(me))
    for post in world.posts:
        if post.person == me:
            yield "3 offices", post.office, world.name(post.org) if post.org else None, post.date, [post]
    for one in world.agreements:
        if me in one.links["signers"]:
            yield from (
                ("4 signed", one.item.type, world.name(org) if org else None, one.date, [one.paper]) for org in one.parties or [None]
            )
    yield from (("5 documents", paper.title, paper.source, paper.date, [paper]) for paper in papers)


def card(world: World, me: str) -> Iterator[tuple[Any, ...]]:
    said = world.said[me]
    yield from (("1 name", name, lang) for lang, name in world.best_names(me).items())
    yield from (("2 also", name) for name in world.other_names(me))
    yield from (("3 kind", world.most_said(me, "kind")) for _ in said["kind"] or ())
    yield from (("4 country", code) for code in said["country"])
    yield from (("4 place", city) for city in said["city"])
    yield from (("4 part of", world.name(one)) for one in [world.most_said(me, "part_of")] if one not in (None, me))
    yield from (
        ("5 offices", world.name(post.org) if post.org else None, post.office, post.date) for post in world.posts if post.person == me
    )
    yield from (("5 people", world.name(post.person), post.office, post.date) for post in world.posts if post.org == me)
    for row in pairs(world):
        yield from (
            ("6 partners", world.name(one), None, row["since"], row["status"], row["sources"])
            for one in {row["a"], row["b"]} - {me}
            if me in (row["a"], row["b"])
        )
    for deed in world.agreements:
        yield from (
            ("7 agreements", world.name(one), deed.item.type, deed.date, deed.item.status)
            for one in deed.parties - {me}
            if me in deed.parties
        )
    yield from (("8 projects", world.name(one)) for one in world.things("project") if me in world.said[one]["participants"])
    yield from (("8 participants", world.name(one)) for one in said["participants"])
    yield from (("8 participants", world.name(one)) for deed in world.cooperations if me in deed.links["event"] for one in deed.parties)
    yield from (("9 documents", paper.title, paper.source, paper.date) for paper in world.papers if me in paper.named)
