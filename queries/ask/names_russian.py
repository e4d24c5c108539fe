"""What belongs to a name after its noun, in Russian: genitives, surnames, "имени", numbers."""

from __future__ import annotations

from functools import cache

from .names_head import adjective, compound, head, is_head, verb
from .sight import Sight, listed
from .tables import compiled

_ADVERB = ("нно", "ьно", "чно", "вно")


def russian(sight: Sight, at: int, bare: bool) -> int | None:
    """The word after what `at` adds to a name; None when it adds nothing. bare: only the noun stands before."""
    word = sight.words[at]
    following = at + 1 < len(sight.words) and at + 1 not in sight.dated and not sight.words[at + 1].breaks
    if word.plain in ("имени", "им"):
        return at + 2 if following else None
    if word.plain == "в" and following and (not bare or compound(sight.words[at - 1])):
        return sight.end(at + 1, "city")
    if word.plain == "и" and following and sight.words[at - 1].russian:
        return _joined_russian(sight, at)
    if (
        word.plain == "по"
        and not sight.words[at - 1].shout
        and bare
        and following
        and (sight.end(at + 1, "topic") or (word.plain and sight.unknown(at + 1)))
        and not sight.end(at + 1, "country")
    ):
        return sight.end(at + 1, "topic") or at + 2
    place = sight.end(at, "country", "region", "city")
    if place:
        return None if sight.end(at, "country") and _nominative(sight, at, place) else place
    topic = sight.end(at, "topic")
    if not word.capital and word.plain.endswith(_ADVERB):
        return None
    if sight.capital(at) and not sight.first(at):
        return topic or sight.end(at, "class") or at + 1
    if word in listed("fields") and (bare or not sight.words[at - 1].capital or adjective(sight.words[at - 1].plain)):
        return at + 1
    if is_head(sight, at) and word not in listed("generic"):
        return at + 1
    if topic and not _cue_only(sight, at):
        return topic
    if sight.end(at, "demonym", "local"):
        return at + 1 if following and (is_head(sight, at + 1) or sight.words[at + 1].capital) else None
    if sight.stop(at) or verb(sight, at) or word.plain.isdigit():
        return None
    if sight.unknown(at) or (adjective(word.plain) and following and sight.end(at + 1, "topic", "class")):
        return at + 1
    return None


def _cue_only(sight: Sight, at: int) -> bool:
    """Whether a word that is a topic too is rather a cue: "обучение"."""
    return sight.end(at, "kind", "counted", "type") is not None and sight.stop(at)


def _nominative(sight: Sight, start: int, end: int) -> bool:
    """Whether a place is typed as in the dictionary, so that it is a word apart, and no genitive."""
    text = " ".join(w.plain for w in sight.words[start:end])
    return text in nominatives() and text[-1] not in "иоуэ"


@cache
def nominatives() -> frozenset[str]:
    """The names of countries as they stand in the dictionary."""
    return frozenset(compiled()["nominatives"])


def _joined_russian(sight: Sight, at: int) -> int | None:
    """After "и": the name goes on if what follows is of the kind of what stands before, and no name of its own."""
    if is_head(sight, at + 1) or sight.capital(at + 1) or head(sight, at + 1) is not None:
        return None
    topic = sight.end(at + 1, "topic")
    if sight.words[at - 1].capital and not sight.small:
        return None
    if topic and not _cue_only(sight, at + 1):
        return topic
    return at + 2 if sight.unknown(at + 1) and not verb(sight, at + 1) and not sight.small else None
