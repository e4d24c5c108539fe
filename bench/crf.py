"""Fitting of the linear-chain conditional random field that `ingest/names/institutions_tagger.py` evaluates, as plain JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

Array = np.ndarray[Any, Any]
REACH = 3
NEAR = ("w=", "p5=", "e4=")  # traits that tell of a word and its neighbours only
STRENGTH = 1.0
ROUNDS = 50
LEAST = 0.02  # of a weight: smaller ones are left out
SCALE = 100
_NEVER = -30.0
_TAGS = 3


@dataclass(frozen=True)
class Sentence:
    """words: numbers of the words' traits; marks of each word; tags: 0 outside, 1 begins a name, 2 goes on in one."""

    words: Sequence[int]
    marks: Sequence[Sequence[str]]
    tags: Sequence[int]


class Sentences:
    """Sentences as matrices. traits: of each word number; support: in how many words a trait or mark must be seen to count.

    Words stand in the order of their place in the sentence, longest sentences first, so that a sweep takes a slice at a time.
    """

    def __init__(self, sentences: Sequence[Sentence], traits: Sequence[Sequence[str]], support: int) -> None:
        order = sorted(range(len(sentences)), key=lambda n: (-len(sentences[n].words), n))
        longest = len(sentences[order[0]].words)
        self.sizes = [sum(len(sentences[n].words) > at for n in order) for at in range(longest)]
        self.starts = [0, *np.cumsum(self.sizes).tolist()]
        spots = [(n, at) for at in range(longest) for n in order[: self.sizes[at]]]
        self.tags = np.array([sentences[n].tags[at] for n, at in spots])
        seen = Counter(number for one in sentences for number in one.words)
        self.traits = _kept(Counter({t: 0 for some in traits for t in some}) + _weighed(traits, seen), support)
        self.marks = _kept(Counter(mark for one in sentences for some in one.marks for mark in set(some)), support)
        self.words = _indicator([[self.traits[t] for t in some if t in self.traits] for some in traits], len(self.traits))
        rows = [[self.marks[m] for m in sorted(set(sentences[n].marks[at])) if m in self.marks] for n, at in spots]
        self.own = _indicator(rows, len(self.marks))
        self.beside = [self._beside(sentences, spots, shift, len(traits)) for shift in range(-REACH, REACH + 1)]

    def _beside(self, sentences: Sequence[Sentence], spots: Sequence[tuple[int, int]], shift: int, count: int) -> sp.csr_matrix:
        """Which word stands at a distance of each place."""
        rows = [[sentences[n].words[at + shift]] if 0 <= at + shift < len(sentences[n].words) else [] for n, at in spots]
        return _indicator(rows, count)


