"""Where an institution is: by its name, by what stands beside it, by the registry, at last by the page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..language import split
from ..reading import Block, Reading, Token, once
from .institutions_candidate import Candidate
from .places import Spot, spots

_TLD = re.compile(r"//[^/]*?\.([a-z]{2})(?:[:/]|$)")
_NOT_COUNTRIES = frozenset({"EU", "IO", "TV", "ME", "AI", "CO", "SU"})

_HOME = 0.6
"""What part of the places that a page names must lie in one country for the page to be at home there."""


@dataclass(frozen=True, slots=True)
class Where:
    """Country (ISO 3166-1 alpha-2), region (ISO 3166-2) and city (English name); None what is not known."""

    country: str | None = None
    region: str | None = None
    city: str | None = None


def inside(name: str) -> Where | None:
    """Where a name itself says that the institution is."""
    found = [s for s in _spots_of(name) if not s.ambiguous]
    if not found:
        return None
    best = max(found, key=lambda s: (not s.adjective, s.level == "country" and not s.adjective, -s.start))
    city = next((s for s in found if s.level == "city" and s.country == best.country), None)
    region = next((s.region for s in found if s.region and s.country == best.country), None)
    return Where(best.country, region, city.city if city else None)


@cache
def _spots_of(name: str) -> tuple[Spot, ...]:
    tokens = [Token(a, b, name[a:b], "", "") for a, b in split.tokens(name, 0, len(name))]
    return tuple(spots(tokens))


def beside(candidate: Candidate, near: Sequence[Spot], text: str) -> Where | None:
    """The place that stands right after the name ("(Москва)", ", Lima", "in Tbilisi", "в Ташкенте") or right before it ("ташкентский")."""
    for spot in near:
        gap = text[candidate.end : spot.start] if spot.start >= candidate.end else None
        if gap is not None and len(gap) < 14 and not spot.adjective and _AFTER.fullmatch(gap):
            return Where(spot.country, spot.region, spot.city)
    for spot in near:
        gap = text[spot.end : candidate.start] if spot.end <= candidate.start else None
        if gap is not None and text[spot.end - 2 : spot.end] in {"'s", "’s"}:
            gap = "'s" + gap
        if gap is not None and len(gap) < 12 and ((spot.adjective and not gap.strip(' «"“')) or _BEFORE.fullmatch(gap)):
            return Where(spot.country, spot.region, spot.city)
    return None


_AFTER = re.compile(r"[»”\"]?(?:\s*\((?:г\.\s*)?|,\s*(?:г\.\s*)?|\s+(?:in|at|of|in the|в|во|из|г\.|города|города-|при)\s+|\s+)")
_BEFORE = re.compile(r"(?:'s|’s)\s|\s?:\s|,\s(?:а именно\s)?")


def page(reading: Reading, found: Sequence[Spot], least: float = _HOME) -> Where:
    """Where the page is at home: the country of its address, else the one that its text names most by far, a dateline weighing double."""
    match = _TLD.search(reading.document.url or "")
    if match and match[1].upper() not in _NOT_COUNTRIES:
        return Where({"uk": "GB"}.get(match[1], match[1].upper()))
    weights: Counter[str] = Counter()
    first = found[0].start if found else 0
    for spot in found:
        if not spot.ambiguous:
            weights[spot.country] += (3 if spot.start == first else 1) + (2 if _block(reading, spot).kind == "dateline" else 0)
    country, most = weights.most_common(1)[0] if weights else (None, 0)
    return Where(country if most >= least * weights.total() else None)


def _block(reading: Reading, spot: Spot) -> Block:
    at = bisect_right(reading.blocks, spot.start, key=lambda b: b.start) - 1
    return reading.blocks[max(0, at)]


@once
def all_spots(reading: Reading) -> tuple[Spot, ...]:
    """Places of the whole document, in text order; those of noise too (a site's header tells where it is)."""
    return tuple(spot for sentence in reading.sentences for spot in spots(sentence.tokens))
