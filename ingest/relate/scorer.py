"""Learned scorers: weights and trees in JSON files, evaluated with numpy; `bench/train_relate.py` makes the files.

Sums are taken term by term in a fixed order, so that results are the same to the last bit, for one row or for many.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import islice
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T")
Features = Mapping[str, float]
Floats = npt.NDArray[np.float64]
_ROWS = 256  # rows weighed at once, so that memory stays bounded
_MANY = 8  # classes from which on a matrix pays


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(min(value, 30.0), -30.0)))


@dataclass(frozen=True)
class Linear:
    """Logistic regression, one class or several. weights: feature -> one number for each class."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    @cached_property
    def _single(self) -> dict[str, float]:
        """The weights of the only class."""
        return {name: weights[0] for name, weights in self.weights.items()}

    @cached_property
    def _rows(self) -> tuple[dict[str, int], Floats]:
        """The weights as a matrix, and the row of each feature."""
        return {name: at for at, name in enumerate(self.weights)}, np.array(list(self.weights.values()))

    def margins(self, features: Features) -> tuple[float, ...]:
        """The sum for each class."""
        if len(self.classes) == 1:
            total, single = self.bias[0], self._single
            for name, value in features.items():
                if name in single:
                    total += single[name] * value
            return (total,)
        if len(self.classes) < _MANY:
            totals = list(self.bias)
            for name, value in features.items():
                for at, weight in enumerate(self.weights.get(name, ())):
                    totals[at] += weight * value
            return tuple(totals)
        place, matrix = self._rows
        found = [(place[name], value) for name, value in features.items() if name in place]
        if not found:
            return self.bias
        rows, values = zip(*found, strict=True)
        terms = np.vstack((self.bias, matrix[list(rows)] * np.array(values)[:, None]))
        return tuple(np.add.accumulate(terms)[-1].tolist())

    def each(self, features: Features) -> dict[str, float]:
        """Probability of each class by itself."""
        return {name: _sigmoid(margin) for name, margin in zip(self.classes, self.margins(features), strict=True)}

    def among(self, features: Features) -> dict[str, float]:
        """Probability of each class where exactly one holds."""
        margins = self.margins(features)
        highest = max(margins)
        parts = [math.exp(margin - highest) for margin in margins]
        return {name: part / sum(parts) for name, part in zip(self.classes, parts, strict=True)}


Tree = tuple[tuple[str, float, int, int], ...]


class _Forest(NamedTuple):
    """Trees as arrays. `inputs`: names of the features; of each inner node, tree by tree: the number of its feature, its threshold and
    the leaves that stay possible where the value is above it, a bit each; `starts`: each tree's first node; `leaves`: values, a row a tree.

    With the bits of all inner nodes joined by "and", the lowest that is left is the leaf that a walk from the root would reach
    (Lucchese et al., QuickScorer, SIGIR 2015).
    """

    inputs: tuple[str, ...]
    feature: npt.NDArray[np.intp]
    threshold: Floats
    bits: npt.NDArray[np.uint64]
    starts: npt.NDArray[np.intp]
    leaves: Floats


_ALL = (1 << 64) - 1


def _inner(tree: Tree, at: int, leaves: list[float], inner: list[tuple[str, float, int]]) -> int:
    """Add the leaves under a node from left to right, and its inner nodes with their bits; the bits of all its leaves."""
    name, value, left, right = tree[at]
    if not name:
        leaves.append(value)
        return 1 << (len(leaves) - 1)
    spot = len(inner)
    inner.append((name, value, _ALL))
    under = _inner(tree, left, leaves, inner)
    inner[spot] = (name, value, _ALL ^ under)
    return under | _inner(tree, right, leaves, inner)


