"""Runs of words that may be a name without a head word: "VUMC", "«Надежда»", "Склиф"; places, people and dates left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..language import nominal, ru
from ..language.analyse import cyrillic
from ..reading import Reading, Sentence, Token
from .institutions_en_word import bare, head_kind
from .institutions_lexicon import data, words
from .institutions_ru_head import head_kind as head_kind_ru
from .institutions_ru_tail import quote_end

_OPEN = '«"“„'
_LONGEST = 4  # words
_INNER = frozenset({"&", "-", "–", "'", "’"})


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens [first, last) of a sentence; `name` as an institution would be called; `quoted`: in quotation marks."""

    start: int
    end: int
    name: str
    sentence: int
    first: int
    last: int
    quoted: bool = False


def runs(reading: Reading, taken: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """Runs outside noise and outside the spans that are taken: sorted, without overlap."""
    text = reading.document.text
    for number, sentence in enumerate(reading.sentences):
        if reading.blocks[sentence.block].kind == "noise" or not sentence.tokens or _loud(sentence.tokens):
            continue
        free = [not _covered(taken, t.start, t.end) for t in sentence.tokens]
        make = _russian if cyrillic(text[sentence.start : sentence.end]) else _latin
        yield from make(sentence, number, free, text)


@cache
def _never(lang: str) -> frozenset[str]:
    """Words in capitals that are no name."""
    return frozenset(data("lone")[f"never_{lang}"])


def _loud(tokens: Sequence[Token]) -> bool:
    long = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 2]
    return len(long) > 2 and all(w.isupper() for w in long)


def _covered(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(taken, end, key=lambda s: s[0])
    return at > 0 and taken[at - 1][1] > start


def _latin(sentence: Sentence, number: int, free: Sequence[bool], text: str) -> Iterator[Run]:
    tokens, at = sentence.tokens, 0
    while at < len(tokens):
        if not (free[at] and _opens(tokens[at])):
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and end - at < 7 and not tokens[end - 1].text.endswith(("'s", "’s")) and _goes_on(tokens, free, end):
            end += 1 if tokens[end].text[0].isalnum() else 2
        if sum(t.text[0].isalnum() for t in tokens[at:end]) <= _LONGEST and not _covered_next(tokens, free, at, end):
            yield _run(sentence, number, at, end, text)
        at = end


def _covered_next(tokens: Sequence[Token], free: Sequence[bool], at: int, end: int) -> bool:
    """Whether the run leans on a name that is known: a part of it that was cut off."""
    before = at > 0 and not free[at - 1] and tokens[at].start - tokens[at - 1].end <= 1 and tokens[at - 1].text[-1].isalnum()
    after = end < len(tokens) and not free[end] and tokens[end].start - tokens[end - 1].end <= 1 and tokens[end].text[0].isupper()
    return (before and tokens[at - 1].text[0].isupper() and not tokens[at - 1].text.endswith(("'s", "’s"))) or (
        after and not tokens[end - 1].text.endswith(("'s", "’s"))
    )


def _opens(token: Token) -> bool:
    word = token.text
    return (
        word[0].isupper()
        and len(word) > 1
        and bare(token) not in words("en", "stops")
        and bare(token) not in _never("en")
        and not (head_kind(token) and word[1:].islower())
    )


def _goes_on(tokens: Sequence[Token], free: Sequence[bool], at: int) -> bool:
    token = tokens[at]
    if token.text in _INNER:
        tight = token.start == tokens[at - 1].end or token.text == "&"
        return tight and at + 1 < len(tokens) and free[at + 1] and _opens(tokens[at + 1])
    return free[at] and _opens(token) and token.start - tokens[at - 1].end <= 1


def _run(sentence: Sentence, number: int, at: int, end: int, text: str) -> Run:
    tokens = sentence.tokens
    start, stop = tokens[at].start, tokens[end - 1].end
    name = " ".join(text[start:stop].split())
    quoted = at > 0 and tokens[at - 1].text in _OPEN
    # "Guy's in London" is a name of its own, "Lunit's software" is not
    if name.endswith(("'s", "’s")) and end < len(tokens) and (tokens[end].pos not in {"PREP", "PUNCT", "CONJ", "AUX"}):
        name, stop = name[:-2], stop - 2
    return Run(start, stop, name, number, at, end, quoted)


def _russian(sentence: Sentence, number: int, free: Sequence[bool], text: str) -> Iterator[Run]:
    tokens, at = sentence.tokens, 0
    while at < len(tokens):
        token = tokens[at]
        if token.text in _OPEN:
            end = quote_end(tokens, at)
            inner = tokens[at + 1 : end - 1] if end else ()
            if inner and len(inner) <= 6 and all(free[at + 1 : end - 1]) and inner[0].text[0].isupper():
                name = " ".join(text[inner[0].start : inner[-1].end].split())
                yield Run(token.start, tokens[end - 1].end, nominative(inner, name), number, at, end, True)
                at = end
                continue
        if free[at] and _stands_out(tokens, at):
            end = at + 1
            if token.text.isascii():
                while end < len(tokens) and end - at < 5 and free[end] and _latin_on(tokens, end):
                    end += 1
            start, stop = token.start, tokens[end - 1].end
            yield Run(start, stop, nominative(tokens[at:end], " ".join(text[start:stop].split())), number, at, end)
            at = end
            continue
        at += 1


def _latin_on(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.text in _INNER:
        return at + 1 < len(tokens) and tokens[at + 1].text.isascii() and tokens[at + 1].text[0].isupper()
    return token.text.isascii() and token.text[0].isalpha() and token.start - tokens[at - 1].end <= 1


def _stands_out(tokens: Sequence[Token], at: int) -> bool:
    """A capital inside a sentence, letters in capitals, or a Latin word."""
    word = tokens[at].text
    if not word[0].isupper() or len(word) < 3 or word.casefold() in _never("ru") or _ordinary(tokens[at]):
        return False
    if word.isupper() or sum(c.isupper() for c in word) > 1 or word.isascii():
        return True
    return at > 0 and tokens[at - 1].text not in {".", "!", "?", ":", "–", "—", "-", "•", *_OPEN} and tokens[at].pos != "ADJ"


def _ordinary(token: Token) -> bool:
    """Whether the word is an institution's head or an ordinary word of people and papers."""
    return head_kind_ru(token) is not None or token.lemma in words("ru", "breaks") or token.text.casefold() in words("ru", "legal")


def nominative(span: Sequence[Token], name: str) -> str:
    """A name of one word in the nominative; others as they stand."""
    if len(span) != 1 or not cyrillic(name):
        return name
    known = any(p.is_known for p in ru.parses(name))
    if name.isupper() and not known:
        return name
    return nominal.nominative(span, 0) if known else _plain(name)


def _plain(name: str) -> str:
    """An unknown word without the ending of an oblique case: "Склифа" stays when nothing tells; the dictionary guesses otherwise."""
    best = next((p for p in ru.parses(name) if "NOUN" in str(p.tag) and "Surn" not in p.tag), None)
    guess = best.inflect({"nomn"}).word if best and best.inflect({"nomn"}) else name
    return guess[:1].upper() + guess[1:]
