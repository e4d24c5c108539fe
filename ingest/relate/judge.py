"""Which pairs of a page cooperate, and how sure that is."""

from __future__ import annotations

from . import scorer
from .candidates import Pair
from .scorer import between
from .standing import Standing, measure_pair

FILE = "relate_pairs.json"


def judge(standing: Standing) -> dict[Pair, float]:
    """The chance of each pair, calibrated on documents that the scorers had not seen."""
    curve, linear, trees = scorer.curve(FILE, "calibration"), scorer.linear(FILE, "pair_linear"), scorer.trees(FILE, "pair_trees")
    means = scorer.means(linear, trees, (measure_pair(standing, pair) for pair in standing.pairs))
    return {pair: round(between(curve, chance), 3) for pair, chance in zip(standing.pairs, means, strict=True)}
