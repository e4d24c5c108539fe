"""Candidates of institutions as the rules see them: head words, the gazetteer, quotations, letters in brackets, offices."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..language import shout
from ..language.analyse import cyrillic
from ..reading import Reading, Sentence, Token, once
from . import (
    institutions_bracket,
    institutions_en,
    institutions_en_body,
    institutions_known,
    institutions_office,
    institutions_quoted,
    institutions_ru,
)
from .institutions_candidate import Candidate
from .institutions_place import all_spots
from .places import Spot

LONGEST = 500  # characters of a name


@once
def calm(reading: Reading) -> list[tuple[Sentence, Sequence[Token]]]:
    """The sentences that are no noise, with their tokens, shouted words made small."""
    here = (s for s in reading.sentences if s.tokens and reading.blocks[s.block].kind != "noise")
    return [(s, shout.calm_tokens(s.tokens)) for s in here]


@once
def ruled(reading: Reading) -> tuple[Candidate, ...]:
    """Candidates of the whole document but its noise, in text order, without overlap."""
    near, text = all_spots(reading), reading.document.text
    out: list[Candidate] = []
    for sentence, tokens in calm(reading):
        offices = institutions_office.candidates(text, sentence.start, sentence.end, between(near, sentence.start, sentence.end))
        found = (c for c in (*_of_sentence(sentence, tokens, text), *offices) if c.end - c.start <= LONGEST)
        out.extend(_disjoint(found))
    return tuple(out)


def _of_sentence(sentence: Sentence, calmed: Sequence[Token], text: str) -> Iterable[Candidate]:
    russian = cyrillic(text[sentence.start : sentence.end])
    for tokens in _cells(calmed, text):
        yield from _of_cell(tokens, text, russian)


def _cells(tokens: Sequence[Token], text: str) -> Iterable[Sequence[Token]]:
    """The tokens between tabs, as the cells of a table's row have them: no name goes over."""
    return (tokens[start:end] for start, end in pairwise((0, *cell_starts(tokens, text), len(tokens))))


def cell_starts(tokens: Sequence[Token], text: str) -> list[int]:
    """The numbers of the tokens before which a tab stands."""
    return [n for n in range(1, len(tokens)) if "\t" in text[tokens[n - 1].end : tokens[n].start]]


def _of_cell(tokens: Sequence[Token], text: str, russian: bool) -> Iterable[Candidate]:
    yield from institutions_known.candidates(tokens, "ru" if russian else "en")
    yield from institutions_bracket.candidates(tokens)
    if russian:
        yield from institutions_quoted.candidates(tokens, text)
        yield from institutions_ru.candidates(tokens)
        for latin in _latin_runs(tokens):
            yield from (c for c in institutions_en.candidates(latin) if c.strength == "name")
    else:
        yield from institutions_en_body.candidates(tokens)
        yield from institutions_en.candidates(tokens)


def _latin_runs(tokens: Sequence[Token]) -> Iterable[tuple[Token, ...]]:
    """Runs of Latin-script words in a Russian sentence."""
    run: list[Token] = []
    for token in tokens:
        if token.text.isascii() and (token.text.isalpha() or token.text in "-&'"):
            run.append(token)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def covered(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the sorted spans, which do not overlap, meets [start, end)."""
    at = bisect_left(spans, end, key=lambda s: s[0])
    return at > 0 and spans[at - 1][1] > start


def _disjoint(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The longest candidates, names before nouns, none overlapping another."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.strength == "noun", -(c.end - c.start), c.start)):
        at = bisect_left(kept, candidate.start, key=lambda k: k.start)
        free_before = at == 0 or kept[at - 1].end <= candidate.start
        if free_before and (at == len(kept) or candidate.end <= kept[at].start):
            kept.insert(at, candidate)
    return kept


def between(near: Sequence[Spot], start: int, end: int) -> Sequence[Spot]:
    """The places that begin within [start, end)."""
    return near[bisect_left(near, start, key=lambda s: s.start) : bisect_left(near, end, key=lambda s: s.start)]
