"""Dates of a question: what it states, as precise as it states it, both ends inclusive."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from .tables import table

_SPACE = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of a question that says when: `since` and `until` are YYYY, YYYY-MM or YYYY-MM-DD."""

    start: int
    end: int
    since: str | None = None
    until: str | None = None


@cache
def _months() -> dict[str, int]:
    found = {}
    for number, (ru, en) in enumerate(zip(*table("dates")["months"].values(), strict=True), 1):
        found.update(dict.fromkeys((ru, *en.split("|")), number))
    return found


@cache
def _atom() -> re.Pattern[str]:
    ru = "|".join(month if month != "ма" else "ма[йяею]" for month in table("dates")["months"]["ru"])
    en = "|".join(table("dates")["months"]["en"])
    month = rf"(?P<month>(?:{ru})[а-я]*|(?:{en})\b\.?)"
    parts = "|".join(sorted(map(re.escape, table("dates")["parts"]), key=len, reverse=True))
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    decades = "|".join(table("dates")["decades"])
    return re.compile(
        r"(?<![\w№])(?<![^\W\d]-)(?:(?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?![\d-])"
        r"|(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>(?:19|20)\d\d)(?!\d)"
        r"|(?P<my>0[1-9]|1[0-2])[./](?P<yy>(?:19|20)\d\d)(?!\d)"
        rf"|(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|-?го|-?е)?\s+(?:of\s+)?)?{month}(?:\s+(?P<day2>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?)?(?:,?\s+(?:of\s+)?{year})?"
        rf"|(?:(?:{parts})[\s-]+(?:of\s+)?)?(?:(?P<decade>['’]?(?:(?:19|20)\d|[5-9])0(?:['’]?s|-?(?:е|ые|х|ых))|{decades})(?![\w-])"
        r"|(?P<only>(?:19|20)\d\d)(?!\d)))(?:-?(?:го|м|й)\b)?",
        re.IGNORECASE,
    )


def _month(name: str) -> int | None:
    name = name.casefold().rstrip(".")
    months = _months()
    if name in months:
        return months[name]
    return next((number for form, number in months.items() if len(form) > 1 and name.startswith(form) and len(name) - len(form) <= 2), None)


def _values(found: re.Match[str]) -> tuple[str, str] | None:
    """The first and the last date of an atom: a decade's years, else one date twice."""
    if found["decade"]:
        year = _decade(found["decade"].casefold())
        return f"{year}", f"{year + 9}"
    value = _value(found)
    return (value, value) if value else None


def _decade(said: str) -> int:
    """The first year of "2010s", "90-е", "the nineties"."""
    digits = "".join(filter(str.isdigit, said))
    if digits:
        return int(digits) + (1900 if len(digits) == 2 else 0)
    return int(next(year for form, year in table("dates")["decades"].items() if re.fullmatch(form, said)))


