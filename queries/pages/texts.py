"""A source's text with its quoted stretches: cut where any of them begins or ends, so that overlapping ones stay readable."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_LAYERS = 4


@dataclass(frozen=True, slots=True)
class Span:
    """A quoted stretch of a text and what it is evidence of. number: its place among the spans of the text, from 1."""

    start: int
    end: int
    number: int
    facts: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The fragment that names it, as in RFC 5147."""
        return f"char={self.start},{self.end}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same spans cover. opens, closes: the spans that begin or end here."""

    text: str
    spans: tuple[Span, ...]
    opens: tuple[Span, ...]
    closes: tuple[Span, ...]

    @property
    def layers(self) -> int:
        """How many spans lie over it, as far as the eye can tell them apart."""
        return min(len(self.spans), MOST_LAYERS)

    def covers(self, anchor: str) -> bool:
        """Whether the span with this anchor lies over it."""
        return any(span.anchor == anchor for span in self.spans)


def segments(text: str, spans: Sequence[Span]) -> Iterator[Segment]:
    """The whole text in segments; spans that lie outside it are left out."""
    inside = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    cuts = sorted({0, len(text), *(at for span in inside for at in (span.start, span.end))})
    ordered = sorted(inside, key=lambda span: (span.start, -span.end))
    active: list[Span] = []
    waiting = iter(ordered)
    coming = next(waiting, None)
    for start, end in itertools.pairwise(cuts):
        active = [span for span in active if span.end > start]
        opens = []
        while coming is not None and coming.start == start:
            active.append(coming)
            opens.append(coming)
            coming = next(waiting, None)
        yield Segment(text[start:end], tuple(active), tuple(opens), tuple(span for span in active if span.end == end))
