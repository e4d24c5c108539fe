"""A model's proposals turned into facts of the document: what the text does not bear out is dropped and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from ...ontology import model as facts
from ...ontology.check import check_facts
from ...ontology.dates import PartialDate
from ..reading import Reading
from . import answer as said
from .answer import Answer
from .locate import locate
from .parts import Part

ALONE = 0.6
"""Confidence of what only a model says: below the default, so it stays a candidate until the rules agree or a person accepts it."""

ItemT = TypeVar("ItemT", bound=facts.Item)
Keys = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Proposals:
    """Facts that a model proposed and the text bears out, and how many were dropped, by reason."""

    facts: facts.Facts
    dropped: Counter[str]


def proposals(reading: Reading, part: Part, answer: Answer, model: str) -> Proposals:
    """The facts of one answer. Institutions that the program found keep their keys; new ones are called ``m<start>``."""
    maker = _Maker(reading, part, f"llm:{model}", Counter(answer.dropped))
    institutions, keys = maker.institutions(answer.items.get("institutions", ()))
    made = facts.Facts(
        id="proposed",
        lang=reading.document.lang,
        institutions=tuple(institutions),
        people=tuple(maker.people(answer.items.get("people", ()), keys)),
        agreements=tuple(maker.agreements(answer.items.get("agreements", ()), keys)),
        projects=tuple(maker.projects(answer.items.get("projects", ()), keys)),
        cooperations=tuple(maker.cooperations(answer.items.get("cooperations", ()), keys)),
    )
    return Proposals(_right(made, reading, maker.dropped), maker.dropped)


@dataclass(frozen=True, slots=True)
class _Maker:
    reading: Reading
    part: Part
    rule: str
    dropped: Counter[str]

    def proof(self, quote: str) -> facts.Evidence | None:
        text = self.reading.document.text
        span = locate(quote, text, self.part.start, self.part.end)
        if span is None:
            self.dropped["its quote is not in the text, or more than once"] += 1
            return None
        return facts.Evidence(start=span[0], end=span[1], quote=text[span[0] : span[1]], rule=self.rule, confidence=ALONE)

    def made(self, kind: type[ItemT], quote: str, **fields: Any) -> Iterator[ItemT]:
        """The item with its evidence; nothing when its quote or a value is not right."""
        if (proof := self.proof(quote)) is None:
            return
        try:
            yield kind(evidence=(proof,), **fields)
        except ValidationError:
            self.dropped["a value does not fit the format"] += 1

    def institutions(self, items: Iterable[said.Institution]) -> tuple[list[facts.Institution], Keys]:
        """New institutions, and the key of each proposed id. One whose mention is not in the text is none."""
        known = {e.key for e in self.reading.entities if e.type == "institution"}
        keys = {key: key for key in known}
        new: dict[str, facts.Institution] = {}
        text = self.reading.document.text
        for item in items:
            at = text.find(item.mention, self.part.start, self.part.end) if item.mention.strip() else -1
            if at < 0:
                self.dropped["its institution is not named in the text"] += item.id not in known
                continue
            end = at + len(item.mention)
            key = next((m.entity for m in self.reading.mentions_in(at, end) if m.entity in known and m.form != "group"), f"m{at}")
            keys[item.id] = key if item.id not in known else item.id
            if key not in known and item.id not in known:
                proof = facts.Evidence(start=at, end=end, quote=item.mention, rule=self.rule, confidence=ALONE)
                try:
                    new[key] = facts.Institution(key=key, name=item.name, kind=item.kind, country=item.country or None, evidence=(proof,))
                except ValidationError:
                    self.dropped["a value does not fit the format"] += 1
        return list(new.values()), keys

    def people(self, items: Iterable[said.Person], keys: Keys) -> Iterator[facts.Person]:
        for item in items:
            yield from self.made(facts.Person, item.quote, name=item.name, position=item.position or None, org=keys.get(item.org or ""))

    def agreements(self, items: Iterable[said.Agreement], keys: Keys) -> Iterator[facts.Agreement]:
        for item in items:
            parties = _keys(item.parties, keys)
            fields = {"type": item.type, "status": item.status, "signed": _date(item.signed)}
            yield from self.made(facts.Agreement, item.quote, parties=parties, **fields)

    def projects(self, items: Iterable[said.Project], keys: Keys) -> Iterator[facts.Project]:
        for item in items:
            yield from self.made(facts.Project, item.quote, name=item.name, participants=_keys(item.participants, keys))

    def cooperations(self, items: Iterable[said.Cooperation], keys: Keys) -> Iterator[facts.Cooperation]:
        for item in items:
            parties = _keys(item.parties, keys)
            if len(parties) < len(set(item.parties)) or len(parties) < 2:
                self.dropped["a party is not named in the text"] += 1
                continue
            fields = {"topics": item.topics, "kinds": item.kinds, "status": item.status, "date": _date(item.date)}
            yield from self.made(facts.Cooperation, item.quote, parties=parties, **fields)


def _keys(ids: Iterable[str], keys: Keys) -> tuple[str, ...]:
    found = (keys.get(one) or (one if one.startswith("country:") else None) for one in ids)
    return tuple(dict.fromkeys(key for key in found if key))


def _date(text: str | None) -> PartialDate | None:
    try:
        return PartialDate(text) if text else None
    except ValueError:
        return None


def _right(made: facts.Facts, reading: Reading, dropped: Counter[str]) -> facts.Facts:
    """Without the items that break the vocabularies or refer to nothing."""
    known = tuple(facts.Institution(key=e.key, name=e.name) for e in reading.entities if e.type == "institution")
    while True:
        whole = made.model_copy(update={"institutions": (*known, *made.institutions)})
        wrong = {error.where.split(".")[0] for error in check_facts(whole, reading.document.text) if error.where}
        if not wrong:
            return made
        dropped["it breaks the vocabularies or refers to nothing"] += len(wrong)
        keep: dict[str, Any] = {
            name: tuple(item for at, item in enumerate(getattr(whole, name)) if f"{name}[{at}]" not in wrong)
            for name in ("institutions", "people", "agreements", "projects", "cooperations")
        }
        keep["institutions"] = tuple(item for item in keep["institutions"] if item not in known)
        made = made.model_copy(update=keep)
