"""Names in a question: the longest spans that name institutions, people and documents, by their build."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .names_english import english
from .names_head import PLURAL, adjective, head, is_head, of_names, verb
from .names_russian import russian
from .sight import Sight, listed


@dataclass(frozen=True, slots=True)
class Name:
    """A name at words `start:end`.

    kind: institution (it has a noun for one, or the registry or the store knows it), person or agreement (the store knows it), proper,
    quoted, guess (nothing is known of the words).
    """

    start: int
    end: int
    kind: str


_KINDS = {"person": "person", "agreement": "agreement"}


def names(sight: Sight) -> list[Name]:
    """The names of a question, left to right, none overlapping another."""
    found: list[Name] = []
    at = 0
    while at < len(sight.words):
        name = _name(sight, at)
        if name is None:
            at = sight.end(at, "country", "region", "city") or at + 1 if at not in sight.dated else at + 1
            continue
        found.append(name)
        at = name.end
    inside = {i for name in found for i in range(name.start, name.end)}
    return sorted([*found, *(_guessed(sight, inside) if sight.small else [])], key=lambda name: name.start)


def _guessed(sight: Sight, inside: set[int]) -> list[Name]:
    """Where capital letters don't help: the words of which nothing is known, in a row."""
    found: list[Name] = []
    at = 0
    while at < len(sight.words):
        end = at
        while end < len(sight.words) and end not in inside and _nameless(sight, end) and not (end > at and sight.words[end].breaks):
            end += 1
        if end > at and not _many(sight, at, end) and _expected(sight, at, end):
            found.append(Name(at, end, "guess"))
        at = max(end, at + 1)
    return found


def _many(sight: Sight, at: int, end: int) -> bool:
    """Whether it is one adjective in the plural: "азиатские партнёры"."""
    return end == at + 1 and sight.words[at].russian and PLURAL.search(sight.words[at].plain) is not None


def _expected(sight: Sight, at: int, end: int) -> bool:
    """Whether a name may stand here: after a word that names follow, before one that they precede, or written in another script."""
    if at == 0:
        return end == len(sight.words) or sight.words[end] in listed("follows") or sight.words[end - 1].own
    before = sight.words[at - 1]
    strange = any(not w.russian for w in sight.words[at:end]) and sum(w.russian for w in sight.words) > len(sight.words) / 2
    return (
        strange
        or (before in listed("leads") and not sight.words[at].breaks)
        or sight.words[end - 1].own
        or (not re.search("[аеиоуыэюяaeiouy]..?$", sight.words[end - 1].plain) and not sight.words[at].breaks and before.russian)
    )


def _nameless(sight: Sight, at: int) -> bool:
    word = sight.words[at]
    return (
        sight.unknown(at)
        and len(word.plain) > 1
        and not verb(sight, at)
        and sight.end(at, "region", "city", "local") is None
        and word not in listed("before")
        and word not in listed("weak_heads")
    )


def _name(sight: Sight, at: int) -> Name | None:
    if at in sight.dated:
        return None
    if at in sight.quotes:
        return Name(at, sight.quotes[at], "quoted")
    thing = sight.stored.get(at)
    built = _built(sight, at)
    if thing is None:
        return built
    longer = built is not None and built.end > thing.end and not any(i in sight.stored for i in range(thing.end, built.end))
    return built if longer else Name(at, thing.end, _KINDS.get(thing.type, "institution"))


def _built(sight: Sight, at: int) -> Name | None:
    """The name that begins at a word, by its build or by the registry."""
    word = sight.words[at]
    if word in listed("before") and not (sight.capital(at) and sight.registered.get(at, 0) > at + 1):
        return None
    known = sight.registered.get(at)
    noun = head(sight, at)
    built = _grown(sight, at, noun, sight.end(noun, "class") or noun + 1) if noun is not None else None
    if built and not word.capital and (_bare(sight, built) or _a_topic(sight, built)):
        built = None
    if known and (built is None or built.end <= known):
        return _grown(sight, at, None, known)
    return built or _run(sight, at)


def _bare(sight: Sight, name: Name) -> bool:
    """Whether a small noun for institutions stands alone, or after "a" and with small words only: "a cancer centre"."""
    if name.end == name.start + 1:
        return sight.words[name.start] in listed("bare")
    small = not any(word.capital for word in sight.words[name.start : name.end])
    return small and name.start > 0 and sight.words[name.start - 1].plain in ("a", "an")


def _a_topic(sight: Sight, name: Name) -> bool:
    """Whether small words are all of a topic of several words: "служба крови"."""
    return name.end > name.start + 1 and sight.end(name.start, "topic") == name.end and sight.words[name.end - 1].text.islower()


