"""Sentences and tokens of the blocks, each block in the language of its letters."""

from __future__ import annotations

import re
from dataclasses import replace

from ..reading import Block, Reading, Sentence, Token
from . import en, ru, shout, split

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LONGEST = 400  # tokens that the tagger sees at once: longer ones are cut, so that time stays linear


def analyse(reading: Reading) -> Reading:
    """Add sentences and tokens. Noise gets sentences too (dates and titles are read from it), but no morphology."""
    text = reading.document.text
    spans = [(index, span) for index, block in enumerate(reading.blocks) for span in split.sentences(text, block.start, block.end)]
    words = [[(a, b, text[a:b]) for a, b in split.tokens(text, *span)] for _, span in spans]
    russian = [i for i, (index, span) in enumerate(spans) if reading.blocks[index].kind != "noise" and cyrillic(text[span[0] : span[1]])]
    tagged = dict(zip(russian, _tag_all([words[i] for i in russian]), strict=True))
    sentences = (
        Sentence(*span, index, tagged[i] if i in tagged else _plain(words[i], reading.blocks[index]))
        for i, (index, span) in enumerate(spans)
    )
    return replace(reading, sentences=tuple(sentences))


def cyrillic(text: str) -> bool:
    """Whether at least a third of the letters are Cyrillic."""
    letters = sum(map(str.isalpha, text))
    return letters > 0 and 3 * len(_CYRILLIC.findall(text)) >= letters


def _tag_all(sentences: list[list[tuple[int, int, str]]]) -> list[tuple[Token, ...]]:
    """Tag in pieces of bounded length, then join the pieces again."""
    calm = [_calm(sentence) for sentence in sentences]
    pieces = [(i, s[at : at + _LONGEST]) for i, s in enumerate(calm) for at in range(0, len(s), _LONGEST)]
    joined: list[list[Token]] = [[] for _ in sentences]
    for (i, _), tokens in zip(pieces, ru.tag([piece for _, piece in pieces]) if pieces else (), strict=True):
        joined[i].extend(tokens)
    return [_loud(tokens, sentence) for tokens, sentence in zip(joined, sentences, strict=True)]


def _calm(sentence: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The words as the tagger reads them best."""
    words = [word for _, _, word in sentence]
    return [(a, b, calm) for (a, b, _), calm in zip(sentence, shout.calm(words), strict=True)] if shout.shouts(words) else sentence


def _loud(tokens: list[Token], sentence: list[tuple[int, int, str]]) -> tuple[Token, ...]:
    """The tokens with the words as they stand."""
    return tuple(t if t.text == word else replace(t, text=word) for t, (_, _, word) in zip(tokens, sentence, strict=True))


def _plain(words: list[tuple[int, int, str]], block: Block) -> tuple[Token, ...]:
    return tuple(Token(a, b, word, en.lemma(word), en.pos(word, first=number == 0)) for number, (a, b, word) in enumerate(words))
