"""Whether two places name one person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .people_given import fold
from .people_spot import Spot


def _key(word: str) -> str:
    """A surname without the ending of gender or case that spellings differ in."""
    low = word.casefold().replace("ё", "е")
    return low[:-1] if len(low) > 4 and low[-1] in "аяуюей" else low


def word_keys(name: str) -> list[str]:
    """Keys of the words of a name that are no initials: places of one person share at least one."""
    return list(dict.fromkeys(_key(word) for word in name.split() if not word.endswith(".")))


def _initials(word: str) -> list[str]:
    return [part for part in word.split(".") if part] if word.endswith(".") else [word]


def given(name: str) -> list[str]:
    """The given names and initials of a name, one each."""
    return [part for word in name.split()[:-1] for part in _initials(word)]


def _agree(a: str, b: str) -> bool:
    short, long = sorted((a.casefold().replace("ё", "е"), b.casefold().replace("ё", "е")), key=len)
    if len(short) <= 2:
        return long.startswith(short[:1])
    return short == long or fold(short) == fold(long) or (len(short) > 4 and _key(short) == _key(long))


PATRONYMIC = re.compile(r"(?:[ое]вич|ьич|[ое]вна|ична|инична|оглы|кызы|уулу|угли|гызы|[oe]vich|[oe]vna|ichna)$", re.IGNORECASE)


def given_and_patronymic(name: str) -> bool:
    """ "Павел Андреевич": two words, the second made from the father's name."""
    words = name.split()
    return len(words) == 2 and bool(PATRONYMIC.search(words[1])) and not words[0].endswith(".")


def composed(names: Sequence[str]) -> str:
    """The longest of a person's names; a patronymic used elsewhere goes into it."""
    own = [n for n in names if not given_and_patronymic(n)] or list(names)
    longest = max(own, key=lambda n: (sum(2 - w.endswith(".") for w in n.split()), len(n)))
    words = longest.split()
    father = next((n.split()[1] for n in names if given_and_patronymic(n)), None)
    if father and len(words) == 2 and not given_and_patronymic(longest) and not words[0].endswith("."):
        return f"{words[0]} {father} {words[1]}"
    return longest


def same_person(one: Spot, other: Spot) -> bool:
    """Same surname and given names that do not contradict; or one name's words all among the other's ("Павел Андреевич")."""
    if one.lang != other.lang:
        return False
    if one.name == other.name:
        return True
    if _key(one.surname) == _key(other.surname):
        return all(_agree(a, b) for a, b in zip(given(one.name), given(other.name), strict=False))
    for short, full in ((one, other), (other, one)):
        if given_and_patronymic(short.name) and not given_and_patronymic(full.name) and len(full.name.split()) == 2:
            return _agree(short.name.split()[0], full.name.split()[0]) and len(given(full.name)[0]) > 1
    few, many = sorted((one.name.split(), other.name.split()), key=len)
    return len(few) > 1 and len(few) < len(many) and all(any(_key(w) == _key(v) for v in many) for w in few)


def find_named(spot: Spot, names: Sequence[str]) -> int | None:
    """Index of the one person that a surname (or a given name with an honorific) means; None when it is nobody or not settled."""
    word = _key(spot.name)
    hits = [i for i, name in enumerate(names) if _key(name.split()[-1]) == word]
    if not hits:
        hits = [i for i, name in enumerate(names) if any(_key(w) == word for w in name.split())]
    return hits[-1] if hits and (len(hits) == 1 or not spot.honorific) else (hits[0] if hits else None)
