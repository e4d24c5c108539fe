"""Former names that the text itself tells: "the Alder Centre (formerly the Elm Clinic)", "больница № 7, ныне клиника «Рассвет»"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..reading import Reading
from .institutions_candidate import Candidate

_LONGEST = 70  # code points between the two names
_RU, _EN = r"\d{4}(?:-?го)?(?: года| г\.)?", r"(?:[A-Z][a-z]+ )?\d{4}"
_IN_RU = r"(?:в \d{4} (?:году|г\.) )?"
_OLDER = (  # what stands between a name and its older one
    rf"\((?:ранее|прежде|в прошлом|прежнее название|до переименования|до {_RU})",
    r"[(,]? ?бывш(?:ий|ая|ее|ие)",
    rf"[(,]? ?(?:ранее |прежде |до {_RU} )?(?:известн\w+|называвш\w+ся|именовавш\w+ся)(?: до {_RU})?(?: как)?",
    rf"\((?:previously|once|until {_EN}|before {_EN}|ex-)",
    r"[(,]? ?formerly(?: known as| called| named)?",
    r"[(,]? ?previously (?:known as|called|named)",
    rf"[(,]? ?(?:once )?(?:known|called) (?:until|before) {_EN} as",
)
_NEWER = (  # what stands between a name and the present one
    rf"[(,]? ?(?:ныне|теперь|сейчас)|[(,] ?с {_RU}",
    rf"[(,]? ?(?:котор\w+ )?(?:был[аои]? )?{_IN_RU}переименован\w* {_IN_RU}в",
    rf" {_IN_RU}(?:стал[аои]? называться|получил[аои]? (?:новое )?(?:название|имя)|сменил[аои]? название на)",
    rf"[(,]? ?(?:now|today|since {_EN})(?: known as| called| named)?",
    r"[(,]? ?(?:which )?(?:has been |was |is )?(?:since )?renamed (?:in \d{4} )?(?:as |to )?",
    r" (?:has )?changed its name (?:in \d{4} )?to",
)
_TO_OLDER, _TO_NEWER = (re.compile(rf"[»\"”]? ?(?:{'|'.join(ways)})[ ,:–—-]*(?:the )?[«\"“]?$") for ways in (_OLDER, _NEWER))
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True, slots=True)
class Former:
    """Starts of the present and of the older name, and the year of the change if it is told."""

    present: int
    older: int
    year: str | None


def former(named: Sequence[Candidate], text: str) -> Iterator[Former]:
    """Neighbours in the text of which one is called the other's older name. named: in text order."""
    for first, second in pairwise(named):
        between = text[first.end : second.start]
        if len(between) > _LONGEST or "\n" in between or first.name == second.name:
            continue
        year = _YEAR.search(between)
        if _TO_OLDER.match(between):
            yield Former(first.start, second.start, year[0] if year else None)
        elif _TO_NEWER.match(between):
            yield Former(second.start, first.start, year[0] if year else None)


def between_names(reading: Reading) -> tuple[tuple[int, int], ...]:
    """What stands between the present and an older name of one institution: a date there is that of the change, and of nothing else."""
    told = {entity.key for entity in reading.entities if entity.former}
    named = [m for m in reading.mentions if m.entity in told]
    return tuple((a.end, b.start) for a, b in pairwise(named) if a.entity == b.entity and 0 <= b.start - a.end <= _LONGEST)
