"""Extraction: documents a second, start, peak memory of a process. Documents are the samples' texts, cut or joined to 2,800 characters.

python bench/extraction.py [--documents 100] [--jobs 2]
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import time
from importlib.resources import as_file, files
from itertools import cycle, islice

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
    rest = sum(1 for _ in results)
    done = time.perf_counter()
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print("| jobs | documents | start and first, s | then documents/s | peak of a process, MB |\n|---|---|---|---|---|")
    print(f"| {given.jobs} | {given.documents} | {first - begun:.1f} | {rest / (done - first):.1f} | {peak:.0f} |")


if __name__ == "__main__":
    main()
