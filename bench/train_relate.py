"""Train the scorers of `ingest/relate` on annotated documents and write their weights.

    python bench/train_relate.py TRAIN.jsonl DOCS_FOLDER [--jobs 2]

TRAIN.jsonl: facts with `surface` strings and `quote`s; DOCS_FOLDER: <id>.txt. annotated.jsonl.gz beside this file holds more of them, each
with its `text` (synthetic, written for this project). Needs scikit-learn. The same input gives the same files.
"""

from __future__ import annotations

import argparse
import gzip
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from fitting import calibrate, fit_linear, fit_trees
from passages import pages

from medcoop.ingest.names.dates import find_dates
from medcoop.ingest.reading import Reading
from medcoop.ingest.relate import scorer
from medcoop.ingest.relate.candidates import Candidate, Pair, candidates, pair_of
from medcoop.ingest.relate.features import Features, measure
from medcoop.ingest.relate.manner import measure_manner
from medcoop.ingest.relate.rules.find import Verdict, consider
from medcoop.ingest.relate.scene import Scene, Unit, scene
from medcoop.ingest.relate.standing import Place, Standing, measure_pair
from medcoop.ingest.relate.statements import topic_features
from medcoop.ingest.relate.subjects import Subjects
from medcoop.ingest.relate.wording import wording
from medcoop.ingest.understand import understand
from medcoop.ontology.dates import PartialDate
from medcoop.ontology.model import Document

PAGES = 300
FOLDS = 3
COMPOSED = 0.5  # what an example of a composed page weighs
LEARNED = Path(__file__).parents[1] / "ingest" / "learned"
ANNOTATED = Path(__file__).with_name("annotated.jsonl.gz")
FURTHER = sorted(Path(__file__).parent.glob("annotated_papers_*.jsonl.gz"))
"""Pages that the scorers of relations do not learn from."""


def spans(text: str, surfaces: list[str], taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where the strings stand, longest first, not inside what is taken."""
    found = []
    for surface in sorted(surfaces, key=len, reverse=True):
        at = text.find(surface)
        while at >= 0:
            if not any(a < at + len(surface) and at < b for a, b in taken):
                taken.append((at, at + len(surface)))
                found.append((at, at + len(surface)))
            at = text.find(surface, at + 1)
    return found


def align(record: dict, reading: Reading) -> dict[str, str]:
    """Keys of the reading's institutions -> keys of the annotation, by overlap of their mentions."""
    text, taken = reading.document.text, []
    order = sorted(((s, i["key"]) for i in record["institutions"] for s in i["surface"]), key=lambda x: -len(x[0]))
    places = [(a, b, key) for surface, key in order for a, b in spans(text, [surface], taken)]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in reading.mentions:
        if mention.form in ("name", "abbreviation"):
            for a, b, key in places:
                if a < mention.end and mention.start < b:
                    votes[mention.entity][key] += min(b, mention.end) - max(a, mention.start)
    return {e: e for e in (x.key for x in reading.entities) if e.startswith("country:")} | {
        e: v.most_common(1)[0][0] for e, v in votes.items()
    }


def gold_pairs(record: dict) -> dict[tuple[str, str], list[dict]]:
    """Cooperations by pair, in the annotation's keys."""
    found = defaultdict(list)
    for item in record["cooperations"]:
        for a, b in combinations(sorted(set(item["parties"])), 2):
            found[pair_of(a, b)].append(item)
    return found


def quote_span(text: str, item: dict) -> tuple[int, int] | None:
    """Where the annotation's quote stands."""
    at = text.find(item.get("quote") or "\0")
    return (at, at + len(item["quote"])) if at >= 0 else None


@dataclass(frozen=True)
class Lesson:
    """One annotated document, measured. keys: reading -> annotation; places: candidate, features, answer, weight."""

    record: dict
    scene: Scene
    verdict: Verdict
    keys: dict[str, str]
    places: list[tuple[Candidate, Features, bool, float]]
    composed: bool

    def gold(self, pair: Pair) -> Pair | None:
        """The annotation's pair; None where both parties are one."""
        a, b = (self.keys.get(key, "?" + key) for key in pair)
        return pair_of(a, b) if a != b else None


def learn(job: tuple[dict, Reading, dict[str, str], bool]) -> Lesson:
    """Measure one document."""
    record, reading, keys, composed = job
    prepared, gold, text = scene(reading), gold_pairs(record), reading.document.text
    quotes = {pair: [q for item in items if (q := quote_span(text, item))] for pair, items in gold.items()}
    lesson = Lesson(record, prepared, consider(reading, prepared), keys, [], composed)
    for candidate in candidates(prepared):
        pair = lesson.gold(candidate.pair)
        if pair is None:
            continue
        here = any(x < candidate.unit.end and candidate.unit.start < y for x, y in quotes.get(pair, ()))
        weight = 1.0 if here or pair not in gold else 0.3
        lesson.places.append((candidate, measure(prepared, candidate) | wording(prepared, candidate), pair in gold, weight))
    return lesson


def annotated_in(train: Path) -> list[dict]:
    """The annotated documents of a file and those of `ANNOTATED`."""
    return [json.loads(line) for line in train.read_text("utf-8").splitlines()] + _packed(ANNOTATED)


def annotated_sets(train: Path) -> dict[str, list[dict]]:
    """All annotated documents: those of a file, those of `ANNOTATED`, and the latest (see `FURTHER`)."""
    both, further = annotated_in(train), [record for path in FURTHER for record in _packed(path)]
    given = len(both) - len(_packed(ANNOTATED))
    return {"given": both[:given], "annotated": both[given:], "papers": further}


def _packed(path: Path) -> list[dict]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines()]