def _value(found: re.Match[str]) -> str | None:
    """The date of an atom; "-MM" or "-MM-DD" when it names no year."""
    if found["iso"]:
        return found["iso"]
    if found["d"]:
        return _checked(int(found["y"]), int(found["m"]), int(found["d"]))
    if found["my"]:
        return f"{found['yy']}-{found['my']}"
    if found["only"]:
        return found["only"]
    month = _month(found["month"])
    day = int(found["day"] or found["day2"] or 0)
    if month is None:
        return None
    if not found["year"]:
        return f"-{month:02}" + (f"-{day:02}" if day else "")
    return _checked(int(found["year"]), month, day) if day else f"{found['year']}-{month:02}"


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def shift(value: str, by: int) -> str:
    """The next (1) or the last (-1) year, month or day."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return f"{parts[0] + by:04}"
    if len(parts) == 2:
        months = parts[0] * 12 + parts[1] - 1 + by
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return (date(*parts) + timedelta(days=by)).isoformat()


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    return tuple(sorted(table("dates")["before"][kind], key=len, reverse=True))


def _leading(text: str, end: int) -> tuple[str | None, int]:
    """(kind of phrase before a date, where the phrase starts)."""
    before = text[max(0, end - 40) : end].casefold().replace("ё", "е").rstrip().removesuffix(" the")
    best: tuple[int, str | None] = (0, None)
    for kind in table("dates")["before"]:
        for phrase in _phrases(kind):
            if len(phrase) > best[0] and before.endswith(phrase) and not before[: -len(phrase)][-1:].isalnum():
                best = (len(phrase), kind)
                break
    kind = best[1]
    return kind, (end - 40 if end > 40 else 0) + len(before) - best[0] if kind else end


def _trailing(text: str, at: int) -> tuple[bool, int]:
    """(whether "and later" follows, where the words of the date end)."""
    data = table("dates")
    later, moved = False, True
    while moved:
        moved = False
        rest = text[at:]
        lead = len(rest) - len(rest.lstrip(" "))
        for phrase in (*data["fillers"], *data["later"]):
            if rest[lead:].casefold().startswith(phrase) and not rest[lead + len(phrase) : lead + len(phrase) + 1].isalnum():
                if phrase == "on" and rest[lead + 2 :].lstrip()[:1].isalnum():
                    continue  # "in 2020 on vaccines"
                later = later or phrase in data["later"]
                at, moved = at + lead + len(phrase), True
                break
    return later, at


def periods(text: str) -> list[Period]:
    """The periods that a question states, in order."""
    atoms = [(m.start(), m.end(), *values) for m in _atom().finditer(text) if (values := _values(m))]
    found: list[Period] = []
    at = 0
    while at < len(atoms):
        start, end, value, final = atoms[at]
        later, stop = _trailing(text, end)
        kind, begin = _leading(text, start)
        if at + 1 < len(atoms) and (link := _linked(text, stop, atoms[at + 1][0])) and not later:
            begins, other = atoms[at + 1][2:]
            if value.startswith("-") and not other.startswith("-"):
                value = other[:4] + value
            _, last = _trailing(text, atoms[at + 1][1])
            opens = kind in ("since", "at", "after", None) or _opens(text, begin, start)
            if opens and not value.startswith("-") and not other.startswith("-") and value <= other:
                begin = _before_between(text, start) if link == "и" else begin
                until = shift(begins, -1) if link == "до" else other
                found.append(Period(begin, last, shift(final, 1) if kind == "after" else value, until))
                at += 2
                continue
        at += 1
        if kind == "before" and _inclusive(text, stop):
            kind = "until"
        if not value.startswith("-"):
            found.append(replace(_single("since" if later else kind, value, final), start=begin, end=stop))
    return _joined(text, found)


def _inclusive(text: str, at: int) -> bool:
    return text[at:].casefold().lstrip(" ,(").startswith(tuple(table("dates")["inclusive"]))


def _opens(text: str, begin: int, start: int) -> bool:
    return text[begin:start].strip().casefold() in (*table("dates")["from"], *table("dates")["between"])


def _before_between(text: str, start: int) -> int:
    before = text[:start].casefold().rstrip().removesuffix(" the")
    for phrase in (*table("dates")["between"], *table("dates")["from"]):
        if before.endswith(phrase) and not before[: -len(phrase)][-1:].isalnum():
            return len(before) - len(phrase)
    return start


def _linked(text: str, end: int, start: int) -> str | None:
    """What joins two dates to a period: "до", "и" (of "между ... и") or "по"; None when they are two."""
    between = _SPACE.sub(" ", text[end:start].casefold()).strip().removesuffix(" the")
    if between not in table("dates")["to"]:
        return None
    if between in ("и", "and"):
        return "и" if _before_between(text, _first(text, end)) != _first(text, end) else None
    return between if between == "до" else "по"


def _first(text: str, end: int) -> int:
    """Where the atom that ends before `end` starts."""
    return max((m.start() for m in _atom().finditer(text[:end])), default=end)


def _single(kind: str | None, value: str, final: str) -> Period:
    if kind == "since":
        return Period(0, 0, since=value)
    if kind == "after":
        return Period(0, 0, since=shift(final, 1))
    if kind == "until":
        return Period(0, 0, until=final)
    if kind == "before":
        return Period(0, 0, until=shift(value, -1))
    return Period(0, 0, value, final)


def _joined(text: str, found: list[Period]) -> list[Period]:
    """Since one date and until another, said apart, are one period."""
    if len(found) == 2 and found[0].until is None and found[1].since is None:
        return [replace(found[0], until=found[1].until), replace(found[1], since=None)]
    return found
