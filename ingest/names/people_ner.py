"""Where slovnet's tagger sees people in Russian sentences (recall .99 on press texts; its false findings are filtered by `people_ru`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from slovnet import NER

from ..language import models
from ..reading import Token

_LONGEST = 400  # tokens that the tagger sees at once


@cache
def tagger() -> Any:
    """The model from the data folder of the natasha distribution, one for a process (1 s, 60 MB)."""
    return models.load(NER, "ner")


def people(sentences: Sequence[Sequence[Token]]) -> list[list[tuple[int, int]]]:
    """For each sentence the token ranges [first, last) that name people."""
    pieces = [
        (number, at, sentence[at : at + _LONGEST]) for number, sentence in enumerate(sentences) for at in range(0, len(sentence), _LONGEST)
    ]
    found: list[list[tuple[int, int]]] = [[] for _ in sentences]
    for (number, at, _), tags in zip(pieces, _tags([[t.text for t in piece] for _, _, piece in pieces]), strict=True):
        found[number].extend((at + a, at + b) for a, b in _ranges(tags))
    return found


def _tags(items: list[list[str]]) -> list[list[str]]:
    infer = tagger().infer
    return [tags for at in range(0, len(items), 8) for tags in infer.decoder(infer.process(infer.encoder(items[at : at + 8])))]


def _ranges(tags: Sequence[str]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    for number, tag in enumerate(tags):
        if tag == "I-PER" and ranges and ranges[-1][1] == number:
            ranges[-1] = (ranges[-1][0], number + 1)
        elif tag.endswith("-PER"):
            ranges.append((number, number + 1))
    return ranges
