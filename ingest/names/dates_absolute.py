"""Dates that carry their year (or take it from the publication), languages side by side, the order being of no weight: longest wins."""

from __future__ import annotations

import re

from .dates_rule import Context, Rule, interval, month_number, nearest_year, point, rule

M = re.Match[str]
G = r"\s{0,2}(?:года|году|годом|год|г\.)"  # the word "year", after the number
Y = r"(?P<y>YEAR)(?!\d)"
D = r"(?<![\d.:])(?P<d>[0-3]?\d)(?:-го|-е|st|nd|rd|th)?"
D2 = r"(?P<d2>[0-3]?\d)(?:-го|-е|st|nd|rd|th)?"
MO = r"(?P<m>MONTH)"
MO2 = r"(?P<m2>MONTH)"
TO = r"(?:DASH|\s(?:по|до|to|and|и|&|until|through)\s)"


def _day(m: M, c: Context) -> str | None:
    month, day = month_number(m["m"]), m["d"]
    year = m["y"] or nearest_year(month, int(day), c, m.start(), m.end())
    return point(year, month, day) if year else None


def _days(m: M, c: Context) -> str | None:
    """Several days of one month or of two."""
    groups = m.groupdict()
    last = month_number(groups.get("m2") or m["m"])
    first = month_number(m["m"])
    year = groups.get("y") or nearest_year(last, int(m["d2"]), c, m.start(), m.end())
    if not year:
        return None
    begin_year = int(year) - 1 if first > last else int(year)
    return interval(point(begin_year, first, m["d"]), point(year, last, m["d2"]))


def _month(m: M, c: Context) -> str:
    return point(m["y"], month_number(m["m"]))


def _months(m: M, c: Context) -> str | None:
    first, last = month_number(m["m"]), month_number(m["m2"])
    year = m["y"] or nearest_year(last, None, c, m.start(), m.end())
    if not year:
        return None
    begin_year = int(year) - 1 if first > last else int(year)
    return interval(point(begin_year, first), point(year, last))


def _year(m: M, c: Context) -> str:
    return m["y"]


def _years(m: M, c: Context) -> str:
    end = m["y2"] if len(m["y2"]) == 4 else m["y"][:2] + m["y2"]
    return interval(m["y"], end)


def _since(m: M, c: Context) -> str:
    return point(m["y"], month_number(m["m"]) if m["m"] else None) + "/.."


def _until(m: M, c: Context) -> str:
    return "../" + point(m["y"], month_number(m["m"]) if m["m"] else None)


def _decade(m: M, c: Context) -> str:
    start = int(m["y"]) if len(m["y"]) == 4 else 1900 + int(m["y"])
    return interval(str(start), str(start + 9))


_SEASONS = {"весн": (3, 5), "spring": (3, 5), "лет": (6, 8), "summer": (6, 8), "осен": (9, 11), "autumn": (9, 11), "fall": (9, 11)}


def season(word: str, year: int | str) -> str:
    """The months of a season; winter belongs to two years, so it is only the year."""
    months = next((span for stem, span in _SEASONS.items() if word.casefold().startswith(stem)), None)
    return interval(point(year, months[0]), point(year, months[1])) if months else str(year)


def _season(m: M, c: Context) -> str:
    return season(m["s"], m["y"])


_PARTS = {"первого полугодия": (1, 6), "первом полугодии": (1, 6), "втором полугодии": (7, 12), "второго полугодия": (7, 12)}
_QUARTERS = {"i": 1, "1": 1, "first": 1, "перв": 1, "ii": 2, "2": 2, "second": 2, "втор": 2, "iii": 3, "3": 3, "third": 3, "трет": 3}


def _quarter(m: M, c: Context) -> str:
    word = m["q"].casefold()
    number = _QUARTERS.get(word) or next((n for stem, n in _QUARTERS.items() if len(stem) > 3 and word.startswith(stem)), 4)
    return interval(point(m["y"], 3 * number - 2), point(m["y"], 3 * number))


def _half(m: M, c: Context) -> str:
    first, last = (1, 6) if m["h"].casefold()[:4] in ("перв", "firs", "i", "1") else (7, 12)
    return interval(point(m["y"], first), point(m["y"], last))


def _iso(m: M, c: Context) -> str:
    return f"{m['y']}-{m['m']}-{m['d']}"


def _numeric(m: M, c: Context) -> str | None:
    """24.12.2019 is day first; 03/04/2020 may be either, so it is only a year unless a number is above 12 or the text is Russian."""
    first, second = int(m["a"]), int(m["b"])
    if m["sep"] != "/" or c.lang == "ru" or first > 12:
        return point(m["y"], second, first) if second <= 12 else None
    if second > 12:
        return point(m["y"], first, second)
    return m["y"] if first != second else point(m["y"], first, second)


