"""What belongs to a name after its noun, in English: "of ...", "and ...", further words with capital letters."""

from __future__ import annotations

from .names_head import PLURAL_NOUN, is_head
from .sight import Sight, listed


def english(sight: Sight, start: int, at: int) -> int | None:
    """The word after what `at` adds to a name that begins at `start`; None when it adds nothing."""
    word = sight.words[at]
    following = at + 1 < len(sight.words) and at + 1 not in sight.dated and not sight.words[at + 1].breaks
    if sight.words[at - 1].own:
        return sight.end(at, "class") or at + 1
    if word.plain in ("de", "del", "di", "da", "do", "des", "für") and following and sight.capital(at + 1):
        return at + 2
    if word.plain in ("of", "for", "de", "für", "del") and following:
        return _after_of(sight, at, for_=word.plain == "for")
    if word.plain in ("and", "&") and following:
        return _joined_english(sight, start, at)
    if word.plain == "in" and following:
        return sight.end(at + 1, "city")
    if word.plain in ("no", "no.", "number") and following and sight.words[at + 1].plain.isdigit():
        return at + 2
    if sight.end(at, "country", "region") and not sight.words[at - 1].russian:
        return None
    if sight.capital(at) and not (sight.meant(at) and word.plain == word.text):
        return sight.end(at, "class") or at + 1
    if sight.words[at - 1].russian:
        return at + 1 if sight.unknown(at) else None
    if sight.end(at, "class") and sight.small and not PLURAL_NOUN.search(word.plain):
        return sight.end(at, "class")
    return None


def _after_of(sight: Sight, at: int, *, for_: bool) -> int | None:
    j = at + 1
    if sight.words[j].plain == "the" and j + 1 < len(sight.words):
        j += 1
    if j in sight.dated or (sight.words[j].own and for_):
        return None
    place = sight.end(j, "country", "region", "city", "demonym")
    topic = sight.end(j, "topic")
    if for_:
        return (topic or j + 1) if sight.capital(j) else None
    if sight.words[j] in listed("fields"):
        return j + 1
    if place or topic:
        return max(end for end in (place, topic) if end)
    if sight.capital(j) or is_head(sight, j) or sight.unknown(j):
        return sight.end(j, "class") or j + 1
    return None


def _joined_english(sight: Sight, start: int, at: int) -> int | None:
    """After "and": the name goes on if what follows is only a noun with topics, or a topic; a name of its own ends it."""
    j = at + 1
    if any(w.plain in ("between", "links", "link", "connects") for w in sight.words[:start][-2:]):
        return None
    if sight.words[j] in listed("fields") and (sight.words[j].capital or sight.small):
        return j + 1
    while (
        j < len(sight.words)
        and (sight.end(j, "topic") or sight.words[j].plain in ("research", "social", "medical", "teaching", "training"))
        and not sight.words[j].breaks
    ):
        j = sight.end(j, "topic") or j + 1
    if j == at + 1:
        return None
    if is_head(sight, j) and (sight.words[j].capital or sight.small):
        return j + 1
    return (
        j
        if (sight.words[j - 1].capital or sight.small) and sight.words[at - 1].capital == sight.words[at + 1].capital and j - at == 2
        else None
    )
