"""The head noun of a Russian institution's name."""

from __future__ import annotations

from collections.abc import Sequence

from ..language import nominal
from ..reading import Token
from .institutions_lexicon import heads, words

Tokens = Sequence[Token]
OPEN, CLOSE = '«"“„', '»"”'


def head_kind(token: Token) -> str | None:
    """Kind that the word gives as a head noun: by its lemma, or by the last part of one with a hyphen."""
    word = head_word(token)
    return heads("ru")[word] if word else None


def head_word(token: Token) -> str | None:
    """The head word as the word lists have it; None for another word."""
    if token.pos not in {"NOUN", "PROPN", "X", "ADJ"}:
        return None
    return next((w for w in (token.lemma, token.text.casefold(), _last_part(token.lemma)) if w in heads("ru")), None)


def _last_part(lemma: str) -> str:
    """ "кардиоклиника-центр" -> "центр", but nothing of "контакт-центр"."""
    first, _, last = lemma.rpartition("-")
    return last if first and first not in words("ru", "no_hyphen") else ""


def plural(tokens: Tokens, at: int) -> bool:
    """Whether the head stands in the plural: by the tagger, unless the dictionary or an adjective before it knows it for a singular."""
    token = tokens[at]
    if "number=plur" not in token.feats or not token.text[1:].islower():
        return False
    before = nominal.forms(tokens[at - 1].text, True) if at else frozenset()
    return not _singular(nominal.forms(token.text, False)) and not _singular(before)


def _singular(forms: frozenset[nominal.Form]) -> bool:
    return bool(forms) and all(number == "sing" for _, number, _ in forms)
