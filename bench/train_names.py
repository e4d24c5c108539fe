"""Train the scorer of `ingest/names` that tells whose institution an office is, on annotated documents, and write its trees.

    python bench/train_names.py TRAIN.jsonl DOCS_FOLDER [--jobs 2]

TRAIN.jsonl: facts with `surface` strings of institutions and people; DOCS_FOLDER: <id>.txt; annotated.jsonl.gz beside this
file holds more. Needs scikit-learn.
Prints how often it is right by cross-validation over documents. The same input gives the same file.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from fitting import fit_trees
from train_relate import align, annotated_in, asked, read

from medcoop.ingest.names import positions_choice
from medcoop.ingest.names.people import named_people
from medcoop.ingest.names.positions_measure import measure as measure_office
from medcoop.ingest.reading import Reading
from medcoop.ingest.relate.scorer import Trees

LEARNED = Path(__file__).parents[1] / "ingest" / "learned"
TREES = {
    "max_iter": 140,
    "learning_rate": 0.06,
    "max_leaf_nodes": 6,
    "l2_regularization": 4.0,
    "min_samples_leaf": 12,
    "max_features": 0.4,
}
FOLDS = 4


@dataclass(frozen=True)
class Case:
    """One choice: features of each candidate, which of them are right, and how many right ones there are in all."""

    rows: tuple[dict[str, float], ...]
    answers: tuple[bool, ...]
    wanted: int


def office_cases(record: dict, reading: Reading) -> Iterator[Case]:
    """One for each person whose office and institution are annotated."""
    keys, text = align(record, reading), reading.document.text
    orgs = {surface: p["org"] for p in record["people"] for surface in (*p.get("surface", ()), p["name"])}
    found, company = named_people(reading)
    for entity, spots, office in found:
        told = next((orgs[w] for s in spots if (w := text[s.start : s.end]) in orgs), orgs.get(entity.name, ""))
        if office is None or office.position is None or told == "" or (told is not None and told not in keys.values()):
            continue
        rule, found_keys = company.rule(spots, office), company.candidates(spots[0], office)
        rows = tuple(measure_office(company, spots, office, k, rule) for k in found_keys)
        yield Case(rows, tuple(told is not None and keys.get(k) == told for k in found_keys), int(told is not None))


def right_office(case: Case, chances: Sequence[float]) -> tuple[bool, bool]:
    """Whether an institution is given, and whether it is the right one."""
    best = max(range(len(chances)), key=lambda n: chances[n], default=None)
    given = best is not None and chances[best] >= positions_choice.FLOOR
    return given, given and best is not None and case.answers[best]


def crossed(cases: Sequence[tuple[int, Case]], judge: Callable[[Case, Sequence[float]], tuple[bool, bool]]) -> str:
    """How often the choice is right on documents not used for it."""
    count: dict[str, int] = defaultdict(int)
    for fold in range(FOLDS):
        scorer = made(fit([case for doc, case in cases if doc % FOLDS != fold]))
        for case in (case for doc, case in cases if doc % FOLDS == fold):
            given, right = judge(case, [scorer.chance(row) for row in case.rows])
            count["given"] += given
            count["right"] += right
            count["to give"] += case.wanted > 0
    return ", ".join(f"{name} {count[name]}" for name in ("right", "given", "to give"))


def fit(cases: Sequence[Case]) -> dict:
    """Trees from cases."""
    rows = [row for case in cases for row in case.rows]
    return fit_trees(rows, np.array([a for case in cases for a in case.answers]), support=8, **TREES)


def made(plain: dict) -> Trees:
    """A scorer of what `fit` gives."""
    return Trees(plain["bias"], tuple(tuple(tuple(node) for node in tree) for tree in plain["trees"]))


def cases_of(job: tuple[dict, Path]) -> list[Case]:
    """Read a document and make its cases."""
    return list(office_cases(*read(job)))


def train(found: Sequence[list[Case]]) -> None:
    """Fit the scorer and write it."""
    cases = [(doc, case) for doc, group in enumerate(found) for case in group]
    print(positions_choice.FILE, crossed(cases, right_office))
    (LEARNED / positions_choice.FILE).write_text(json.dumps({"trees": fit([case for _, case in cases])}) + "\n", "utf-8")


def main() -> None:
    """Train and write."""
    args = asked(__doc__)
    records = annotated_in(args.train)
    with ProcessPoolExecutor(args.jobs) as pool:
        train(list(pool.map(cases_of, [(r, args.docs) for r in records], chunksize=8)))


if __name__ == "__main__":
    main()
