"""Learned scorers: weights and trees in JSON files, evaluated with plain arithmetic; `bench/train_relate.py` makes the files."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

Features = Mapping[str, float]


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(min(value, 30.0), -30.0)))


class Linear(NamedTuple):
    """Logistic regression, one class or several. weights: feature -> one number for each class."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def margins(self, features: Features) -> tuple[float, ...]:
        """The sum for each class."""
        totals = list(self.bias)
        for name, value in features.items():
            for at, weight in enumerate(self.weights.get(name, ())):
                totals[at] += weight * value
        return tuple(totals)

    def each(self, features: Features) -> dict[str, float]:
        """Probability of each class by itself."""
        return {name: _sigmoid(margin) for name, margin in zip(self.classes, self.margins(features), strict=True)}

    def among(self, features: Features) -> dict[str, float]:
        """Probability of each class where exactly one holds."""
        margins = self.margins(features)
        highest = max(margins)
        parts = [math.exp(margin - highest) for margin in margins]
        return {name: part / sum(parts) for name, part in zip(self.classes, parts, strict=True)}


class Trees(NamedTuple):
    """Boosted trees. A tree is (feature, threshold, left, right) by node; feature "" marks a leaf whose threshold is its value."""

    bias: float
    trees: tuple[tuple[tuple[str, float, int, int], ...], ...]

    def chance(self, features: Features) -> float:
        """Probability that the answer is yes."""
        total = self.bias
        for tree in self.trees:
            name, threshold, left, right = tree[0]
            while name:
                name, threshold, left, right = tree[left if features.get(name, 0.0) <= threshold else right]
            total += threshold
        return _sigmoid(total)


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
