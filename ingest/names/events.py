"""Events: named congresses, forums, conferences, schools, with their date and place where the sentence gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...ontology.model import Event, Evidence
from ..reading import Reading, Sentence
from .agreements_parties import outer
from .dates import find_dates
from .projects_quoted import QUOTED, inner

_RU = r"(?:конгресс|форум|конференци|съезд|симпозиум|выставк|саммит|фестивал|ассамбле|школ|семинар|олимпиад|чтени)"
_EN = (
    r"(?:Congress|Forum|Conference|Summit|Symposium|Assembly|Exhibition|Expo|Convention|Workshop|Webinar|Olympiad|Week|Days|School|Meeting)"
)
_CAP = r"[A-Z0-9][\w’'&-]*"
_SMALL = r"(?:of|for|the|and|in|on|to|&)"
PATTERNS: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    (
        "event.quoted.ru",
        0.75,
        re.compile(
            rf"\b(?:[IVX]+|\d+-?\w*)?\s?(?:[^\W\d_-]+(?:-[^\W\d_]+)*\s){{0,4}}?{_RU}\w{{0,3}}"
            rf"\s(?:[^\W\d_]+\s){{0,4}}?(?P<name>{QUOTED})",
            re.IGNORECASE,
        ),
    ),
    (
        "event.capitalised.ru",
        0.6,
        re.compile(
            rf"\b(?<![.!?»]\s)(?P<name>(?:[IVX]+\s|\d+-?\w{{0,2}}\s)?[А-ЯЁ][а-яё]+(?:-[а-яё]+)?(?:ый|ий|ая|ой|ого"
            rf"|его|ую|ом|ому|ей)(?:\s[а-яё]+(?:-[а-яё]+)?(?:ый|ий|ая|ой|ого|его|ую|ом|ому"
            rf"|ей)){{0,3}}\s(?i:{_RU})\w{{0,3}}(?:\s(?:по|о|об)\s(?:[а-яё-]+\s?){{1,6}})?)(?=[\s.,;:!?)»]|$)"
        ),
    ),
    (
        "event.capitalised.en",
        0.65,
        re.compile(
            rf"\b(?P<name>(?:{_CAP}\s)(?:(?:{_CAP}|{_SMALL})\s){{0,8}}?{_EN}(?:\s(?:on|of|for|in)\s(?:{_CAP}"
            rf"|{_SMALL}|\s){{1,12}}(?<=\w))?(?:\s(?:19|20)\d\d)?)"
        ),
    ),
)
_NOT = re.compile(
    r"^(?:The |A |This |Our )?(?:Medical|High|Graduate|Business|Postgraduate|Nursing|Public|Law|London"
    r"|Harvard|Yale)\b.*School|Conference (?:Centre|Center|Hall|Room)|School of|High School|^(?:Next|Last"
    r"|This|Every|Each) ",
    re.IGNORECASE,
)


def find_events(reading: Reading) -> tuple[Event, ...]:
    """The events of a reading; keys "e1", "e2" ... in text order."""
    kinds = {e.key: e.type for e in reading.entities}
    found: dict[str, Event] = {}
    for sentence in reading.sentences:
        if reading.blocks[sentence.block].kind != "noise":
            for event in _in_sentence(reading, sentence, kinds):
                found.setdefault(event.name.casefold(), event)
    return tuple(e.model_copy(update={"key": f"e{n}"}) for n, e in enumerate(found.values(), 1))


def _in_sentence(reading: Reading, sentence: Sentence, kinds: Mapping[str, str]) -> Iterator[Event]:
    document = reading.document
    taken = [(m.start, m.end) for m in outer(reading.mentions_in(sentence.start, sentence.end)) if kinds.get(m.entity) == "institution"]
    for rule, confidence, pattern in PATTERNS:
        for match in pattern.finditer(document.text, sentence.start, sentence.end):
            start, end = match.span("name")
            if any(a < end and start < b for a, b in taken) or _NOT.search(match["name"]):
                continue
            taken.append((start, end))
            dates = find_dates(document.text, document.lang, document.published, (sentence.start, sentence.end))
            evidence = Evidence(
                start=sentence.start, end=sentence.end, quote=document.text[sentence.start : sentence.end], rule=rule, confidence=confidence
            )
            yield Event(key="e0", name=inner(match["name"]), date=next((d.value for d in dates), None), evidence=(evidence,))
