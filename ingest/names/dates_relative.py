"""Dates that only the publication date settles: "в июле этого года", "last month", "on Friday", "в марте"."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from .dates_absolute import season
from .dates_rule import Context, Rule, interval, month_number, nearest_year, point, rule

M = re.Match[str]
_SHIFTS = (
    (-2, ("позапрошл",)),
    (-1, ("прошл", "минувш", "прошедш", "last", "previous", "past")),
    (0, ("эт", "нынешн", "текущ", "this", "current", "наст", "отч", "same")),
    (1, ("будущ", "следующ", "наступающ", "грядущ", "next", "coming")),
)
WHICH = (
    r"(?P<w>позапрошл\w+|прошл\w+|минувш\w+|прошедш\w+|этого|этом|этот|эту|этой|нынешн\w+|текущ\w+"
    r"|будущ\w+|следующ\w+|наступающ\w+|грядущ\w+|last|this|next|the\sprevious|the\scurrent|the\scoming)"
)
SEASON = r"(?P<s>весн(?:ой|ы|у)|летом|лета|лето|осен(?:ью|и|ь)|зим(?:ой|ы|у)|spring|summer|autumn|fall|winter)"
_NUMBERS = {
    "один": 1,
    "одного": 1,
    "год": 1,
    "a": 1,
    "one": 1,
    "two": 2,
    "два": 2,
    "двух": 2,
    "три": 3,
    "three": 3,
    "четыре": 4,
    "four": 4,
    "пять": 5,
    "five": 5,
    "шесть": 6,
    "six": 6,
    "семь": 7,
    "seven": 7,
    "восемь": 8,
    "eight": 8,
    "девять": 9,
    "nine": 9,
    "десять": 10,
    "ten": 10,
}
_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_WEEKDAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _shift(word: str) -> int:
    low = re.sub(r"^the\s", "", word.casefold())
    return next(shift for shift, stems in _SHIFTS if low.startswith(stems))


def _year(m: M, c: Context) -> str | None:
    return str(c.year + _shift(m["w"])) if c.year else None


def _month_of_year(m: M, c: Context) -> str | None:
    return point(c.year + _shift(m["w"]), month_number(m["m"])) if c.year else None


def _day_of_year(m: M, c: Context) -> str | None:
    return point(c.year + _shift(m["w"]), month_number(m["m"]), m["d"]) if c.year else None


def _season_of_year(m: M, c: Context) -> str | None:
    return season(m["s"], c.year + _shift(m["w"])) if c.year else None


def _month(m: M, c: Context) -> str | None:
    """ "прошлого месяца", "last month"."""
    if not c.month:
        return None
    number = c.month.year * 12 + c.month.month - 1 + _shift(m["w"])
    return point(number // 12, number % 12 + 1)


def _bare_month(m: M, c: Context) -> str | None:
    month = month_number(m["m"])
    year = nearest_year(month, None, c, m.start(), m.end())
    return point(year, month) if year else None


def _last_month_named(m: M, c: Context) -> str | None:
    """ "last July", "прошлым июлем", "в прошлом ноябре": the last one before the publication; "next May": the first after it."""
    if not c.month:
        return None
    month, shift = month_number(m["m"]), _shift(m["w"])
    if shift == 0:
        return point(c.month.year, month)
    year = c.month.year
    if shift < 0 and month >= c.month.month:
        year -= 1
    if shift > 0 and month <= c.month.month:
        year += 1
    return point(year, month)


def _season_named(m: M, c: Context) -> str | None:
    """ "this spring", "прошлой осенью"."""
    if not c.year or (
        (shift := _shift(m["w"])) != 0 and not m["s"].casefold().startswith(("весн", "лет", "осен", "spring", "summer", "autumn", "fall"))
    ):
        return None
    if shift == 0:
        return season(m["s"], c.year)
    begin = season(m["s"], c.year)
    if not c.month:
        return None
    starts = int(begin[5:7])
    year = c.year - 1 if shift < 0 and starts >= c.month.month - 2 else c.year + 1 if shift > 0 and starts <= c.month.month else c.year
    return season(m["s"], year)


def _bare_season(m: M, c: Context) -> str | None:
    if not c.month or m["s"].casefold().startswith(("зим", "winter")):
        return None
    first = int(season(m["s"], c.month.year)[5:7])
    year = nearest_year(first, None, c, m.start(), m.end())
    return season(m["s"], year) if year else None


def _day_shift(m: M, c: Context) -> str | None:
    low = re.sub(r"\s+", " ", m[0].casefold())
    shift = {
        "сегодня": 0,
        "today": 0,
        "вчера": -1,
        "yesterday": -1,
        "накануне": -1,
        "позавчера": -2,
        "завтра": 1,
        "tomorrow": 1,
        "послезавтра": 2,
    }[low]
    return (c.day + dt.timedelta(days=shift)).isoformat() if c.day else None


def _week(m: M, c: Context) -> str | None:
    if not c.day:
        return None
    monday = c.day - dt.timedelta(days=c.day.weekday()) + dt.timedelta(weeks=_shift(m["w"]))
    return interval(monday.isoformat(), (monday + dt.timedelta(days=6)).isoformat())


def _weekday(m: M, c: Context) -> str | None:
    """The last such day up to the publication; the next one with a word of the future in the sentence."""
    if not c.day:
        return None
    low = m["wd"].casefold()
    names = _WEEKDAYS if low[0] >= "а" else _WEEKDAYS_EN
    target = next(i for i, name in enumerate(names) if low.startswith(name))
    if c.future_near(m.start(), m.end()):
        return (c.day + dt.timedelta(days=(target - c.day.weekday()) % 7 or 7)).isoformat()
    return (c.day - dt.timedelta(days=(c.day.weekday() - target) % 7)).isoformat()


def _ago(m: M, c: Context) -> str | None:
    """ "два года назад", "three months ago", "month ago"."""
    count = int(m["n"]) if m["n"] and m["n"].isdigit() else _NUMBERS.get((m["n"] or "a").casefold())
    unit = m["u"].casefold()
    if count is None or count > 200:
        return None
    if unit.startswith(("год", "лет", "year")):
        return str(c.year - count) if c.year else None
    if not c.month:
        return None
    number = c.month.year * 12 + c.month.month - 1 - count
    return point(number // 12, number % 12 + 1)


def _end_of_last_year(m: M, c: Context) -> str | None:
    return str(c.year - 1) if c.year else None


def _half_of_year(m: M, c: Context) -> str | None:
    if not c.year:
        return None
    first, last = (1, 6) if m["h"].casefold().startswith(("перв", "first")) else (7, 12)
    year = c.year + _shift(m["w"])
    return interval(point(year, first), f"{year}-{last:02d}-{calendar.monthrange(year, last)[1]}"[:7])


RELATIVE: tuple[Rule, ...] = (
    rule(
        "date.relative.day_of_year",
        rf"(?<![\d.:])(?P<d>[0-3]?\d)(?:-го)?\s(?P<m>MONTH)\s{WHICH}\s(?:года|year)\b",
        _day_of_year,
        "month",
        "which",
        "of year",
    ),
    rule("date.relative.month_of_year", rf"\b(?P<m>MONTH)\s(?:of\s)?{WHICH}\s(?:года|year)\b", _month_of_year, "month", "which", "of year"),
    rule("date.relative.season_of_year", rf"\b{SEASON}\s(?:of\s)?{WHICH}\s(?:года|year)\b", _season_of_year, "season", "which", "of year"),
    rule(
        "date.relative.half",
        rf"\b(?P<h>перв\w+|втор\w+|first|second)\s(?:полугоди\w+|half\sof)\s{WHICH}\s(?:года|year)\b",
        _half_of_year,
        "which",
        "of year",
    ),
    rule(
        "date.relative.year",
        rf"\b(?:earlier\s|later\s)?{WHICH}\s(?:году|года|год|year)\b(?!\s(?:in|of)\s(?:school|medical))",
        _year,
        "which",
        "of year",
    ),
    rule("date.relative.month", rf"\b(?:earlier\s)?{WHICH}\s(?:месяце|месяца|месяц|month)\b", _month, "which", "of month"),
    rule("date.relative.month_named", rf"\b{WHICH}\s(?P<m>MONTH)(?!\s(?:YEAR|\d))", _last_month_named, "which", "month"),
    rule("date.relative.season_named", rf"\b{WHICH}\s{SEASON}\b", _season_named, "which", "season"),
    rule(
        "date.relative.season",
        r"\b(?:(?:in|since|from|by)\s(?:the\s)?(?P<s>spring|summer|autumn))\b(?!\s(?:of\s)?(?:YEAR|school))",
        _bare_season,
        "season",
    ),
    rule("date.relative.season.ru", r"\b(?P<s>весной|летом|осенью)\b(?!\s(?:YEAR|прошл|эт|следующ|будущ|нынешн))", _bare_season, "season"),
    rule("date.relative.day", r"\b(?:сегодня|вчера|завтра|позавчера|послезавтра|накануне|today|yesterday|tomorrow)\b", _day_shift, "day"),
    rule("date.relative.week", rf"\b(?:на\s)?{WHICH}\s(?:неделе|недели|неделю|week)\b", _week, "which", "week"),
    rule(
        "date.relative.weekday", r"\b(?:во?\s(?P<wd>понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье))\b", _weekday, "weekday"
    ),
    rule(
        "date.relative.weekday.en",
        r"\b(?:on|last|this)\s(?P<wd>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b(?!,?\s(?:MONTH|\d))",
        _weekday,
        "weekday in English",
    ),
    rule(
        "date.relative.ago",
        r"\b(?:(?P<n>\d{1,3}|один|одного|два|двух|три|четыре|пять|шесть|семь|восемь|девять|десять|a|one|two"
        r"|three|four|five|six|seven|eight|nine|ten)\s)?(?P<u>год|года|лет|месяц|месяца|месяцев|years?"
        r"|months?)\s(?:назад|тому\sназад|ago)\b",
        _ago,
        "ago",
    ),
    rule(
        "date.relative.in_month",
        r"\b(?:во?|in|during|с|since|from|by|к|до|until|early|late|начале|конце|середине|this"
        r"|по)\s(?:the\s)?(?P<m>MONTH)(?![\w.]|,?\s(?:YEAR|\d|прошл|эт|следующ|будущ|нынешн|текущ|last|this"
        r"|next))",
        _bare_month,
        "month",
    ),
)
