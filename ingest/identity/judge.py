"""Whether two members are one thing: a decision with its reasons, or none when the names have too little in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ...ontology.identity import AUTOMATIC, Decision, Member
from . import compare, entries, people, profile, score, vetoes
from .entries import Link, Registry
from .profile import Profile

WORTH_A_LOOK = 0.35
_BY_REGISTRY = 0.96
_NAMED = 0.3


@dataclass(frozen=True, slots=True)
class Known:
    """A member with what follows from it: a person's name, or an institution's profile and its entry in the registry."""

    iri: str
    type: str
    person: people.PersonName | None = None
    profile: Profile | None = None
    link: Link | None = None
    country: str | None = None
    year: str | None = None


ENTRY = "entry:"
"""A member whose name means an entry of the registry is found by this block too."""


@lru_cache(maxsize=200_000)
def know(member: Member, registry: Registry, *, looked_up: bool = False) -> Known:
    """What follows from a member; remembered. looked_up: its blocks tell already whether it has an entry, so most need no search."""
    if member.type == "person":
        return Known(member.iri, member.type, person=people.parse(member.name), country=member.country)
    built = profile.of(member)
    search = member.type == "institution" and (not looked_up or any(b.startswith(ENTRY) for b in member.blocks))
    link = entries.link(built, registry) if search else None
    year = next((b[5:] for b in member.blocks if b.startswith("year:")), None)
    return Known(member.iri, member.type, profile=built, link=link, country=member.country, year=year)


def judge(a: Known, b: Known, *, lookalikes: bool = True) -> Decision | None:
    """A decision about two different members, the same whichever comes first.

    Pairs that something forbids are told only when they look alike, and not at all without `lookalikes` (which is quicker).
    """
    if a.type != b.type or a.iri == b.iri:
        return None
    a, b = sorted((a, b), key=lambda k: k.iri)
    found = _people(a, b) if a.person else _things(a, b, lookalikes=lookalikes)
    if found is None:
        return None
    same, confidence, why = found
    return Decision(a.iri, b.iri, same=same, confidence=round(confidence, 3), justification=why)


def _people(a: Known, b: Known) -> tuple[bool, float, str] | None:
    assert a.person and b.person
    likeness = people.compare(a.person, b.person)
    if likeness is None:
        return None
    why = ", ".join(likeness.reasons)
    if likeness.veto:
        return (False, 0.95, f"{why}, but {likeness.veto}") if "common" not in why else None
    same_country = bool(a.country and a.country == b.country)
    other_country = bool(a.country and b.country and a.country != b.country)
    confidence = likeness.confidence + 0.05 * same_country - 0.25 * other_country
    why += ", same country" * same_country + ", other country" * other_country
    return (True, min(confidence, 0.99), why) if confidence >= WORTH_A_LOOK else None


def _things(a: Known, b: Known, *, lookalikes: bool) -> tuple[bool, float, str] | None:
    assert a.profile and b.profile
    if a.year and b.year and a.year != b.year:
        return None
    if a.link and b.link and a.link.entry == b.link.entry:
        sure = min(_BY_REGISTRY, a.link.confidence, b.link.confidence)
        return True, sure, f"the registry has both as {a.link.entry} ({a.link.alias}; {b.link.alias})"
    veto = vetoes.veto(a.profile, b.profile) or ("the registry has them as two" if a.link and b.link else None)
    if compare.hopeless(a.profile, b.profile) or (veto and not lookalikes):
        return None
    features = compare.compare(a.profile, b.profile)
    confidence = score.confidence(features)
    if veto:
        return (False, 0.95, f"{veto}, though {_words(features)}") if confidence >= AUTOMATIC else None
    return (True, min(confidence, 0.95), _words(features)) if confidence >= WORTH_A_LOOK else None


def _words(features: dict[str, float]) -> str:
    """The features that count, the weightiest first, as words."""
    weighed = sorted(features.items(), key=lambda f: (-abs(score.weight(*f)), f[0]))
    return ", ".join(name for name, value in weighed if value)


__all__ = ["AUTOMATIC", "WORTH_A_LOOK", "Known", "judge", "know"]
