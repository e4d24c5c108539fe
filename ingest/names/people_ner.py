"""What slovnet's tagger sees in Russian sentences: people (recall .99 on press texts; `people_ru` filters false ones), places, bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from slovnet.exec.model import NER

from ..language import models
from ..language.analyse import cyrillic
from ..reading import Reading, once

_LONGEST = 400  # tokens that the tagger sees at once
_AT_ONCE = 32  # sentences


@cache
def tagger() -> models.Tagger:
    """The model from the data folder of the natasha distribution, one for a process (0.1 s)."""
    return models.load(NER, "ner")


@once
def tags(reading: Reading) -> dict[int, list[str]]:
    """The tags of the words of each Russian sentence that is no noise, by the sentence's start: "B-ORG", "I-ORG", .. "O"."""
    text = reading.document.text
    sentences = [s for s in reading.sentences if s.tokens and reading.blocks[s.block].kind != "noise" and cyrillic(text[s.start : s.end])]
    pieces = [(s.start, s.tokens[at : at + _LONGEST]) for s in sentences for at in range(0, len(s.tokens), _LONGEST)]
    found: dict[int, list[str]] = {s.start: [] for s in sentences}
    for (start, _), some in zip(pieces, _tags([[t.text for t in piece] for _, piece in pieces]), strict=True):
        found[start] += some
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


def people(tags: Sequence[str]) -> list[tuple[int, int]]:
    """The token ranges [first, last) that name people."""
    ranges: list[tuple[int, int]] = []
    for number, tag in enumerate(tags):
        if tag == "I-PER" and ranges and ranges[-1][1] == number:
            ranges[-1] = (ranges[-1][0], number + 1)
        elif tag.endswith("-PER"):
            ranges.append((number, number + 1))
    return ranges