def read(job: tuple[dict, Path]) -> tuple[dict, Reading]:
    """Understand one document: its text stands in the record or in the folder."""
    record, folder = job
    text = record["text"] if "text" in record else (folder / f"{record['id']}.txt").read_text("utf-8")
    published = PartialDate(record["published"]) if record["published"] else None
    return record, understand(Document(source=record["id"], lang=record["lang"], text=text, published=published))


PLACE_TREES = {"max_iter": 150, "learning_rate": 0.06, "max_leaf_nodes": 12, "l2_regularization": 3.0, "min_samples_leaf": 15}
PAIR_TREES = {"max_iter": 140, "learning_rate": 0.05, "max_leaf_nodes": 8, "l2_regularization": 5.0, "min_samples_leaf": 20}
TOPIC_TREES = {"max_iter": 120, "learning_rate": 0.06, "max_leaf_nodes": 10, "l2_regularization": 3.0, "min_samples_leaf": 15}
_WORDY = ("c:", "d:", "u:", "n:")


def fit_places(lessons: Sequence[Lesson]) -> dict:
    """The two scorers of places; the trees don't see the words."""
    rows = [place for lesson in lessons for place in lesson.places]
    answers, weight = np.array([r[2] for r in rows]), np.array([r[3] for r in rows])
    plain = [{name: value for name, value in r[1].items() if not name.startswith(_WORDY)} for r in rows]
    return {
        "linear": fit_linear([r[1] for r in rows], answers, ["yes"], strength=0.05, weight=weight),
        "trees": fit_trees(plain, answers, weight, max_features=0.3, **PLACE_TREES),
    }


def standing(lesson: Lesson, scorers: dict) -> Standing:
    """The pairs of a document, its places scored."""
    linear, trees = scorer.as_linear(scorers["linear"]), scorer.as_trees(scorers["trees"])
    found: dict[Pair, list[Place]] = defaultdict(list)
    chances = scorer.means(linear, trees, (features for _, features, _, _ in lesson.places))
    for (candidate, _, _, _), chance in zip(lesson.places, chances, strict=True):
        found[candidate.pair].append(Place(candidate, chance))
    return Standing(lesson.scene, found, lesson.verdict)


def outside(lessons: Sequence[Lesson]) -> list[list[Lesson]]:
    """For each part of a cross-validation the documents that are not in it."""
    return [[one for one in lessons if fold_of(one.record["id"]) != part] for part in range(FOLDS)]


def standings(lessons: Sequence[Lesson], scorers: Sequence[dict]) -> dict[str, Standing]:
    """The pairs of each document, scored by the scorers of its part, which have not seen it."""
    return {one.record["id"]: standing(one, scorers[fold_of(one.record["id"])]) for one in lessons}


def crossed(lessons: Sequence[Lesson], pool: Executor) -> tuple[dict[str, Standing], dict]:
    """The pairs of each document, scored by scorers that have not seen it; and the scorers that have seen all."""
    *scorers, last = pool.map(fit_places, [*outside(lessons), lessons])
    return standings(lessons, scorers), last


def pair_rows(lesson: Lesson, pairs: Standing) -> Iterator[tuple[Features, bool, float]]:
    """Features, answer and weight of each pair of a document."""
    gold = gold_pairs(lesson.record)
    for pair in pairs.pairs:
        known = lesson.gold(pair)
        if known is not None:
            yield measure_pair(pairs, pair), known in gold, COMPOSED if lesson.composed else 1.0


def fit_pairs(rows: Sequence[tuple[Features, bool, float]]) -> dict:
    """The two scorers of pairs."""
    features, answers, weight = [r[0] for r in rows], np.array([r[1] for r in rows]), np.array([r[2] for r in rows])
    return {
        "pair_linear": fit_linear(features, answers, ["yes"], strength=0.1, support=15, weight=weight),
        "pair_trees": fit_trees(features, answers, weight, support=15, max_features=0.3, **PAIR_TREES),
    }


def unseen(rows: dict[str, list], lessons: Sequence[Lesson]) -> tuple[np.ndarray, np.ndarray]:
    """Scores and answers of the annotated documents' pairs, each by scorers that have not seen the document."""
    scores, answers = [], []
    for part in range(FOLDS):
        scorers = fit_pairs([row for name, own in rows.items() if fold_of(name + "/") != part for row in own])
        linear, trees = scorer.as_linear(scorers["pair_linear"]), scorer.as_trees(scorers["pair_trees"])
        for lesson in lessons:
            if not lesson.composed and fold_of(lesson.record["id"] + "/") == part:
                scores += scorer.means(linear, trees, (features for features, _, _ in rows[lesson.record["id"]]))
                answers += [answer for _, answer, _ in rows[lesson.record["id"]]]
    return np.array(scores), np.array(answers)


