"""What a rule for dates is, and what rules share: month names, the nearest year, cues of the future."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from ...ontology.dates import PartialDate

_RU = ("январ", "феврал", "март", "апрел", "ма[йяюе]", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
RU_MONTH = (
    r"(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|е|ю|ём|ем)|(?:март|август)(?:а|е|у|ом)?|ма(?:й|я|е|ю|ем))\b"
)
EN_MONTH = (
    r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan"
    r"|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
MONTH = rf"(?:{RU_MONTH}|{EN_MONTH})"
YEAR = r"(?:19|20)\d\d"
DASH = r"\s{0,2}[-–—‑−]\s{0,2}"
SENTENCE = re.compile(r"[.!?…\n]\s")

# words near a day without a year that put it after the publication
_FUTURE = re.compile(
    r"\b(?:буд(?:ет|ут|ем)|план\w+|намеч\w+|намерен\w*|предсто\w+|заплан\w+|ожида\w+|приед(?:ет|ут)|поед(?:ет|ут|ем)|пройд[её]т|пройдут"
    r"|начн[её]т\w*|начнут\w*|откро(?:ет|ют|ем)\w*|старту(?:ет|ют)|состо(?:ит|ят)ся|завершится"
    r"|верн[её]т\w*|отправ(?:ится|ятся)|подпишут|получ(?:ит|ат)"
    r"|will|shall|is to|are to|due|planned?|plans|scheduled|expected|upcoming|set for|starts|opens|next)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at beside its match."""

    text: str
    lang: str
    published: PartialDate | None

    @property
    def day(self) -> dt.date | None:
        """The day of publication; None where it is unknown or less precise."""
        first = self.published.earliest if self.published else None
        return first if first and self.published and first == self.published.latest else None

    @property
    def month(self) -> dt.date | None:
        """First day of the month of publication, where that is settled."""
        if not self.published or not (first := self.published.earliest) or not (last := self.published.latest):
            return None
        return first.replace(day=1) if (first.year, first.month) == (last.year, last.month) else None

    @property
    def year(self) -> int | None:
        """The year of publication, where that is settled."""
        if not self.published or not (first := self.published.earliest) or not (last := self.published.latest):
            return None
        return first.year if first.year == last.year else None

    def future_near(self, start: int, end: int) -> bool:
        """Whether the sentence around the span speaks of what is to come (looks 120 characters to each side at most)."""
        left = self.text[max(0, start - 120) : start]
        right = self.text[end : end + 120]
        breaks = list(SENTENCE.finditer(left))
        left = left[breaks[-1].end() :] if breaks else left
        stop = SENTENCE.search(right)
        return bool(_FUTURE.search(left) or _FUTURE.search(right[: stop.start()] if stop else right))


SIGNS: dict[str, tuple[str, ...]] = {
    "year": ("19", "20"),
    "decade": ("0-", "0s"),
    "month": (*_EN, "январ", "феврал", "март", "апрел", "май", "мая", "мае", "маю", *_RU[5:]),
    "which": (
        *("прошл", "минувш", "прошедш", "этого", "этом", "этот", "эту", "этой", "нынешн"),
        *("текущ", "будущ", "следующ", "наступающ", "грядущ"),
        *("last", "this", "next", "previous", "current", "coming"),
    ),
    "of year": ("год", "year"),
    "of month": ("месяц", "month"),
    "week": ("недел", "week"),
    "season": ("весн", "лет", "осен", "зим", "spring", "summer", "autumn", "fall", "winter"),
    "day": ("сегодня", "вчера", "завтра", "накануне", "today", "yesterday", "tomorrow"),
    "weekday": ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"),
    "weekday in English": ("day",),
    "ago": ("назад", "ago"),
}
"""What a text must have, in small letters, for a rule to be tried: any of each sign's words."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what its match means, as EDTF text; None: not a date after all. signs: what every match holds (see `SIGNS`)."""

    name: str
    pattern: re.Pattern[str]
    value: Callable[[re.Match[str], Context], str | None]
    signs: tuple[str, ...] = ()


def rule(name: str, pattern: str, value: Callable[[re.Match[str], Context], str | None], *signs: str) -> Rule:
    """A rule whose pattern ignores case and may be spaced out; names of months and years are filled in."""
    filled = pattern.replace("MONTH", MONTH).replace("YEAR", YEAR).replace("DASH", DASH)
    return Rule(name, re.compile(filled, re.IGNORECASE), value, signs)


def signs(text: str) -> frozenset[str]:
    """The signs that a text has."""
    low = text.lower()
    return frozenset(name for name, words in SIGNS.items() if any(word in low for word in words))


def month_number(word: str) -> int:
    """1 to 12 of a month's name in either language, in any case. ValueError when it is none."""
    low = word.casefold().rstrip(".")
    for number, (ru, en) in enumerate(zip(_RU, _EN, strict=True), start=1):
        if re.match(ru, low) or low.startswith(en):
            return number
    raise ValueError(f"{word!r} is not a month")


def nearest_year(month: int, day: int | None, context: Context, start: int, end: int) -> int | None:
    """The year of a month or day named without one: that of the publication, the one before where it would lie far ahead.

    With a word of the future in the sentence a month that has passed is next year's. None without a publication year.
    """
    year = context.year
    if year is None or (month_of := context.month) is None:
        return year
    ahead = month - month_of.month
    if context.future_near(start, end):
        return year + 1 if ahead < 0 else year
    if context.day and day and ahead == 0 and day > context.day.day:
        return year
    return year - 1 if ahead > 3 else year


def point(year: int | str, month: int | None = None, day: int | str | None = None) -> str:
    """EDTF of a year, month or day."""
    text = str(year)
    if month:
        text += f"-{month:02d}"
    if month and day:
        text += f"-{int(day):02d}"
    return text


def interval(begin: str, end: str) -> str:
    """EDTF of an interval; a point when both ends are the same."""
    return begin if begin == end else f"{begin}/{end}"
