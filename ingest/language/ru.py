"""Russian morphology: slovnet's tagger settles what pymorphy3's dictionary leaves open."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import pymorphy3
from slovnet.conll import parse_conll_tag
from slovnet.exec.model import Morph

from ..reading import Token
from . import models

_POS = {"ADP": "PREP", "CCONJ": "CONJ", "SCONJ": "CONJ", "AUX": "VERB"}
_FEATS = {
    "Case": (
        "case",
        {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct", "Par": "gent", "Voc": "nomn"},
    ),
    "Number": ("number", {"Sing": "sing", "Plur": "plur"}),
    "Gender": ("gender", {"Masc": "masc", "Fem": "femn", "Neut": "neut"}),
    "VerbForm": ("form", {"Fin": "fin", "Part": "part", "Inf": "inf", "Conv": "conv"}),
    "Tense": ("tense", {"Past": "past", "Pres": "pres", "Fut": "futr"}),
    "Voice": ("voice", {"Pass": "pssv", "Act": "actv"}),
    "Person": ("person", {"1": "1", "2": "2", "3": "3"}),
    "Mood": ("mood", {"Imp": "impr"}),
}
_OPEN = {"NOUN": {"NOUN"}, "PROPN": {"NOUN"}, "ADJ": {"ADJF", "ADJS", "COMP", "PRTF"}, "VERB": {"VERB", "INFN", "GRND", "PRTF", "PRTS"}}
_TAG = {
    "PREP": {"PREP"},
    "CONJ": {"CONJ"},
    "DET": {"ADJF", "NPRO"},
    "PRON": {"NPRO"},
    "ADV": {"ADVB", "COMP", "PRED"},
    "PART": {"PRCL"},
    "NUM": {"NUMR", "ADJF"},
    **_OPEN,
}


@cache
def analyzer() -> Any:
    """pymorphy3's analyzer, one for a process (0.2 s, 15 MB)."""
    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def tagger() -> models.Tagger:
    """slovnet's morphology model from the data folder of the natasha distribution, one for a process (0.3 s, 100 MB)."""
    return models.load(Morph, "morph")


def tag(sentences: Sequence[Sequence[tuple[int, int, str]]]) -> list[tuple[Token, ...]]:
    """Tokens with lemma, part of speech and features, for sentences of (start, end, text)."""
    scores = tagger().scores([[word for _, _, word in sentence] for sentence in sentences])
    return [
        tuple(_token(*spot, mark) for spot, mark in zip(spots, found.argmax(-1).tolist(), strict=True))
        for spots, found in zip(sentences, scores, strict=True)
    ]


@cache
def _mark(number: int) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Part of speech and features that a tag of the model stands for."""
    pos, feats = parse_conll_tag(tagger().tags[number])
    known = tuple((key, values[feats[name]]) for name, (key, values) in _FEATS.items() if feats.get(name) in values)
    return _POS.get(pos, pos), known


def _token(start: int, end: int, word: str, mark: int) -> Token:
    pos, feats = _mark(mark)
    lemma, known = _lemma(word, pos, feats)
    return Token(start, end, word, lemma, pos, "|".join(f"{k}={v}" for k, v in (known or feats)))


@lru_cache(maxsize=50_000)
def _lemma(word: str, pos: str, feats: tuple[tuple[str, str], ...]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Normal form of the dictionary's reading that agrees best with the tagger."""
    if not any(c.isalpha() for c in word):
        return word, feats
    if any("a" <= c <= "z" for c in word.lower()):
        return word.lower(), feats
    best = max(enumerate(parses(word)), key=lambda item: (_agreement(item[1].tag, pos, feats), -item[0]))[1]
    return best.normal_form, feats


@lru_cache(maxsize=50_000)
def parses(word: str) -> tuple[Any, ...]:
    """pymorphy3's readings of a word, likeliest first."""
    try:
        return tuple(analyzer().parse(word))
    except ValueError:  # it asks for the name of each letter, and Python knows none of some rare scripts'
        return tuple(
            analyzer().parse("".join("一" if letter.isalpha() and not unicodedata.name(letter, "") else letter for letter in word))
        )


def _agreement(reading: Any, pos: str, feats: tuple[tuple[str, str], ...]) -> int:
    same = 4 if str(reading.POS) in _TAG.get(pos, ()) else 0
    return same + sum(value in reading for key, value in feats if key in {"case", "number", "gender"})


def feature(token: Token, name: str) -> str | None:
    """A feature's value: ``feature(token, "case") == "gent"``."""
    for pair in token.feats.split("|"):
        key, _, value = pair.partition("=")
        if key == name:
            return value
    return None
