"""The noun for an institution that a name is built on, and the words before it."""

from __future__ import annotations

import re

from .sight import Sight, listed
from .tables import table
from .words import Word

SINGULAR = re.compile(r"(?:ый|(?<!ц)ий|ой|ей|ая|яя|ья|ое|ее|ье|ого|его|ому|ему|ым|им|[скнвтгжчшщ]ом|[нжчшщь]ем|ую|юю|ью)$")
PLURAL = re.compile(r"(?:ые|ие|ых|их|ыми|ими)$")
PLURAL_NOUN = re.compile(r"(?:ies|ses|[^su]s)$")
_FEWEST = 2  # letters before the noun of a compound, at least
_FAR = 9  # words before the noun, at most


def head(sight: Sight, at: int) -> int | None:
    """The word for an institution that a name beginning at `at` has, past the modifiers before it."""
    plural, j = False, at
    while j < min(at + _FAR, len(sight.words)):
        if j in sight.dated or (j > at and sight.words[j].breaks) or (j > at and j in sight.quotes):
            return None
        word = sight.words[j]
        if is_head(sight, j) and not (is_head(sight, j + 1) and not word.russian and not word.own):
            return None if _generic(sight, at, j, plural) else j
        if word.plain in ("and", "&") and j > at and _describes(sight, j - 1) and _describes(sight, j + 1):
            j += 2
            continue
        if word.plain == "of" and j > at and sight.capital(j - 1) and j + 1 < len(sight.words) and sight.words[j + 1].capital:
            j += 1
            continue
        if word in listed("offices:ru" if word.russian else "offices:en") or not _modifier(sight, at, j):
            return None
        plural = plural or (word.russian and not word.capital and PLURAL.search(word.plain) is not None)
        j += 1
    return None


def _describes(sight: Sight, at: int) -> bool:
    """Whether an English word with a capital letter says what an institution is for: "Women's", "Health", "Heart"."""
    if at >= len(sight.words) or not (sight.words[at].capital or sight.small) or sight.words[at].breaks or is_head(sight, at):
        return False
    word = sight.words[at]
    known = word in listed("fields") or any(word.plain.startswith(a) for a in name_adjectives(word.plain[:2]))
    return known or sight.end(at, "topic") == at + 1


def is_head(sight: Sight, at: int) -> bool:
    """Whether a word is a noun for an institution here."""
    if at >= len(sight.words) or at in sight.dated:
        return False
    word = sight.words[at]
    if sight.end(at, "class") is not None or (word in listed("heads") and is_form(word)) or compound(word):
        return word not in listed("before")
    if word in listed("weak_heads") and is_form(word):
        after = at + 1 < len(sight.words) and not sight.words[at + 1].breaks and (sight.capital(at + 1) or at + 1 in sight.quotes)
        before = at > 0 and _led(sight, at, word.russian) and not (_of_a_nation(sight, at - 1) and not sight.capital(at))
        return (sight.capital(at) and not sight.first(at)) or after or before
    return False


def _of_a_nation(sight: Sight, at: int) -> bool:
    """Whether one English word says of which country something is, and nothing stands before it: "Kyrgyz medicine"."""
    alone = at == 0 or sight.stop(at - 1) or sight.words[at].breaks
    return alone and not sight.words[at].russian and sight.end(at, "demonym") == at + 1


def compound(word: Word) -> bool:
    """Whether a Russian word ends in a noun for institutions: "онкоинститута", "нейроклинику"; in the plural it is none."""
    if not word.russian or (not word.capital and word.plain.endswith(("ы", "и", "ами", "ах", "ов", "ам"))):
        return False
    return any(word.stem.endswith(noun) and len(word.stem) - len(noun) > _FEWEST for noun in table("names")["compounds"])


def _led(sight: Sight, at: int, russian: bool) -> bool:
    """Whether the word before, or in Russian the first adjective, has a capital letter or is one for large institutions."""
    begin = at - 1
    while russian and begin > 0 and not sight.words[begin].breaks and not sight.words[begin].capital:
        if not of_names(sight.words[begin - 1]) and sight.end(begin - 1, "demonym", "local") != begin:
            break
        begin -= 1
    large = begin >= 0 and russian and sight.words[begin] in listed("large") and SINGULAR.search(sight.words[begin].plain) is not None
    return large or (sight.capital(begin) and not sight.first(begin))


