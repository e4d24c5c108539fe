"""Train the judge of papers (`ingest/relate/papers.py`) on annotated documents and write its weights.

    python bench/train_agreements.py TRAIN.jsonl DOCS_FOLDER [--jobs 2]

Input as for train_relate.py; annotated_papers_*.jsonl.gz beside this file hold a thousand further pages (synthetic, written for this
project). Run it after train_relate.py, whose scorers' answers are among the features. Prints precision, recall and F1 of papers by
their parties, of the rules alone and of the judge, each document judged by scorers that have not seen it. The same input gives the same
file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
import train_relate
from fitting import calibrate, fit_linear, fit_trees
from scoring import figures, right
from train_relate import _WORDY, FOLDS, Lesson, align, annotated_sets, asked, fold_of, learn, outside, quote_span, read, standings, write

from medcoop.ingest.relate import papers, scorer
from medcoop.ingest.relate.candidates import Pair, pair_of
from medcoop.ingest.relate.features import Features
from medcoop.ingest.relate.papers_pairs import PaperPairs, paper_pairs
from medcoop.ingest.relate.papers_places import PaperWords
from medcoop.ingest.relate.standing import Standing

ELSEWHERE = 0.3  # what a place of a right pair weighs outside the annotation's quote
OVERLAP = 0.6  # shared parties from which on two papers are one
SUPPORT = 12
PLACE_TREES = {"max_iter": 150, "learning_rate": 0.06, "max_leaf_nodes": 12, "l2_regularization": 3.0, "min_samples_leaf": 15}
PAIR_TREES = {"max_iter": 140, "learning_rate": 0.05, "max_leaf_nodes": 8, "l2_regularization": 5.0, "min_samples_leaf": 20}
Row = tuple[Features, bool, float]
Fit = Callable[[Sequence[Row]], dict]
Score = Callable[[dict, Iterable[Row]], list[float]]


@dataclass(frozen=True)
class Page:
    """One annotated page. places: a row of each candidate place of the lesson; gold: parties of the annotated papers."""

    lesson: Lesson
    words: PaperWords
    places: list[Row]
    gold: list[frozenset[str]]

    @property
    def name(self) -> str:
        """The document's identifier."""
        return str(self.lesson.record["id"])

    @property
    def pairs(self) -> set[Pair]:
        """Every two parties of an annotated paper."""
        return {pair_of(a, b) for parties in self.gold for a, b in combinations(sorted(parties), 2)}


def page_of(lesson: Lesson) -> Page:
    """Measure the places of a document."""
    words, text = PaperWords(lesson.scene), lesson.scene.reading.document.text
    page = Page(lesson, words, [], [frozenset(item["parties"]) for item in lesson.record["agreements"]])
    quotes: dict[Pair, list[tuple[int, int]]] = defaultdict(list)
    for item, parties in zip(lesson.record["agreements"], page.gold, strict=True):
        if at := quote_span(text, item):
            for a, b in combinations(sorted(parties), 2):
                quotes[pair_of(a, b)].append(at)
    for candidate, features, _, _ in lesson.places:
        pair = lesson.gold(candidate.pair)
        right = pair in page.pairs
        here = any(a < candidate.unit.end and candidate.unit.start < b for a, b in quotes.get(pair, ()))
        plain = {name: value for name, value in features.items() if not name.startswith(_WORDY)}
        page.places.append((plain | words.told_of(candidate), right, 1.0 if here or not right else ELSEWHERE))
    return page


def fit_places(rows: Sequence[Row]) -> dict:
    """The scorer of places."""
    answers, weight = np.array([r[1] for r in rows]), np.array([r[2] for r in rows])
    return {"places": fit_trees([r[0] for r in rows], answers, weight, support=SUPPORT, max_features=0.3, **PLACE_TREES)}


def fit_pairs(rows: Sequence[Row]) -> dict:
    """The two scorers of pairs."""
    features, answers = [r[0] for r in rows], np.array([r[1] for r in rows])
    return {
        "pair_linear": fit_linear(features, answers, ["yes"], strength=0.1, support=15),
        "pair_trees": fit_trees(features, answers, support=SUPPORT, max_features=0.3, **PAIR_TREES),
    }


def place_scores(scorers: dict, rows: Iterable[Row]) -> list[float]:
    """Scores of places."""
    return scorer.chances(scorer.as_trees(scorers["places"]), (features for features, _, _ in rows))


