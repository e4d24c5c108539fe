"""Which of the places that the rules and the tagger propose name institutions: a learned judge scores each name of the page once; of
places that overlap the likeliest name's stands."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..reading import Reading, once
from ..relate import scorer
from . import institutions_span, institutions_tagger, people_ner
from .institutions_candidate import Candidate
from .institutions_context import Line, Page
from .institutions_measure import Key, Names, Proposal
from .institutions_rules import LONGEST, cell_starts, covered

FILE = "institutions_judge.json"
FLOOR = 0.55
"""Score from which on a name is an institution's: chosen on training documents by cross-validation; F1 is flat from .45 to .55."""

RULED = 0.35
"""The same for a name that the rules propose: by cross-validation as good as the floor above, and short texts tell the judge little."""

Range = tuple[int, int]
_NAMES = frozenset({"name", "abbreviation", "part", "office"})
_LISTED = "head-ru-list"  # its places are adjectives; they stand as they are
_OPEN, _CLOSE = '«"“„', '»"”'


@once
def all_candidates(reading: Reading) -> tuple[Candidate, ...]:
    """Candidates of the whole document but its noise, in text order, without overlap: names that the judge holds for institutions',
    and the nouns that the rules see."""
    page = Page(reading)
    lines = list(page.lines())
    names = proposed(page, lines, institutions_tagger.chances(lines, institutions_tagger.tagger()))
    return settled(names, scores_of(names))


def proposed(page: Page, lines: Sequence[Line], chances: Iterable[institutions_tagger.Chances]) -> Names:
    """All places that the rules or the tagger propose."""
    tags, starts = people_ner.tags(page.reading), [c.start for c in page.rules]
    found: list[Proposal] = []
    for line, likely in zip(lines, chances, strict=True):
        here = page.rules[bisect_left(starts, line.sentence.start) : bisect_left(starts, line.sentence.end)]
        kind = page.reading.blocks[line.sentence.block].kind
        ranges = _whole(page.reading.document.text, line, here, likely)
        found += _of_line(line, here, ranges, tags.get(line.sentence.start, ()), kind)
    return Names(page.reading.document.text, found, page.rules)


def _whole(text: str, line: Line, rules: Sequence[Candidate], likely: institutions_tagger.Chances) -> dict[Range, float]:
    """The tagger's ranges trimmed, with their chances; none over the end of a cell or in a list of adjectives with one head."""
    tokens, found = line.tokens, defaultdict[Range, float](float)
    cells = cell_starts(tokens, text)
    lists = [(c.start, c.end) for c in rules if c.rule == _LISTED]
    for first, last, chance in likely:
        start, end = institutions_span.trimmed(tokens, first, min(last, next((n for n in cells if n > first), last)))
        place = tokens[start].start, tokens[end - 1].end
        if place[1] - place[0] <= LONGEST and not covered(lists, *place) and institutions_span.is_name(tokens[start:end]):
            found[start, end] += chance
    return found


def _of_line(line: Line, rules: Sequence[Candidate], chances: Mapping[Range, float], tags: Sequence[str], kind: str) -> Iterator[Proposal]:
    tokens, ruled = line.tokens, dict(_ruled(line, rules))
    for first, last in sorted({*chances, *ruled}):
        yield Proposal(
            ruled.get((first, last)) or institutions_span.candidate(tokens[first:last]),
            chances.get((first, last), 0.0),
            (first, last) in ruled,
            tokens[first:last],
            tokens[first - 1] if first else None,
            tokens[last] if last < len(tokens) else None,
            tags[first:last],
            kind,
        )


def _ruled(line: Line, rules: Sequence[Candidate]) -> Iterator[tuple[Range, Candidate]]:
    """The names among what the rules see, by their tokens; quotation marks around the whole name left out."""
    starts = [t.start for t in line.tokens]
    for candidate in rules:
        if candidate.strength in _NAMES and candidate.rule != _LISTED:
            first, last = bisect_left(starts, candidate.start), bisect_left(starts, candidate.end)
            if last - first > 2 and line.tokens[first].text in _OPEN and line.tokens[last - 1].text in _CLOSE:
                first, last = first + 1, last - 1
            if last > first:
                yield (first, last), candidate


def scores_of(names: Names) -> dict[Key, float]:
    """The score of each name."""
    rows = map(names.measure, names.groups)
    return dict(zip(names.groups, scorer.chances(scorer.trees(FILE, "judge"), rows), strict=True))


def settled(names: Names, scores: Mapping[Key, float]) -> tuple[Candidate, ...]:
    """The names that stand, and of what else the rules see the nouns, in text order."""
    return tuple(sorted(_with_nouns(_chosen(names, scores), names.rules), key=lambda c: c.start))


def _chosen(names: Names, scores: Mapping[Key, float]) -> list[Candidate]:
    """The places of names that stand: the likeliest first, by name and by place; those left out that a likelier one meets."""
    standing = []
    for key, group in names.groups.items():
        if scores[key] >= (RULED if any(place.ruled for place in group) else FLOOR):
            standing += [(-scores[key] * (1 + place.chance), place.start, place.end, place) for place in group]
    taken: set[int] = set()
    found: list[Candidate] = []
    for *_, start, end, place in sorted(standing, key=lambda one: one[:3]):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            found.append(place.candidate)
    return found


def _with_nouns(names: list[Candidate], rules: Sequence[Candidate]) -> Iterator[Candidate]:
    """The names with what else the rules see; a name with a head that is none stays as a noun."""
    spans = sorted((c.start, c.end) for c in names)
    yield from names
    for candidate in rules:
        if not covered(spans, candidate.start, candidate.end):
            if candidate.strength == "noun" or candidate.rule == _LISTED:
                yield candidate
            elif candidate.head:
                yield replace(candidate, strength="noun")
