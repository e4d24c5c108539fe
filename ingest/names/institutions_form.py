"""When two names are forms of one: their stems, numbers and abbreviations compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..language import split
from ..language.stem import ending_off, stem
from ..reading import Token
from .institutions_lexicon import any_of, expansion, words
from .places import spots

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_STOP = frozenset(
    {
        "и",
        "в",
        "на",
        "по",
        "при",
        "им",
        "имени",
        "для",
        "с",
        "о",
        "об",
        "из",
        "за",
        "the",
        "of",
        "for",
        "and",
        "at",
        "in",
        "on",
        "named",
        "after",
        "de",
        "la",
        "le",
        "du",
        "des",
        "der",
        "die",
        "das",
        "del",
        "und",
        "к",
        "до",
        "от",
        "a",
        "an",
        "&",
        "его",
        "её",
        "академика",
        "профессора",
        "академиков",
        "academician",
        "professor",
        "г",
        "города",
        "доктора",
    }
)
_OWNER = re.compile(rf"(?<=[\w»)] ){any_of('owner')}\b.*$")
_LEGAL = re.compile(rf"(?i)\b(?:{any_of('legal_words')}\s+)*учреждени\w+(?: высшего образования| здравоохранения| науки)?")


@dataclass(frozen=True, slots=True)
class Form:
    """What of a name counts: `stems` of its words with abbreviations spelt out, `numbers`, all `words`, `letters` of an abbreviation."""

    stems: frozenset[str]
    numbers: frozenset[str]
    words: tuple[str, ...]
    letters: str


@lru_cache(maxsize=20_000)
def form(name: str, lang: str) -> Form:
    """The form of a name."""
    plain = _OWNER.sub("", _LEGAL.sub(" ", name)) if lang == "ru" else name
    original = plain
    placed, plain = _places(plain)
    raw = [w for w in WORD.findall(plain) if w.casefold() not in words(lang, "legal")] or WORD.findall(name)
    letters = raw[0] if len(raw) == 1 and not placed and abbreviation(raw[0]) and raw[0].casefold() not in expansion(lang) else ""
    raw_all = tuple(w for word in WORD.findall(original) for w in _spelt(word, lang).replace("-", " ").split())
    spelt: list[str] = []
    for word in raw:
        spelt += _spelt(word, lang).replace("-", " ").split()
    kept = [w for w in spelt if w.casefold() not in _STOP and (len(w) > 1 or not w.isalpha() or not w.isupper())]
    stems = placed | frozenset(stem(w) for w in kept if not w.isdigit())
    return Form(stems, frozenset(w for w in kept if w.isdigit()), raw_all, letters)


def _places(name: str) -> tuple[frozenset[str], str]:
    """The places in a name under one sign each ("@RU" for "России", "РФ", "Российской Федерации"), and the name without them."""
    tokens = [Token(a, b, name[a:b], "", "") for a, b in split.tokens(name, 0, len(name))]
    found = [s for s in spots(tokens) if not s.ambiguous]
    for spot in reversed(found):
        name = name[: spot.start] + " " * (spot.end - spot.start) + name[spot.end :]
    return frozenset("@" + (s.region or s.city or s.country) for s in found), name


@lru_cache(maxsize=50_000)
def parts(word: str, lang: str) -> frozenset[str]:
    """The stems that a word of a name may give to the form."""
    return frozenset(stem(w) for w in _spelt(word, lang).replace("-", " ").split())


@lru_cache(maxsize=50_000)
def _spelt(word: str, lang: str) -> str:
    """The word with its abbreviation spelt out, whatever its ending ("Минздрава", "онкодиспансером")."""
    known, low = expansion(lang), word.casefold()
    return known.get(low) or known.get(ending_off(low) if lang == "ru" and len(low) > 5 else low) or word


def abbreviation(word: str) -> bool:
    """Whether a word looks like an abbreviation: two capitals at least, no more than a few small letters."""
    capitals = sum(c.isupper() for c in word)
    return capitals >= 2 and len(word) <= 14 and capitals * 3 >= sum(c.isalpha() for c in word)


def spells(letters: str, name: tuple[str, ...]) -> bool:
    """Whether the abbreviation can be read off the words in order: each gives a beginning or is passed over; the first one gives."""
    wanted = re.sub(r"[^\w]", "", letters.replace("СПб", "СП")).casefold().replace("ё", "е")
    parts = tuple(w.casefold().replace("ё", "е") for w in name)
    return bool(wanted) and len(parts) <= 30 and _spells(wanted, parts, 0)


def _spells(wanted: str, parts: tuple[str, ...], taken: int) -> bool:
    """Dynamic programme over (letters used) for each word; a word may give up to five letters and small words may be passed over."""
    reached = {0}
    skipped = 0
    for number, part in enumerate(parts):
        step = {at + n for at in reached for n in range(1, 6) if wanted[at : at + n] and part.startswith(wanted[at : at + n])}
        step = {at for at in step if at <= len(wanted)}
        if number == 0 and not step:
            return False
        if number and part not in _STOP:
            skipped += not step
        reached = step | (reached if number and (part in _STOP or skipped <= max(4, len(wanted) - 2)) else set())
        if not reached:
            return False
    return len(wanted) in reached and skipped <= len(wanted)
