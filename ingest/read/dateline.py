"""When a text was published, by its own words: a date that is a line of its own, opens the text or follows a label ("Published:").

A date inside a sentence is never one; nor are the ends of intervals, or the date of signing, of birth, of an event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, chain

from ...ontology.dates import PartialDate
from .frontmatter import body_of
from .stated import parse_date, stated_dates

_HEAD_LINES, _HEAD_CHARS, _TAIL_LINES, _SHORT_LINE, _LINE_PART, _LONGEST_PLACE = 16, 2500, 4, 130, 200, 60
_FLAGS = re.IGNORECASE
_WEEKDAY = (
    r"(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)"
)
_LABEL = re.compile(
    rf"(?:опубликован\w*|размещ[её]н\w*|добавлен\w*|создан\w*|дата(?:\s+(?:публикации|создания|добавления|размещения))?"
    rf"|published(?:\s+in[\w\s]+)?|posted(?:\s+by\b.{{1,40}})?|created|released|date(?:\s+of\s+(?:addition|publication|issue))?)"
    rf"(?:\s*on\b)?[\s:,]*(?:{_WEEKDAY}[\s,]*)?$",
    _FLAGS,
)
_WEAK_LABEL = re.compile(
    r"(?:обновл\w+|последнее\s+изменение|по\s+состоянию\s+на|(?:last\s+)?(?:updated|reviewed|modified)|as\s+(?:at|of))\s*(?:on\b)?[\s:]*$",
    _FLAGS,
)
# what may stand right before a dateline's date: the line's beginning, a separator, the number of an issue, a weekday
_BEFORE = re.compile(rf"(?:^|[|丨/·•—–>›»→▸:,.;()\[\"]|-\s|\s{{2,}}|№\s*\d+\s+от\b)(?:\s*{_WEEKDAY})?[\s,:]*$", _FLAGS)
_TIME = r"(?>(?:,?\s*(?:в|at|-|\||\[)?\s*\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?(?:\s*\(?(?:мск|[A-Z]{2,4}(?:[+-]\d)?)\b\)?)?)?)"
# what may follow it: a time, then the line's end or a separator; no word of a sentence, no other end of an interval
_AFTER = re.compile(rf"{_TIME}[\s\"»)\]]*(?:$|[|丨/·•—–(\[,.;:▸]|-{{1,2}}\s|\s{{2,}}|by\b|{_WEEKDAY}\b)", _FLAGS)
_GOES_ON = re.compile(rf"{_TIME}\s*[.,]{{0,2}}\s*(?!{_WEEKDAY}\b|by\b|author\b|автор\b)[a-zа-яё]|\s*[-–—]\s*(?:\d|н\.|\w+\s+(?:19|20)\d\d)")
_OTHER_DATE = re.compile(
    r"провед|рожд|birth|когда|when|where|подпис|signed|срок|deadline|clos|valid|действ|утвержд|approv|accessed|обращения|©|copyright|приказ"
    r"|протокол|договор|соглаш|контракт|contract|agreement|лиценз|licen|постановл|закон|регистрац|duration|start|период|начал|окончан|until",
    _FLAGS,
)
_SENTENCE = re.compile(r"[.!?]\s+\S+\s+\S+\s+\S+\s+\S+")
_ISSUE_YEAR = re.compile(
    r"(?:№|no\.?|issue|выпуск|vol\.?|том)\s*\d+[^\d\n]{0,12}(?:\(\d+\))?[^\d\n]{0,3}((?:19|20)\d\d)\b"
    r"|(?:весна|лето|осень|зима|spring|summer|autumn|winter)\s+((?:19|20)\d\d)",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A line's first date with what stands around it. number: of the line among those that are not blank."""

    number: int
    before: str
    date: PartialDate
    after: str
    length: int


def find_dateline(text: str) -> PartialDate | None:
    """The date of publication that a text states about itself, the most precise first; None when it states none."""
    lines = [stripped for line in body_of(text).split("\n") if (stripped := line.strip())]
    head, dated = _head(lines), list(_dated(lines))
    ways = (
        (each.date for each in dated if each.number < head and _labelled(each)),
        (each.date for each in dated if each.number < head and _alone(each)),
        (each.date for each in dated if each.length <= _SHORT_LINE and _labelled(each)),
        (each.date for each in dated if each.length <= _LINE_PART and _WEAK_LABEL.search(each.before)),
        (each.date for each in dated if each.number >= len(lines) - _TAIL_LINES and _alone(each)),
        _issues(lines[:head]),
    )
    return max(chain.from_iterable(ways), key=lambda date: len(date.text), default=None)


def _head(lines: list[str]) -> int:
    """How many of the first lines begin within the first characters."""
    ends = accumulate(map(len, lines[:_HEAD_LINES]), initial=0)
    return sum(end < _HEAD_CHARS for end in list(ends)[:-1])


def _dated(lines: list[str]) -> Iterator[_Dated]:
    for number, line in enumerate(lines):
        stated = next(stated_dates(line[:_LINE_PART]), None)
        if stated:
            yield _Dated(number, line[: stated.start], stated.date, line[stated.end :], len(line))


def _labelled(each: _Dated) -> bool:
    return bool(_LABEL.search(each.before)) and not _OTHER_DATE.search(each.before[-40:])


def _alone(each: _Dated) -> bool:
    if _OTHER_DATE.search(each.before) or not _BEFORE.search(each.before) or _GOES_ON.match(each.after) or not _AFTER.match(each.after):
        return False
    if each.length <= _SHORT_LINE:
        return "°" not in each.after
    return len(each.before) <= _LONGEST_PLACE and not _SENTENCE.search(each.before)


def _issues(lines: Iterable[str]) -> Iterator[PartialDate]:
    """The years of issues: "№ 5 (2024)", "spring 2024"."""
    for line in lines:
        match = _ISSUE_YEAR.search(line) if len(line) <= _SHORT_LINE and not _OTHER_DATE.search(line) else None
        if match and (date := parse_date(match[1] or match[2])):
            yield date
