"""Words of a question: where they stand, and the stems by which they are compared with the words of the vocabularies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"№|[^\W_]+(?:['’‑-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_RUSSIAN = re.compile(
    r"(?:ьями|иями|ями|ами|ыми|ими|ьям|ьях|ьем|ьев|иям|иях|ией|ием|ого|его|ому|ему|ую|юю|ая|яя|ое|ее|ые|ие|ый|ий|ой|ей|ым|им|ых|их|ом|ем|ье|ья|ьи|ия|ию|ии|ям|ях|ах|ам|ов|ев|ью|и|ы|а|я|о|е|у|ю|ь|й)$"
)
_INFINITIVE = re.compile(r"(?:[аеиоуыюя]?ть|[ст]ти|чь)(?:ся|сь)?$")
_ENGLISH = re.compile(r"(?:ies|ied|ying|ings?|ed|es|s|e|y)$")
_ABBREVIATED = {"им", "no", "st", "dr", "prof", "mr", "mrs", "ms", "акад", "проф", "св", "ул", "inc", "ltd", "г-н", "д-р", "univ"}
_ROOT = 5  # letters of a verb's root at least
LONGEST = 2_000  # letters of a question that are read
MOST = 120  # words


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands: `text` at `start:end`, `plain` without case, ё and 's, its `stem`; `before`: the signs before it."""

    text: str
    start: int
    end: int
    plain: str
    stem: str
    before: str
    russian: bool
    own: bool = False  # ends in 's

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter, or is as 3M is."""
        return self.text[0].isupper() or (self.text[0].isdigit() and self.text[-1].isupper())

    @property
    def shout(self) -> bool:
        """Whether it is written in capitals: ВОЗ, UNICEF, НМИЦ."""
        return len(self.text) > 1 and sum(map(str.isupper, self.text)) > 1 and not self.text[-1].islower()

    @property
    def glued(self) -> bool:
        """Whether only a dash without spaces stands before it: "Россия–Лаос"."""
        return self.before in ("–", "—")

    @property
    def breaks(self) -> bool:
        """Whether a sign stands before it that ends a phrase."""
        return any(sign in self.before for sign in ",;:?!()—–/") or " - " in self.before or bool(re.search(r"\.\s|\n", self.before))


def fold(text: str) -> str:
    """A text without differences of case, of ё and е, of apostrophes and hyphens."""
    return text.casefold().translate(_FOLDED)


_FOLDED = str.maketrans({"ё": "е", "’": "'", "‑": "-"})


def is_russian(text: str) -> bool:
    """Whether it is written in Cyrillic letters."""
    return any("а" <= letter <= "я" or letter in "ёғқңөұүһіїўҳҷ" for letter in text.casefold())


@lru_cache(8192)
def stem(plain: str) -> str:
    """A folded word without its ending; at least three letters stay, of an English word four unless only its s is left out."""
    if len(plain) <= 3:
        return plain
    if is_russian(plain):
        found = _RUSSIAN.search(plain, 3)
        return plain[: found.start()] if found else plain
    return _english_stem(plain)


def _english_stem(plain: str) -> str:
    found = _ENGLISH.search(plain, 4)
    if not found:
        return plain[:-1] if plain.endswith("s") and not plain.endswith("ss") else plain
    cut = plain[: found.start()]
    return cut[:-1] if cut[-1] == cut[-2] and found[0] in ("ed", "ing") else cut


def is_infinitive(plain: str) -> bool:
    """Whether a folded word of a vocabulary is a Russian verb in the infinitive."""
    return len(plain) > 5 and is_russian(plain) and _INFINITIVE.search(plain) is not None


def verb_root(plain: str) -> str:
    """The part of an infinitive that all forms of the verb begin with."""
    root = _INFINITIVE.sub("", plain)
    if len(root) < _ROOT:  # "прив" begins too many words
        root = re.sub(r"(?:ть|[ст]ти|чь)(?:ся|сь)?$", "", plain)
    return root[:-1] if root.endswith(("ова", "ева")) else root


def words(text: str) -> list[Word]:
    """The words of a question, at most as many as stand in its first `LONGEST` characters."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text[:LONGEST]):
        shown = match[0]
        own = _POSSESSIVE.search(shown) is not None
        shown = _POSSESSIVE.sub("", shown) if own else shown
        plain = "with" if shown == "w" and text[match.end() : match.end() + 1] == "/" else fold(shown)
        between = text[end : match.start()]
        if found and between.startswith(".") and (found[-1].plain in _ABBREVIATED or len(found[-1].plain) == 1):
            between = between[1:]
        start, stop = match.start(), match.start() + len(shown)
        found.append(Word(shown, start, stop, plain, stem(plain), between, is_russian(plain), own))
        end = match.end()
        if len(found) == MOST:
            break
    return found
