"""The nominative of Russian names: one case and gender for all of its words, by the dictionary, the tagger and endings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from ..language import ru
from ..reading import Token
from .people_given import dictionary

_NAMES = ("Name", "Patr", "Surn")
_SURNAME = re.compile(
    r"(?:[оеё]в|[иы]н|[оеё]ва|[иы]на|ск(?:ий|ая)|цк(?:ий|ая)|ко|ук|юк|чик|ян|янц|дзе|швили|ых|их|ой|ый|ли|заде|аев|ия|ава)$"
)
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
# a man's name that the dictionary does not know: endings of its cases, for stems that end in a consonant or in -й
_HARD = {"gent": "а", "accs": "а", "datv": "у", "ablt": ("ом", "ем"), "loct": "е"}
_SOFT = {"gent": "я", "accs": "я", "datv": "ю", "ablt": "ем", "loct": "е"}
_FATHERS = re.compile(r"(?:[оеё]в|ь|ин)ич(а|у|ем|е)?$")
_FATHER_CASES = {None: ("nomn",), "а": ("gent", "accs"), "у": ("datv",), "ем": ("ablt",), "е": ("loct",)}
_WOMEN = (
    ("ской", "ская"),
    ("скую", "ская"),
    ("овой", "ова"),
    ("евой", "ева"),
    ("ёвой", "ёва"),
    ("иной", "ина"),
    ("ыной", "ына"),
    ("ову", "ова"),
    ("еву", "ева"),
    ("ину", "ина"),
)


def nominative(words: Sequence[str], tokens: Sequence[Token] = (), hint: frozenset[str] = frozenset()) -> tuple[str, str]:
    """The name in the nominative, given name first: ("Орехова Дарья Ильинична" -> "Дарья Ильинична Орехова"), and its case.

    words: as they stand, initials with their dot; tokens: those that the tagger has seen, in the same place; hint: cases that the office
    before the name can stand in.
    """
    cased = [w.title() if w.isupper() and len(w) > 2 and "." not in w else w for w in words]
    case, gender = _case_and_gender([w for w in cased if not w.endswith(".")], tokens, hint)
    straight = [w if w.endswith(".") else _word(w, case, gender) for w in cased]
    return " ".join(_order(straight)), case


def _readings(word: str) -> list[Any]:
    return [p for p in ru.parses(word) if any(tag in p.tag for tag in _NAMES) and "plur" not in p.tag]


def _case_and_gender(words: Sequence[str], tokens: Sequence[Token], hint: frozenset[str]) -> tuple[str, str]:
    """The case and gender that most words can have; a word that the dictionary knows in other cases only speaks against one."""
    votes: dict[tuple[str, str], float] = {}
    for case in _CASES:
        for gender in ("masc", "femn"):
            votes[case, gender] = (
                sum(_vote(word, case, gender) for word in words)
                + (0.4 if len(words) > 1 else 0.9) * (case == "nomn")
                + 0.9 * (case in hint)
            )
    for token in tokens:
        seen, gendered = ru.feature(token, "case"), ru.feature(token, "gender")
        for key in votes:
            votes[key] += 0.3 * (key[0] == seen) + 0.1 * (key[1] == gendered)
    return max(votes.items(), key=lambda item: item[1])[0] if votes else ("nomn", "masc")


@lru_cache(maxsize=20_000)
def _vote(word: str, case: str, gender: str) -> float:
    father = _FATHERS.search(word)
    if father:
        return 1.5 * (gender == "masc" and case in _FATHER_CASES[father.group(1)])
    readings = _readings(word)
    if not readings:
        return 0.0
    fitting = [p for p in readings if case in p.tag and (gender in p.tag or "ms-f" in p.tag)]
    if fitting:
        best = max(fitting, key=lambda p: p.score)
        weight = 1.5 if "Name" in best.tag or "Patr" in best.tag else 1.0
        return float(weight * (0.5 + best.score) * (1.0 if best.is_known else 0.6))
    sure = any(p.is_known for p in readings) or word.endswith(("ой", "ого", "ому", "ым", "ову", "еву", "ину"))
    return -1.0 if sure else -0.1


def _word(word: str, case: str, gender: str) -> str:
    if case == "nomn" or not word[:1].isupper():
        return word
    parts = word.split("-")
    if len(parts) > 1 and all(part[:1].isupper() for part in parts):
        return "-".join(_word(part, case, gender) for part in parts)
    fitting = [p for p in _readings(word) if case in p.tag and (gender in p.tag or "ms-f" in p.tag)]
    known = [
        p
        for p in fitting
        if p.is_known
        or p.word.endswith(("ой", "ого", "ому", "ым", "им"))
        or p.normal_form.endswith(("ов", "ев", "ин", "ова", "ева", "ина"))
    ]
    for p in known:
        form = p.inflect({"nomn", "sing"})
        if form is not None:
            return _cased(form.word, word)
    return _by_ending(word, case, gender)


def _cased(form: str, like: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in form.split("-")) if like[:1].isupper() else form


def _by_ending(word: str, case: str, gender: str) -> str:
    if father := _FATHERS.search(word):
        return word[: len(word) - len(father.group(1) or "")]
    if gender == "femn":
        return next((word.removesuffix(old) + new for old, new in _WOMEN if word.endswith(old)), word)
    if len(word) < 3:
        return word
    for endings, nominative_end in ((_HARD, ""), (_SOFT, "й")):
        options = endings.get(case, ())
        for ending in (options,) if isinstance(options, str) else options:
            stem = word.removesuffix(ending)
            vowel = stem[-1:] in "аеёиоуыэюя"
            if stem != word and (vowel if nominative_end else not vowel):
                return stem + nominative_end
    return word


def _order(words: list[str]) -> list[str]:
    """Given name, patronymic, surname."""
    if len(words) == 3 and _is(words[2], "Patr") and not _is(words[1], "Patr"):
        return [words[1], words[2], words[0]]
    if len(words) == 2 and _surname(words[0]) and _is_given(words[1]) and not _is_given(words[0]):
        return [words[1], words[0]]
    if len(words) > 1 and words[-1].endswith(".") and not words[0].endswith("."):
        initials = [w for w in words if w.endswith(".")]
        return [*initials, *(w for w in words if not w.endswith("."))]
    return words


def _is(word: str, tag: str) -> bool:
    return any(tag in p.tag for p in ru.parses(word))


def _is_given(word: str) -> bool:
    best = ru.parses(word)[0]
    return ("Name" in best.tag and best.is_known) or dictionary(word)


def _surname(word: str) -> bool:
    return bool(_SURNAME.search(word)) and not word.endswith(".")
