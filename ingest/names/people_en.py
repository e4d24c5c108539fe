"""Places where English text names people: runs of capitalised words with a sign that they name a person.

Signs: an honorific or an office before the name, an office or a verb of speech after it, a known given name, initials.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from ..language.analyse import cyrillic
from ..reading import Reading, Token
from . import places
from .offices import lexicon
from .people_given import is_given
from .people_spot import Spot

HONORIFIC = (
    r"(?:A/Prof\.?(?:\sDr\.?)?|(?:Assoc(?:iate|\.)?|Assistant|Asst\.?|Adjunct|Emeritus"
    r"|Clinical)\s(?:Professor|Prof\.?)(?:\sDr\.?)?|Professors?(?:\sDr\.?)?|Profs?\.?(?:\sDr\.?)?|Drs?\.?"
    r"|Doctors?|Mr\.?|Ms\.?|Mrs\.?"
    r"|Miss|Sir|Dame|Lord|Lady|Baroness|Academician|Sister|Sr\.?|Brother|Father|Rev\.?|Sheikha?|Engr?\.?"
    r"|H\.?\s?E\.?|HRH|Hon\.?|Col\.?|Colonel|Brig\.?|Gen\.?|Maj\.?|Capt\.?|Captain|Lt\.?|Datuk|Shri|Smt\.?"
    r"|Ato|W/ro|Khun|Pak|Bapak|Ibu|Tuan|Puan|Datin|Dra\.?|Mme\.?|Herr|Frau|Ustaz|Dato[’']?|Tan\sSri|Nurse"
    r"|PD\sDr\.?)"
)
_PARTICLE = r"(?:bin|binti|bint|ibn|al|el|ad|as|von|van|der|den|de|del|della|da|das|dos|do|di|du|la|le|ter|ten|y|e|ould|Abu)"
_WORD = r"(?:(?:Al|El|al|el|O|D|Mc|Mac)[-’'])?[A-ZÀ-ÖØ-ÞĀ-Ž][\w]*(?:[’'][A-Z]\w+)?(?:[-‑]\w+)*"
_RUN = re.compile(
    rf"{_WORD}(?:\.(?=[\s]?[A-Z])|\.?)(?:[ \u00a0]?(?:{_PARTICLE}[ \u00a0])?(?:{_PARTICLE}[ \u00a0])?(?:(?<=[ \u00a0.]){_WORD}\.?))*"
)
_BEFORE = re.compile(rf"(?:^|(?<=[\s(\[“\"‘/,]))({HONORIFIC})\s$")
_INITIAL = re.compile(r"[A-Z]\.$|Mohd\.$|Md\.$|St\.$")
_POSSESSIVE = re.compile(r"[’']s?$")

_SURNAMES = frozenset(
    [
        "park",
        "house",
        "hall",
        "street",
        "road",
        "church",
        "west",
        "north",
        "south",
        "east",
        "may",
        "march",
        "long",
        "day",
        "week",
        "young",
        "great",
        "best",
        "good",
        "great",
        "hill",
        "saint",
    ]
)
_POSTNOMINAL = re.compile(r"\s(?:AM|AO|OBE|MBE|CBE|KBE|DBE|MD|PhD|MSc|FRCS|RN|KC|QC|JP|MP|MSP|DO|MPH|FRCP|Jr|III|II)\.?$")
_ABBREVIATIONS = frozenset(["ai", "it", "who", "un", "eu", "us", "uk", "tb", "who", "ct"])
_STOP = lexicon("en").common


def spots(reading: Reading) -> list[Spot]:
    """Places in all sentences in Latin letters but those of noise, in text order."""
    text = reading.document.text
    taken = sorted((m.start, m.end) for m in reading.mentions if m.form in ("name", "abbreviation"))
    found: list[Spot] = []
    for sentence in reading.sentences:
        if reading.blocks[sentence.block].kind != "noise" and not cyrillic(text[sentence.start : sentence.end]):
            first = max(0, bisect_left(taken, (sentence.start, 0)) - 4)
            last = bisect_left(taken, (sentence.end, 0))
            free = [(a, b) for a, b in taken[first:last] if b > sentence.start]
            found.extend(_in_span(text, sentence.start, sentence.end, free))
    return found


def _in_span(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[Spot]:
    for begin, stop in _free(start, end, taken):
        for run in _RUN.finditer(text, begin, stop):
            for first, last in _names(text, run.start(), run.end()):
                if spot := _spot(text, first, last, start):
                    yield spot


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = start
    for a, b in taken:
        if a > at:
            yield at, a
        at = max(at, b)
    if at < end:
        yield at, end


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a run of capitalised words that are left when honorifics, offices and common words are taken out."""
    words = lexicon("en")
    begin: int | None = None
    last = start
    inside = _country_words(text, start, end)
    for word in re.finditer(r"[^\s\u00a0]+", text[start:end]):
        a, b = start + word.start(), start + word.end()
        low = word.group().casefold().rstrip(".")
        low = _POSSESSIVE.sub("", low)
        low = "" if low in _ABBREVIATIONS and not word.group().isupper() else low
        place = (a in inside) if word.group()[0].isupper() else False
        breaks = (
            place
            or (low in _STOP and not (begin is None and low in _SURNAMES and _BEFORE.search(text[max(0, a - 24) : a])))
            or low in words.heads
            or low in words.titles
            or low in words.bylines
            or re.fullmatch(HONORIFIC, word.group())
        ) and not (_INITIAL.match(word.group()))
        if breaks:
            if begin is not None:
                yield begin, last
            begin = None
            continue
        begin = a if begin is None else begin
        last = b
    if begin is not None:
        yield begin, last


