"""A place where a project may be named."""

from __future__ import annotations

from dataclasses import dataclass

from ..reading import Sentence


@dataclass(frozen=True, slots=True)
class Place:
    """`rule` proposes the span as a project's name; confidence: of a hand-made pattern, 0 for others. also: other forms of the name."""

    name: str
    start: int
    end: int
    sentence: Sentence
    rule: str
    confidence: float = 0.0
    also: tuple[str, ...] = ()
