"""Projects: named programmes, initiatives, studies, registries and joint centres, with the institutions of their sentence.

Patterns are an ordered list, languages side by side; the first that covers a stretch of text names it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...ontology.model import Evidence, Project
from ..language import nominal
from ..reading import Reading, Sentence
from .agreements_parties import outer
from .projects_founded import founded
from .projects_parties import participants
from .projects_patterns import PATTERNS, is_name
from .projects_quoted import inner


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    start: int
    end: int
    sentence: Sentence
    rule: str
    confidence: float
    also: tuple[str, ...] = ()


def find_projects(reading: Reading) -> tuple[Project, ...]:
    """The projects of a reading whose institutions are known; keys "j1", "j2" ... in text order."""
    kinds = {e.key: e.type for e in reading.entities}
    found: list[_Found] = []
    for sentence in reading.sentences:
        if reading.blocks[sentence.block].kind != "noise":
            found.extend(_in_sentence(reading, sentence, kinds))
    groups: dict[str, list[_Found]] = {}
    for item in found:
        groups.setdefault(_key(item.name), []).append(item)
    return tuple(_project(reading, group, f"j{n}") for n, group in enumerate(groups.values(), 1))


def _key(name: str) -> str:
    return re.sub(r"\W+|\b(?:project|programme|program|study|trial|initiative|the)\b", "", name.casefold())[:60] or name


def _in_sentence(reading: Reading, sentence: Sentence, kinds: Mapping[str, str]) -> Iterator[_Found]:
    text = reading.document.text
    taken = [
        (m.start, m.end)
        for m in outer(reading.mentions_in(sentence.start, sentence.end))
        if kinds.get(m.entity) == "institution" and m.form in ("name", "abbreviation") and not _EVENT.match(text, m.start)
    ]
    for mention in founded(reading, sentence, kinds):
        name = reading.entity(mention.entity).name
        yield _Found(name, mention.start, mention.end, sentence, "project.founded", 0.5)
    for pattern in PATTERNS:
        for match in _matches(pattern.regex, text, sentence, taken):
            start, end = match.span("name")
            name = inner(_straight(sentence, start, end) if pattern.name in STRAIGHT else text[start:end])
            if is_name(name, pattern):
                taken.append((start, end))
                yield _Found(name, match.start(), match.end(), sentence, pattern.name, pattern.confidence, _forms(match, name))


def _matches(regex: re.Pattern[str], text: str, sentence: Sentence, taken: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Matches whose name is free; one that begins inside a taken span is sought again after it."""
    at = sentence.start
    while match := regex.search(text, at, sentence.end):
        start, end = match.span("name")
        over = [b for a, b in taken if a < end and start < b]
        free = min((a for a, b in taken if a < end and start < b), default=end)
        if not over:
            yield match
        elif free > start and (cut := regex.search(text, at, free)):
            yield cut
        at = max(match.end(), at + 1) if not over or max(over) >= end else max(over)


def _straight(sentence: Sentence, start: int, end: int) -> str:
    """A Russian name in the nominative."""
    tokens = [t for t in sentence.tokens if start <= t.start and t.end <= end and t.text not in "«»"]
    return nominal.nominative(tokens) if tokens else ""


_EVENT = re.compile(r"(?i)(?:школ|программ|проект|регистр|курс|олимпиад)\w*\s«")
STRAIGHT = frozenset(
    {
        "project.contest.ru",
        "project.agreed_centre.ru",
        "project.joint.ru",
        "project.registry.ru",
        "project.inner.ru",
        "project.named_event.ru",
    }
)


def _forms(match: re.Match[str], name: str) -> tuple[str, ...]:
    """The name with the words before it ("государственная программа «Здоровье»"), and without the word for a project."""
    whole = re.sub(r"\s+", " ", match.groupdict().get("whole") or "")
    bare = _WORD.sub("", name).strip()
    return tuple(form for form in (whole, bare) if len(form) > 2 and form != name)


_WORD = re.compile(
    r"^(?:(?:The|the|[Сс]овместн\w+)\s)+|\s(?:programme|program|project|scheme|initiative|registry|bursary|trial|study)$|\sof\sthe\s.*$"
)


def _project(reading: Reading, group: list[_Found], key: str) -> Project:
    best = max(group, key=lambda f: f.confidence)
    text = reading.document.text
    spans = sorted({(f.sentence.start, f.sentence.end) for f in group})[:3]
    names = Counter(f.name for f in group)
    sure = min(0.95, best.confidence + 0.05 * (len(group) > 1))
    evidence = tuple(Evidence(start=a, end=b, quote=text[a:b], rule=best.rule, confidence=round(sure, 2)) for a, b in spans)
    also = tuple(dict.fromkeys(n for n in (*names, *(form for f in group for form in f.also)) if n != best.name))
    return Project(key=key, name=best.name, also=also, participants=participants(reading, [f.sentence for f in group]), evidence=evidence)