def _weighed(traits: Sequence[Sequence[str]], seen: Mapping[int, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for number, times in sorted(seen.items()):
        for trait in traits[number]:
            found[trait] += times
    return found


def _kept(seen: Mapping[str, int], support: int) -> dict[str, int]:
    return {name: at for at, name in enumerate(sorted(name for name, times in seen.items() if times >= support))}


def _indicator(rows: Sequence[Sequence[int]], width: int) -> sp.csr_matrix:
    ends = np.cumsum([0, *map(len, rows)]).astype(np.int32)
    columns = np.fromiter((at for row in rows for at in row), np.int32, int(ends[-1]))
    return sp.csr_matrix((np.ones(len(columns), np.float32), columns, ends), (len(rows), width))


def _joined(values: Array, axis: int) -> Array:
    """The logarithm of a sum of exponentials."""
    most = values.max(axis, keepdims=True)
    return np.squeeze(np.log(np.exp(values - most).sum(axis, keepdims=True)) + most, axis)


def _swept(some: Sentences, scores: Array, steps: Array, first: Array) -> tuple[float, Array, Array]:
    """The logarithm of the sum over all rows of tags, the chance of each tag at each place, how often each step is expected."""
    starts, sizes = some.starts, some.sizes
    ahead, behind = np.empty_like(scores), np.zeros_like(scores)
    ahead[: sizes[0]] = scores[: sizes[0]] + first
    parts = [(a, b, size) for (a, b), size in zip(pairwise(starts[:-1]), sizes[1:], strict=True)]
    for a, b, size in parts:
        ahead[b : b + size] = scores[b : b + size] + _joined(ahead[a : a + size][:, :, None] + steps, 1)
    for a, b, size in reversed(parts):
        behind[a : a + size] = _joined(steps + (scores[b : b + size] + behind[b : b + size])[:, None, :], 2)
    both = ahead + behind
    total = _joined(both, 1)
    taken = np.zeros((_TAGS, _TAGS))
    for a, b, size in parts:
        right = (scores[b : b + size] + behind[b : b + size])[:, None, :]
        taken += np.exp(ahead[a : a + size][:, :, None] + steps + right - total[b : b + size][:, None, None]).sum(0)
    return float(total[: sizes[0]].sum()), np.exp(both - total[:, None]), taken


def fit(some: Sentences) -> dict[str, Any]:
    """Weights by L-BFGS on the likelihood with a square penalty; what `institutions_tagger.as_weights` reads."""
    near = np.array([name.startswith(NEAR) for name in some.traits])
    masks = [np.where(near, abs(shift) <= 1, 1).astype(np.float32)[:, None] for shift in range(-REACH, REACH + 1)]
    width, words, marks = len(masks), len(some.traits), len(some.marks)
    sizes = np.cumsum([width * words * 2, marks * 2, _TAGS * _TAGS, _TAGS])
    never, never_first = np.zeros((_TAGS, _TAGS)), np.array([0, 0, _NEVER])
    never[0, 2] = _NEVER
    right = np.eye(_TAGS)[some.tags]
    made = np.zeros((_TAGS, _TAGS))
    for (a, b), size in zip(pairwise(some.starts[:-1]), some.sizes[1:], strict=True):
        np.add.at(made, (some.tags[a : a + size], some.tags[b : b + size]), 1)
    began = right[: some.sizes[0]].sum(0)
    across, down = some.own.T.tocsr(), some.words.T.tocsr()
    back = [one.T.tocsr() for one in some.beside]

    def parts(values: Array) -> tuple[Array, Array, Array, Array]:
        a, b, c, d = np.split(values, sizes[:-1])
        return a.reshape(width, words, 2), b.reshape(marks, 2), c.reshape(_TAGS, _TAGS), d

    def loss(values: Array) -> tuple[float, Array]:
        of_words, of_marks, steps, first = parts(values)
        scores = np.zeros((len(some.tags), _TAGS))
        scores[:, 1:] = some.own @ of_marks.astype(np.float32)
        for beside, weight, mask in zip(some.beside, of_words.astype(np.float32), masks, strict=True):
            scores[:, 1:] += beside @ (some.words @ (weight * mask))
        total, chances, taken = _swept(some, scores, steps + never, first + never_first)
        total -= float((scores * right).sum() + (made * steps).sum() + (began * first).sum())
        left = (chances - right)[:, 1:].astype(np.float32)
        slope = np.concatenate(
            [
                *((down @ (one @ left) * mask).ravel() for one, mask in zip(back, masks, strict=True)),
                (across @ left).ravel(),
                (taken - made).ravel(),
                chances[: some.sizes[0]].sum(0) - began,
            ]
        ).astype(np.float64)
        return total + STRENGTH / 2 * float(values @ values), slope + STRENGTH * values

    best = minimize(loss, np.zeros(sizes[-1]), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS, "maxcor": 6}).x
    of_words, of_marks, steps, first = parts(best)
    return {
        "scale": SCALE,
        "words": _written(some.traits, of_words.transpose(1, 0, 2), near),
        "marks": {name: _whole(row) for name, row in zip(some.marks, of_marks, strict=True) if np.abs(row).max() >= LEAST},
        "steps": [[round(float(value), 4) for value in row] for row in steps + never],
        "first": [round(float(value), 4) for value in first + never_first],
    }


def _written(names: Mapping[str, int], rows: Array, near: Array) -> dict[str, list[int]]:
    kept = slice(REACH - 1, REACH + 2)
    shown = ((name, (row[kept] if narrow else row).ravel()) for name, row, narrow in zip(names, rows, near, strict=True))
    return {name: _whole(row) for name, row in shown if np.abs(row).max() >= LEAST}


def _whole(values: Array) -> list[int]:
    return [round(float(value) * SCALE) for value in values]
