"""Which single-byte encoding: the reading that looks most like Russian, by letters, case and neighbours.

Windows-1251 and KOI8-R put Cyrillic letters on the same bytes, with the cases swapped and the alphabets shuffled, so every byte is
a letter in both. What tells them apart is that common letters are common, that capitals do not follow small letters, and that Cyrillic
and Latin letters do not share a word.
"""

from __future__ import annotations

import math
import re

# occurrences in a thousand letters of Russian newspaper text
_PER_MILLE = {
    "о": 109, "е": 85, "а": 80, "и": 74, "н": 67, "т": 63, "с": 55, "р": 47, "в": 45, "л": 44, "к": 35, "м": 32, "д": 30, "п": 28,
    "у": 26, "я": 20, "ы": 19, "ь": 17, "г": 17, "з": 16, "б": 16, "ч": 14, "й": 12, "х": 10, "ж": 9, "ш": 7, "ю": 6, "ц": 5,
    "щ": 4, "э": 3, "ф": 3, "ъ": 0.4, "ё": 3,
}  # fmt: skip
_LETTER = {letter: math.log(share / 1000) for letter, share in _PER_MILLE.items()}
_MARKS = set("«»„“”‘’–—…№©®™§°•\u00a0·±€")
_STRANGE = -9.0
_CASE_BREAK = re.compile(r"[а-яё][А-ЯЁ]")
_MIXED = re.compile(r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
_LATIN_ACCENTS = set("éèêëáàâäãåæçíìîïñóòôöõøßúùûüýÿÉÈÊËÁÀÂÄÃÅÆÇÍÌÎÏÑÓÒÔÖÕØÚÙÛÜÝœŒšŠžŽ")
# worst mean for a text that is still taken; what it costs to be in capitals; accented letters among those of a Western text
_LEAST, _SHOUTING, _MOST_ACCENTS = -4.6, -2.5, 0.3
_SAMPLE = 20_000


def guess_single_byte(data: bytes) -> str | None:
    """ "cp1251", "koi8-r" or "cp1252" for bytes that are not UTF-8; None when no reading looks like language."""
    score, codec = max((_score(data[:_SAMPLE], codec), codec) for codec in ("cp1251", "cp1252", "koi8-r"))
    return codec if score > _LEAST else None


def _score(sample: bytes, codec: str) -> float:
    """Mean log-likelihood of the characters beyond ASCII; -inf where the bytes are not of this encoding."""
    try:
        text = sample.decode(codec)
    except UnicodeDecodeError:
        return -math.inf
    beyond = [char for char in text if char > "\x7f"]
    if codec == "cp1252" and sum(map(str.isalpha, beyond)) > _MOST_ACCENTS * sum(map(str.isalpha, text)):
        return -math.inf
    breaks = len(_CASE_BREAK.findall(text)) + len(_MIXED.findall(text))
    shouting = _SHOUTING if sum(map(str.isupper, beyond)) > len(beyond) / 2 else 0.0
    return (sum(map(_likely, beyond)) + breaks * _STRANGE + shouting) / len(beyond)


def _likely(char: str) -> float:
    if char in _MARKS:
        return -3.5
    if char in _LATIN_ACCENTS:
        return -4.0
    return _LETTER.get(char.lower(), _STRANGE)
