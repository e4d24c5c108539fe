"""Synthetic documents and facts of the domain: seeded, so the same numbers always give the same input.

Institutions follow Zipf's law (a few are everywhere, most are named once or twice), topics have subtopics, dates are as imprecise as
in real pages, every fact has evidence that stands in the text. A tenth of the documents are reprints of an earlier one.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate

from medcoop.ontology import iris, vocabulary
from medcoop.ontology.identity import Decision, Member
from medcoop.ontology.model import Agreement, Cooperation, Document, Evidence, Facts, Institution, Person, Quantity

COUNTRIES = ("RU", "KZ", "KG", "UZ", "MN", "CN", "IN", "DE", "FR", "US", "GB", "TR", "AM", "BY", "RS")
KINDS = ("hospital", "medical_center", "research_center", "university", "ministry", "foundation", "company")
_HEADS = ("Центр", "Больница", "Институт", "Университет", "Клиника", "Диспансер", "Академия")
_SYLLABLES = tuple(one + other for one in "бвгдклмнпрст" for other in "аеиоу")
_KEYS = {"institutions": "institution", "people": "person", "projects": "project", "events": "event"}


class ByName:
    """The simplest resolver: the same name in the same country is the same thing."""

    def members(self, facts: Facts, document: str) -> dict[str, Member]:
        """See `medcoop.ontology.identity.Resolver`."""
        found = {}
        for name, slug in _KEYS.items():
            for place, item in enumerate(getattr(facts, name)):
                country = getattr(item, "country", None)
                iri = iris.thing(slug, item.name.casefold(), country or "")
                block = (item.name.casefold(),)
                found[item.key or f"{name}/{place}"] = Member(iri, slug, item.name, facts.lang, country=country, blocks=block)
        return found

    def judge(self, member: Member, candidates: object) -> list[Decision]:
        """See `medcoop.ontology.identity.Resolver`."""
        return []

    def renamings(self, member: Member) -> list[object]:
        """See `medcoop.ontology.identity.Resolver`."""
        return []

    def cluster(self, members: object, decisions: object) -> dict[str, str]:
        """See `medcoop.ontology.identity.Resolver`."""
        return {}


class World:
    """`things` institutions, chosen by Zipf's law."""

    def __init__(self, things: int, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(things)))
        self._vocabularies = vocabulary.load()
        self._topics = sorted(self._vocabularies.schemes["topic"].concepts)
        self._activities = sorted(self._vocabularies.schemes["activity"].concepts)

    def documents(self, count: int) -> Iterator[tuple[Document, Facts]]:
        """`count` documents with their facts."""
        texts: list[tuple[str, Facts]] = []
        for number in range(count):
            if texts and self._random.random() < 0.1:
                text, facts = self._random.choice(texts)
            else:
                text, facts = self._one(number)
                texts = [*texts[-200:], (text, facts)]
            month = f"{self._random.randint(2015, 2025)}-{self._random.randint(1, 12):02}"
            url = f"https://news.example/{number}"
            yield Document(source=url, url=url, title=f"Новость {number}", lang="ru", published=month, text=text), facts  # type: ignore[arg-type]

    def _institution(self, rank: int, key: str, evidence: tuple[Evidence, ...]) -> Institution:
        chance = random.Random(rank)
        name = f"{chance.choice(_HEADS)} медицины номер {rank} имени профессора {chance.randint(1, 999)}"
        return Institution(key=key, name=name, kind=chance.choice(KINDS), country=chance.choice(COUNTRIES), evidence=evidence)

    def _rank(self) -> int:
        return bisect(self._weights, self._random.random() * self._weights[-1])

    def _date(self) -> str | None:
        year, month, day = self._random.randint(2010, 2025), self._random.randint(1, 12), self._random.randint(1, 28)
        return self._random.choice((None, f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}", f"{year}/{year + 2}"))

    def _one(self, number: int) -> tuple[str, Facts]:
        page = _Page(self._random)
        ranks = list(dict.fromkeys(self._rank() for _ in range(self._random.randint(2, 5))))
        ranks += [ranks[0] + 1] if len(ranks) < 2 else []
        institutions = tuple(
            self._institution(
                rank, f"i{n}", page.say(f"В документе {number} названа организация {rank}, о её работе сказано подробно.", "noun")
            )
            for n, rank in enumerate(ranks)
        )
        facts = Facts(
            id=str(number),
            lang="ru",
            institutions=institutions,
            people=tuple(self._person(page) for _ in range(self._random.randint(0, 2))),
            agreements=tuple(self._agreement(page) for _ in range(self._random.randint(0, 1))),
            cooperations=tuple(self._cooperation(page, n, len(ranks)) for n in range(self._random.randint(1, 3))),
            quantities=tuple(self._quantity(page) for _ in range(self._random.randint(0, 1))),
        )
        return page.text, facts

    def _cooperation(self, page: _Page, number: int, institutions: int) -> Cooperation:
        chance = self._random
        return Cooperation(
            parties=tuple(f"i{n}" for n in chance.sample(range(institutions), 2)),
            topics=tuple(chance.sample(self._topics, chance.choice((0, 1, 1, 2)))),
            kinds=tuple(chance.sample(self._activities, chance.choice((1, 1, 2)))),
            date=self._date(),  # type: ignore[arg-type]
            status=chance.choice(("active", "active", "planned", "discussed", "ended")),
            evidence=page.say(f"Стороны ведут совместную работу {number}, обучают врачей и проводят операции вместе.", "together"),
        )

    def _person(self, page: _Page) -> Person:
        name = f"Иванов Пётр {self._random.randint(1, 20000)}"
        return Person(name=name, position="главный врач", org="i0", evidence=page.say("Об этом рассказал главный врач.", "office"))

    def _agreement(self, page: _Page) -> Agreement:
        signed, evidence = self._date(), page.say("Подписан меморандум.", "signed")
        return Agreement(parties=("i0", "i1"), type="memorandum", signed=signed, status="signed", evidence=evidence)  # type: ignore[arg-type]

    def _quantity(self, page: _Page) -> Quantity:
        value, evidence = self._random.randint(1, 500), page.say("Обучены врачи.", "count")
        return Quantity(what="trained", value=value, unit="врачей", by=("i0",), of=("i1",), evidence=evidence)


class _Page:
    """A text that grows by the sentences that state its facts."""

    def __init__(self, chance: random.Random) -> None:
        self.text, self._random = "", chance

    def say(self, words: str, rule: str) -> tuple[Evidence, ...]:
        """Add a sentence; evidence for it. A sentence of other words follows, so that only reprints are alike."""
        start = len(self.text)
        self.text += f"{words} {' '.join(self._word() for _ in range(8))}. "
        confidence = self._random.choice((0.4, 0.7, 0.8, 0.9, 0.95))
        return (Evidence(start=start, end=start + len(words), quote=words, rule=rule, confidence=confidence),)

    def _word(self) -> str:
        return "".join(self._random.choices(_SYLLABLES, k=3))
