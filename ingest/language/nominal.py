"""Russian noun phrases: agreement, and their nominative."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from ..reading import Token
from . import ru

_ADJECTIVES = {"ADJF", "PRTF"}
Form = tuple[str, str, str | None]


@lru_cache(maxsize=50_000)
def forms(word: str, adjective: bool) -> frozenset[Form]:
    """(case, number, gender) of each reading of a word as a noun or as an adjective; gender is None in the plural."""
    return frozenset(
        _form(p.tag) for p in ru.parses(word) if p.tag.case and (str(p.tag.POS) in _ADJECTIVES) == adjective and p.tag.POS != "ADJS"
    )


def _form(tag: Any) -> Form:
    number = str(tag.number or "sing")
    return str(tag.case), number, str(tag.gender) if number == "sing" and tag.gender else None


def agrees(adjective: Token, noun: Token) -> bool:
    """Whether the first word is an adjective or participle that can agree with the noun."""
    if adjective.pos not in {"ADJ", "VERB", "PROPN", "NOUN", "DET", "X"} or not adjective.text[0].isalpha():
        return False
    return bool(forms(adjective.text, True) & forms(noun.text, False))


def nominative(tokens: Sequence[Token], head: int = -1) -> str:
    """The phrase with its head and the adjectives before it in the nominative singular; the rest as it stands.

    `head` is the index of the head noun; by default the first noun.
    """
    if head < 0:
        head = next((i for i, t in enumerate(tokens) if t.pos in {"NOUN", "PROPN"} and not forms(t.text, True)), 0)
    gender = _gender(tokens[head])
    words = [_noun(t) if i == head else _adjective(t, gender) if i < head else t.text for i, t in enumerate(tokens)]
    return _join(tokens, words)


def _gender(token: Token) -> str | None:
    if token.text.isupper() and len(token.text) > 1:
        return "femn" if token.text.endswith("Б") else "masc"
    best = _reading(token)
    return str(best.tag.gender) if best is not None and best.tag.gender else None


def _reading(token: Token) -> Any:
    """The reading as a noun that the tagger's case and number speak for."""
    return _noun_reading(token.text, token.lemma, ru.feature(token, "case"))


@lru_cache(maxsize=20_000)
def _noun_reading(text: str, lemma: str, case: str | None) -> Any:
    nouns = [p for p in ru.parses(text) if p.tag.POS == "NOUN"]
    return max(nouns, key=lambda p: (p.normal_form == lemma) + 2 * (p.tag.case == case), default=None)


def _noun(token: Token) -> str:
    if not token.text[1:].islower():
        return token.text
    return _nominative_noun(token.text, token.lemma, ru.feature(token, "case"))


@lru_cache(maxsize=20_000)
def _nominative_noun(text: str, lemma: str, case: str | None) -> str:
    best = _noun_reading(text, lemma, case)
    inflected = best.inflect({"nomn", "sing"}) if best is not None else None
    return _like(inflected.word, text) if inflected else text


def _adjective(token: Token, gender: str | None) -> str:
    return _nominative_adjective(token.text, gender)


@lru_cache(maxsize=20_000)
def _nominative_adjective(text: str, gender: str | None) -> str:
    wanted = {"nomn", "sing", gender} if gender else {"nomn", "sing"}
    low = text.lower()
    forms = [
        f.word
        for p in ru.parses(text)
        if str(p.tag.POS) in _ADJECTIVES
        for f in p.lexeme
        if wanted <= f.tag.grammemes and "ADJS" not in f.tag
    ]
    best = max(forms, key=lambda word: (_shared(word, low), -len(word)), default=None)
    return _like(best, text) if best else text


def _shared(a: str, b: str) -> int:
    """Length of the common beginning."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _like(word: str, model: str) -> str:
    """The word with the capitals of its model."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    parts, models = word.split("-"), model.split("-")
    if len(parts) == len(models):
        return "-".join(p[:1].upper() + p[1:] if m[:1].isupper() else p for p, m in zip(parts, models, strict=True))
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def _join(tokens: Sequence[Token], words: Sequence[str]) -> str:
    """The words with the white space that stood between them."""
    out = [words[0]] if words else []
    for before, token, word in zip(tokens, tokens[1:], words[1:], strict=False):
        out.append((" " if token.start > before.end else "") + word)
    return "".join(out)
