"""Whether two words that no lexicon has are one word, across scripts, inflection and slips of the pen."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from .normal import Proper


def alike(a: Proper, b: Proper) -> bool:
    """The consonants agree and the vowels mostly, or all letters but a few do."""
    return a.sound == b.sound or _alike(a, b)


@lru_cache(maxsize=200_000)
def _alike(a: Proper, b: Proper) -> bool:
    shortest = min(len(a.sound), len(b.sound))
    near = max(JaroWinkler.similarity(x, y) for x in (a.sound, *a.others) for y in (b.sound, *b.others))
    if a.skeletons & b.skeletons:
        return near >= (0.72 if shortest > 4 else 0.65)
    return (
        a.sound[:1] == b.sound[:1]
        and shortest >= 6
        and near >= 0.9
        and DamerauLevenshtein.distance(a.sound, b.sound) <= 1 + (shortest >= 9)
    )
