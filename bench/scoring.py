"""Scores of what training scripts find on pages that the scorers have not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

One = TypeVar("One")


def right(gold: Sequence[One], found: Sequence[One], alike: Callable[[One, One], float], least: float) -> int:
    """How many are found, each counted once, those most alike first. alike: 0 to 1; least: from which on two are the same."""
    shares = sorted(((alike(f, g), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True)
    taken: tuple[set[int], set[int]] = (set(), set())
    for share, i, j in shares:
        if share >= least and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
    return len(taken[0])


def figures(hits: int, predicted: int, wanted: int) -> dict[str, float]:
    """Precision, recall and F1."""
    values = (hits / max(predicted, 1), hits / max(wanted, 1), 2 * hits / max(predicted + wanted, 1))
    return dict(zip(("precision", "recall", "F1"), (round(value, 3) for value in values), strict=True))
