"""Single agreements in a question: the word for their type with what says which one is meant."""

from __future__ import annotations

from collections.abc import Sequence

from .lexicon import PLACES
from .names import Name
from .names_head import PLURAL, adjective
from .sight import Sight, listed
from .span import Span, blocked
from .words import Word

_OPEN = {"between", "and", "of", "on", "with", "for", "the", "&", "и", "между", "с", "со", "по", "о", "об", "в", "in", "to", "von", "от"}
_NEVER_LAST = _OPEN | {"a", "an"}


def cards(sight: Sight, named: Sequence[Name]) -> list[Span]:
    """Single agreements: the word for their type with what says which one: parties, a title."""
    found = []
    starts = {n.start: n.end for n in named}
    for one in sight.found:
        plural = not sight.words[one.end - 1].russian and sight.words[one.end - 1].plain.endswith("s")
        if (
            one.kind != "type"
            or plural
            or blocked(sight, one)
            or any(one.start > s and one.start < e and one.start - s > 2 for s, e in starts.items())
        ):
            continue
        begin = one.start
        while (
            begin > 0
            and (not sight.words[begin].breaks or sight.words[begin].glued)
            and sight.capital(begin - 1)
            and (not sight.first(begin - 1) or sight.words[begin].glued)
            and sight.words[begin - 1] not in listed("before")
        ):
            begin -= 1
        if (
            begin > 0
            and sight.first(begin - 1)
            and sight.words[begin - 1].capital
            and not sight.words[begin].breaks
            and _titling(sight, begin)
        ):
            begin -= 1
        while (
            begin > 0
            and not sight.words[begin - 1].russian
            and sight.words[begin - 1] in listed("card_words")
            and not sight.words[begin].breaks
        ):
            begin -= 1
        begin = _about(sight, begin)
        if begin == one.start and begin > 0 and _of_place(sight, begin - 1):
            begin -= 1
        end = _card_end(sight, one.end, starts)
        titled = begin < one.start or one.end in sight.quotes
        if titled or end > one.end:
            found.append(Span("card", begin, end))
            if titled and not sight.stop(begin):
                found.append(Span("titled", begin, end))
    longest: dict[tuple[str, int], Span] = {}
    for span in sorted(found, key=lambda s: (s.slot, s.end, -s.start)):
        longest[span.slot, span.end] = min((span, longest.get((span.slot, span.end), span)), key=lambda s: s.start)
    return list(longest.values())


def _about(sight: Sight, begin: int) -> int:
    """Where a title begins that says what it is about before its type: "the Doha cancer roadmap"."""
    topics = [one.start for one in sight.found if one.kind == "topic" and one.end == begin]
    at = min(topics, default=0) - 1
    joined = not any(w.breaks for w in sight.words[at + 1 : begin + 1])
    return at if at > 0 and sight.capital(at) and sight.words[at - 1].plain == "the" and joined else begin


def _of_place(sight: Sight, at: int) -> bool:
    """Whether a small word before a type says where its document comes from: "душанбинская декларация", "the bishkek declaration"."""
    word = sight.words[at]
    one = not word.russian or PLURAL.search(word.plain) is None
    return one and sight.end(at, "local") == at + 1 and not sight.words[at + 1].breaks


def _titling(sight: Sight, begin: int) -> bool:
    """Whether the first word of the question begins a title: a place, or a word with a capital letter before another."""
    return sight.end(begin - 1, "city", "local", "demonym", "country", "region") is not None or (
        sight.words[begin].capital and not sight.stop(begin - 1)
    )


def _card_end(sight: Sight, start: int, starts: dict[int, int]) -> int:
    end = start
    while end < len(sight.words) and end not in sight.dated:
        word = sight.words[end]
        if end in sight.quotes:
            end = sight.quotes[end]
        elif word.breaks and not _dashed(sight, end, starts):
            break
        elif end in starts:
            end = starts[end]
        elif word.plain in _OPEN or _titles_on(sight, end):
            end += 1
        elif not word.russian and sight.words[end - 1].plain in ("on", "for") and (size := sight.end(end, "topic", "kind")):
            end = size + (size < len(sight.words) and not sight.words[size].breaks and sight.end(size, "kind") == size + 1)
        elif (size := sight.end(end, "topic", "country", "demonym", "region", "city", "local")) and not (
            sight.stop(end) and not word.capital and not sight.end(end, "topic")
        ):
            end = size
        elif (
            sight.capital(end)
            or word in listed("fields")
            or (sight.unknown(end) and _nominal(word, end > start) and not _after(sight, end))
        ):
            end += 1
        else:
            break
    while end > start and (sight.words[end - 1].plain in _NEVER_LAST or sight.words[end - 1] in listed("card_words")):
        end -= 1
    return end


def _titles_on(sight: Sight, at: int) -> bool:
    """Whether a word, with its adjectives before, goes on after a preposition as titles do: "о стратегическом партнёрстве"."""
    last = at
    while last + 1 < len(sight.words) and sight.words[last].russian and adjective(sight.words[last].plain):
        last += 1
    begin = at
    while begin > 0 and sight.words[begin - 1].russian and adjective(sight.words[begin - 1].plain):
        begin -= 1
    return sight.words[last] in listed("card_words") and begin > 0 and sight.words[begin - 1].plain in _OPEN


def _dashed(sight: Sight, at: int, starts: dict[int, int]) -> bool:
    """Whether a dash joins two parties: "Россия – Лаос"."""
    if sight.words[at].before.strip() not in ("–", "—", "-"):
        return False
    before = any(end == at for end in starts.values()) or any(one.end == at and one.kind in PLACES for one in sight.found)
    return before and (at in starts or sight.end(at, *PLACES) is not None)


def _after(sight: Sight, at: int) -> bool:
    """Whether a small English word comes after a title whose last word has a capital letter: "... Education commit to"."""
    return not sight.words[at].russian and not sight.words[at].capital and sight.capital(at - 1) and not sight.small


def _nominal(word: Word, later: bool) -> bool:
    """Whether a word of which nothing is known may go on with a title; right after its type an English one is rather a verb."""
    return (word.russian or later) and not word.plain.endswith(("ает", "яет", "ует", "ют", "ил", "ала", "али", "тся", "ился"))
