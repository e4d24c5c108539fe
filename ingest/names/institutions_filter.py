"""Names that are no institutions of the text: authors of guidelines, rankings, the site's own header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..reading import Block, Reading
from .institutions_candidate import Candidate
from .institutions_lexicon import any_of
from .institutions_merge import Cluster

_AUTHOR_AFTER = re.compile(rf"(?:['’]s)?\s+(?:mhGAP\s+)?{any_of('author_after')}")
_AUTHOR_BEFORE = re.compile(rf"(?i)\b{any_of('author_before')}\s*$")
_FIRST_PERSON = re.compile(r"(?i)\b(?:мы|нас|нам|нами|наш\w*|we|us|our|ours)\b")


_UNIT = re.compile(
    r"(?i)\b(?:press|media|news|pr|public relations|information|claims|visitor|call)\s+"
    r"(?:office|centre|center|service|agency|department|room)\b"
    r"|newsroom|\bof the year\b|\bawardee\b"
    r"|\b(?:tumou?r|advisory|editorial|ethics|supervisory|academic|scientific|executive|steering|organi[sz]ing)\s+"
    r"(?:board|committee|council|group)\b|^board of\b|\bexpo cent(?:re|er)\b"
    r"|\b(?:milk|skin|tissue|bone|eye|sperm|cord blood|bio) ?bank\b(?! of)|^школа для |^школа .{0,40}«[^»]*[:?]"
    r"|пресс-(?:служб|центр)|\bучёный совет|\bоргкомитет|\bприёмн\w+ комисси|call-центр|колл-центр"
)


def unit(candidate: Candidate) -> bool:
    """Whether the name says that it is a part of some body that does not act by itself: a press office, a board, a visitor centre."""
    return bool(_UNIT.search(candidate.name))


_QUOTES = "[«»“”„\"'‘’]"
_PROGRAMME = re.compile(
    rf"{_QUOTES}\s(?:\([^)]{{1,40}}\)\s)?(?:projects?|program(?:me)?s?|initiatives?|stud(?:y|ies)|trials?|schemes?|campaign|grant|fellowships?)\b"
    rf"|{_QUOTES}\s[—–-]\s(?:это\s)?(?:исследовани|проект|программ|инициатив|a\s(?:study|trial|project|programme|program)\b)"
)
_PROGRAMME_BEFORE = re.compile(
    r"(?i)(?:проект|программ|инициатив|исследовани|стипенди|олимпиад|конференци|конгресс|форум|семинар|симпозиум|project|program(?:me)?"
    rf"|initiative|study|grant|conference|congress|forum)[а-яё]{{0,3}}\s{_QUOTES}$"
)


_GOES_ON = re.compile(
    r"(?:\s(?:and|for|of|&)(?:\s[A-Z][\w-]+){1,4}|(?:\s[A-Z][\w-]+){0,2})"
    r"\s(?:Project|Programme|Program|Initiative|Study|Trial|Awards?|Prize|Conference|Congress|Forum)\b"
)


def programme(candidate: Candidate, text: str) -> bool:
    """Whether the quoted name is a project's or an event's, by the word beside the quotation marks or at its end."""
    loose = candidate.rule == "head-en" and candidate.kind in {"company", "government", "other", "hospital"}
    if loose and _GOES_ON.match(text, candidate.end):
        return True
    before = _PROGRAMME_BEFORE.search(text, max(0, candidate.start - 40), candidate.start)
    quoted = re.match(_QUOTES, text[max(0, candidate.start - 1) : candidate.start])
    return bool(before) or bool(quoted and _PROGRAMME.match(text, candidate.end))


def author(candidate: Candidate, text: str) -> bool:
    """Whether the place names the author of a guideline, a ranking or figures."""
    if candidate.kind not in {"international_org", "association", "government", "ministry", "university"}:
        return False
    after = _AUTHOR_AFTER.match(text, candidate.end) if candidate.kind in {"international_org", "association", "government"} else None
    return bool(after) or bool(_AUTHOR_BEFORE.search(text, max(0, candidate.start - 60), candidate.start))


def acting(clusters: Sequence[Cluster], reading: Reading) -> list[Cluster]:
    """The clusters that the text speaks of: not those of which only the site's header tells, unless the site speaks as "we"."""
    header = _header(reading.blocks)
    if header == 0 or _FIRST_PERSON.search(reading.document.text):
        return list(clusters)
    return [k for k in clusters if any(c.start >= header for c in k.candidates)]


def _header(blocks: Sequence[Block]) -> int:
    """Where the site's header ends: after the last noise of the first eight blocks, if no running text comes before it."""
    end = 0
    for number, block in enumerate(blocks[:8]):
        if block.kind == "paragraph":
            break
        if block.kind == "noise" and number > 0:
            end = block.end
    return end
