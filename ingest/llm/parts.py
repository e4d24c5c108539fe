"""A long document in overlapping parts that begin and end with a block, noise left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..reading import Block, Reading

SIZE = 6000
"""Code points of text in one part, about 2,000 tokens of Russian: small models lose facts in longer ones."""
OVERLAP = 800
"""Code points at a part's beginning that the part before has too, so that a fact across the border is seen whole once."""


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks to be read together; start, end: the span of the document's text that they lie in, in code points."""

    start: int
    end: int
    blocks: tuple[Block, ...]

    def text(self, document: str) -> str:
        """The blocks' text, a line each."""
        return "\n".join(document[block.start : block.end] for block in self.blocks)


def parts(reading: Reading, size: int = SIZE, overlap: int = OVERLAP) -> Iterator[Part]:
    """The parts in text order; a block longer than `size` is cut."""
    blocks = [piece for block in reading.blocks if block.kind != "noise" for piece in _cut(block, size)]
    at = 0
    while at < len(blocks):
        end = at + 1
        while end < len(blocks) and blocks[end].end - blocks[at].start <= size:
            end += 1
        yield Part(blocks[at].start, blocks[end - 1].end, tuple(blocks[at:end]))
        if end == len(blocks):
            return
        back = end
        while back - 1 > at and blocks[end - 1].end - blocks[back - 1].start <= overlap:
            back -= 1
        at = back


def _cut(block: Block, size: int) -> Iterator[Block]:
    for start in range(block.start, block.end, size):
        yield Block(start, min(start + size, block.end), block.kind, block.section)
