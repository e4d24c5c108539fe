"""What the tests of the store build on: a small resolver and documents of few names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from medcoop.ontology import iris
from medcoop.ontology.identity import Decision, Member, Renaming
from medcoop.ontology.model import Agreement, Cooperation, Document, Evidence, Facts, Institution, Person, Project

LISTS = (("institutions", "institution"), ("people", "person"), ("projects", "project"), ("events", "event"))


class SimpleResolver:
    """Names with the same first word are the same thing, unless a later word is "не"."""

    def members(self, facts: Facts, document: str) -> Mapping[str, Member]:
        found = {}
        for name, slug in LISTS:
            for place, item in enumerate(getattr(facts, name)):
                words = item.name.casefold()
                first = (words.split()[0],)
                found[item.key or f"{name}/{place}"] = Member(
                    iris.thing(slug, words), slug, item.name, facts.lang, getattr(item, "also", ()), blocks=first
                )
        return found

    def judge(self, member: Member, candidates: Sequence[Member]) -> Iterable[Decision]:
        for other in candidates:
            same = " не" not in member.name.casefold() and " не" not in other.name.casefold()
            subject, target = sorted((member.iri, other.iri))
            yield Decision(subject, target, same, 0.9, "first word")

    def renamings(self, member: Member) -> Iterable[Renaming]:
        return ()

    def cluster(self, members: Iterable[Member], decisions: Iterable[Decision]) -> Mapping[str, str]:
        things = {member.iri: member.iri for member in members}
        apart = {frozenset((one.subject, one.object)) for one in decisions if one.by_person and not one.same}
        for one in sorted((d for d in decisions if d.same), key=lambda d: (d.subject, d.object)):
            if frozenset((one.subject, one.object)) not in apart:
                low, high = sorted((things[one.subject], things[one.object]))
                things = {iri: low if thing == high else thing for iri, thing in things.items()}
        return things


def document(name: str, text: str = "Текст.", lang: str = "ru", **more: object) -> Document:
    """A document read from a file of this name."""
    return Document(source=f"file:///docs/{name}", lang=lang, text=text, **more)  # type: ignore[arg-type]


def evidence(text: str, quote: str, confidence: float = 0.9) -> tuple[Evidence, ...]:
    """Evidence for a quote of the text."""
    start = text.index(quote)
    return (Evidence(start=start, end=start + len(quote), quote=quote, rule="test", confidence=confidence),)


def pair(one: str, other: str, **more: object) -> Facts:
    """Two hospitals and a cooperation of theirs on liver transplantation; `more` changes the cooperation."""
    cooperation = {"parties": ("a", "b"), "topics": ("liver-transplantation",), "kinds": ("training",), "date": "2023-07", **more}
    return Facts(
        id="x", lang="ru",
        institutions=(Institution(key="a", name=one, kind="hospital", country="RU"), Institution(key="b", name=other, kind="hospital", country="KG")),
        cooperations=(Cooperation(**cooperation),),  # type: ignore[arg-type]
    )  # fmt: skip


__all__ = ["Agreement", "Person", "Project", "SimpleResolver", "document", "evidence", "pair"]
