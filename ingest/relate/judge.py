"""Which pairs of a page cooperate, and how sure that is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from . import scorer
from .candidates import Pair
from .standing import Standing, measure_pair

FILE = "relate_pairs.json"


def judge(standing: Standing) -> dict[Pair, float]:
    """The chance of each pair, calibrated on documents that the scorers had not seen."""
    curve, linear, trees = scorer.curve(FILE, "calibration"), scorer.linear(FILE, "pair_linear"), scorer.trees(FILE, "pair_trees")
    means = scorer.means(linear, trees, (measure_pair(standing, pair) for pair in standing.pairs))
    return {pair: round(between(curve, chance), 3) for pair, chance in zip(standing.pairs, means, strict=True)}


def between(curve: Sequence[tuple[float, float]], value: float) -> float:
    """A value on a curve of straight pieces; flat beyond its ends."""
    at = bisect_right(curve, value, key=lambda point: point[0])
    if at in (0, len(curve)):
        return curve[max(at - 1, 0)][1]
    (x, low), (y, high) = curve[at - 1], curve[at]
    return low + (high - low) * (value - x) / (y - x)
