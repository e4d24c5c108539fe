"""Measure each rule of `ingest/relate/rules` on annotated documents and write its confidence: the share of its pairs that are annotated.

    python bench/measure_rules.py TRAIN.jsonl DOCS_FOLDER [MORE.jsonl MORE_FOLDER ...]

The share is smoothed towards the mean of all rules as by four further pairs, so that a rule seen once is not sure.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import yaml

from medcoop.ingest.reading import Reading
from medcoop.ingest.relate.rules.find import stated
from medcoop.ingest.understand import understand
from medcoop.ontology.dates import PartialDate
from medcoop.ontology.model import Document

TARGET = Path(__file__).parents[1] / "ingest" / "data" / "rules_confidence.yaml"
HEAD = "# Measured by bench/measure_rules.py on annotated documents: the smoothed share of right pairs of each rule, by language.\n"
PRIOR = 4


def keys(record: dict, reading: Reading) -> dict[str, str]:
    """Keys of the reading -> keys of the annotation, by equal names."""
    names = {name.casefold(): i["key"] for i in record["institutions"] for name in (i["name"], *i["also"], *i.get("surface", ()))}
    found = {e.key: names.get(n.casefold()) for e in reading.entities for n in (*e.also, e.name) if n.casefold() in names}
    return {e.key: e.key for e in reading.entities if e.type == "country"} | {k: v for k, v in found.items() if v}


def count(record: dict, reading: Reading, hits: Counter[str], right: Counter[str]) -> None:
    """Add one document."""
    known = keys(record, reading)
    gold = {pair for c in record["cooperations"] for pair in combinations(sorted(set(c["parties"])), 2)}
    said = {(f"{s.rule.removeprefix('rule.')}.{s.lang}", pair) for s in stated(reading) for pair in s.pairs()}
    for rule, pair in said:
        hits[rule] += 1
        right[rule] += tuple(sorted(known.get(key, "?") for key in pair)) in gold


def read(record: dict, folder: Path) -> Reading:
    """Understand one document."""
    text = (folder / f"{record['id']}.txt").read_text("utf-8")
    published = PartialDate(record["published"]) if record["published"] else None
    return understand(Document(source=record["id"], lang=record["lang"], text=text, published=published))


def table(hits: Counter[str], right: Counter[str]) -> dict[str, float]:
    """Smoothed shares."""
    mean = right.total() / max(hits.total(), 1)
    return {rule: round((right[rule] + PRIOR * mean) / (hits[rule] + PRIOR), 2) for rule in sorted(hits)}


def main() -> None:
    """Measure and write."""
    hits: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for lines, folder in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
        for record in map(json.loads, Path(lines).read_text("utf-8").splitlines()):
            count(record, read(record, Path(folder)), hits, right)
    TARGET.write_text(HEAD + yaml.safe_dump(table(hits, right)), "utf-8")


if __name__ == "__main__":
    main()
