"""The score of a comparison: points a feature (data/points.yaml), summed and made a probability, with caps (data/caps.yaml)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from .lexicon import data


@cache
def _table() -> tuple[float, dict[str, float], dict[str, float]]:
    points = dict(data("points"))
    return points.pop("base"), points, data("caps")


def points(features: Mapping[str, float]) -> float:
    """Sum of the points of the features."""
    base, table, _ = _table()
    for name, value in features.items():
        if name in table:
            base += table[name] * value
    return base


def weight(feature: str, value: float) -> float:
    """By how much one feature changes the sum of points."""
    return _table()[1].get(feature, 0.0) * value


def confidence(features: Mapping[str, float]) -> float:
    """Probability that two institutions with these features are one, never above what the caps of its features allow."""
    caps = _table()[2]
    sure = 1 / (1 + math.exp(-points(features)))
    for name in features.keys() & caps.keys():
        sure = min(sure, caps[name])
    return sure
