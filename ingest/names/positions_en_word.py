"""Words of English office phrases: which head an office, which belong to it, which end it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .offices import lexicon

MASK = "¤"


_WORD = re.compile(r"[^\W\d_]+(?:[-’'.][^\W\d_]+)*\.?|¤+(?:[’']s)?|\d+|[^\w\s]")


STOPS = frozenset(
    [
        "said",
        "says",
        "told",
        "tells",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "shall",
        "should",
        "can",
        "could",
        "may",
        "might",
        "must",
        "do",
        "does",
        "did",
        "who",
        "which",
        "that",
        "when",
        "while",
        "where",
        "whom",
        "whose",
        "he",
        "she",
        "they",
        "we",
        "it",
        "i",
        "not",
        "also",
        "then",
        "there",
        "here",
        "with",
        "by",
        "from",
        "between",
        "as",
        "after",
        "before",
        "during",
        "under",
        "since",
        "until",
        "if",
        "because",
        "but",
        "thanks",
        "thank",
        "visited",
        "met",
        "signed",
        "led",
        "presented",
        "welcomed",
        "attended",
        "described",
        "joined",
        "received",
        "hosted",
        "gave",
        "took",
        "explained",
        "noted",
        "added",
        "announced",
        "stressed",
    ]
)


LINKS = frozenset(
    ["of", "for", "at", "in", "and", "&", "the", "to", "on", ",", ".", "'", "’", "(", ")", "/", "-", "–", "a", "an", "its", "our", "their"]
)


def words_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return _WORD.finditer(text, start, end)


_CALLINGS = ("ologist", "iatrist", "iatrician", "surgeon", "therapist", "director", "physicist")


def is_head(word: str) -> bool:
    low = re.sub(r"[’']s$", "", word.casefold().rstrip("."))
    known = lexicon("en")
    if low in known.heads or low in known.titles or low.endswith(_CALLINGS):
        return True
    return "-" in low and low.split("-")[0] in known.heads and "charge" in low


def belongs(word: str) -> bool:
    low = word.casefold()
    return (
        low in lexicon("en").adjectives
        or is_head(word)
        or (word[:1].isupper() and low not in STOPS and low not in ("the", "a", "an", "and", "of"))
    )
