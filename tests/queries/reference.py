"""What is right, said plainly over the facts: no store, no query language. Topics, kinds, dates and parties are compared; names are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from medcoop.ontology import iris, vocabulary
from medcoop.ontology.dates import PartialDate
from medcoop.ontology.model import DEFAULT_CONFIDENCE, Document, Facts

from .world import first_word, member_iri

LADDER = ("discussed", "planned", "signed", "active", "ended")
SLUGS = {"institutions": "institution", "people": "person", "projects": "project", "events": "event"}
Row = dict[str, Any]


def closed(topics: Iterable[str]) -> set[str]:
    """Topics and all broader ones."""
    return {wide for topic in topics for wide in vocabulary.load().broader_closed(topic)}


def first(date: str) -> str:
    return "0000" if date.startswith("..") else str(PartialDate(date.partition("/")[0]).earliest)


def last(date: str) -> str:
    return "9999" if date.endswith("..") else str(PartialDate(date.rpartition("/")[2]).latest)


def run_of(dates: Iterable[str]) -> tuple[str | None, str | None]:
    """Earliest beginning and latest end, as stated."""
    known = list(dates)
    begins = [date.split("/")[0] for date in known if not date.startswith("..")]
    ends = [date.removesuffix("/..").split("/")[-1] for date in known]
    return min(begins, key=lambda d: (first(d), d), default=None), max(ends, key=lambda d: (last(d), d), default=None)


def in_period(begin: str | None, end: str | None, given: dict[str, str]) -> bool | None:
    """None: can't lie in the period; else whether it must."""
    low, high = given.get("since") or given.get("at"), given.get("until") or given.get("at")
    if not (low or high):
        return True
    begin, end = begin or end, end or begin
    if not begin or not end or (low and last(end) < first(low)) or (high and first(begin) > last(high)):
        return None
    return (not low or first(end) >= first(low)) and (not high or last(begin) <= last(high))


