"""A small world of documents drawn at random: subtopics, merged names, intervals, reprints, revisions, withdrawals, unsure facts, hostile names."""

from __future__ import annotations

import random
from pathlib import Path

from medcoop.graph.store import Store
from medcoop.ontology import iris
from medcoop.ontology.identity import Decision, Member
from medcoop.ontology.model import Agreement, Cooperation, Document, Event, Evidence, Facts, Institution, Person, Project, Quantity

WORDS = ("Alma", "Bora", "Ceres", "Дельта", "Эхо", "Фокус", "Gama", 'Hos"tile\\', "Ияр", "Juno")
KINDS = ("hospital", "university", "ministry", "research_center")
COUNTRIES = ("RU", "KZ", "UZ", "DE", None)
PLACES = (("Самарская область", "Самара"), ("Samara Oblast", "Samara"), (None, "Ташкент"), (None, None))
TOPICS = ("transplantation", "liver-transplantation", "kidney-transplantation", "oncology", "surgery", "telemedicine", "cardiology")
ACTIVITIES = ("training", "research", "exchange", "supply", "telemedicine")
DATES = (None, "2018", "2019-03", "2019-03-12", "2020", "2020/2022", "2021-06", "2021/..", "../2019", "2023-02-28", "2024")
STATUSES = ("active", "planned", "discussed", "ended")
AGREEMENTS = ("memorandum", "contract", "agreement", "roadmap")
FORMAL = ("signed", "planned", "extended", "in_force", "unknown")
OFFICES = ("главный врач", "Rector", "директор", "заместитель директора", "head physician")
_SYLLABLES = ("врач", "centre", "метод", "school", "отдел", "day", "орган", "plan")
_SLUGS = {"institutions": "institution", "people": "person", "projects": "project", "events": "event"}

Draw = random.Random
Filled = tuple[Store, list[tuple[Document, Facts]], list[tuple[str, Document]]]
"""A store, what it holds, and (added, revised or withdrawn; document) of all that it has seen."""


class ByFirstWord:
    """Things of one kind whose names begin with the same word are one; the lowest IRI stands for them."""

    def members(self, facts: Facts, document: str) -> dict[str, Member]:
        found = {}
        for name, slug in _SLUGS.items():
            for place, item in enumerate(getattr(facts, name)):
                block = (first_word(item.name),)
                found[item.key or f"{name}/{place}"] = Member(member_iri(slug, item.name), slug, item.name, facts.lang, blocks=block)
        return found

    def judge(self, member: Member, candidates: list[Member]) -> list[Decision]:
        pairs = (sorted((member.iri, other.iri)) for other in candidates if other.iri != member.iri)
        return [Decision(one, other, True, 0.9, "first word") for one, other in pairs]

    def cluster(self, members: list[Member], decisions: object) -> dict[str, str]:
        lowest: dict[tuple[str, ...], str] = {}
        for member in members:
            lowest[member.blocks] = min(member.iri, lowest.get(member.blocks, member.iri))
        return {member.iri: lowest[member.blocks] for member in members}


def first_word(name: str) -> str:
    return name.casefold().split()[0]


def member_iri(slug: str, name: str) -> str:
    return iris.thing(slug, name.casefold())


def documents(seed: int, count: int) -> list[tuple[Document, Facts]]:
    """`count` documents; some are reprints of others, with other signs between the words."""
    draw = random.Random(seed)
    made: list[tuple[str, Facts]] = []
    found = []
    for number in range(count):
        if made and draw.random() < 0.2:
            text, facts = draw.choice(made)
            text += " !"
        else:
            text, facts = _one(draw, number)
            made.append((text, facts))
        published = draw.choice(("2022", "2022-03", "2022-07-15", "2023-01-02", None))
        title = f"Document {number}" if draw.random() < 0.9 else None
        found.append(
            (Document(source=f"https://news.example/{seed}/{number}", lang=facts.lang, title=title, published=published, text=text), facts)
        )
    return found


def _one(draw: Draw, number: int) -> tuple[str, Facts]:
    page = _Page(draw, f"Document number {number}. ")
    lang = draw.choice(("ru", "en"))
    words = draw.sample(WORDS, draw.randint(2, 4))
    institutions = tuple(_institution(draw, page, f"i{at}", word) for at, word in enumerate(words))
    whole = draw.choice((None, None, institutions[-1].key))
    institutions = (institutions[0].model_copy(update={"part_of": whole}), *institutions[1:])
    keys = [one.key for one in institutions] + [f"country:{draw.choice(('RU', 'KZ', 'DE'))}"] * (draw.random() < 0.3)
    agreements = tuple(_agreement(draw, page, f"g{at}", keys) for at in range(draw.randint(0, 2)))
    projects = tuple(
        Project(key=f"p{at}", name=f"Project {draw.choice('XYZ')} {draw.randint(1, 9)}", participants=_some(draw, keys), topics=_topics(draw), date=draw.choice(DATES), evidence=page.say())
        for at in range(draw.randint(0, 1))
    )  # fmt: skip
    events = tuple(Event(key="e0", name=f"Forum {draw.randint(1, 3)}", evidence=page.say()) for _ in range(draw.randint(0, 1)))
    people = tuple(
        Person(key=f"h{at}", name=f"{draw.choice(('Ivanov', 'Петров', 'Smith'))}{draw.randint(1, 4)} {draw.choice('AB')}.", position=draw.choice((*OFFICES, None)), org=draw.choice((keys[0], None)), evidence=page.say())
        for at in range(draw.randint(0, 2))
    )  # fmt: skip
    agreements = tuple(one.model_copy(update={"signers": tuple(p.key for p in people)[: draw.randint(0, 2)]}) for one in agreements)
    tied = ([g.key for g in agreements], [p.key for p in projects], [e.key for e in events])
    cooperations = tuple(_cooperation(draw, page, keys, tied) for _ in range(draw.randint(0, 3)))
    quantities = tuple(_quantity(draw, page, keys) for _ in range(draw.randint(0, 2)))
    return page.text, Facts(
        id=str(number), lang=lang, institutions=institutions, people=people, agreements=agreements, projects=projects, events=events,
        cooperations=cooperations, quantities=quantities,
    )  # fmt: skip


