"""Extraction: documents a second, start, peak memory of a process. Documents are the samples' texts, cut or joined to 2,800 characters.

python bench/extraction.py [--documents 100] [--jobs 2]
"""

from __future__ import annotations

import argparse
import hashlib
import os
import time
from contextlib import suppress
from importlib.resources import as_file, files
from itertools import cycle, islice
from pathlib import Path

from medcoop.ingest.read import read
from medcoop.ontology.model import Document
from medcoop.pipeline import extracted

LENGTH = 2800


def documents(count: int) -> list[Document]:
    """`count` documents of LENGTH characters; no two have the same text."""
    with as_file(files("medcoop") / "samples") as folder:
        found = [one for one in read([folder]) if isinstance(one, Document)]
    made = []
    for number, one in enumerate(islice(cycle(found), count)):
        text = f"{one.text}\n\n" * (LENGTH // len(one.text) + 1)
        text = f"{text[: LENGTH - 8]}\n{number:07}"
        made.append(
            one.model_copy(update={"source": f"bench:{number}", "text": text, "content_hash": hashlib.sha256(text.encode()).hexdigest()})
        )
    return made


def _family() -> list[int]:
    """This process and all that descend from it."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
    found = [os.getpid()]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _peak(process: int) -> float:
    """Most memory that a process has had, in MB, with what it shares."""
    with suppress(OSError):
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
    return 0.0


def main() -> None:
    """Print one row of a Markdown table."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--documents", type=int, default=100)
    args.add_argument("--jobs", type=int, default=2)
    given = args.parse_args()
    made = documents(given.documents)
    begun = time.perf_counter()
    results = extracted(made, given.jobs)
    next(results)
    first = time.perf_counter()
    peaks = [max(map(_peak, _family())) for _ in results]
    done = time.perf_counter()
    print("| jobs | documents | start and first, s | then documents/s | peak of a process, MB |\n|---|---|---|---|---|")
    print(f"| {given.jobs} | {given.documents} | {first - begun:.1f} | {len(peaks) / (done - first):.1f} | {max(peaks):.0f} |")


if __name__ == "__main__":
    main()