class World:
    """The facts that documents hold, with things in place of names."""

    def __init__(self, held: list[tuple[Document, Facts]]) -> None:
        self.held = held
        lowest: dict[tuple[str, str], str] = {}
        self.home: dict[str, str] = {}
        self.places: dict[str, set[str]] = defaultdict(set)
        for _, facts in held:
            for name, slug in SLUGS.items():
                for item in getattr(facts, name):
                    at, iri = (slug, first_word(item.name)), member_iri(slug, item.name)
                    lowest[at] = min(iri, lowest.get(at, iri))
        self._lowest = lowest
        self.deeds: list[Row] = []
        self.quantities: list[Row] = []
        self.posts: list[Row] = []
        for document, facts in held:
            self._read(document, facts)

    def thing(self, slug: str, name: str) -> str:
        return self._lowest[slug, first_word(name)]

    def _read(self, document: Document, facts: Facts) -> None:
        of = {item.key: self.thing(slug, item.name) for name, slug in SLUGS.items() for item in getattr(facts, name)}
        origin = " ".join("".join(c if c.isalnum() else " " for c in document.text.casefold()).split())
        accepted = _accepted(facts)

        def parties(keys: Iterable[str]) -> set[str]:
            return {iris.country(key.removeprefix("country:")) if key.startswith("country:") else of[key] for key in keys}

        for one in facts.institutions:
            if one.key in accepted:
                if one.country:
                    self.home[of[one.key]] = one.country
                self.places[of[one.key]] |= {text.casefold() for text in (one.region, one.city) if text}
        agreements = {one.key: one for one in facts.agreements}
        for one in facts.agreements:
            if one.key in accepted:
                self.deeds.append({"what": "agreement", "parties": parties(one.parties), "topics": set(one.topics), "kinds": set(), "date": _text(one.signed),
                    "rungs": {_rung(one)}, "rung": _rung(one)[0], "origin": origin, "item": one, "under": (), "id": (document.source, one.key)})  # fmt: skip
        for at, one in enumerate(facts.cooperations):
            if one.confidence >= DEFAULT_CONFIDENCE:
                made = {_rung(agreements[key]) for key in one.under if _rung(agreements[key])[0] == "signed"}
                self.deeds.append({"what": "cooperation", "parties": parties((*one.parties, *one.providers)), "topics": set(one.topics), "kinds": set(one.kinds),
                    "date": _text(one.date), "rungs": {(one.status, _text(one.date)), *made}, "rung": one.status, "origin": origin, "item": one,
                    "under": tuple((document.source, key) for key in one.under), "id": (document.source, at)})  # fmt: skip
        for one in facts.quantities:
            if one.confidence >= DEFAULT_CONFIDENCE:
                self.quantities.append({"what": one.what, "value": one.value, "unit": one.unit, "by": parties(one.by), "of": parties(one.of), "topics": set(one.topics),
                    "date": _text(one.date), "origin": origin})  # fmt: skip
        for one in facts.people:
            if one.key in accepted and one.position:
                self.posts.append(
                    {"b": of[one.key], "a": of.get(one.org), "office": one.position, "date": _text(document.published), "origin": origin}
                )

    def is_of(self, thing: str, country: str) -> bool:
        return thing == iris.country(country) or self.home.get(thing) == country

    def pairs(self, topic: str | None = None) -> Iterator[tuple[str, str, Row]]:
        """(a, b, summary) of each partnership, or of each strand on a topic."""
        deeds: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for deed in self.deeds:
            if topic is None or topic in closed(deed["topics"]):
                for pair in combinations(sorted(deed["parties"]), 2):
                    deeds[pair].append(deed)
        for (a, b), found in deeds.items():
            yield a, b, self._summary(found, topic)

    def _summary(self, deeds: list[Row], topic: str | None) -> Row:
        rungs: dict[str, list[str]] = defaultdict(list)
        for rung, date in (pair for deed in deeds for pair in deed["rungs"]):
            rungs[rung] += [date] if date else []
        since, until = run_of(date for dates in rungs.values() for date in dates)
        topics = {one for deed in deeds for one in deed["topics"] if topic is None or topic in closed([one])}
        return {"topics": topics, "kinds": {kind for deed in deeds for kind in deed["kinds"]}, "since": since, "until": until, "status": _status(rungs),
            "sources": len({deed["origin"] for deed in deeds})}  # fmt: skip

    # the questions

    def who_on(self, given: dict[str, str]) -> Iterator[Row]:
        for a, b, row in self.pairs(given["topic"]):
            if self._kept(row, given) and (not given.get("country") or any(self.is_of(x, given["country"]) for x in (a, b))):
                yield {"a": a, "b": b, **row, "maybe": _maybe(in_period(row["since"], row["until"], given))}

    def partners_of(self, given: dict[str, str]) -> Iterator[Row]:
        mine = self.members(given["who"])
        single = given["who"].startswith(iris.BASE)
        for one, other, row in self.pairs(given.get("topic")):
            for a, b in ((one, other), (other, one)):
                if (
                    a in mine
                    and (single or b not in mine)
                    and self._kept(row, given)
                    and (not given.get("country") or self.is_of(b, given["country"]))
                ):
                    yield {"a": a, "b": b, **row, "maybe": _maybe(in_period(row["since"], row["until"], given))}

    def silent(self, given: dict[str, str]) -> Iterator[Row]:
        mine = self.members(given["who"]) if "who" in given else None
        for a, b, row in self.pairs():
            if mine is not None and not mine & {a, b}:
                continue
            if "since" not in given:
                if row["status"] == "signed":
                    yield {"a": a, "b": b, "since": row["since"], "until": row["until"], "sources": row["sources"], "maybe": None}
            elif row["status"] != "ended" and row["until"] and first(row["until"]) < first(given["since"]):
                maybe = last(row["until"]) >= first(given["since"]) or None
                yield {"a": a, "b": b, "since": row["since"], "until": row["until"], "sources": row["sources"], "maybe": maybe}

    def between(self, given: dict[str, str]) -> Iterator[Row]:
        left, right = self.members(given["a"]), self.members(given["b"])
        by_id = {deed["id"]: deed for deed in self.deeds}
        for a in left:
            for b in right - {a}:
                own = [deed for deed in self.deeds if {a, b} <= deed["parties"]]
                found = {deed["id"]: deed for one in own for deed in (one, *(by_id[key] for key in one["under"] if key in by_id))}
                covered = {key: {t for d in self.deeds if key in d["under"] for t in d["topics"]} for key in found}
                kept = [d for k, d in found.items() if "topic" not in given or given["topic"] in closed(d["topics"] | covered[k])]
                yield from _grouped({"a": a, "b": b, "date": d["date"] or None, "status": d["rung"], "what": d["what"], "kinds": d["kinds"], "topics": d["topics"], "origin": d["origin"],
                    "detail": d["item"].type if d["what"] == "agreement" else None} for d in kept)  # fmt: skip

    def agreements(self, given: dict[str, str]) -> Iterator[Row]:
        mine = self.members(given["who"]) if "who" in given else None
        rows = []
        for deed in self.deeds:
            item = deed["item"]
            about = deed["topics"] | {t for d in self.deeds if deed["id"] in d["under"] for t in d["topics"]}
            sure = in_period(_text(item.signed) or None, _text(item.signed) or None, given) if deed["what"] == "agreement" else None
            if (deed["what"] != "agreement" or (mine is not None and not mine & deed["parties"]) or sure is None
                or ("topic" in given and given["topic"] not in closed(about)) or ("type" in given and item.type != given["type"])
                or ("country" in given and not any(self.is_of(x, given["country"]) for x in deed["parties"]))
                or ("status" in given and item.status != given["status"] and (given["status"], item.status) != ("in_force", "extended"))):  # fmt: skip
                continue
            rows.append({"type": item.type, "what": item.name, "signed": _text(item.signed) or None, "valid_until": _text(item.valid_until) or None, "status": item.status,
                "topics": deed["topics"], "parties": deed["parties"], "origin": deed["origin"], "maybe": _maybe(sure)})  # fmt: skip
        yield from _grouped(rows)

    def how_many(self, given: dict[str, str]) -> Iterator[Row]:
        mine = self.members(given["who"]) if "who" in given else None
        kept = []
        for row in self.quantities:
            both = row["by"] | row["of"]
            sure = in_period(row["date"] or None, row["date"] or None, given)
            if (row["what"] == given["what"] and (mine is None or mine & both) and ("topic" not in given or given["topic"] in closed(row["topics"])) and sure is not None
                and ("country" not in given or any(self.is_of(x, given["country"]) for x in both))):  # fmt: skip
                kept.append({**row, "date": row["date"] or None, "maybe": _maybe(sure)})
        yield from _grouped(kept)

    def people_of(self, given: dict[str, str]) -> Iterator[Row]:
        mine = self.members(given["who"])
        groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for post in self.posts:
            if post["a"] in mine:
                groups[post["b"], post["a"], post["office"]].append(post)
        for (b, a, office), posts in groups.items():
            since, until = run_of(post["date"] for post in posts if post["date"])
            if (sure := in_period(since, until, given)) is not None:
                yield {
                    "b": b,
                    "a": a,
                    "office": office,
                    "since": since,
                    "until": until,
                    "sources": len({p["origin"] for p in posts}),
                    "maybe": _maybe(sure),
                }

    def members(self, who: str) -> set[str]:
        """The things that a party stands for: an IRI, a country's code, or the names of a place."""
        known = set(self._lowest.values()) | {x for deed in self.deeds for x in deed["parties"]}
        if who.startswith(iris.BASE):
            return {who}
        if len(who) == 2:
            return {x for x in known if self.is_of(x, who)} | {iris.country(who)}
        names = {"samara oblast", "самарская область", "самара", "samara"} if who == "Самарская область" else {"samara", "самара"}
        return {x for x in known if self.places[x] & names}

    def _kept(self, row: Row, given: dict[str, str]) -> bool:
        fits = ("status" not in given or row["status"] == given["status"]) and ("kind" not in given or given["kind"] in row["kinds"])
        return fits and in_period(row["since"], row["until"], given) is not None


