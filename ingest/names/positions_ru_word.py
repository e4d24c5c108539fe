"""Words of Russian office phrases: which head an office, which belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from ..language import ru
from ..reading import Mention, Token
from .offices import lexicon

GOES_ON = {"NOUN", "PROPN", "ADJ", "NUM", "PREP", "DET", "X"}

QUOTES = frozenset('«»"“”„-–№%/')

SHORT = frozenset(
    [
        "к",
        "м",
        "н",
        "д",
        "зав",
        "зам",
        "акад",
        "проф",
        "г",
        "гор",
        "обл",
        "респ",
        "мед",
        "наук",
        "ст",
        "мл",
        "нач",
        "им",
        "и",
        "о",
        "врио",
        "доц",
        "чл",
        "корр",
        "гл",
        "св",
    ]
)

NOT_OWN = frozenset(["наш", "мой", "ваш", "этот", "тот", "свой", "сам", "весь", "каждый", "другой", "иной", "такой"])

_CALLINGS = (
    "сестра",
    "хирург",
    "терапевт",
    "педиатр",
    "психиатр",
    "онколог",
    "кардиолог",
    "невролог",
    "реаниматолог",
    "директор",
    "менеджер",
)

_SHORT_TITLES = frozenset({"проф", "доц", "акад"})


def is_head(token: Token) -> bool:
    heads = lexicon("ru").heads
    low = token.text.casefold()
    if token.pos in ("NOUN", "PROPN") and len(low) > 6 and token.lemma.endswith(_CALLINGS):
        return True
    return ((token.lemma in heads or low in heads) and not low.startswith(("главны", "главно"))) or _compound(token.lemma, heads)


def _compound(lemma: str, heads: frozenset[str]) -> bool:
    """ "врач-хирург", "хирург-онколог", "замминистра"."""
    return "-" in lemma and any(part in heads for part in lemma.split("-"))


def is_title(token: Token) -> bool:
    return token.lemma in lexicon("ru").titles or token.text.casefold() in _SHORT_TITLES


def participle(token: Token) -> bool:
    return token.lemma in (
        "исполнять",
        "исполняющий",
        "возглавляющий",
        "возглавлять",
        "врио",
        "обязанность",
        "ведущий",
        "заведующий",
        "управляющий",
    )


def spelled(token: Token) -> bool:
    """Whether the word is an abbreviation such as "КазНУ", whatever part of speech it was taken for."""
    return token.text.isalpha() and sum(c.isupper() for c in token.text) > 1


def starts_office(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether an office or title begins at `at`, adjectives before it allowed."""
    words = lexicon("ru")
    for token in tokens[at : min(last, at + 4)]:
        if is_head(token) or is_title(token):
            return True
        if (
            token.pos not in ("ADJ", "NUM")
            and token.lemma not in words.adjectives
            and token.text.casefold() not in SHORT
            and token.text != "."
            and token.lemma not in NOT_OWN
        ):
            return False
    return all(t.text.casefold() in SHORT or t.text == "." for t in tokens[at:last])


def covering(mentions: Sequence[Mention], token: Token) -> Mention | None:
    """The institution's name that a token is a part of."""
    return next((m for m in mentions if m.form in ("name", "abbreviation") and m.start <= token.start and token.end <= m.end), None)


def index(tokens: Sequence[Token], offset: int) -> int:
    return next((i for i, t in enumerate(tokens) if t.start >= offset), len(tokens))


def can_be(token: Token, case: str) -> bool:
    return (
        any(case in p.tag for p in ru.parses(token.text) if "NOUN" in p.tag or "ADJF" in p.tag or "PRTF" in p.tag)
        or not token.text.isalpha()
        or not ru.parses(token.text)[0].is_known
    )
