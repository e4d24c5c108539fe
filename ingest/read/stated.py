"""Dates as pages write them, in Russian and English, become partial dates as precise as they are stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...ontology.dates import PartialDate

_MONTH_FORMS = (
    r"январ[ьяе]|янв|jan(?:uary)?",
    r"феврал[ьяе]|февр?|feb(?:ruary)?",
    r"март[ае]?|мар|mar(?:ch)?",
    r"апрел[ьяе]|апр|apr(?:il)?",
    r"ма[йяе]|may",
    r"июн[ьяе]|июн|june?",
    r"июл[ьяе]|июл|july?",
    r"август[ае]?|авг|aug(?:ust)?",
    r"сентябр[ьяе]|сент?|sept?(?:ember)?",
    r"октябр[ьяе]|окт|oct(?:ober)?",
    r"ноябр[ьяе]|нояб?|nov(?:ember)?",
    r"декабр[ьяе]|дек|dec(?:ember)?",
)
_MONTH = rf"(?P<month>{'|'.join(_MONTH_FORMS)})(?![а-яёa-z])\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|-?го)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_ENDING = r"(?:\s*(?:года|год|г(?=\.)|г\b))?"
_SHAPES = tuple(
    re.compile(shape + _ENDING, re.IGNORECASE)
    for shape in (
        rf"(?<![\d.]){_YEAR}(?P<sep>[-./])(?P<number>\d{{1,2}})(?P=sep){_DAY}(?!\d)",
        rf"(?<![\d.]){_DAY}(?P<sep>[-./])(?P<number>\d{{1,2}})(?P=sep){_YEAR}",
        rf"(?<!\d){_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"\b{_MONTH}\s+{_DAY},?\s*{_YEAR}",
        rf"(?<![\d.]){_YEAR}\s+{_MONTH}\s+{_DAY}(?!\d)",
        rf"\b{_MONTH},?\s+{_YEAR}",
        rf"(?<![\d.]){_YEAR}-(?P<number>0[1-9]|1[0-2])(?![\d-])",
    )
)
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = tuple(re.compile(form, re.IGNORECASE) for form in _MONTH_FORMS)
# "7–9 August 2018", "с 5 по 7 мая 2020": the end of an interval, not a date
_INTERVAL_BEFORE = re.compile(r"\d\s*(?:[-–—]|и|по|and|to)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A date and where it stands in the line it was sought in."""

    start: int
    end: int
    date: PartialDate


def stated_dates(line: str) -> Iterator[Stated]:
    """The dates with a year in a line, in order; ends of intervals are left out."""
    at = 0 if _A_YEAR.search(line) else len(line)
    while match := _next(line, at):
        at = match.end()
        date = _date(match)
        if date and not _INTERVAL_BEFORE.search(line, 0, match.start()):
            yield Stated(match.start(), match.end(), date)


def parse_date(value: str) -> PartialDate | None:
    """The date that a meta tag, a front matter or a record gives ("2021-03-12T10:00+03:00", "12-04-2022 10:00", "March 2020", "2020")."""
    value = value.strip()
    stated = next(stated_dates(value[:60]), None)
    if stated and stated.start == 0:
        return stated.date
    compact = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T.*)?", value)
    text = "-".join(compact.groups()) if compact else value
    return _checked(text) if compact or re.fullmatch(r"(?:19|20)\d\d", text) else None


def _next(line: str, at: int) -> re.Match[str] | None:
    matches = [match for shape in _SHAPES if (match := shape.search(line, at))]
    return min(matches, key=lambda match: (match.start(), -match.end()), default=None)


def _date(match: re.Match[str]) -> PartialDate | None:
    found = match.groupdict()
    year, day = found["year"], int(found.get("day") or 0)
    month = int(found["number"]) if found.get("number") else _month(found["month"])
    if found.get("sep") == "/" and not match.group().startswith(year) and day != month:
        if day <= 12 and month <= 12:
            return _checked(year)  # 03/04/2020 is March in one country and April in another
        day, month = (day, month) if month <= 12 else (month, day)
    return _checked(f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}")


def _month(word: str) -> int:
    return next(number for number, form in enumerate(_MONTHS, 1) if form.fullmatch(word))


def _checked(text: str) -> PartialDate | None:
    try:
        return PartialDate(text)
    except ValueError:
        return None
