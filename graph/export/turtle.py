"""Turtle of the canonical view: prefixes, one block a subject, in the order of IRIs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO

import pyoxigraph as ox

from ...ontology.iris import PREFIXES
from ..sorting import graph_lines
from .target import Target, scratch, written

_BLOCK = 20_000  # triples that are turned into text at a time


def write(dataset: ox.Store, target: Target) -> None:
    """Write the canonical view."""
    with scratch(target) as folder, written(target) as out:
        write_prefixes(out)
        for text in blocks(graph_lines(dataset, ox.DefaultGraph(), folder)):
            out.write(text)


def write_prefixes(out: BinaryIO) -> None:
    """The head of the file."""
    out.writelines(f"@prefix {name}: <{iri}> .\n".encode() for name, iri in sorted(PREFIXES.items()))


def blocks(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Turtle without its head, of sorted N-Triples lines."""
    for chunk in _by_subject(lines):
        triples = ox.parse(b"".join(chunk), format=ox.RdfFormat.N_TRIPLES, rename_blank_nodes=False)
        text = ox.serialize((quad.triple for quad in triples), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        assert text is not None
        # Oxigraph prints its prefixes in no certain order: the head is ours
        yield text.split(b"\n", len(PREFIXES))[-1]


def _by_subject(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Chunks of lines that tear no subject apart."""
    source = iter(lines)
    chunk: list[bytes] = []
    while more := list(islice(source, _BLOCK)):
        chunk += more
        last = _subject(chunk[-1])
        cut = len(chunk)
        while cut and _subject(chunk[cut - 1]) == last:
            cut -= 1
        if cut:
            yield chunk[:cut]
            chunk = chunk[cut:]
    if chunk:
        yield chunk


def _subject(line: bytes) -> bytes:
    return line.partition(b" ")[0]
