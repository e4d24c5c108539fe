"""Who takes part in a project: the institutions of the sentences that name it, or those named just before."""

from __future__ import annotations

from collections.abc import Sequence

from ..reading import Reading, Sentence
from .agreements_parties import outer


def participants(reading: Reading, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Keys of institutions in the sentences; where there is none, of those in the sentence before the first."""
    kinds = {e.key: e.type for e in reading.entities}
    found: dict[str, None] = {}
    for sentence in {s.start: s for s in sentences}.values():
        for mention in outer(reading.mentions_in(sentence.start, sentence.end)):
            if kinds.get(mention.entity) == "institution":
                found.setdefault(mention.entity)
    if not found and sentences:
        before = outer(reading.mentions_in(max(0, sentences[0].start - 300), sentences[0].start))
        found.update(dict.fromkeys(m.entity for m in before[-2:] if kinds.get(m.entity) == "institution"))
    return tuple(found)