def _grown(sight: Sight, start: int, noun: int | None, end: int) -> Name:
    """The name with what follows its noun: genitives, "of ...", surnames, numbers, a quoted part."""
    bare = start == noun and end == noun + 1
    while end < len(sight.words) and end not in sight.dated:
        after = _complement(sight, start, end, bare)
        if after is None:
            break
        end, bare = after, False
    return Name(start, end, "institution")


def _complement(sight: Sight, start: int, at: int, bare: bool) -> int | None:
    word = sight.words[at]
    if at in sight.quotes:
        return sight.quotes[at]
    if sight.words[at - 1].own and not is_head(sight, at) and head(sight, at) is None:
        return None
    if word.breaks:
        return None
    if word.text == "№" and at + 1 < len(sight.words):
        return at + 2
    return russian(sight, at, bare) if word.russian else english(sight, start, at)


def _run(sight: Sight, at: int) -> Name | None:
    """Capitalised words in a row, with no noun for an institution among them."""
    if not _proper(sight, at) or _office_of(sight, at):
        return None
    end = at + 1
    while end < len(sight.words) and not sight.words[end - 1].own and end not in sight.quotes:
        if sight.words[end].breaks:
            break
        if sight.words[end].plain in ("имени", "им") and end + 1 < len(sight.words):
            end += 2
        elif (
            _proper(sight, end)
            or (sight.capital(end) and not sight.first(end) and sight.words[end].text != "WHO" and not sight.meant(end))
            or _topical(sight, end)
        ):
            end += 1
        elif (
            sight.words[end].plain in ("of", "&", "de", "al", "ибн", "van", "von", "del", "di", "da", "do", "für")
            and end + 1 < len(sight.words)
            and (_proper(sight, end + 1) or (sight.words[end].plain not in ("of", "&") and sight.capital(end + 1)))
        ):
            end += 2
        elif _goes_on(sight, at, end):
            end += 1
        else:
            break
    first = sight.words[at]
    known = first.russian and first.shout and len(first.plain) > 3 and end > at + 1
    if end == at + 1 and len(first.plain) == 1:
        return None
    return Name(at, end, "institution" if known else "proper")


def _office_of(sight: Sight, at: int) -> bool:
    """Whether an office with a capital letter stands before whose it is: "Vice-Rector of ..."."""
    word = sight.words[at]
    return word in listed("offices:en") and at + 1 < len(sight.words) and sight.words[at + 1].plain in ("of", "at", "for")


def _topical(sight: Sight, at: int) -> bool:
    """Whether an English word is a topic that a name has inside it: "Aravind Eye Care System"."""
    word = sight.words[at]
    after = at + 1 < len(sight.words) and not sight.words[at + 1].breaks and sight.capital(at + 1)
    topic = sight.end(at, "topic", "kind") is not None and sight.end(at, "country", "demonym") is None
    return topic and after and word.capital and not word.russian and not sight.headline


def _goes_on(sight: Sight, start: int, at: int) -> bool:
    """Whether a small word belongs to a name: a second adjective ("Первой градской"), what a project is for ("проект Мост здоровья")."""
    word, before = sight.words[at], sight.words[at - 1]
    if not word.russian or at in sight.dated or (sight.stop(at) and word not in listed("fields")):
        return False
    if at == start + 1 and of_names(sight.words[start]) and adjective(word.plain) and adjective(before.plain):
        return sight.unknown(at)
    return word in listed("fields") and start > 0 and sight.words[start - 1] in listed("introduces")


def _proper(sight: Sight, at: int) -> bool:
    if at in sight.dated or not sight.capital(at):
        return False
    word = sight.words[at]
    if word in listed("before") or (word.plain.isdigit()):
        return False
    if word.text == "WHO":
        return True
    introduced = at > 0 and sight.words[at - 1] in listed("introduces") and not word.breaks
    if introduced and word.capital:
        return True
    if sight.stop(at) and not word.shout:
        return (
            at > 0
            and not sight.first(at)
            and at + 1 < len(sight.words)
            and sight.words[at + 1].capital
            and not sight.words[at + 1].breaks
            and not sight.meant(at)
        )
    if word.russian and sight.first(at) and adjective(word.plain) and not (at + 1 < len(sight.words) and sight.words[at + 1].capital):
        return False
    named = at > 0 and not sight.first(at) and at + 1 < len(sight.words) and word.shout and sight.end(at, "topic", "kind") == at + 1
    if named and sight.words[at + 1].shout and not sight.words[at + 1].breaks and not sight.meant(at + 1):
        return True
    return introduced or (not sight.meant(at) and sight.end(at, "region") is None)
