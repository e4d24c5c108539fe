"""Where slovnet's tagger sees people in Russian sentences (recall .99 on press texts; its false findings are filtered by `people_ru`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from slovnet.exec.model import NER

from ..language import models
from ..reading import Token

_LONGEST = 400  # tokens that the tagger sees at once
_AT_ONCE = 32  # sentences


@cache
def tagger() -> models.Tagger:
    """The model from the data folder of the natasha distribution, one for a process (0.1 s)."""
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


def _tags(items: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The likeliest row of tags for each sentence."""
    model = tagger()
    for at in range(0, len(items), _AT_ONCE):
        scores = model.scores(items[at : at + _AT_ONCE])
        sizes = np.array([len(found) for found in scores])
        table = np.zeros((len(scores), sizes.max(), len(model.tags)), dtype=np.float32)
        for row, found in zip(table, scores, strict=True):
            row[: len(found)] = found
        for chosen in model.head.crf.decode(table, np.arange(sizes.max()) < sizes[:, None]):
            yield [model.tags[number] for number in chosen]


def _ranges(tags: Sequence[str]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    for number, tag in enumerate(tags):
        if tag == "I-PER" and ranges and ranges[-1][1] == number:
            ranges[-1] = (ranges[-1][0], number + 1)
        elif tag.endswith("-PER"):
            ranges.append((number, number + 1))
    return ranges
