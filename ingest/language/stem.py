"""Endings taken off, to compare words without knowing their forms."""

from __future__ import annotations

import re
from functools import lru_cache

_ENDING = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ами|ями|иями|ией|ием|иях|иям|ая|яя|ое|ее|ый|ий|ой|ую|юю|ою|ею|ом|ем|ым|им|ых|их|ах|ях|ов|ев|ей|ия|ие|ии|ию|ье|ья|а|я|о|е|ы|и|у|ю|ь|й)$"
)


def ending_off(low: str) -> str:
    """A Russian word in small letters without its ending; as it is when less than three letters would be left."""
    cut = _ENDING.sub("", low)
    return cut if len(cut) >= 3 else low


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word's stem for comparison: folded, without its ending, at most seven letters."""
    return ending_off(word.casefold().replace("ё", "е").replace("’", "'").removesuffix("'s"))[:7]
