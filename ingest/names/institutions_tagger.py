"""A learned tagger of institutions' names: a linear-chain conditional random field that sees each word with three words on either side.

A word's score for a tag is the sum of what the traits of the seven words around it weigh there and of the marks of its place. Tags:
outside (score 0), begins a name, goes on in one. `bench/train_institutions.py` makes the weights.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from .institutions_context import Line
from .institutions_traits import traits

FILE = "institutions_tagger.json"
REACH = 3  # words on either side
WIDTH = 2 * REACH + 1
LEAST = 0.1
"""Names less sure than this are not proposed."""

_STEEP = 30.0  # of a score: beyond it a tag is as good as sure
Floats = npt.NDArray[np.float64]
Chances = list[tuple[int, int, float]]
Odds = tuple[float, float, float]


@dataclass(frozen=True)
class Tagger:
    """words: trait -> for each place from three words before to three after, what it adds to "begins" and "goes on"; marks: the same for
    the word's own place; steps: factors of going from tag to tag; first: factors of a sentence's first tag."""

    words: Mapping[str, Floats]
    marks: Mapping[str, tuple[float, float]]
    steps: tuple[Odds, Odds, Odds]
    first: Odds

    @cached_property
    def of_word(self) -> Callable[[str, str, str], Floats]:
        """What a word (text, lemma, part of speech) adds to the scores of the words around it."""
        return lru_cache(maxsize=50_000)(self._sum)

    def _sum(self, text: str, lemma: str, pos: str) -> Floats:
        found = np.zeros((WIDTH, 2))
        for trait in traits(text, lemma, pos):
            if trait in self.words:
                found += self.words[trait]
        return found


@cache
def tagger() -> Tagger:
    """The tagger of the package, read once for a process."""
    return as_tagger(json.loads(files("medcoop.ingest").joinpath("learned", FILE).read_text("utf-8")))


def as_tagger(plain: Mapping[str, Any]) -> Tagger:
    """A tagger of its JSON: whole numbers, in parts of `scale`; traits that tell of near words have three places, not seven."""
    scale, words, (o, b, i), first = plain["scale"], plain["words"], plain["steps"], plain["first"]
    table = np.zeros((len(words), WIDTH, 2))
    for row, values in zip(table, words.values(), strict=True):
        near = len(values) // 4
        row[REACH - near : REACH + near + 1] = np.array(values).reshape(-1, 2)
    table /= scale
    marks = {name: (begins / scale, on / scale) for name, (begins, on) in plain["marks"].items()}
    return Tagger(dict(zip(words, table, strict=True)), marks, (_odds(o), _odds(b), _odds(i)), _odds(first))


def _odds(values: Sequence[float]) -> Odds:
    outside, begins, on = map(math.exp, values)
    return outside, begins, on


def scores(lines: Sequence[Line], model: Tagger) -> list[list[list[float]]]:
    """For each line and token the scores of "begins" and "goes on"."""
    gap = [np.zeros((WIDTH, 2))] * REACH
    rows, spans = list(gap), []
    for line in lines:
        spans.append((len(rows), len(rows) + len(line.tokens)))
        rows += [model.of_word(t.text, t.lemma, t.pos) for t in line.tokens]
        rows += gap
    table = np.stack(rows)
    total = np.zeros((len(rows), 2))
    for place in range(WIDTH):
        shift = place - REACH
        total[REACH:-REACH] += table[REACH + shift : len(rows) - REACH + shift, place]
    known = model.marks
    for line, (start, _) in zip(lines, spans, strict=True):
        for at, marks in enumerate(line.own, start):
            if marks:
                begins = on = 0.0
                for mark in marks:
                    if mark in known:
                        begins += known[mark][0]
                        on += known[mark][1]
                total[at] += (begins, on)
    told = total.tolist()
    return [told[a:b] for a, b in spans]


def chances(lines: Sequence[Line], model: Tagger) -> list[Chances]:
    """For each line the token ranges [first, last) that may be a name, each with the chance of just this range."""
    return [list(likely(found, model)) for found in scores(lines, model)]


def likely(found: Sequence[Sequence[float]], model: Tagger) -> Iterator[tuple[int, int, float]]:
    """The ranges of one sentence, by the forward-backward algorithm; its scores as `scores` gives them."""
    odds = [(1.0, math.exp(max(min(b, _STEEP), -_STEEP)), math.exp(max(min(i, _STEEP), -_STEEP))) for b, i in found]
    forward, backward = _forward(odds, model), _backward(odds, model)
    steps = model.steps
    for first, (ahead, behind) in enumerate(zip(forward, backward, strict=True)):
        chance = ahead[1] * behind[1] / sum(a * b for a, b in zip(ahead, behind, strict=True))
        tag, last = 1, first + 1
        while chance >= LEAST:
            on = 0.0
            if last < len(odds):
                ways = [step * odd * rest for step, odd, rest in zip(steps[tag], odds[last], backward[last], strict=True)]
                on = ways[2] / sum(ways)
            if chance * (1 - on) >= LEAST:
                yield first, last, chance * (1 - on)
            chance *= on
            tag, last = 2, last + 1


def _forward(odds: Sequence[Odds], model: Tagger) -> list[Odds]:
    """For each token how likely its tag is with all before it, to a common factor."""
    (oo, ob, _), (bo, bb, bi), (io, ib, ii) = model.steps
    found: list[Odds] = []
    for at, (_, begins, on) in enumerate(odds):
        if at == 0:
            a, b, c = model.first[0], model.first[1] * begins, model.first[2] * on
        else:
            o, x, y = found[-1]
            a, b, c = o * oo + x * bo + y * io, (o * ob + x * bb + y * ib) * begins, (x * bi + y * ii) * on
        total = a + b + c
        found.append((a / total, b / total, c / total))
    return found


def _backward(odds: Sequence[Odds], model: Tagger) -> list[Odds]:
    """For each token how likely its tag is with all after it, to a common factor."""
    (oo, ob, _), (bo, bb, bi), (io, ib, ii) = model.steps
    found: list[Odds] = [(1.0, 1.0, 1.0)]
    for _, begins, on in reversed(odds[1:]):
        o, x, y = found[-1][0], begins * found[-1][1], on * found[-1][2]
        a, b, c = oo * o + ob * x, bo * o + bb * x + bi * y, io * o + ib * x + ii * y
        total = a + b + c
        found.append((a / total, b / total, c / total))
    return found[::-1]
