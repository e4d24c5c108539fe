"""Projects: named programmes, initiatives, studies, registries and joint centres, with the institutions of their sentence.

Patterns are an ordered list, languages side by side; the first that covers a stretch of text names it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...ontology.model import Evidence, Project
from ..reading import Reading, Sentence
from .agreements_parties import outer
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
        if kinds.get(m.entity) == "institution" and m.form in ("name", "abbreviation")
    ]
    for pattern in PATTERNS:
        for match in pattern.regex.finditer(text, sentence.start, sentence.end):
            start, end = match.span("name")
            if any(a < end and start < b for a, b in taken):
                continue
            name = inner(text[start:end])
            if is_name(name, pattern):
                taken.append((start, end))
                yield _Found(name, match.start(), match.end(), sentence, pattern.name, pattern.confidence)


def _project(reading: Reading, group: list[_Found], key: str) -> Project:
    best = max(group, key=lambda f: f.confidence)
    text = reading.document.text
    spans = sorted({(f.sentence.start, f.sentence.end) for f in group})[:3]
    names = Counter(f.name for f in group)
    sure = min(0.95, best.confidence + 0.05 * (len(group) > 1))
    evidence = tuple(Evidence(start=a, end=b, quote=text[a:b], rule=best.rule, confidence=round(sure, 2)) for a, b in spans)
    also = tuple(n for n in names if n != best.name)
    return Project(key=key, name=best.name, also=also, participants=participants(reading, [f.sentence for f in group]), evidence=evidence)
