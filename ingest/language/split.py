"""Tokens and sentence borders, for both languages: linear scans over one block of text."""

from __future__ import annotations

import re
from collections.abc import Iterator

WORD = re.compile(r"[^\W\d_]+(?:[-‑'’][^\W_]+)*|\d+(?:[.,]\d+)*(?:-[^\W\d_]{1,4}\b)?|[^\w\s]|_+")
_STOP = re.compile(r"(?<![.!?…])[.!?…]{1,8}[»”\"')\]]*(?=\s)|\n[^\S\n]*\n")
_SHORT, _LONGEST = 300, 1_600  # characters of a word, of a sentence
_RUN = re.compile(rf"\S{{1,{_SHORT}}}")
_NEXT = re.compile(r"\s+[«“„\"'‘(\[—–-]*\s*[^\W_]")

ABBREVIATIONS = frozenset(
    {
        "dr",
        "prof",
        "st",
        "mr",
        "mrs",
        "ms",
        "no",
        "vs",
        "inc",
        "ltd",
        "co",
        "corp",
        "jr",
        "sr",
        "approx",
        "e.g",
        "i.e",
        "etc",
        "al",
        "fig",
        "dept",
        "univ",
        "hon",
        "rev",
        "gen",
        "col",
        "lt",
        "maj",
        "capt",
        "sgt",
        "messrs",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "u.s",
        "u.k",
        "u.n",
        "ph.d",
        "m.d",
        "assoc",
        "acad",
        "rm",
        "ext",
        "vol",
        "bros",
        "est",
        "им",
        "г",
        "гг",
        "в",
        "вв",
        "д",
        "к",
        "н",
        "м",
        "проф",
        "акад",
        "доц",
        "ул",
        "тел",
        "стр",
        "ак",
        "пр",
        "т",
        "п",
        "см",
        "ср",
        "чл",
        "корр",
        "обл",
        "р",
        "рис",
        "табл",
        "тыс",
        "млн",
        "млрд",
        "руб",
        "коп",
        "зам",
        "зав",
        "гл",
        "ст",
        "мин",
        "св",
        "напр",
        "др",
        "ред",
        "изд",
        "тов",
        "гр",
        "просп",
        "пер",
        "пос",
        "сан",
        "мед",
        "науч",
        "каб",
        "лит",
        "экз",
        "чел",
        "долл",
        "ок",
        "a.m",
        "p.m",
        "s.p.a",
    }
)
_CLOSERS = frozenset(
    {"г", "гг", "др", "руб", "коп", "чел", "млн", "млрд", "тыс", "долл", "etc", "inc", "ltd", "co", "corp", "al", "p.m", "a.m", "обл", "т"}
)


def tokens(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of words and signs in ``text[start:end]``. A hyphenated word is one token; initials and their dots are two."""
    return [m.span() for m in WORD.finditer(text, start, end)]


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``, without the white space around them."""
    spans, begin = [], start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() >= begin and _ends(text, begin, stop, end):
            spans.append((begin, stop.end()))
            begin = stop.end()
    spans.append((begin, end))
    stripped = (_strip(text, a, b) for a, b in spans)
    return [piece for a, b in stripped if a < b for piece in (_pieces(text, a, b) if b - a > _SHORT else ((a, b),))]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch that is too long for a sentence, cut between words, and words that are too long for words, cut anywhere.

    So no pattern sees more than a bounded text at once, and the time for a document is in proportion to its length.
    """
    begin = start
    for run in _RUN.finditer(text, start, end):
        if begin < run.start() and (run.end() - begin > _LONGEST or run.end() - run.start() == _SHORT):
            yield _strip(text, begin, run.start())
            begin = run.start()
    yield begin, end


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + len(piece.rstrip()), start + left)


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether a stop sign ends the sentence: not after an initial or abbreviation, and only before something that can begin one."""
    if "\n" in stop.group():
        return True
    following = _NEXT.match(text, stop.end(), min(end, stop.end() + 40))
    if following is None:
        return True
    first = following.group()[-1]
    if first.islower():
        return False
    if not stop.group().startswith(".") or (len(stop.group()) > 1 and stop.group()[1] == "."):
        return True
    before = re.search(r"[^\s(«\"“]*$", text[max(begin, stop.start() - 20) : stop.start()])
    word = before.group() if before else ""
    if (len(word) == 1 and word.isupper()) or (re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word) and word.casefold() not in {"p.m", "a.m"}):
        return False
    folded = word.casefold()
    return folded not in ABBREVIATIONS or (folded in _CLOSERS and len(stop.group()) > 1)
