"""Weighs the traits of the example questions: an averaged perceptron with a margin (Freund and Schapire 1999, Collins 2002).

The examples are read in an order of their own for each round, made from their text, and all sums are whole numbers: the same examples
give the same weights everywhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

from .likeness import REFUSED, SCALE

EXAMPLES = Path(__file__).with_name("examples")
ROUNDS = 12
MARGIN = 6
FEWEST = 2  # examples that must have a trait

Example = tuple[str, str, Sequence[str]]  # text, question, traits


def examples() -> Iterator[tuple[str, str]]:
    """(text, question of the catalogue or `REFUSED`) of all example questions: lines "text | question; parameter=value"."""
    for path in sorted(EXAMPLES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text, _, reading = line.rpartition(" | ")
            question = reading.partition(";")[0]
            yield text, REFUSED if question == "null" else question


def weigh(rows: Sequence[Example]) -> dict[str, object]:
    """What ``generated/likeness.json`` holds, for these examples."""
    questions = sorted({question for _, question, _ in rows})
    counts = Counter(trait for _, _, traits in rows for trait in traits)
    told = [(text, questions.index(question), [t for t in traits if counts[t] >= FEWEST]) for text, question, traits in rows]
    now: dict[str, list[int]] = defaultdict(lambda: [0] * len(questions))
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * len(questions))
    step = 1
    for number in range(ROUNDS):
        for _, right, traits in sorted(told, key=lambda row: crc32(f"{number} {row[0]}".encode())):
            _learn(now, sums, step, right, traits)
            step += 1
    kept = {trait: _pairs(values, sums[trait], step) for trait, values in sorted(now.items())}
    return {"questions": questions, "weights": {trait: pairs for trait, pairs in kept.items() if pairs}}


def _learn(now: dict[str, list[int]], sums: dict[str, list[int]], step: int, right: int, traits: Sequence[str]) -> None:
    columns = [now[trait] for trait in traits]
    totals = [sum(column) for column in zip(*columns, strict=True)]
    wrong = max((i for i in range(len(totals)) if i != right), key=lambda i: totals[i])
    if totals[right] >= totals[wrong] + MARGIN:
        return
    for trait, column in zip(traits, columns, strict=True):
        column[right] += 1
        column[wrong] -= 1
        sums[trait][right] += step
        sums[trait][wrong] -= step


def _pairs(values: Sequence[int], sums: Sequence[int], steps: int) -> list[int]:
    """Question and averaged weight, by turns, where the weight is not nothing."""
    averaged = [(i, round(SCALE * (value - total / steps))) for i, (value, total) in enumerate(zip(values, sums, strict=True))]
    return [part for i, weight in averaged if weight for part in (i, weight)]