ABSOLUTE: tuple[Rule, ...] = (
    rule("date.iso", r"(?<!\d)(?P<y>YEAR)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)", _iso, "year"),
    rule("date.numeric", r"(?<![\d.])(?P<a>[0-3]?\d)(?P<sep>[./-])(?P<b>[01]?\d|3[01]|2\d)(?P=sep)(?P<y>YEAR)(?!\d)", _numeric, "year"),
    # 12 марта 2021 года / 12 March 2021 / «12» марта 2021 г.
    rule("date.day", rf"{D}[»\"”]?\s{{0,2}}(?:of\s)?{MO}(?:,?\s{Y}(?:{G})?)?", _day, "month"),
    rule("date.day.en", rf"\b{MO}\s(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:])(?:,?\s{Y})?", _day, "month"),
    # с 12 по 14 марта, 12–14 March 2021, 28 февраля – 3 марта 2021 года, from June 3 to 5, 2024
    rule("date.days", rf"(?:\b(?:с|со|from|between)\s)?{D}{TO}{D2}\s{MO}(?:,?\s{Y}(?:{G})?)?", _days, "month"),
    rule("date.days.months", rf"(?:\b(?:с|со|from|between)\s)?{D}\s{MO}{TO}{D2}\s{MO2}(?:,?\s{Y}(?:{G})?)?", _days, "month"),
    rule("date.days.en", rf"(?:\b(?:from|between)\s)?\b{MO}\s(?P<d>[0-3]?\d){TO}{D2}(?![\d:])(?:,?\s{Y})?", _days, "month"),
    rule("date.days.months.en", rf"(?:\b(?:from|between)\s)?\b{MO}\s(?P<d>[0-3]?\d){TO}{MO2}\s{D2}(?![\d:])(?:,?\s{Y})?", _days, "month"),
    rule("date.month", rf"\b{MO},?\s(?:of\s)?{Y}(?:-го|-м)?(?:{G})?", _month, "month", "year"),
    rule("date.months", rf"\b{MO}{TO}{MO2}(?:\s{Y}(?:{G})?)?", _months, "month"),
    rule(
        "date.season",
        rf"\b(?P<s>весн\w+|лето|летом|лета|осен\w+|зим\w+|spring|summer|autumn|fall|winter)\s(?:of\s)?{Y}(?:-го|-м)?(?:{G})?",
        _season,
        "season",
        "year",
    ),
    rule(
        "date.quarter",
        rf"\b(?P<q>I{{1,3}}|IV|[1-4]|перв\w+|втор\w+|трет\w+|четв[её]рт\w+|first|second|third"
        rf"|fourth)(?:-[йм])?\s(?:квартал\w*|quarter\sof)\s{Y}(?:{G})?",
        _quarter,
        "year",
    ),
    rule("date.half", rf"\b(?P<h>перв\w+|втор\w+|I|II|first|second)\s(?:полугоди\w+|half\sof)\s{Y}(?:{G})?", _half, "year"),
    rule(
        "date.years",
        rf"(?<!\d)(?P<y>YEAR)(?:{G})?(?:DASH|/)(?P<y2>YEAR|\d\d(?!\d))(?!\d)(?:-[ехм]+)?(?:\s{{0,2}}(?:годы|годах|годов|года|год|гг\.))?",
        _years,
        "year",
    ),
    rule(
        "date.years.from",
        r"\b(?:с|from|between|in)\s(?P<y>YEAR)(?:-го)?(?:\sг(?:ода|\.))?\s(?:по|до|to|and|until"
        r"|through)\s(?P<y2>YEAR)(?:-[йм])?(?!\d)(?:\s{0,2}(?:годы|года|год|гг?\.))?",
        _years,
        "year",
    ),
    rule("date.decade", r"(?<!\d)(?P<y>(?:19|20)?\d0)(?:-[еых]{1,2}\s(?:годы|годов|годах|гг\.)|s\b)", _decade, "decade"),
    rule("date.year", rf"(?<![\d№-]){Y}(?:-[гоемйу]{{1,2}})?{G}", _year, "year"),
    rule("date.year.th", r"(?<![\d№-])(?P<y>YEAR)-(?:го|м|й|е)\b", _year, "year"),
    rule(
        "date.year.in",
        r"\b(?:in|of|during|early|late|mid|by|for|fiscal|FY|FY\s|в|за|на|year)[\s-]?(?P<y>YEAR)(?![\d-]|,\d"
        r"|\s(?:patients|people|children|doctors|beds))",
        _year,
        "year",
    ),
    rule("date.year.brackets", r"(?<=[(,;]\s|.\()(?P<y>YEAR)(?=[),;])", _year, "year"),
    rule(
        "date.since",
        rf"\b(?:начиная\s)?(?:с|since|from)\s(?:(?P<m>MONTH)\s)?(?:the\syear\s)?{Y}(?:-го)?(?:{G})?(?!\s(?:по|до|to|until|through)\s)",
        _since,
        "year",
    ),
    rule(
        "date.until",
        rf"\b(?:до|по|until|till|through)\s(?:(?:the\s)?(?:конца|end\sof)\s)?(?:(?P<m>MONTH)\s)?{Y}(?:-го)?(?:{G})?",
        _until,
        "year",
    ),
)
