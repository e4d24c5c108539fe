"""The sample answers of the catalogue, ``sample.yaml`` of each question: what a fresh store of the sample documents gives."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from medcoop.graph.store import Store
from medcoop.queries import sample
from medcoop.queries.question import catalogue

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "medcoop" / "samples"


def pages() -> dict[Path, str]:
    """Path and wanted text of each file."""
    with tempfile.TemporaryDirectory() as home:
        store = Path(home) / "store"
        command = [sys.executable, "-m", "medcoop", "--store", str(store), "ingest", str(SAMPLES)]
        subprocess.run(command, check=True, capture_output=True)
        return dict(texts(store))


def texts(path: Path) -> Iterator[tuple[Path, str]]:
    """(path, text) of each file, as a store of the samples gives it."""
    with Store.open(path) as store:
        for question in catalogue().values():
            found = sample.made(store, question, f"{SAMPLES.as_uri()}/")
            yield ROOT / "queries" / "catalog" / question.name / "sample.yaml", sample.text(found)


if __name__ == "__main__":
    for _path, _text in pages().items():
        _path.write_text(_text, encoding="utf-8")
