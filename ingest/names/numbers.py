"""Numbers as written: "1 086", "60,000", "3,5 тысячи", "1.5 million", "двадцать четыре", "two dozen"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


def _table(pairs: str) -> dict[str, float]:
    """Values by word, from "word:value" pairs."""
    return {word: float(value) for word, value in (pair.split(":") for pair in pairs.split())}


_RU_UNITS = _table(
    """
    один:1 одна:1 одного:1 одну:1 два:2 две:2 двух:2 двое:2 оба:2 обе:2 три:3 трёх:3 трех:3 трое:3 четыре:4 четырёх:4 четырех:4
    четверо:4 пять:5 пяти:5 пятеро:5 шесть:6 шести:6 шестеро:6 семь:7 семи:7 семеро:7 восемь:8 восьми:8 девять:9 девяти:9
    десять:10 десяти:10 одиннадцать:11 двенадцать:12 тринадцать:13 четырнадцать:14 пятнадцать:15 шестнадцать:16 семнадцать:17
    восемнадцать:18 девятнадцать:19 двадцать:20 двадцати:20 тридцать:30 тридцати:30 сорок:40 сорока:40 пятьдесят:50 пятидесяти:50
    шестьдесят:60 семьдесят:70 восемьдесят:80 девяносто:90 сто:100 ста:100 двести:200 двухсот:200 триста:300 трёхсот:300
    четыреста:400 пятьсот:500 пятисот:500 шестьсот:600 семьсот:700 восемьсот:800 девятьсот:900 полсотни:50 полтора:1.5 сотню:100
    сотня:100 десяток:10 дюжина:12 дюжину:12 сотни:100
    """
)
_EN_UNITS = _table(
    """
    one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 thirteen:13 fourteen:14 fifteen:15
    sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90
    hundred:100
    """
)
_SCALES = _table(
    """
    тысяч:1000 тысячи:1000 тысяча:1000 тысячу:1000 тыс:1000 млн:1e+06 миллион:1e+06 миллиона:1e+06 миллионов:1e+06 млрд:1e+09
    миллиард:1e+09 миллиарда:1e+09 миллиардов:1e+09 thousand:1000 k:1000 million:1e+06 mln:1e+06 m:1e+06 billion:1e+09 bn:1e+09
    dozen:12 dozens:12 hundred:100 score:20 десятка:10 десятков:10 дюжины:12 сотен:100
    """
)
_WORDS = {**_RU_UNITS, **_EN_UNITS}
_DIGITS = r"(?<!№\s)(?<![\w№.,/:-])\d{1,3}(?:[  ,]\d{3})+(?![\d-])|(?<!№\s)(?<![\w№/:-])\d+(?:[.,]\d+)?(?![\w/:]|[.,]\d|[-–—]\d)"
_SCALE = r"(?:[  ]?(?:" + "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True)) + r")\b\.?)?"
_WORD = (
    r"\b(?:"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")\b(?:[  -](?:and\s)?(?:"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")\b){0,3}"
)
NUMBER = re.compile(rf"(?:{_DIGITS}|{_WORD}){_SCALE}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """``text[start:end]`` and its value."""

    start: int
    end: int
    value: float


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Numbers in ``text[start:end]``, in order. "и" between two of them parts them: "198 и 24" are two."""
    for match in NUMBER.finditer(text, start, len(text) if end is None else end):
        value = _value(match.group())
        if value is not None:
            yield Number(match.start(), match.end(), value)


def _value(written: str) -> float | None:
    match = re.match(_DIGITS, written) if written[0].isdigit() else None
    if match:
        digits = match.group()
        scale = _scale(written[match.end() :])
        grouped = re.fullmatch(r"\d{1,3}(?:[  ,]\d{3})+", digits)
        plain = re.sub(r"[  ,]", "", digits) if grouped and not (scale > 1 and "," in digits) else digits.replace(",", ".")
        return float(plain) * scale
    total, scale = 0.0, 1.0
    for word in re.findall(r"[^\W\d_]+", written.casefold()):
        if word in _SCALES and total:
            scale = _SCALES[word]
        elif word == "hundred":
            total = (total or 1) * 100
        elif word in _WORDS:
            total += _WORDS[word]
    return total * scale if total else None


def _scale(rest: str) -> float:
    return _SCALES.get(rest.strip(" \u00a0.").casefold(), 1.0)
