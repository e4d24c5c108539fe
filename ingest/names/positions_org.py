"""The institution of an office that does not name it: "министр здравоохранения области", "главный врач", "the director"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..reading import Reading
from .people_spot import Spot
from .positions import Places
from .positions_office import Office

_MINISTER = re.compile(
    r"\b(?:экс-|вице-|зам)?министр|\bглава минздрава|\bminister\b|\bhealth secretary\b|permanent secretary", re.IGNORECASE
)
_STATE = re.compile(
    r"\b(?:губернатор|посол|мэр|депутат|сенатор|консул|аким|премьер|governor|ambassador|high commissioner"
    r"|mayor|senator|consul|prime minister|mp\b|king|queen|prince)",
    re.IGNORECASE,
)
_PRESIDENT = re.compile(r"President$")
_KINDS = (
    (
        re.compile(
            r"\b(?:ректор|проректор|декан|зав\w* кафедр|rector|vice-rector|dean|vice-chancellor|provost"
            r"|professor of)",
            re.IGNORECASE,
        ),
        ("university",),
    ),
    (
        re.compile(
            r"\b(?:главный врач|главврач|заведующ\w+ отделени|медсестр|head nurse|chief physician|chief doctor"
            r"|matron|medical superintendent)",
            re.IGNORECASE,
        ),
        ("hospital", "medical_center", "research_center", "university"),
    ),
    (
        re.compile(r"\b(?:chief executive|ceo|гендиректор|генеральный директор|country director|managing director)", re.IGNORECASE),
        ("company", "foundation", "medical_center", "hospital", "research_center", "association", "international_org", "other"),
    ),
)


def ruled(reading: Reading, spots: Sequence[Spot], office: Office | None, where: Places) -> Office | None:
    """The office with the institution that rules would tie to it; what the scorer weighs beside the rest."""
    if office is None or office.org is not None or office.position is None:
        return office
    if _MINISTER.search(office.position):
        return _with(office, _ministry(reading, office, spots[0], where), 0.8)
    if _STATE.search(office.position) or _PRESIDENT.match(office.position):
        return office
    kinds = next((kinds for pattern, kinds in _KINDS if pattern.search(office.position)), ())
    return _with(office, _near(reading, office, spots, where, kinds), 0.6)


def _with(office: Office, org: str | None, tied: float) -> Office:
    return replace(office, org=org, tied=tied) if org else office


def _stems(text: str) -> set[str]:
    return {w[:5] for w in re.findall(r"[^\W\d_]{4,}", text.casefold())} - {"минис", "здрав", "health", "healt", "minis"}


def _ministry(reading: Reading, office: Office, spot: Spot, where: Places) -> str | None:
    """The ministry of the minister: the one whose name shares the place, the only one, or the last one named."""
    ministries = [e for e in reading.entities if e.type == "institution" and e.kind == "ministry"]
    place = _stems(office.position or "")
    best = [e for e in ministries if place & _stems(" ".join((e.name, *e.also)))]
    if len(best) == 1:
        return best[0].key
    if len(ministries) == 1:
        return ministries[0].key
    last = where.before(spot.start, 400, ("ministry",))
    return last.entity if last else None


def _near(reading: Reading, office: Office, spots: Sequence[Spot], where: Places, kinds: tuple[str, ...]) -> str | None:
    """The institution named last before the office in its sentence, else the one that the page names most (right in 7 and 6 of 10)."""
    sentence = reading.sentence_at(spots[0].start)
    last = where.before(office.start, office.start - sentence.start, kinds) if sentence else None
    return last.entity if last else principal(where, kinds) or principal(where)


def principal(where: Places, kinds: tuple[str, ...] = ()) -> str | None:
    """The institution of these kinds that is meant most often, the first of equals."""
    counted = [(count, -index, key) for index, (key, count) in enumerate(where.weights.items()) if not kinds or where.kinds[key] in kinds]
    return max(counted)[2] if counted else None
