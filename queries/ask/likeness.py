"""How much a question is like the examples of each question of the catalogue: a linear model, weighed once by `train`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from . import tables

REFUSED = ""  # stands for no question of the catalogue
SCALE = 10  # weights are kept as whole numbers, this many for one


@cache
def weights() -> tuple[list[str], dict[str, list[int]]]:
    """(names of questions, the weights of each trait: the number of a question, its weight, and so on); empty where none were made."""
    path = tables.GENERATED / "likeness.json"
    if not path.is_file():
        return [], {}
    plain: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return plain["questions"], plain["weights"]


def likeness(traits: Iterable[str]) -> Mapping[str, float]:
    """How much better or worse each question fits than the best one: 0 for the best, less for others, by name."""
    questions, by_trait = weights()
    sums = [0] * len(questions)
    for trait in traits:
        pairs = by_trait.get(trait, ())
        for number, weight in zip(pairs[::2], pairs[1::2], strict=True):
            sums[number] += weight
    best = max(sums, default=0)
    return {name: (total - best) / SCALE for name, total in zip(questions, sums, strict=True)}