def of_names(word: Word) -> bool:
    """Whether a word is an adjective that names of institutions have."""
    return word.russian and any(word.plain.startswith(a) for a in name_adjectives(word.plain[:2])) and adjective(word.plain)


def _modifier(sight: Sight, start: int, at: int) -> bool:
    """Whether a word may stand before the noun in a name."""
    word = sight.words[at]
    if sight.capital(at) and not (sight.stop(at) and not sight.words[at].shout and sight.first(at)):
        return True
    known = any(word.plain.startswith(a) for a in name_adjectives(word.plain[:2]))
    if word.russian:
        shaped = SINGULAR.search(word.plain) or PLURAL.search(word.plain)
        return bool(shaped) and (known or sight.end(at, "demonym", "local", "topic") is not None or sight.unknown(at))
    if sight.end(at, "country", "region", "city") is not None:
        return word.own or not sight.words[at].capital or at > start or not sight.stop(at)
    if word.own and sight.stop(at) and not known:
        return False
    if sight.end(at, "demonym", "local", "topic") is not None or known:
        return True
    goes_on = at + 1 < len(sight.words) and sight.capital(at + 1) and at > start and sight.capital(at - 1) and not sight.small
    return sight.unknown(at) and len(word.plain) > 1 and not goes_on


def _generic(sight: Sight, start: int, head: int, plural: bool) -> bool:
    """Whether a noun for institutions with its modifiers names none: "korean hospitals", "какие клиники"."""
    word = sight.words[head]
    end = sight.end(head, "class") or head + 1
    proper_after = (
        end < len(sight.words)
        and not sight.words[end].breaks
        and (
            (sight.capital(end) and not (word.russian and sight.end(end, "country", "region")))
            or end in sight.quotes
            or sight.words[end].text == "№"
            or (sight.words[end].russian and sight.unknown(end) and not verb(sight, end))
        )
    )
    if word.russian:
        if plural:
            return True
        if start == head and (word in listed("generic") or _several(word)):
            return not proper_after
        return False
    many = PLURAL_NOUN.search(word.plain) is not None and not word.shout
    own_cap = any(sight.capital(i) and sight.end(i, "demonym", "country") is None for i in range(start, head))
    if many:
        return not (own_cap and (word.capital or sight.small))
    if start == head:
        after = sight.words[end].plain if end < len(sight.words) else ""
        return not (word.capital and not sight.first(head)) and not proper_after and after != "of"
    return False


def _several(word: Word) -> bool:
    """Whether a small Russian noun for institutions is in the plural: "онкоцентры"."""
    one = word.plain[:-1] if word.plain.endswith("ы") else word.plain.removesuffix("ов")
    return not word.capital and one != word.plain and one in table("names")["heads"]


def adjective(plain: str) -> bool:
    """Whether a Russian word has the ending of an adjective."""
    return SINGULAR.search(plain) is not None or PLURAL.search(plain) is not None


def verb(sight: Sight, at: int) -> bool:
    """Whether a small Russian word has the ending of a verb."""
    word = sight.words[at]
    shaped = word.russian and not word.capital and len(word.plain) > 5 and word not in listed("given")
    return shaped and any(word.plain.endswith(ending) for ending in _verb_endings())


def _verb_endings() -> tuple[str, ...]:
    return tuple(table("words")["verb"])


def name_adjectives(key: str) -> list[str]:
    """Beginnings of adjectives that names have, by their first two letters."""
    return [a for a in table("names")["adjectives"] if a.startswith(key)]


def is_form(word: Word) -> bool:
    """Whether an English word is a noun's singular or plural, and no other word of the same stem."""
    return word.russian or (not word.plain.endswith(("ing", "ed")) and word.plain not in ("hold", "banked", "serve", "serves", "team"))
