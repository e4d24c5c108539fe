"""Train the scorers of `ingest/relate` on annotated documents and write their weights.

    python bench/train_relate.py TRAIN.jsonl DOCS_FOLDER [--jobs 2]

TRAIN.jsonl: facts with `surface` strings and `quote`s; DOCS_FOLDER: <id>.txt. Needs scikit-learn. The same input gives the same files.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from pathlib import Path

import numpy as np
from passages import pages
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from medcoop.ingest.names.dates import find_dates
from medcoop.ingest.reading import Reading
from medcoop.ingest.relate.candidates import candidates, pair_of
from medcoop.ingest.relate.features import measure
from medcoop.ingest.relate.manner import measure_manner
from medcoop.ingest.relate.scene import scene
from medcoop.ingest.relate.subjects import Subjects, measure_topics
from medcoop.ingest.understand import understand
from medcoop.ontology.dates import PartialDate
from medcoop.ontology.model import Document

PAGES = 300
LEARNED = Path(__file__).parents[1] / "ingest" / "learned"


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


def examples(record: dict, reading: Reading, keys: dict[str, str]) -> dict[str, list]:
    """Examples of all scorers from one document."""
    prepared, text = scene(reading), reading.document.text
    gold, subjects = gold_pairs(record), Subjects(scene(reading))
    sentences = {s.start: s for s in reading.sentences}
    dates = find_dates(text, reading.document.lang, reading.document.published)
    out: dict[str, list] = {"pairs": [], "topics": [], "manner": []}
    back = {v: k for k, v in keys.items()}
    for candidate in candidates(prepared):
        a, b = (keys.get(k, "?" + k) for k in candidate.pair)
        stated = gold.get(pair_of(a, b), []) if a != b else []
        quotes = [q for item in stated if (q := quote_span(text, item))]
        here = any(x < candidate.unit.end and candidate.unit.start < y for x, y in quotes)
        out["pairs"].append(
            (
                measure(prepared, candidate),
                bool(stated),
                1.0 if here or not stated else 0.3,
                pair_of(a, b),
                candidate.mode,
                candidate.unit.index,
            )
        )
    for pair, items in gold.items():
        local = pair_of(back.get(pair[0], pair[0]), back.get(pair[1], pair[1]))
        for item in items:
            at = quote_span(text, item)
            unit = next((u for u in prepared.units if at and u.start < at[1] and at[0] < u.end), None)
            if unit is None:
                continue
            composed = "surface" not in record["institutions"][0] if record["institutions"] else True
            if not composed:
                for topic, features in measure_topics(prepared, subjects, unit, local).items():
                    out["topics"].append((features, topic in item["topics"]))
            kinds = () if composed else item["kinds"]
            out["manner"].append((measure_manner(prepared, sentences, dates, unit, local), kinds, item["status"]))
    return out


def read(job: tuple[dict, Path]) -> tuple[dict, Reading]:
    """Understand one document."""
    record, folder = job
    text = (folder / f"{record['id']}.txt").read_text("utf-8")
    published = PartialDate(record["published"]) if record["published"] else None
    return record, understand(Document(source=record["id"], lang=record["lang"], text=text, published=published))


def fit_linear(
    matrix: np.ndarray, names: list[str], answers: np.ndarray, classes: list[str], *, strength: float, weight: np.ndarray | None = None
) -> dict:
    """Logistic regression on features scaled by their largest value; the scale is folded into the weights."""
    scale = np.maximum(np.abs(matrix).max(axis=0), 1e-9)
    model = LogisticRegression(C=strength, max_iter=2000).fit(matrix / scale, answers, sample_weight=weight)
    coefficients = model.coef_ / scale
    rows = {
        name: [round(float(c), 4) for c in coefficients[:, at]] for at, name in enumerate(names) if np.abs(model.coef_[:, at]).max() >= 0.01
    }
    return {"classes": classes, "bias": [round(float(b), 4) for b in model.intercept_], "weights": rows}


def _node(node: np.void, names: list[str]) -> list[str | float | int]:
    """A node as the scorer reads it: (feature, threshold, left, right), or ("", value, 0, 0) for a leaf."""
    if node["is_leaf"]:
        return ["", round(float(node["value"]), 5), 0, 0]
    return [names[node["feature_idx"]], round(float(node["num_threshold"]), 5), int(node["left"]), int(node["right"])]


def fit_trees(matrix: np.ndarray, names: list[str], answers: np.ndarray, weight: np.ndarray | None = None, **settings: float) -> dict:
    """Boosted trees, written node by node."""
    model = HistGradientBoostingClassifier(random_state=0, **settings).fit(matrix, answers, sample_weight=weight)
    trees = []
    for (predictor,) in model._predictors:  # scikit-learn has no public way to the nodes
        nodes = predictor.nodes
        trees.append([_node(node, names) for node in nodes])
    return {"bias": float(model._baseline_prediction.ravel()[0]), "trees": trees}


PAIR_TREES = {
    "max_iter": 150,
    "learning_rate": 0.06,
    "max_leaf_nodes": 12,
    "l2_regularization": 3.0,
    "min_samples_leaf": 15,
    "max_features": 0.3,
}
TOPIC_TREES = {
    "max_iter": 120,
    "learning_rate": 0.06,
    "max_leaf_nodes": 10,
    "l2_regularization": 3.0,
    "min_samples_leaf": 15,
    "max_features": 0.5,
}


def table(features: list[dict[str, float]], support: int = 12) -> tuple[np.ndarray, list[str]]:
    """Features as a matrix; those seen in fewer than `support` examples are left out."""
    seen = Counter(name for row in features for name, value in row.items() if value)
    kept = [{name: value for name, value in row.items() if seen[name] >= support} for row in features]
    vectorizer = DictVectorizer(sparse=False, dtype=np.float32)
    return vectorizer.fit_transform(kept), list(vectorizer.feature_names_)


def train_pairs(rows: list) -> dict:
    """The two scorers of pairs."""
    matrix, names = table([r[0] for r in rows])
    answers, weight = np.array([r[1] for r in rows]), np.array([r[2] for r in rows])
    return {
        "linear": fit_linear(matrix, names, answers, ["yes"], strength=0.1, weight=weight),
        "trees": fit_trees(matrix, names, answers, weight, **PAIR_TREES),
    }


def train_topics(rows: list) -> dict:
    """The scorer of topics."""
    matrix, names = table([r[0] for r in rows])
    return {"trees": fit_trees(matrix, names, np.array([r[1] for r in rows]), **TOPIC_TREES)}


def train_manner(rows: list) -> dict:
    """The scorers of kinds and status."""
    matrix, names = table([r[0] for r in rows], support=5)
    status = fit_linear(matrix, names, np.array([r[2] for r in rows]), sorted({r[2] for r in rows}), strength=0.1)
    told = np.array([bool(r[1]) for r in rows])  # the composed pages do not count for kinds: theirs are too plain
    kinds = sorted({k for r in rows for k in r[1]})
    single = [fit_linear(matrix[told], names, np.array([k in r[1] for r in rows if r[1]]), [k], strength=0.15) for k in kinds]
    features = sorted({name for one in single for name in one["weights"]})
    weights = {name: [one["weights"].get(name, [0.0])[0] for one in single] for name in features}
    return {"status": status, "kinds": {"classes": kinds, "bias": [one["bias"][0] for one in single], "weights": weights}}


def fold_of(identifier: str, folds: int = 5) -> int:
    """The part of a cross-validation that a document belongs to."""
    return zlib.crc32(identifier.encode()) % folds


def write(name: str, value: dict) -> None:
    """Write one file of weights."""
    LEARNED.mkdir(exist_ok=True)
    (LEARNED / name).write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")


def main() -> None:
    """Read, train, write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("train", type=Path)
    arguments.add_argument("docs", type=Path)
    arguments.add_argument("--jobs", type=int, default=2)
    options = arguments.parse_args()
    records = [json.loads(line) for line in options.train.read_text("utf-8").splitlines()]
    with ProcessPoolExecutor(options.jobs) as pool:
        read_all = list(pool.map(read, [(r, options.docs) for r in records], chunksize=8))
    found: dict[str, list] = {"pairs": [], "topics": [], "manner": []}
    aligned = [(record, reading, align(record, reading)) for record, reading in read_all]
    composed = [(record, reading, {e.key: e.key for e in reading.entities}) for record, reading in pages(PAGES)]
    for record, reading, keys in aligned + composed:
        for name, rows in examples(record, reading, keys).items():
            found[name].extend(rows)
    write("relate_pairs.json", train_pairs(found["pairs"]))
    write("relate_topics.json", train_topics(found["topics"]))
    write("relate_manner.json", train_manner(found["manner"]))
    print({name: len(rows) for name, rows in found.items()})


if __name__ == "__main__":
    main()
