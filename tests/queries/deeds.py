"""What documents state, in plain rows: things stand in place of names, and what is too unsure, and needed by nothing sure, is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from medcoop.ontology import iris, places
from medcoop.ontology.model import DEFAULT_CONFIDENCE, Document, Facts

from .world import first_word, member_iri

SLUGS = {"institutions": "institution", "people": "person", "projects": "project", "events": "event"}
LINKS = ("parties", "providers", "hosts", "signers", "participants", "under", "within", "event", "by", "of", "org", "owner", "part_of")
REGION = {"samara oblast", "самарская область", "самара", "samara"}
CITY = {"samara", "самара"}


@dataclass
class Paper:
    """A document. origin: its words, which reprints share; named: things that it names; topics: those of its deeds and quantities."""

    source: str
    title: str
    date: str | None
    lang: str
    origin: str
    named: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)


@dataclass
class Deed:
    """A cooperation, an agreement or a quantity as one document states it; its links are things. under: agreements of the document."""

    what: str
    paper: Paper
    item: Any
    parties: set[str]
    topics: set[str]
    date: str | None
    links: Mapping[str, list[str]]
    under: list[Deed] = field(default_factory=list)


@dataclass(frozen=True)
class Post:
    """An office that a document reports. member: the person as the document names it."""

    source: str
    member: str
    person: str
    office: str
    org: str | None
    date: str | None
    origin: str


class World:
    """What the documents `held` state. changes: (added, revised or withdrawn; document) of all that the store has seen."""

    def __init__(self, held: list[tuple[Document, Facts]], changes: list[tuple[str, Document]]) -> None:
        self.changes = changes
        self.papers: list[Paper] = []
        self.agreements: list[Deed] = []
        self.cooperations: list[Deed] = []
        self.quantities: list[Deed] = []
        self.posts: dict[Post, None] = {}
        self.said: dict[str, dict[str, Counter[Any]]] = defaultdict(lambda: defaultdict(Counter))
        self.slugs: dict[str, str] = {}
        self._lowest: dict[tuple[str, str], str] = {}
        for _, facts in held:
            for slug, item in _shared(facts):
                at, iri = (slug, first_word(item.name)), member_iri(slug, item.name)
                self._lowest[at] = min(iri, self._lowest.get(at, iri))
        for document, facts in held:
            self._read(document, facts)

    def _read(self, document: Document, facts: Facts) -> None:
        origin = " ".join("".join(c if c.isalnum() else " " for c in document.text.casefold()).split())
        paper = Paper(document.source, document.title or document.source, _text(document.published), document.lang, origin)
        self.papers.append(paper)
        of = {item.key: self._lowest[slug, first_word(item.name)] for slug, item in _shared(facts)}
        of |= {key: iris.country(key[-2:]) for one in facts.items() for key in _links(one) if key.startswith("country:")}
        accepted = _accepted(facts)
        for slug, item in _shared(facts):
            if item.key in accepted:
                self._describe(paper, slug, item, of)
        deeds = {id(one): self._deed(paper, one, of) for one in facts.items() if id(one) in accepted or one.key in accepted}
        by_key = {one.key: deeds[id(one)] for one in facts.agreements if one.key in accepted}
        self.agreements += by_key.values()
        for kind, found in (("cooperations", self.cooperations), ("quantities", self.quantities)):
            found += [deeds[id(one)] for one in getattr(facts, kind) if id(one) in deeds]
        for one in facts.cooperations:
            if id(one) in deeds:
                deeds[id(one)].under = [by_key[key] for key in one.under]
        paper.topics = {t for one in (*facts.agreements, *facts.cooperations, *facts.quantities) if id(one) in deeds for t in one.topics}

    def _describe(self, paper: Paper, slug: str, item: Any, of: Mapping[str, str]) -> None:
        thing, member = of[item.key], member_iri(slug, item.name)
        paper.named.add(thing)
        self.slugs[thing] = slug
        said = self.said[thing]
        said[f"name {paper.lang}"][item.name] += 1
        for name in ("kind", "country", "city", "region", "date"):
            said[name].update([str(value)] if (value := getattr(item, name, None)) else [])
        for name in ("participants", "topics", "part_of"):
            said[name].update(of.get(one, one) for one in _several(getattr(item, name, None)))
        if getattr(item, "position", None):
            org = of[item.org] if item.org else None
            self.posts[Post(paper.source, member, thing, item.position, org, paper.date, paper.origin)] = None

    def _deed(self, paper: Paper, item: Any, of: Mapping[str, str]) -> Deed:
        links = {name: [of[key] for key in _several(getattr(item, name, None)) if key in of] for name in LINKS}
        parties = {one for name in ("parties", "providers", "hosts", "by", "of") for one in links[name]}
        date = getattr(item, "date", None) or getattr(item, "signed", None)
        return Deed(type(item).__name__.casefold(), paper, item, parties, set(getattr(item, "topics", ())), _text(date), links)

    def things(self, slug: str) -> list[str]:
        """IRIs of the things of a kind."""
        return sorted(thing for thing, own in self.slugs.items() if own == slug)

    def most_said(self, thing: str, what: str) -> Any:
        """The value that most documents give; of equals the least."""
        counts = self.said[thing][what]
        return min(counts, key=lambda value: (-counts[value], value), default=None)

    def best_names(self, thing: str) -> dict[str, str]:
        """By language the longest of the names that are at least a third as frequent as the most frequent one."""
        counts = {what[5:]: found for what, found in self.said[thing].items() if what.startswith("name ")}
        usual = {lang: [name for name, n in found.items() if 3 * n >= max(found.values())] for lang, found in counts.items()}
        return {lang: min(names, key=lambda name: (-len(name), -counts[lang][name], name)) for lang, names in usual.items()}

    def other_names(self, thing: str) -> set[str]:
        """Names beside the best ones of their language. An event has none."""
        best = self.best_names(thing)
        return {
            name
            for what, found in self.said[thing].items()
            if what.startswith("name ")
            for name in found
            if name != best[what[5:]] and self.slugs[thing] != "event"
        }

    def name(self, thing: str, lang: str = "en") -> str:
        """The name in a language, or in the other one."""
        if thing.startswith(iris.country("")):
            return places.places().countries[thing[-2:]].name.of(lang)
        names = self.best_names(thing)
        return names.get(lang) or next(iter(names.values()))

    def home(self, thing: str) -> str | None:
        """Code of the country that a thing is in, or is."""
        found: str | None = thing[-2:] if thing.startswith(iris.country("")) else self.most_said(thing, "country")
        return found

    def members(self, who: str) -> set[str]:
        """The parties that an IRI, a country's code, or the name of a place stands for."""
        if who.startswith(iris.BASE):
            return {who}
        if len(who) == 2:
            return {thing for thing in self.slugs if self.home(thing) == who} | {iris.country(who)}
        names = REGION if who == "Самарская область" else CITY
        return {thing for thing in self.slugs for what in ("region", "city") for text in self.said[thing][what] if text.casefold() in names}


def _shared(facts: Facts) -> Iterator[tuple[str, Any]]:
    return ((slug, item) for name, slug in SLUGS.items() for item in getattr(facts, name))


def _several(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()


def _links(item: Any) -> list[str]:
    return [key for name in LINKS for key in _several(getattr(item, name, None))]


def _text(date: Any) -> str | None:
    return str(date) if date else None


def _accepted(facts: Facts) -> set[Any]:
    """Keys (identities where there are none) of the sure items and of all that they refer to."""
    items = {item.key or id(item): item for item in facts.items()}
    waiting: list[Any] = [key for key, item in items.items() if item.confidence >= DEFAULT_CONFIDENCE]
    found: set[Any] = set()
    while waiting:
        key = waiting.pop()
        if key in items and key not in found:
            found.add(key)
            waiting += _links(items[key])
    return found


def origins(papers: Iterable[Paper]) -> int | None:
    """How many texts there are, reprints counted once."""
    return len({paper.origin for paper in papers}) or None
