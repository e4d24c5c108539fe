"""How projects are named in text, in order: quoted after or before a word for a project, called by name, capitalised with such a word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .projects_quoted import QUOTED

_RU = (
    r"(?:нац)?проект(?:а|у|ом|е|ы)?|(?:под)?программ(?:а|ы|е|у|ой)|инициатив(?:а|ы|е|у|ой)|исследовани(?:е"
    r"|я|ю|ем|и)|испытани(?:е|я|ю|ем|и)|акци(?:я|и|ю|ей)|регистр(?:а|у|ом|е)?|учени(?:е|я|ем|ях)"
    r"|марафон(?:а|е|ом)?"
    r"|кампани(?:я|и|ю|ей)|консорциум(?:а|у|ом|е)?|платформ(?:а|ы|е|у|ой)|грант(?:а|у|ом|е)?"
    r"|олимпиад(?:а|ы|е|у|ой)|десант(?:а|у|ом|е)?|школ(?:а|ы|е|у|ой)|курс(?:а|у|ом|е)?|экспедици(?:я|и|ю"
    r"|ей)|мисси(?:я|и|ю|ей)|работ(?:а|ы|е|у|ой)"
)
_EN = (
    r"projects?|program(?:me)?s?|initiatives?|stud(?:y|ies)|trials?|registry|schemes?|campaigns?"
    r"|consortium|network|platform|partnership|fellowships?|scholarships?|grant|mission|action|bursary"
    r"|course|collaborative|cohort"
)
_CAP = r"[A-Z0-9][\w’'&+-]*"
_EN_CAP = (
    r"(?:Project|Program(?:me)?|Initiative|Network|Study|Trial|Consortium|Partnership|Scheme|Registry"
    r"|Fellowship|Scholarship|Platform|Alliance|Collaborative|Campaign|Laboratory|Action|Twinning"
    r"|Accelerator|Bursary)"
)
_SMALL = r"(?:of|for|the|and|in|on|to|with|a|&|against|across)"


@dataclass(frozen=True)
class Pattern:
    """`regex` has a group "name"; `confidence` was set by hand, not calibrated."""

    name: str
    regex: re.Pattern[str]
    confidence: float


def _p(name: str, pattern: str, confidence: float, flags: int = re.IGNORECASE) -> Pattern:
    return Pattern(name, re.compile(pattern, flags), confidence)


PATTERNS: tuple[Pattern, ...] = (
    _p("project.word_quoted.ru", rf"\b(?:{_RU})\b(?:[\s,]+[^\W\d_]+(?:-[^\W\d_]+)*){{0,5}}?\s*[:—–(]?\s*(?P<name>{QUOTED})", 0.7),
    _p(
        "project.quoted_word.ru",
        rf"(?P<name>{QUOTED})\s*(?:\([^)]{{0,60}}\)\s*)?[,—–-]\s*(?:эт(?:о|а|от)\s)?(?:[^\W\d_]+\s){{0,3}}?(?:{_RU})\b",
        0.6,
    ),
    _p(
        "project.word_quoted.en",
        rf"\b(?:{_EN})\b(?:\s(?:called|named|titled|entitled|known\sas|under\sthe\s(?:name|title)(?:\sof)?"
        rf"|with\sthe\s\w+\sname\sof|of\s\w+\s\w+))?\s*[:,—–(]?\s*(?P<name>{QUOTED})",
        0.7,
    ),
    _p("project.quoted_word.en", rf"(?P<name>{QUOTED})\s*(?:\(\w+\)\s*)?(?:{_EN})\b", 0.75),
    _p(
        "project.called.en",
        rf"\b(?i:{_EN})\b[^.;!?\n]{{0,60}}?\b(?:called|named|christened|known\sas|under\sthe\sname(?:\sof)?"
        rf"|bears\sthe\sname|name\sof)\s(?P<name>{QUOTED}|{_CAP}(?:\s{_CAP}){{0,4}})",
        0.7,
        0,
    ),
    _p(
        "project.apposition.en",
        rf"(?<![\w-])(?P<name>[A-Z][A-Z0-9]{{2,}}(?:[-–][A-Z0-9]+)*|[A-Z][a-z]+[A-Z]\w+),\s(?:a|an|the|its"
        rf"|our)\s(?:[\w/-]+\s){{0,5}}?(?:{_EN})\b",
        0.6,
        0,
    ),
    _p(
        "project.capitalised.en",
        rf"\b(?P<name>(?:{_CAP}\s)(?:(?:{_CAP}|{_SMALL})\s){{0,8}}?{_EN_CAP}s?(?:\s(?:Programme|Program|Project|Scheme|Network|Study))?(?:\s(?:for|on|in|of"
        rf"|to)\s(?:the\s)?{_CAP}(?:\s(?:{_SMALL}\s)?{_CAP}){{0,6}})?)\b",
        0.55,
        0,
    ),
    _p(
        "project.acronym_word.en",
        rf"\b(?:the|an?|our|its|their)\s(?P<name>(?:[A-Z][A-Z0-9]{{2,}}|[A-Z][a-z]+[A-Z]\w*)(?:[-–][A-Z0-9]+)*\s(?:{_EN}))\b",
        0.55,
        0,
    ),
    _p("project.acronym.ru", rf"\b(?i:{_RU})\s(?P<name>[A-Z][A-Za-z0-9]+(?:[-–][A-Z0-9]+)*(?:\s[A-Z0-9][\w-]*){{0,4}})", 0.55, 0),
    _p(
        "project.joint.ru",
        r"\b(?P<name>совместн(?:ая|ую|ой)\s(?:[^\W\d_]+\s)?(?:лаборатори(?:я|ю|и)|клиник(?:а|у|и)|школ(?:а|у"
        r"|ы)|программ(?:а|у|ы))\s(?:[^\W\d_]+\s){0,3}[^\W\d_]+(?:ии|ики|огии|едии|ция|ции|ены|изма|еза|ей|ов"
        r"|ия))\b",
        0.4,
    ),
)

_NOT = re.compile(
    r"^(?:covid|hiv|вич|who|воз|ai|mri|gmp|iso|mou|ministry|university|national health service|health"
    r"|public health|study|the|research|trial|training|joint|master|phd|md|bachelor)$|^(?:http|www)|[!?]$"
    r"|^(?:я|мы|он|она|это|наш|i|we|it|he|she)\s",
    re.IGNORECASE,
)


def is_name(name: str, pattern: Pattern) -> bool:
    """Whether it can be a project's name: not a quoted sentence, not a bare common word."""
    words = name.split()
    if not words or len(words) > 14 or _NOT.search(name) or len(name) < 3:
        return False
    if pattern.name.endswith("quoted.ru") or "quoted" in pattern.name:
        return name[0].isupper() or name[0].isdigit() or any(c.isupper() for c in name)
    return True
