"""Places that the hand-made patterns hold for a project's name; the first pattern that covers a stretch of text names it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ..language import nominal
from ..reading import Reading, Sentence
from .agreements_parties import outer
from .projects_founded import founded
from .projects_patterns import PATTERNS, Pattern, is_name
from .projects_place import Place
from .projects_quoted import inner

_EVENT = re.compile(r"(?i)(?:школ|программ|проект|регистр|курс|олимпиад)\w*\s«")
_STRAIGHT = frozenset(
    {
        "project.contest.ru",
        "project.agreed_centre.ru",
        "project.joint.ru",
        "project.registry.ru",
        "project.inner.ru",
        "project.named_event.ru",
    }
)
_WORD = re.compile(
    r"^(?:(?:The|the|[Сс]овместн\w+)\s)+|\s(?:programme|program|project|scheme|initiative|registry|bursary|trial|study)$|\sof\sthe\s.*$"
)


_LETTERS = (re.compile("[A-Za-z]"), re.compile("[А-Яа-яЁё]"))


@cache
def _patterns(latin: bool, cyrillic: bool) -> tuple[Pattern, ...]:
    """The patterns that may match a text with such letters."""
    return tuple(p for p in PATTERNS if (latin or not p.name.endswith(".en")) and (cyrillic or not p.name.endswith(".ru")))


def ruled(reading: Reading, sentence: Sentence, kinds: Mapping[str, str]) -> Iterator[Place]:
    """The patterns' places in a sentence. kinds: types of entities by key."""
    text = reading.document.text
    taken = [
        (m.start, m.end)
        for m in outer(reading.mentions_in(sentence.start, sentence.end))
        if kinds.get(m.entity) == "institution" and m.form in ("name", "abbreviation") and not _EVENT.match(text, m.start)
    ]
    for mention in founded(reading, sentence, kinds):
        name = reading.entity(mention.entity).name
        yield Place(name, mention.start, mention.end, sentence, "project.founded", 0.5)
    latin, cyrillic = (bool(letters.search(text, sentence.start, sentence.end)) for letters in _LETTERS)
    for pattern in _patterns(latin, cyrillic):
        for match in _matches(pattern.regex, text, sentence, taken):
            start, end = match.span("name")
            name = inner(straight(sentence, start, end) if pattern.name in _STRAIGHT else text[start:end])
            if is_name(name, pattern):
                taken.append((start, end))
                yield Place(name, start, end, sentence, pattern.name, pattern.confidence, _forms(match, name))


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


def straight(sentence: Sentence, start: int, end: int) -> str:
    """A Russian name in the nominative."""
    tokens = [t for t in sentence.tokens if start <= t.start and t.end <= end and t.text not in "«»"]
    return nominal.nominative(tokens) if tokens else ""


def bare(name: str) -> str:
    """The name without articles and the word for a project."""
    return _WORD.sub("", name).strip()


def _forms(match: re.Match[str], name: str) -> tuple[str, ...]:
    """The name with the words before it ("государственная программа «Здоровье»"), and without the word for a project."""
    whole = re.sub(r"\s+", " ", match.groupdict().get("whole") or "")
    return tuple(form for form in (whole, bare(name)) if len(form) > 2 and form != name)
