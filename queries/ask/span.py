"""A stretch of a question that stands for a slot of the patterns."""

from __future__ import annotations

from dataclasses import dataclass

from .lexicon import Found
from .sight import Sight, listed


@dataclass(frozen=True, slots=True)
class Span:
    """A slot at words `start:end`, with a value where it has one (a topic, a country's code)."""

    slot: str
    start: int
    end: int
    value: str = ""


def blocked(sight: Sight, one: Found) -> bool:
    """Whether the words of a topic or a type say none in a question, or a country is meant."""
    first = sight.words[one.start]
    if one.kind == "topic":
        return (one.length == 1 and first in listed("not_topics")) or (one.length == 1 and sight.end(one.start, "country") is not None)
    if one.kind == "language" and first.plain == "in":  # "in Chinese hospitals"
        return any(word.capital or word in listed("many") for word in sight.words[one.end : one.end + 1] if not word.breaks)
    return one.kind == "type" and one.length == 1 and first in listed("not_types")