@dataclass(frozen=True)
class Trees:
    """Boosted trees of 64 leaves at most. A tree is (feature, threshold, left, right) by node; feature "" marks a leaf with its value."""

    bias: float
    trees: tuple[Tree, ...]

    @cached_property
    def _forest(self) -> _Forest:
        nodes: list[tuple[str, float, int]] = []
        starts: list[int] = []
        values: list[list[float]] = []
        for tree in self.trees:
            leaves: list[float] = []
            inner: list[tuple[str, float, int]] = []
            _inner(tree, 0, leaves, inner)
            starts.append(len(nodes))
            nodes.extend(inner or [("", 0.0, _ALL)])
            values.append(leaves)
        inputs = tuple(sorted({name for name, _, _ in nodes}))
        number = {name: at for at, name in enumerate(inputs)}
        width = max(map(len, values))
        return _Forest(
            inputs,
            np.array([number[name] for name, _, _ in nodes], dtype=np.intp),
            np.array([threshold for _, threshold, _ in nodes]),
            np.array([bits for _, _, bits in nodes], dtype=np.uint64),
            np.array(starts, dtype=np.intp),
            np.array([leaves + [0.0] * (width - len(leaves)) for leaves in values]),
        )

    def chance(self, features: Features) -> float:
        """Probability that the answer is yes."""
        return self.chances((features,))[0]

    def chances(self, rows: Sequence[Features]) -> list[float]:
        """Probability of each row that the answer is yes."""
        return [_sigmoid(total) for at in range(0, len(rows), _ROWS) for total in self._totals(rows[at : at + _ROWS])]

    def _totals(self, rows: Sequence[Features]) -> list[float]:
        if not self.trees:
            return [self.bias] * len(rows)
        forest = self._forest
        given = np.array([[row.get(name, 0.0) for name in forest.inputs] for row in rows], dtype=np.float64)
        above = given[:, forest.feature] > forest.threshold
        left = np.bitwise_and.reduceat(np.where(above, forest.bits, np.uint64(_ALL)), forest.starts, axis=1)
        lowest = np.frexp((left & -left).astype(np.float64))[1] - 1
        reached = forest.leaves[np.arange(len(forest.starts)), lowest]
        bias = np.full((len(rows), 1), self.bias)
        totals: list[float] = np.add.accumulate(np.hstack((bias, reached)), axis=1)[:, -1].tolist()
        return totals


def means(linear: Linear, trees: Trees, rows: Iterable[Features]) -> list[float]:
    """Of each row the mean of two scorers that answer yes or no, the trees counting twice."""
    found: list[float] = []
    for some in batched(rows, _ROWS):
        found += [(linear.each(row)["yes"] + 2 * chance) / 3 for row, chance in zip(some, trees.chances(some), strict=True)]
    return found


def chances(trees: Trees, rows: Iterable[Features]) -> list[float]:
    """Of each row the chance that the answer is yes; rows are made as they are asked for."""
    return [chance for some in batched(rows, _ROWS) for chance in trees.chances(some)]


def batched(rows: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Rows in groups of a size at most, made as they are asked for."""
    left = iter(rows)
    while some := tuple(islice(left, size)):
        yield some


@cache
def _read(file: str) -> dict[str, object]:
    return dict(json.loads(files("medcoop.ingest").joinpath("learned", file).read_text("utf-8")))


@cache
def linear(file: str, name: str) -> Linear:
    """A linear scorer of a file of the package."""
    return as_linear(_read(file)[name])


def as_linear(plain: object) -> Linear:
    """A linear scorer of its JSON."""
    assert isinstance(plain, dict)
    return Linear(tuple(plain["classes"]), tuple(plain["bias"]), {key: tuple(values) for key, values in plain["weights"].items()})


@cache
def trees(file: str, name: str) -> Trees:
    """A tree scorer of a file of the package."""
    return as_trees(_read(file)[name])


def as_trees(plain: object) -> Trees:
    """A tree scorer of its JSON."""
    assert isinstance(plain, dict)
    return Trees(plain["bias"], tuple(tuple((n, t, left, right) for n, t, left, right in tree) for tree in plain["trees"]))


@cache
def curve(file: str, name: str) -> tuple[tuple[float, float], ...]:
    """A calibration of a file of the package: (score, chance) points, rising."""
    plain = _read(file)[name]
    assert isinstance(plain, list)
    return tuple((float(x), float(y)) for x, y in plain)


def between(curve: Sequence[tuple[float, float]], value: float) -> float:
    """A value on a curve of straight pieces; flat beyond its ends."""
    at = bisect_right(curve, value, key=lambda point: point[0])
    if at in (0, len(curve)):
        return curve[max(at - 1, 0)][1]
    (x, low), (y, high) = curve[at - 1], curve[at]
    return low + (high - low) * (value - x) / (y - x)
