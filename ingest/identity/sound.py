"""How a word sounds, in one Latin form for both scripts, so that Шумакова meets Shumakov and Жигжидсурэн meets Jigjidsuren.

Our own table rather than `anyascii`: it writes the digraphs (zh/j, kh/h, ts/c, ch/tch, y/i) of both sides alike, so that the consonants
are also the key under which candidates are found; docs/identity.md has the figures.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "j", "з": "z", "и": "i", "і": "i",
    "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "c", "ч": "4", "ш": "5", "щ": "5", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ә": "a", "ғ": "g",
    "қ": "k", "ң": "n", "ө": "o", "ү": "u", "ұ": "u", "һ": "h", "ў": "u", "ҳ": "h",
}  # fmt: skip
_DIGRAPHS = (
    ("shch", "5"), ("tsch", "4"), ("tch", "4"), ("sch", "5"), ("sh", "5"), ("ch", "4"), ("zh", "j"), ("kh", "h"), ("dzh", "j"), ("ts", "c"),
    ("tz", "c"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("gh", "g"), ("qu", "kv"), ("q", "k"), ("x", "ks"), ("w", "v"), ("y", "i"),
    ("ee", "i"), ("oo", "u"),
)  # fmt: skip
_RUSSIAN_ENDING = re.compile(
    r"(?<=\w{3})(ого|его|ому|ему|ыми|ими|ами|ями|ах|ях|ых|их|ый|ий|ой|ей|ая|яя|ое|ее|ую|юю|ым|им|ом|ем|[аяыиуюеоь])$"
)
_EASTERN = re.compile(r"([oe]va?|ina?|s[ck][iy]y?|skaya|ko|uk|[iy]an|dze|shvili|ich|uly|kyzy)$")
_CYRILLIC_LETTER = re.compile("[\u0400-\u052f]")
_VOWELS = re.compile("[aeiou]")
_DOUBLE = re.compile(r"(.)\1+")


def cyrillic(word: str) -> bool:
    """The word has Cyrillic letters."""
    return _CYRILLIC_LETTER.search(word) is not None


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """The sound of a lower-case word: Latin letters, 4 for ch, 5 for sh, j for zh; no doubled letters."""
    if cyrillic(word):
        text = "".join(_CYRILLIC.get(c, c) for c in word).replace("dj", "j")
    else:
        text = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
        for written, heard in _DIGRAPHS:
            text = text.replace(written, heard)
        text = re.sub("c(?=[ei])", "s", text) if "ts" not in word and "tz" not in word else text
        text = text.replace("dj", "j")
    return _DOUBLE.sub(r"\1", text)


@lru_cache(maxsize=200_000)
def uninflected(word: str) -> str:
    """A lower-case Russian word without its case ending; other words without a possessive."""
    return _RUSSIAN_ENDING.sub("", word) if cyrillic(word) else re.sub(r"['’]s?$", "", word)


@lru_cache(maxsize=200_000)
def skeletons(word: str, *, derived: bool = True) -> frozenset[str]:
    """Consonant skeletons of a lower-case word, without its ending; Russian ones with and without -sk- where they may be
    adjectives `derived` from a name ("Сеченовский университет"); Petrovsky is never Petrov."""
    base = sound(uninflected(word))
    forms = {base, *readings(uninflected(word))}
    for tail in ("inskaia", "skaia", "skii", "skiy", "ski", "ska", "insk", "sk"):
        if derived and cyrillic(word) and base.endswith(tail) and len(base) - len(tail) >= 3:
            forms.add(base[: -len(tail)])
    return frozenset(consonants(form) for form in forms if form)


def consonants(heard: str) -> str:
    """The skeleton of one sound: its consonants, after an "a" where it begins with a vowel."""
    return heard[:1].translate(_FIRST) + _VOWELS.sub("", heard[1:])


_FIRST = str.maketrans("eiou", "aaaa")


@lru_cache(maxsize=200_000)
def readings(word: str) -> tuple[str, ...]:
    """How a word in Latin script sounds when read as French (Gautier: gotie) or German (Schneider: 5naider); none for Eastern names."""
    if cyrillic(word) or _EASTERN.search(word):
        return ()
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    found = (_spelt(plain, _FRENCH), _spelt(plain, _GERMAN))
    return tuple(f for f in dict.fromkeys(found) if f != sound(word))


def _spelt(word: str, rules: tuple[tuple[str, str], ...]) -> str:
    for written, heard in rules:
        word = re.sub(written, heard, word)
    return sound(word)


_FRENCH = (
    ("eaux?$|aux?$", "o"), ("eau|au", "o"), ("ier$", "ie"), ("(?<=...)er$", "e"), ("(?<=...[aeiou])[tdsxz]$", ""), ("ou", "u"),
    ("(?<!s)ch", "sh"), ("oi", "ua"), ("qu", "k"),
)  # fmt: skip
_GERMAN = (
    ("ei", "ai"),
    ("eu|au(?=m)", "oi"),
    ("(?<=[aeiou])h", ""),
    ("^st", "sht"),
    ("^sp", "shp"),
    ("z", "ts"),
    ("^j|(?<=[aeiou])j", "y"),
    ("v", "f"),
)
