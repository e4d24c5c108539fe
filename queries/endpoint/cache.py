"""Answers that were given once, kept while they are asked for: bounded by bytes, least recently used first out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

_OVERHEAD = 500


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole answer."""

    status: int
    media: str
    headers: Mapping[str, str]
    body: bytes


class Cache:
    """Answers by key."""

    def __init__(self, size: int) -> None:
        self._size, self._held = size, 0
        self._answers: OrderedDict[str, Whole] = OrderedDict()
        self.hits = self.misses = 0

    def get(self, key: str) -> Whole | None:
        """The answer, if it is there."""
        found = self._answers.get(key)
        if found:
            self._answers.move_to_end(key)
            self.hits += 1
        else:
            self.misses += 1
        return found

    def put(self, key: str, answer: Whole) -> None:
        """Keep an answer, unless it is larger than a sixteenth of the cache."""
        cost = len(answer.body) + len(key) + _OVERHEAD
        if cost > self._size // 16 or key in self._answers:
            return
        self._answers[key] = answer
        self._held += cost
        while self._held > self._size:
            old, gone = self._answers.popitem(last=False)
            self._held -= len(gone.body) + len(old) + _OVERHEAD
