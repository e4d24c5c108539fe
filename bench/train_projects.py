"""Train the judge of projects' names (`ingest/names/projects_choice.py`) on annotated documents and write its weights.

    python bench/train_projects.py TRAIN.jsonl DOCS_FOLDER [--jobs 2]

Input as for train_agreements.py. Prints precision, recall and F1 of projects by name, of the patterns alone and of the judge, each
document judged by a scorer that has not seen it. The same input gives the same file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np
from fitting import calibrate, fit_linear, fit_trees
from scoring import figures, right
from train_relate import annotated_sets, asked, fold_of, read, write

from medcoop.ingest.names import projects_choice, projects_wide
from medcoop.ingest.names.projects_choice import FLOOR, chosen, forms_of, grouped
from medcoop.ingest.names.projects_measure import Features, Names
from medcoop.ingest.reading import Reading
from medcoop.ingest.relate import scorer

FOLDS = 5
SAME = 0.67  # shared words from which on two names are one
LETTERS = 5  # of a word that count: endings differ
SUPPORT = 25
TREES = {
    "max_iter": 160,
    "learning_rate": 0.06,
    "max_leaf_nodes": 10,
    "l2_regularization": 4.0,
    "min_samples_leaf": 15,
    "max_features": 0.3,
}
_SMALL = frozenset({"of", "the", "and", "for", "at", "in", "on", "и", "в", "при", "на", "по"})
Forms = tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """One annotated page: features of each name by key, forms of each annotated project's name."""

    id: str
    names: Names
    rows: dict[str, Features]
    gold: tuple[Forms, ...]

    @property
    def answers(self) -> dict[str, bool]:
        """Which names are projects'."""
        return {key: any(alike(forms_of(self.names.groups[key]), gold) >= SAME for gold in self.gold) for key in self.rows}


def page_of(record: dict, reading: Reading) -> Page:
    """Measure the names of a document."""
    names = grouped(reading, projects_wide.places(reading))
    gold = tuple((p["name"], *p.get("also", ())) for p in record["projects"])
    return Page(str(record["id"]), names, {key: names.measure(key) for key in names.groups}, gold)


@lru_cache(maxsize=100_000)
def _words(name: str) -> Counter[str]:
    return Counter(w[:LETTERS] for w in re.findall(r"\w+", name.casefold().replace("ё", "е")) if w not in _SMALL)


def alike(found: Forms, gold: Forms) -> float:
    """The share of words that two projects' names have in common, of the forms that are most alike."""
    pairs = [(_words(a), _words(b)) for a in found for b in gold]
    return max((2 * (a & b).total() / max(1, a.total() + b.total()) for a, b in pairs), default=0.0)


def measured(pages: Sequence[Page], found: dict[str, list[Forms]]) -> dict[str, float]:
    """Precision, recall and F1 of projects by name."""
    hits = sum(right(page.gold, found[page.id], alike, SAME) for page in pages)
    return figures(hits, sum(len(found[page.id]) for page in pages), sum(len(page.gold) for page in pages))


def ruled(page: Page) -> list[Forms]:
    """What the patterns alone find."""
    groups = ([place for place in group if place.confidence] for group in page.names.groups.values())
    return [forms_of(group) for group in groups if group]


def judged(page: Page, scores: dict[str, float]) -> list[Forms]:
    """What the judge finds; what it keeps of the patterns as candidates is left out."""
    return [forms_of(group) for group, score in chosen(page.names, scores) if score >= FLOOR]


def fit(pages: Sequence[Page]) -> dict:
    """The two scorers of names; the trees don't see the words beside them."""
    rows = [row for page in pages for row in page.rows.values()]
    answers = np.array([answer for page in pages for answer in page.answers.values()])
    plain = [{name: value for name, value in row.items() if "=" not in name} for row in rows]
    return {
        "linear": fit_linear(rows, answers, ["yes"], strength=0.6, support=5),
        "trees": fit_trees(plain, answers, support=SUPPORT, **TREES),
    }


def unseen(pages: Sequence[Page]) -> dict[str, dict[str, float]]:
    """The scores of each document's names by scorers that have not seen the document."""
    scores: dict[str, dict[str, float]] = {}
    for part in range(FOLDS):
        scorers = fit([page for page in pages if fold_of(page.id, FOLDS) != part])
        linear, trees = scorer.as_linear(scorers["linear"]), scorer.as_trees(scorers["trees"])
        for page in pages:
            if fold_of(page.id, FOLDS) == part:
                scores[page.id] = dict(zip(page.rows, scorer.means(linear, trees, page.rows.values()), strict=True))
    return scores


def train(pages: Sequence[Page], sets: dict[str, Sequence[Page]]) -> tuple[dict, dict[str, dict]]:
    """The file of weights; and the figures of the patterns and of the judge by set of pages."""
    scores = unseen(pages)
    rules, found = {page.id: ruled(page) for page in pages}, {page.id: judged(page, scores[page.id]) for page in pages}
    by_set = {f"{name} ({len(some)})": {"rules": measured(some, rules), "judge": measured(some, found)} for name, some in sets.items()}
    told = [(scores[page.id][key], answer) for page in pages for key, answer in page.answers.items()]
    curve = calibrate(np.array([score for score, _ in told]), np.array([answer for _, answer in told]), 200)
    return fit(pages) | {"calibration": curve}, by_set


def measure(job: tuple[dict, Path]) -> Page:
    """Read a document and measure its names."""
    return page_of(*read(job))


def main() -> None:
    """Read, train, write."""
    options = asked(__doc__)
    records = annotated_sets(options.train)
    with ProcessPoolExecutor(options.jobs) as pool:
        pages = list(pool.map(measure, [(record, options.docs) for some in records.values() for record in some], chunksize=8))
    ordered = iter(pages)
    sets = {name: list(islice(ordered, len(some))) for name, some in records.items()} | {"all": pages}
    weights, by_set = train(pages, sets)
    write(projects_choice.FILE, weights)
    for name, values in by_set.items():
        print(name, values)


if __name__ == "__main__":
    main()