def pair_scores(scorers: dict, rows: Iterable[Row]) -> list[float]:
    """Scores of pairs."""
    linear, trees = scorer.as_linear(scorers["pair_linear"]), scorer.as_trees(scorers["pair_trees"])
    return scorer.means(linear, trees, (features for features, _, _ in rows))


def unseen(rows: dict[str, list[Row]], fit: Fit, score: Score, salt: str = "") -> dict[str, list[float]]:
    """The scores of each document's rows by scorers that have not seen the document."""
    scores: dict[str, list[float]] = {}
    for part in range(FOLDS):
        scorers = fit([row for name, own in rows.items() if fold_of(name + salt) != part for row in own])
        scores |= {name: score(scorers, own) for name, own in rows.items() if fold_of(name + salt) == part}
    return scores


def judged(page: Page, standing: Standing, scores: Iterable[float]) -> PaperPairs:
    """The pairs of a document, its places scored."""
    return paper_pairs(page.words, standing, zip(scores, (candidate for candidate, *_ in page.lesson.places), strict=True))


def pair_rows(page: Page, pairs: PaperPairs) -> Iterator[tuple[Pair, Row]]:
    """Features, answer and weight of each pair of a document, by pair."""
    for pair in pairs.pairs:
        known = page.lesson.gold(pair)
        if known is not None:
            yield pair, (pairs.measure(pair), known in page.pairs, 1.0)


def _overlap(found: frozenset[str], gold: frozenset[str]) -> float:
    """The share of parties that two papers have in common."""
    return len(gold & found) / len(gold | found) if gold & found else 0.0


def measured(pages: Sequence[Page], found: dict[str, list[tuple[str, ...]]]) -> dict[str, float]:
    """Precision, recall and F1 of papers. found: their parties by document, in the reading's keys."""
    hits = predicted = wanted = 0
    for page in pages:
        own = [frozenset(page.lesson.keys.get(key, "?" + key) for key in parties) for parties in found[page.name]]
        hits, predicted, wanted = hits + right(page.gold, own, _overlap, OVERLAP), predicted + len(own), wanted + len(page.gold)
    return figures(hits, predicted, wanted)


def papers_of(pairs: PaperPairs, chances: dict[Pair, float]) -> list[tuple[str, ...]]:
    """Parties of the papers that scores give, with the rules' several papers of the same parties."""
    return [tuple(paper.parties) for paper, _ in papers.chosen(pairs, chances)]


def train(lessons: Sequence[Lesson], stood: dict[str, Standing]) -> tuple[dict, dict[str, dict[str, float]]]:
    """The file of weights; and the figures of the rules and of the judge, for all pages and by the first letters of their names."""
    pages = [page_of(lesson) for lesson in lessons]
    places = {page.name: page.places for page in pages}
    scores = unseen(places, fit_places, place_scores)
    pairs = {page.name: judged(page, stood[page.name], scores[page.name]) for page in pages}
    rows = {page.name: dict(pair_rows(page, pairs[page.name])) for page in pages}
    plain = {name: list(own.values()) for name, own in rows.items()}
    tested = unseen(plain, fit_pairs, pair_scores, "/")
    curve = calibrate(np.array([s for name in plain for s in tested[name]]), np.array([r[1] for own in plain.values() for r in own]))
    rules = {page.name: [paper.parties for paper in page.lesson.scene.agreements] for page in pages}
    found = {name: papers_of(pairs[name], dict(zip(own, tested[name], strict=True))) for name, own in rows.items()}
    groups = {"all": pages} | {kind: [page for page in pages if page.name.startswith(kind)] for kind in sorted({p.name[0] for p in pages})}
    by_group = {f"{name} ({len(some)})": {"rules": measured(some, rules), "judge": measured(some, found)} for name, some in groups.items()}
    weights = fit_places([row for own in places.values() for row in own]) | fit_pairs([row for own in plain.values() for row in own])
    weights["calibration"] = curve
    return weights, by_group


def main() -> None:
    """Read, train, write."""
    options = asked(__doc__)
    records = list(chain.from_iterable(annotated_sets(options.train).values()))
    with ProcessPoolExecutor(options.jobs) as pool:
        annotated = pool.map(read, [(record, options.docs) for record in records], chunksize=8)
        lessons = list(pool.map(learn, [(record, reading, align(record, reading), False) for record, reading in annotated], chunksize=8))
        scorers = list(pool.map(train_relate.fit_places, outside(lessons)))
    weights, by_group = train(lessons, standings(lessons, scorers))
    write(papers.FILE, weights)
    for name, values in by_group.items():
        print(name, values)


if __name__ == "__main__":
    main()
