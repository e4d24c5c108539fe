"""Ministries that only their heads name: "министр здравоохранения Кыргызстана", "Health Minister of Malta"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .institutions_candidate import Candidate
from .institutions_lexicon import any_of
from .places import Spot

_RU = re.compile(rf"(?i)\b{any_of('minister_ru')}\s+здравоохранения((?:,? и [а-яё]+(?: [а-яё]+){{0,2}}(?= [А-ЯЁ]))?)(?=\W|$)")
_REGION = re.compile(r"\s+[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*(?:ой|его|ого)\s+(?:края|области|[Рр]еспублики|(?:автономного\s+)?округа)\b")
_MANY = re.compile(rf"(?i)\b{any_of('ministers_many')}")
_EN = re.compile(rf"\b({any_of('minister_en')})\b( of (?:the )?)?")


def candidates(text: str, start: int, end: int, spots: Sequence[Spot]) -> Iterator[Candidate]:
    """Offices of health ministers in ``text[start:end]``, each as a name of the ministry, with the country that stands beside it."""
    for match in _RU.finditer(text, start, end):
        spot = next((s for s in spots if 0 < s.start - match.end() < 3 and not s.adjective), None) or _before(spots, match.start())
        region = _REGION.match(text, match.end(), end)
        tail = region[0] if region else text[match.end() : spot.end] if spot and spot.start > match.start() else ""
        yield Candidate(
            match.start(),
            match.end() + len(tail),
            f"Министерство здравоохранения{match[1]}{tail}",
            "министерство",
            "ministry",
            "office",
            "ru",
            _country(spot),
            "office",
        )
    for match in _MANY.finditer(text, start, end):
        chain = _chain(text, match.end(), spots)
        russian = not match.group().isascii()
        for number, spot in enumerate(chain if len(chain) > 1 else ()):
            name = ("Министерство здравоохранения " if russian else "Ministry of Health of ") + text[spot.start : spot.end]
            yield Candidate(
                spot.start if number else match.start(),
                spot.end,
                name,
                "министерство" if russian else "ministry",
                "ministry",
                "office",
                "ru" if russian else "en",
                spot.country,
                "office",
            )
    yield from _small(text, start, end, spots)
    for match in _EN.finditer(text, start, end):
        spot = next((s for s in spots if match[2] and s.start == match.end()), None) or _before(spots, match.start())
        after = bool(spot and spot.start > match.start())
        name = "Ministry of Public Health" if "Public" in match[1] else "Ministry of Health"
        stop = spot.end if spot and after else match.start() + len(match[1])
        yield Candidate(
            match.start(),
            stop,
            f"{name}{match[2]}{text[spot.start : spot.end]}" if spot and after else name,
            "ministry",
            "ministry",
            "office",
            "en",
            _country(spot),
            "office",
        )


_SMALL = re.compile(r"\b(?:ministry of (?:public )?health(?:care)?|health(?:care)? ministry)\b( of (?:the )?)?")


def _small(text: str, start: int, end: int, spots: Sequence[Spot]) -> Iterator[Candidate]:
    """A ministry in small letters with its country: "the health ministry of Malta", "Malta's ministry of health"."""
    for match in _SMALL.finditer(text, start, end):
        after = next((s for s in spots if match[1] and s.start == match.end() and s.level == "country"), None)
        spot = after or next((s for s in spots if 0 <= match.start() - s.end < 4 and s.level == "country"), None)
        if spot:
            first, last = (match.start(), spot.end) if after else (spot.start, match.end())
            name = f"Ministry of Health of {spot.name}"
            yield Candidate(first, last, name, "ministry", "ministry", "name", "en", spot.country, "office")


def _chain(text: str, at: int, spots: Sequence[Spot]) -> list[Spot]:
    """The countries that follow one another from an offset on: "Вьетнама, Лаоса и Индонезии"."""
    found: list[Spot] = []
    for spot in spots:
        if spot.start >= at and spot.level == "country" and not spot.adjective:
            if text[at : spot.start].strip(" ,") not in {"", "и", "and", "а также"}:
                break
            found.append(spot)
            at = spot.end
    return found


def _before(spots: Sequence[Spot], start: int) -> Spot | None:
    """A demonym right before the office: "узбекский министр", "the Kazakh health minister"."""
    return next((s for s in spots if 0 < start - s.end < 4 and s.level == "country"), None)


def _country(spot: Spot | None) -> str | None:
    return spot.country if spot and spot.level == "country" else None
