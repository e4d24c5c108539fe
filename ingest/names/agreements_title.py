"""The title of a paper, where the text gives one: "меморандум о взаимопонимании в области онкологии", "the Agreement on ..."."""

from __future__ import annotations

import re

from ..reading import Sentence

_ABOUT = re.compile(r"\s(?:о|об|on|for)\s[^.;:!?()«»\"“”—–,]{4,120}")
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_MONTH_RU = r"(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)[ьея]|(?:март|август)[еа]?|ма[йея])"
_CUT = re.compile(
    r"\s(?:между|подписан\w*|подписал\w*|заключ\w+|был[аои]?|будет|действу\w+|который|которую|которое"
    r"|с\s(?:министерств|цент|университет|больниц|институт)\w+|at\s|was|were|has|have|between|with|signed"
    r"|is|that|which|will"
    rf"|(?:in|since|from|on)\s(?:early\s|late\s|mid-)?(?:\d+|{_MONTH})|on\s(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    rf"|(?:[вс]\s|\d{{1,2}}\s){_MONTH_RU}|[вс]\s\d+|в\s(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье))\b.*$",
    re.IGNORECASE | re.DOTALL,
)


def title(text: str, span: tuple[int, int], sentence: Sentence) -> str | None:
    """The noun with what it is about, as it stands; None where nothing follows the noun."""
    about = _ABOUT.match(text, span[1], min(sentence.end, span[1] + 140))
    if about is None:
        return None
    phrase = _CUT.sub("", text[span[0] : about.end()]).strip()
    return re.sub(r"\s+", " ", phrase) if len(phrase) > span[1] - span[0] + 4 else None