def _maybe(sure: bool | None) -> bool | None:
    return None if sure else True


def _text(date: Any) -> str:
    return str(date) if date else ""


def _rung(agreement: Any) -> tuple[str, str]:
    signed = agreement.status in ("signed", "in_force", "extended") or (agreement.status != "planned" and agreement.signed)
    return ("signed" if signed else "planned" if agreement.status == "planned" else "discussed"), _text(agreement.signed)


def _status(rungs: dict[str, list[str]]) -> str:
    highest = max(rungs, key=LADDER.index)
    if highest != "ended" or len(rungs) == 1 or not rungs["ended"]:
        return highest
    over = max(last(date.removesuffix("/..")) for date in rungs["ended"])
    later = [rung for rung, dates in rungs.items() if rung != "ended" and any(first(date.removeprefix("../")) > over for date in dates)]
    return max(later, key=LADDER.index, default="ended")


def _accepted(facts: Facts) -> set[str]:
    """Keys of the sure items and of all that they refer to."""
    items = {item.key or id(item): item for item in facts.items()}
    waiting, found = [key for key, item in items.items() if item.confidence >= DEFAULT_CONFIDENCE], set()
    while waiting:
        key = waiting.pop()
        if key in items and key not in found:
            found.add(key)
            said = items[key].model_dump(mode="json")
            links = ("parties", "providers", "signers", "participants", "under", "within", "event", "by", "of", "org", "owner", "part_of")
            waiting += [one for name in links for one in ([said[name]] if isinstance(said.get(name), str) else said.get(name) or ())]
    return {str(key) for key in found}


def _grouped(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows that say the same are one; sources are counted by origin."""
    groups: dict[str, tuple[Row, set[str]]] = {}
    for row in rows:
        kept = {name: value for name, value in row.items() if name != "origin"}
        groups.setdefault(repr(sorted((n, sorted(v) if isinstance(v, set) else v) for n, v in kept.items())), (kept, set()))[1].add(
            row["origin"]
        )
    for kept, origins in groups.values():
        yield {**kept, "sources": len(origins)}
