"""Features of an institution that may employ a person, beside the others that may: the last that fits, the first of the sentence, ours."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from ..reading import Mention
from .people_spot import Spot
from .positions_office import Office

if TYPE_CHECKING:
    from .positions_measure import Company

_OWN = re.compile(r"(?i)\b(?:наш\w*|our|us|we|мы)\b")
_THEIR = re.compile(r"(?i)\b(?:его|её|их|its|their|whose|которо\w+)\s(?:\S+\s)?$")
_FORMER = re.compile(
    r"(?i)\b(?:former\w*|previously|earlier|once|graduat\w+|studied|trained|worked|years\s(?:at|in)|left|leaves|joined\s\w*\s?from|ранее|прежде|бывш\w*|раньше"
    r"|окончи\w+|стажиров\w+|учил\w+|работал\w*|трудил\w*|сменил\w*|выпускни\w+|alumn\w+|comes?\sfrom)\b[^.;]{0,40}$"
)
_SPEECH = re.compile(r"\s*[«\"“–—-]")


def rivals(company: Company, spot: Spot, office: Office | None, key: str) -> dict[str, float]:
    """Comparisons with the other institutions around one place of a person."""
    text, where = company.reading.document.text, company.where
    begin = office.start if office and office.start < spot.start else spot.start
    kinds = company.kinds_of(office.position if office and office.position else "")
    fits = [k for k in company.entities if not kinds or company.entities[k].kind in kinds]
    at = bisect_left(where.starts, begin)
    before = [m for m in where.mentions[max(0, at - 14) : at] if m.end <= begin]
    last = next((m.entity for m in reversed(before) if m.entity in fits), None)
    top = min(fits, key=lambda k: company.ranks.get(k, 99), default=None)
    sentence = company.reading.sentence_at(spot.start)
    left = sentence.start if sentence else spot.start
    block = company.reading.blocks[sentence.block] if sentence else None
    here = next((m.entity for m in before if m.start >= left), None)
    previous = _first_before(company, left, block.start if block else left)
    near = text[max(left, begin - 40) : spot.end + 40]
    return {
        "fit.last": float(last == key),
        "fit.top": float(top == key),
        "fit.count": float(min(6, len(fits))),
        "first.here": float(here == key),
        "first.previous": float(previous == key),
        "their.first": float(bool(_THEIR.search(text, max(0, begin - 24), begin)) and key == (here or previous)),
        "own.top": float(bool(_OWN.search(near)) and top == key),
        "in.block": float(block is not None and any(m.entity == key and m.start >= block.start for m in before)),
        "former": float(_was(company, key, spot)),
        "speech": float(bool(_SPEECH.match(text, left))),
    }


def _first_before(company: Company, left: int, begin: int) -> str | None:
    """The institution that the sentence before names first, in the same paragraph."""
    sentence = company.reading.sentence_at(left - 2) if left - 2 >= begin else None
    found = company.where.within(sentence.start, sentence.end) if sentence else []
    return found[0].entity if found else None


def _was(company: Company, key: str, spot: Spot) -> bool:
    """Whether the places around that name the institution tell of the past: "formerly of X", "окончил X"."""
    text = company.reading.document.text
    at = bisect_left(company.where.starts, spot.start)
    around: list[Mention] = [m for m in islice(company.where.mentions, max(0, at - 3), at + 4) if m.entity == key]
    return bool(around) and all(_FORMER.search(text, max(0, m.start - 60), m.start) for m in around)
