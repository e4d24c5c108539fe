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
    r"|олимпиад(?:а|ы|е|у|ой)|эстафет(?:а|ы|е|у|ой)|караван(?:а|у|ом|е)?|стипенди(?:я|и|ю|ей)|чтени(?:я|й|ям|ях)|десант(?:а|у|ом|е)?|школ(?:а|ы|е|у|ой)|курс(?:а|у|ом|е)?|экспедици(?:я|и|ю"
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
    r"|Fellowship|Scholarship|Platform|Alliance|Collaborative(?!\sAgreement)|Campaign|Laboratory|Action(?!\sPlan)|Twinning"
    r"|Accelerator|Bursary|Register)"
)
_FUNDING = (
    r"EU4Health|Horizon\s(?:2020|Europe)|Горизонт\s(?:2020|Европа)|Erasmus\s?\+|Эразмус\s?\+|Interreg(?:\s[A-Z][\w-]+){0,3}"
    r"|Tempus\s(?:IV|III)"
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
    _p(
        "project.word_quoted.ru",
        rf"(?P<whole>(?:\b(?!совместн|перв|втор|так|эт|наш|сво|нов)[^\W\d_]{{4,}}(?:ая|ое|ый|ий|ой|ую|ого|ому|ом|ей)\s){{0,2}}\b(?:{_RU})"
        rf"(?:(?:\s(?!стажир|обуч)[^\W\d_]+(?:-[^\W\d_]+)*){{0,4}}?\s*[—–]?\s*|(?:\s[^\W\d_]+){{0,8}}?\s\()(?P<name>{QUOTED}))",
        0.7,
    ),
    _p(
        "project.called.ru",
        rf"\b(?:{_RU})(?:,?\s[^\W\d_]+(?:-[^\W\d_]+)*){{0,4}}?,?\s(?:под\s(?:\w+\s)?(?:названием|именем)|с\s(?:\w+\s)?названием|(?:получил|нос)\w*\s(?:\w+\s)?(?:название|имя)|назвали|называется|окрестили|именуем\w+)"
        rf"\s(?P<name>{QUOTED}|[A-ZА-ЯЁ][\w-]+(?:\s[A-ZА-ЯЁ][\w-]+){{0,4}})",
        0.7,
    ),
    _p(
        "project.inner.ru",
        r"(?P<name>«(?:[^«»\s]{3,}\s){0,2}(?:школ[аеуы]|десант\w*|дн(?:и|ей|ях|ями)|марафон\w*|экспедици\w+|миссия|мост|регистр)"
        r"(?:\s[^«»\s.,!?]{3,}){0,3}»)(?!\s*[—–-]\s*(?:сказал|отмет|говор))",
        0.5,
    ),
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
        "project.school_quoted.en",
        rf"(?P<whole>(?:[A-Z][\w-]+\s){{0,3}}(?:School|Camp|Marathon|Mission|Days?)\s(?P<name>{QUOTED}))",
        0.6,
        0,
    ),
    _p(
        "project.called.en",
        rf"\b(?i:{_EN})\b[^.;!?\n]{{0,60}}?\b(?:called|named|christened|dubbed|nicknamed|branded|known\sas|under\sthe\sname(?:\sof)?"
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
        rf"\b(?P<name>(?:{_CAP}\s)(?:(?:{_CAP}|{_SMALL})\s){{0,8}}?{_EN_CAP}(?:\s(?:Programme|Program|Project|Scheme|Network|Study))?"
        rf"(?!\s(?:Coordinator|Manager|Officer|Director|Agreement|Committee|Board|Act|Office|Team|Medicine|Fund|Portfolio)\b)(?:\s(?:for|on|in|of"
        rf"|to)\s(?:the\s)?{_CAP}(?:\s(?:{_SMALL}\s)?{_CAP}){{0,6}})?)\b",
        0.55,
        0,
    ),
    _p(
        "project.acronym_word.en",
        rf"\b(?:the|an?|our|its|their|in|of|within|under|for|by|from|to)\s(?P<name>(?!(?:MRI|CT|PET|ICU|HIV|AIDS|PhD|MBA|NHS|COVID|WHO|GMP|TAVI|PCR|DNA|USA|CME|HPV|IVF|ECMO)\b)(?:[A-Z][A-Z0-9]{{2,}}|[A-Z][a-z]+[A-Z]\w*)(?:[-–][A-Z0-9]+)*\s(?:{_EN}))\b",
        0.55,
        0,
    ),
    _p(
        "project.cap_word.en",
        r"(?<![.!?]\s)\b(?:the|an?|our|its|their|under|within|through|via)\s(?P<name>(?:(?!National|Ministry|University|World|MSc|Master)"
        r"[A-Z][\w’'&-]*[a-z]\s)(?:(?:and\s|of\s)?[A-Z][\w’'&-]*\s){0,4}(?:programme|program|project|scheme|initiative|registry|bursary|fellowship|trial))\b(?!\s[«“\"‘])",
        0.5,
        0,
    ),
    _p(
        "project.own_word.en",
        r"(?<![\w-])(?P<name>[A-Z]{2,}[a-z]*-[A-Z]{2,}[\w-]*|[A-Z][a-z]+[A-Z][a-z]+\w*|[A-Z]{5,})(?=\s(?:\([^)]{1,40}\)\s)?(?:develops|tests|studies|enrols|enrolled"
        r"|recruits|trains|brings|connects|unites|links|started|began|runs|will\s(?:run|train|test|develop)|is\s(?:an?|the|funded|financed|led|coordinated)))",
        0.5,
        0,
    ),
    _p(
        "project.launched.en",
        r"\b(?:launch\w*|start(?:s|ed|ing)?|establish\w*|set(?:ting)?\sup|rais(?:e|es|ed|ing)|buil[dt]\w*|beg[aiu]n\w*|creat\w+)\s(?:an?|its|their|the)\s"
        r"(?:new\s|own\s|first\s|national\s)?(?P<name>(?:(?!training|exchange|pilot|new|same)[a-z-]{4,}\s){1,3}(?:programme|program|registry))\b(?!\sof)",
        0.35,
        0,
    ),
    _p(
        "project.word_acronym.en",
        r"\b(?:project|programme|program|study|trial|initiative|consortium|registry)\s(?P<name>(?:[A-Z][A-Z0-9]{3,}|[A-Z][a-z]+[A-Z]\w*)"
        r"(?:[-–][A-Z0-9]+)*)(?=[\s,.;)])",
        0.5,
        0,
    ),
    _p("project.funding", rf"(?P<name>{_FUNDING})", 0.5, 0),
    _p(
        "project.created.en",
        r"(?:^|(?<=[.!?\n]\s)|(?<=\n))(?P<name>(?!(?:The|This|It|He|She|We|They|In|An?|Both|Each|Since)\b)[A-Z][\w’'-]+(?:\s(?:(?:of|for|the|and|in)\s)?[A-Z][\w’'-]+){1,4})\s"
        r"(?:was|has\sbeen|is)\s(?:launched|created|started|set\sup|funded|financed|run|initiated)\b[^.!?]{0,40}\sby\b",
        0.4,
        0,
    ),
    _p(
        "project.runs.en",
        r"\b(?:runs?|ran|launch\w*|start(?:s|ed)|lead(?:s|ing)?|led|join(?:s|ed)|bring\w*)\s(?P<name>[“\"'‘][A-Z][^“”\"'‘’\n]{3,60}[”\"'’]),\s(?:an?\s|the\s|its\s)?\w",
        0.4,
        0,
    ),
    _p(
        "project.joint_named.en",
        r"\b(?:joint|shared|common)\s(?:[\w-]+\s){0,3}?(?:clinic|cent(?:er|re)|laboratory|school|institute|unit|hub|office|house),\s"
        r"(?P<name>(?:the\s)?[A-Z][\w’'-]+(?:\s(?:(?:of|for)\s)?[A-Z][\w’'-]+){0,5})",
        0.5,
        0,
    ),
    _p(
        "project.contest.ru",
        r"\b(?P<name>(?i:олимпиад|чтени|школ|конкурс|стипенди)[а-яё]{0,3}\s(?:(?:по\s[а-яё]+|[а-яё]+)\s)?имени\s(?:(?:академика|профессора)\s)?"
        r"(?:[А-ЯЁ]\.\s?){0,2}[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)",
        0.5,
        0,
    ),
    _p(
        "project.agreed_centre.ru",
        r"(?:соглашени|договор|меморандум|контракт)\w*\s(?:о|об)\s(?:совместном\s)?(?:создании|открытии|строительстве|учреждении)\s"
        r"(?P<name>(?:совместн\w+\s)?(?:[а-яё-]+(?:ого|ей|ой)\s){0,2}(?:центра|лаборатории|института|клиники|школы|кафедры|регистра)"
        r"(?:\s(?!на\b|в\b|и\b|при\b|с\b|между\b)[а-яё-]{3,}){1,4})",
        0.4,
    ),
    _p("project.protocol.ru", r"\b(?i:протокол\w{0,2}|верси\w)[\s,]+(?P<name>«?[A-ZА-ЯЁ]{2,}-[A-ZА-ЯЁ\d]{2,}[ -]\d{2,4}»?)", 0.5, 0),
    _p("project.first.en", r"(?<![.!?]\s)\b(?P<name>(?:Project|Operation)\s[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2})", 0.55, 0),
    _p("project.study_word.en", rf"(?<![\w-])(?P<name>[A-Z]{{3,}}(?:-[A-Z]{{2,}})+)\s(?:\w+\s)?(?:{_EN})\b", 0.55, 0),
    _p(
        "project.acronym.ru",
        rf"\b(?P<whole>(?i:{_RU})\s(?P<name>(?:[A-Z]|[a-z]{{1,3}}[A-Z])[A-Za-z0-9]+(?:[-–][A-Z0-9]+)*\+?(?:\s[A-Z0-9][\w-]*){{0,4}}))",
        0.55,
        0,
    ),
    _p(
        "project.joint.ru",
        r"\b(?P<name>совместн(?:ая|ую|ой|ый|ого|ом|ое|ому)\s(?:[^\W\d_]+(?:ая|ую|ой|ый|ого|ом|ое)\s)?(?:лаборатори(?:я|ю|и)|школ(?:а|у"
        r"|ы|е)|программ(?:а|у|ы|е)|регистр(?:а|е|у)?|центр(?:а|е|у)?|кафедр(?:а|у|ы|е)|магистратур(?:а|у|ы|е))"
        r"(?:\s(?:по|для)\s[^\W\d_]+(?:\s[^\W\d_]+(?:ию|ию|ей|ам|ике|ии|ов|ту))?"
        r"|(?:\s[^\W\d_]+){0,3}?\s[^\W\d_]+(?:ии|ики|огии|едии|ация|ции|ены|изма|еза|ей|ов|ия)))\b",
        0.4,
    ),
    _p(
        "project.registry.ru",
        r"\b(?P<name>(?:Един|Федеральн|Национальн|Государственн|Евразийск|Международн|Всероссийск|Республиканск|Общ|Российск|Казахстанск)"
        r"(?:ый|ого|ом|ому|ий|его|ем|ему)\s(?:[^\W\d_]+(?:ый|ого|ом|ому|ий)\s)?регистр(?:а|е|у|ом)?(?:\s[^\W\d_]{4,}){1,4}?)"
        r"(?=[.,;:)(»–—]|\s(?:и|в|на|с|по|за|уже|был\w*|котор\w+|вед\w+|насчит\w+)\b)",
        0.5,
        0,
    ),
)

_NOT = re.compile(
    r"^(?:covid|hiv|вич|who|воз|ai|mri|gmp|iso|mou|ministry|university|national health service|health"
    r"|public health|study|the|research|trial|training|joint|master|phd|md|bachelor)$|^(?:http|www)|[!?]$"
    r"|^(?:я|мы|он|она|это|наш|i|we|it|he|she)\s",
    re.IGNORECASE,
)


_NOT_FIRST = re.compile(
    r"(?:Head|Director|Chief|Dean|Chair|Manager|Coordinator|International\s(?:Federation|Fellowship))\b|(?:Вступа|Приход|Звони|Пусть|Если|Когда|Нет|Не|Там|Кто|Мы|Нам|Что)\w*\s"
)


def is_name(name: str, pattern: Pattern) -> bool:
    """Whether it can be a project's name: not a quoted sentence, not a bare common word."""
    words = name.split()
    if not words or len(words) > 14 or _NOT.search(name) or _NOT_FIRST.match(name) or len(name) < 3:
        return False
    if pattern.name.endswith("quoted.ru") or "quoted" in pattern.name:
        return name[0].isupper() or name[0].isdigit() or any(c.isupper() for c in name)
    return True
