"""`read`: each target (a file, a folder, "-" or a web address) becomes documents or refusals, one at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...ontology.model import Document
from .files import files_below, read_file, read_stream
from .outcome import ReadOptions, Refusal


def read(targets: Iterable[str | Path], *, options: ReadOptions | None = None) -> Iterator[Document | Refusal]:
    """Documents and refusals of the targets, in order; lazy, so memory is bounded by one document.

    A target is a file, a folder (its files of a known kind, sorted, hidden ones left out), "-" (standard input) or an http(s)
    address. One bad input never stops the rest: it becomes a `Refusal`.
    """
    options = options or ReadOptions()
    for target in targets:
        yield from _read_target(str(target), options)


def _read_target(target: str, options: ReadOptions) -> Iterator[Document | Refusal]:
    if target == "-":
        yield from read_stream(sys.stdin.buffer, options)
    elif target.lower().startswith(("http://", "https://")):
        from .web import read_page  # noqa: PLC0415  (httpx is slow to load)

        yield from read_page(target, options)
    elif Path(target).is_dir():
        yield from files_below(Path(target), options)
    else:
        yield from read_file(Path(target), options)