def told_units(lesson: Lesson, pairs: Standing, pair: Pair, item: dict) -> Iterator[tuple[Unit, float]]:
    """Where a cooperation is told: in the annotation's quote, else where the scorers would look."""
    at = quote_span(lesson.scene.reading.document.text, item)
    quoted = next((u for u in lesson.scene.units if at and u.start < at[1] and at[0] < u.end), None)
    best = max(pairs.places.get(pair, ()), key=lambda place: place.score, default=None)
    if quoted is not None:
        yield quoted, 1.0
    if best is not None and (quoted is None or best.candidate.unit.index != quoted.index):
        yield best.candidate.unit, 0.5


def details(lesson: Lesson, pairs: Standing) -> tuple[list, list]:
    """Examples of topics (features, answer, weight) and of manner (features, kinds, status, weight)."""
    document, prepared = lesson.scene.reading.document, lesson.scene
    subjects, dates = Subjects(prepared), find_dates(document.text, document.lang, document.published)
    back = {value: key for key, value in lesson.keys.items()}
    topics, manner = [], []
    for pair, items in gold_pairs(lesson.record).items():
        local = pair_of(back.get(pair[0], pair[0]), back.get(pair[1], pair[1]))
        for item in items:
            for unit, weight in told_units(lesson, pairs, local, item):
                share = weight * (COMPOSED if lesson.composed else 1.0)
                if item["topics"] is not None:
                    found = topic_features(prepared, subjects, unit, local)
                    topics += [(features, topic in item["topics"], share) for topic, features in found.items()]
                features = measure_manner(prepared, dates, unit, local, pairs.said.get(local, ()))
                manner.append((features, item["kinds"], item["status"], share))
    return topics, manner


def fit_topics(rows: list) -> dict:
    """The scorer of topics."""
    answers, weight = np.array([r[1] for r in rows]), np.array([r[2] for r in rows])
    return {"trees": fit_trees([r[0] for r in rows], answers, weight, max_features=0.5, **TOPIC_TREES)}


def fit_manner(rows: list) -> dict:
    """The scorers of kinds and status."""
    features, weight = [r[0] for r in rows], np.array([r[3] for r in rows])
    status = fit_linear(features, np.array([r[2] for r in rows]), sorted({r[2] for r in rows}), strength=0.1, weight=weight)
    kinds = sorted({kind for r in rows for kind in r[1]})
    single = [fit_linear(features, np.array([kind in r[1] for r in rows]), [kind], strength=0.15, weight=weight) for kind in kinds]
    names = sorted({name for one in single for name in one["weights"]})
    weights = {name: [one["weights"].get(name, [0.0])[0] for one in single] for name in names}
    return {"status": status, "kinds": {"classes": kinds, "bias": [one["bias"][0] for one in single], "weights": weights}}


def fold_of(identifier: str, folds: int = FOLDS) -> int:
    """The part of a cross-validation that a document belongs to."""
    return zlib.crc32(identifier.encode()) % folds


def write(name: str, value: dict) -> None:
    """Write one file of weights."""
    LEARNED.mkdir(exist_ok=True)
    (LEARNED / name).write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")


def train(lessons: Sequence[Lesson], pool: Executor) -> dict[str, dict]:
    """All scorers, by file."""
    pairs, places = crossed(lessons, pool)
    rows = {one.record["id"]: list(pair_rows(one, pairs[one.record["id"]])) for one in lessons}
    tested = unseen(rows, lessons)
    curve = calibrate(*tested)
    told = [details(one, pairs[one.record["id"]]) for one in lessons]
    return {
        "relate_pairs.json": places | fit_pairs([row for own in rows.values() for row in own]) | {"calibration": curve},
        "relate_topics.json": fit_topics([row for topics, _ in told for row in topics]),
        "relate_manner.json": fit_manner([row for _, manner in told for row in manner]),
    }


def asked(about: str | None) -> argparse.Namespace:
    """What a training script is given on the command line: train, docs, jobs."""
    arguments = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("train", type=Path)
    arguments.add_argument("docs", type=Path)
    arguments.add_argument("--jobs", type=int, default=2)
    return arguments.parse_args()


def main() -> None:
    """Read, train, write."""
    options = asked(__doc__)
    records = annotated_in(options.train)
    with ProcessPoolExecutor(options.jobs) as pool:
        annotated = pool.map(read, [(record, options.docs) for record in records], chunksize=8)
        jobs = [(record, reading, align(record, reading), False) for record, reading in annotated]
        jobs += [(record, reading, {e.key: e.key for e in reading.entities}, True) for record, reading in pages(PAGES)]
        lessons = list(pool.map(learn, jobs, chunksize=8))
        for name, value in train(lessons, pool).items():
            write(name, value)
    print({"documents": len(lessons), "places": sum(len(one.places) for one in lessons)})


if __name__ == "__main__":
    main()