def _country_words(text: str, start: int, end: int) -> set[int]:
    """Offsets of words that name a country ("Kazakhstan Arman Saparov")."""
    tokens = [
        Token(start + m.start(), start + m.end(), m.group(), m.group().lower(), "PROPN") for m in re.finditer(r"[\w'’-]+", text[start:end])
    ]
    found = [s for s in places.spots(tokens) if s.level == "country" and not s.ambiguous]
    return {t.start for t in tokens for s in found if s.start <= t.start < s.end}


def _spot(text: str, start: int, end: int, floor: int) -> Spot | None:
    while end > start and text[end - 1] in ".,’'" and not _INITIAL.match(text[max(start, end - 2) : end]):
        end -= 1
    name = _POSTNOMINAL.sub("", re.sub(r"[’']s$", "", text[start:end]))
    end = start + len(name)
    parts = name.split()
    real = [p for p in parts if not _INITIAL.match(p)]
    if not real or len(parts) > 6 or any(c.isdigit() for c in name) or parts[0].casefold() in ("al", "el", "de", "van", "von"):
        return None
    honorific = _BEFORE.search(text[max(floor, start - 24) : start])
    title = honorific.group(1) if honorific else ""
    if _barred(text, start, end, floor):
        return None
    full = len(parts) > 1
    rule = _sign(text, start, end, floor=floor, parts=parts, title=title)
    return Spot(start, end, _tidy(parts), "en", full, title, rule) if rule else None


def _tidy(parts: list[str]) -> str:
    return " ".join(p.title() if p.isupper() and len(p) > 3 and "." not in p else p for p in parts)


_NAMED_AFTER = re.compile(
    r"(?:named\s(?:after|for)|in\smemory\sof|\bthe\slate|\bSt\.?|\bSaint|dedicated\sto|\bBy|[|–—·-]\s[Bb]y"
    r"|[Pp]hotos?:?|[Ii]mage:?|[Ww]ritten\sby|[Tt]old\sto|[Pp]hoto\scredit:?|©|[Tt]ext:?|[Ee]dited\sby"
    r"|patient|[Mm]edia\scontact:?)\s$"
)
_THING = re.compile(
    r"^(?:[’']s)?\s(?:Hospital|Centre|Center|Institute|University|School|College|Clinic|Foundation|Award"
    r"|Prize|Medal|Street|Avenue|Road|Boulevard|Square|Lecture|Fellowship|Syndrome|Disease|Method|Hall"
    r"|Building"
    r"|Memorial|Trust|Fund|Group|Ltd|Inc|LLC|GmbH|Pharma|Airport|Province|District|Region|County|Island"
    r"|River|Programme|Program|Project|Initiative|Stadium|Palace|Hotel|House|Park)\b"
)


def _barred(text: str, start: int, end: int, floor: int) -> bool:
    """Whether what stands around says that the name is a thing's, an author's, a patient's."""
    before = text[max(floor, start - 30) : start]
    return bool(_NAMED_AFTER.search(before) and not _office_after(text, end)) or bool(_THING.match(text[end : end + 40]))


def _sign(text: str, start: int, end: int, *, floor: int, parts: list[str], title: str) -> str:
    """What makes it a person's name; empty when nothing does."""
    if title:
        return "person.en.honorific"
    if len(parts) < 2:
        return ""
    if _office_after(text, end):
        return "person.en.office_after"
    if _office_before(text, start, floor):
        return "person.en.office_before"
    if len(parts) == 2 and _INITIAL.match(parts[0]) and start == _line_start(text, start):
        return ""  # "A. General provisions", "Q. What comes next": a list's letter
    if (is_given(parts[0]) and not any(p.isupper() and len(p) > 1 for p in parts[1:2])) or any(_INITIAL.match(p) for p in parts):
        return "person.en.given"
    if len(parts) < 4 and _said(text, start, end, floor):
        return "person.en.said"
    return ""


def _line_start(text: str, at: int) -> int:
    """Where the words of the line that `at` lies in begin."""
    line = text.rfind("\n", 0, at) + 1
    return line + len(text[line:at]) - len(text[line:at].lstrip(" \t-–—•*"))


def _office_after(text: str, end: int) -> bool:
    after = re.match(
        r"(?:,\s(?:[A-Z]\w*\.?(?:\s?[A-Z]\w*\.?)?,\s)?|\s[–—-]\s|\s\()(?:who\s|the\s|an?\s|its\s|our\s|then\s"
        r"|now\s|currently\s)*((?:[\w’'/-]+\s?){1,6})",
        text[end : end + 120],
    )
    if not after:
        return False
    words = [w.casefold() for w in re.findall(r"[\w-]+", after.group(1))]
    known = lexicon("en")
    return any(w in known.heads or w in known.titles or (number == 0 and w in known.verbs) for number, w in enumerate(words[:5]))


def _office_before(text: str, start: int, floor: int) -> bool:
    before = text[max(floor, start - 60) : start]
    words = re.findall(r"[\w-]+", before.replace(",", " , "))
    known = lexicon("en")
    if re.search(r"[.;:!?)]\s*$", before) or not words:
        return False
    last = words[-1].casefold()
    return last in known.heads or last in known.titles


def _said(text: str, start: int, end: int, floor: int) -> bool:
    known = lexicon("en").said
    after = re.match(r",?\s(?:has\s|had\s|also\s|then\s|later\s)?(\w+)", text[end : end + 30])
    before = re.search(r"(\w+)\s$", text[max(floor, start - 16) : start])
    return bool(after and after.group(1) in known) or bool(before and before.group(1) in known)


def honorific_before(text: str, start: int) -> str:
    """The honorific that stands right before an offset; empty when there is none."""
    match = _BEFORE.search(text[max(0, start - 24) : start])
    return match.group(1) if match else ""
