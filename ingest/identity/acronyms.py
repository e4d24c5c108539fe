"""Whether a word in capitals is made of the initials of a name: СПбГМУ of "Санкт-Петербургский государственный медицинский университет"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from . import lexicon
from .normal import Name
from .sound import cyrillic

_AND = frozenset("и&and")
_MOST_SKIPPED = 1


@lru_cache(maxsize=200_000)
def covers(acronym: str, words: tuple[str, ...]) -> bool:
    """The letters are those that the words begin with, in order; a capital begins a word, one word may have none."""
    if len(words) < 2:
        return False
    segments = _segments(acronym)
    return _fits(segments, words, _MOST_SKIPPED if len(segments) > 2 else 0)


def _segments(acronym: str) -> tuple[str, ...]:
    """СПбГМУ -> с, пб, г, м, у; a small "и" between capitals is the word "and"."""
    found: list[str] = []
    for letter in acronym:
        if letter.isupper() or not found:
            found.append(letter.casefold())
        elif letter not in _AND or found[-1] in _AND:
            found[-1] += letter.casefold()
    return tuple(found)


def _fits(segments: Sequence[str], words: Sequence[str], skips: int) -> bool:
    if not segments:
        return len(words) <= skips
    if not words:
        return False
    head, first = segments[0], words[0]
    if first.startswith(head[0]) and _within(head, first) and _fits(segments[1:], words[1:], skips):
        return True
    return skips > 0 and _fits(segments, words[1:], skips - 1)


def _within(letters: str, word: str) -> bool:
    """The letters occur in the word in this order: "пб" in "петербургский"."""
    rest = iter(word)
    return all(letter in rest for letter in letters)


@cache
def _russian_initials() -> dict[tuple[str, str], str]:
    found = {}
    for type_ in ("kind", "level", "weak", "strong"):
        for name, forms in lexicon.data("lexicon")[type_].items():
            if forms["ru"]:
                found[type_, name] = forms["ru"].split()[0].lstrip("=")[0]
    return found


@lru_cache(maxsize=200_000)
def translated(acronym: str, name: Name) -> bool:
    """The letters of a Russian acronym are those of an English name's words in Russian, in any order; one weak word may lack."""
    if not cyrillic(acronym) or any(map(cyrillic, name.words)) or len(acronym) < 3:
        return False
    table = _russian_initials()
    need = Counter(letter for part in _segments(acronym) for letter in part[0])
    said = Counter(
        [
            table[t, n]
            for t, names in (("kind", name.kinds), ("level", name.levels), ("strong", name.strong))
            for n in names
            if (t, n) in table
        ]
    )
    said += Counter(name.place_initials)
    weak = Counter(table["weak", n] for n in name.weak if ("weak", n) in table)
    return not need - said - weak and (said - need).total() <= 1


def part(acronym: str, words: tuple[str, ...]) -> bool:
    """The letters are the initials of some of the words, one after another: ЛРЦ within "НМИЦ Лечебно-реабилитационный центр"."""
    size = len(_segments(acronym))
    return size > 2 and any(covers(acronym, words[i : i + size]) for i in range(len(words) - size + 1))


def republic(acronym: str, initials: frozenset[str]) -> bool | None:
    """Whether РК, КР ... can stand for a republic whose name begins with one of the initials; None when it is no such abbreviation."""
    letters = acronym.casefold()
    if len(letters) != 2 or "р" not in letters or not cyrillic(letters):
        return None
    return letters.replace("р", "", 1) in initials


def letters(acronym: str) -> str:
    """The initials in an acronym, sorted; the same for both scripts where they sound alike."""
    return "".join(sorted(part[0] for part in _segments(acronym)))


def of_words(name: Name) -> tuple[str, ...]:
    """What `letters` gives for an acronym of these words, of the first or last of them, and for their Russian translation."""
    first = [word[0] for word in name.words]
    found = ["".join(sorted(part)) for size in range(3, len(first) + 1) for part in (first[:size], first[-size:])]
    if name.words and not any(map(cyrillic, name.words)):
        table = _russian_initials()
        typed = (("kind", name.kinds), ("level", name.levels), ("strong", name.strong), ("weak", name.weak))
        said = [table[t, n] for t, names in typed for n in names if (t, n) in table]
        found.append("".join(sorted([*said, *name.place_initials])))
    return tuple(f for f in dict.fromkeys(found) if 2 < len(f) < 10)