def _some(draw: Draw, keys: list[str], least: int = 0) -> tuple[str, ...]:
    return tuple(draw.sample(keys, draw.randint(least, min(3, len(keys)))))


def _topics(draw: Draw) -> tuple[str, ...]:
    return tuple(draw.sample(TOPICS, draw.choice((0, 1, 1, 2))))


def _institution(draw: Draw, page: _Page, key: str, word: str) -> Institution:
    region, city = PLACES[WORDS.index(word) % len(PLACES)]
    country = COUNTRIES[WORDS.index(word) % len(COUNTRIES)]
    name = f"{word} {draw.choice(('clinic', 'центр', 'hospital'))}"
    return Institution(
        key=key, name=name, kind=KINDS[WORDS.index(word) % 4], country=country, region=region, city=city, evidence=page.say()
    )


def _agreement(draw: Draw, page: _Page, key: str, keys: list[str]) -> Agreement:
    return Agreement(
        key=key, name=draw.choice((None, None, "Great Memorandum")), type=draw.choice(AGREEMENTS), parties=_some(draw, keys), signed=draw.choice(DATES),
        valid_from=draw.choice((None, "2019-05")), valid_until=draw.choice((None, None, "2026")), topics=_topics(draw), status=draw.choice(FORMAL), evidence=page.say(),
    )  # fmt: skip


def _cooperation(draw: Draw, page: _Page, keys: list[str], tied: tuple[list[str], ...]) -> Cooperation:
    agreements, projects, events = tied
    parties = _some(draw, keys, 2)
    return Cooperation(
        parties=parties, providers=parties[:1] if draw.random() < 0.3 else (), hosts=_some(draw, keys)[:1] if draw.random() < 0.2 else (), topics=_topics(draw),
        kinds=tuple(draw.sample(ACTIVITIES, draw.randint(0, 2))), date=draw.choice(DATES), status=draw.choice(STATUSES),
        under=tuple(agreements[:1]) if draw.random() < 0.4 else (), within=tuple(projects) if draw.random() < 0.6 else (),
        event=events[0] if events and draw.random() < 0.6 else None, evidence=page.say(),
    )  # fmt: skip


def _quantity(draw: Draw, page: _Page, keys: list[str]) -> Quantity:
    return Quantity(
        what=draw.choice(("trained", "operated")), value=draw.choice((5, 12, 12.5, 300)), unit=draw.choice(("врачей", "people", None)), by=_some(draw, keys),
        of=_some(draw, keys), topics=_topics(draw), date=draw.choice(DATES), evidence=page.say(),
    )  # fmt: skip


class _Page:
    """A text that grows by a sentence for each fact."""

    def __init__(self, draw: Draw, text: str) -> None:
        self.text, self._draw = text, draw

    def say(self) -> tuple[Evidence, ...]:
        words = " ".join(f"{self._draw.choice(_SYLLABLES)}{self._draw.randint(1, 999)}" for _ in range(14)) + "."
        start = len(self.text)
        self.text += words + " "
        return (
            Evidence(start=start, end=start + len(words), quote=words, rule="test", confidence=self._draw.choice((0.3, 0.8, 0.9, 0.95))),
        )


def fill(folder: Path, seed: int, count: int = 30) -> Filled:
    """A store of a random world after revisions and withdrawals, open for reading; what it holds now; what became of each document."""
    made = documents(seed, count)
    became = {document.source: "added" for document, _ in made}
    draw = random.Random(seed + 1000)
    with Store.open(folder, write=True, resolver=ByFirstWord(), create=True) as store:
        store.replace_many(made)
        for at in draw.sample(range(count), count // 6):
            document, _ = made[at]
            text, facts = _one(draw, at)
            made[at] = (document.model_copy(update={"text": text, "lang": facts.lang}), facts)
            store.replace(*made[at])
            became[document.source] = "revised"
        for at in draw.sample(range(count), count // 8):
            store.withdraw(made[at][0].source)
            became[made[at][0].source] = "withdrawn"
    held = [one for one in made if became[one[0].source] != "withdrawn"]
    return Store.open(folder), held, [(became[document.source], document) for document, _ in made]
