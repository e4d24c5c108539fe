"""What a question leaves out: "кроме Китая", "except the WHO and UNICEF", "mental health aside"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .names import names
from .pattern import Scene, find
from .sight import Sight, listed
from .tables import compiled, table

_KINDS = ("topic", "country", "demonym", "region", "city", "kind", "type")
_PLACES = ("country", "demonym", "region", "city")
_CLEAR = ("extended", "ended", "planned")  # statuses that "but not" may leave out; "signed but not active" says another one
_AND = ("и", "and", "or", "или", "nor", "ни", "&")
_MOST = 3  # words of a phrase that leaves out


class Excluded(NamedTuple):
    """A part of a question that leaves something out: words `start:end`, and the things inside as (first word, word after the last)."""

    start: int
    end: int
    things: Sequence[tuple[int, int]]


def excluded(sight: Sight) -> list[Excluded]:
    """The parts of a question that leave something out, left to right."""
    if not any(one.split()[-1] == word.plain for word in sight.words for one in _phrases("except", "except_named", "except_after")):
        return []
    starts = {n.start: n.end for n in names(sight)}
    found: list[Excluded] = []
    at = 0
    while at < len(sight.words):
        part = _part(sight, at, starts)
        if part:
            found.append(part)
        at = part.end if part else at + 1
    return found or _before(sight, starts)


def meant(sight: Sight, thing: tuple[int, int], text: str) -> str:
    """What is left out: the code of a country or a topic, a kind or a type, else the name as typed."""
    start, end = thing
    if status := _status(sight, start)[0]:
        return status
    whole = [one for one in sight.found if one.start == start and one.end <= end and one.kind in _KINDS and one.value]
    best = max(whole, key=lambda one: (one.end, one.kind in ("country", "demonym")), default=None)
    named = any(n.start == start and n.end > (best.end if best else start) for n in names(sight))
    if best and not named and best.kind not in ("city", "region"):
        return best.value
    return text[sight.words[start].start : sight.words[end - 1].end]


def _phrases(*groups: str) -> Iterator[str]:
    for group in groups:
        yield from table("words")[group]


def _said(sight: Sight, at: int, group: str) -> int | None:
    """The word after the longest phrase of a group that begins at a word."""
    plain = [w.plain for w in sight.words[at : at + _MOST]]
    return next((at + size for size in range(len(plain), 0, -1) if " ".join(plain[:size]) in table("words")[group]), None)


def _part(sight: Sight, at: int, starts: dict[int, int]) -> Excluded | None:
    """The part that begins at a word, if its phrase leaves something out."""
    begin = _said(sight, at, "except") or _said(sight, at, "except_named")
    if begin is None:
        return None
    named = _said(sight, at, "except") is None
    if named and begin < len(sight.words) and sight.words[begin].breaks:
        return None
    things: list[tuple[int, int]] = []
    end = begin
    while end < len(sight.words):
        joined = sight.words[end].plain in _AND
        start = _past(sight, end + joined) if joined or not things else end
        last = _thing(sight, start, starts, named=named)
        if last is None or (things and not joined and ("," not in sight.words[end].before or start in sight.dated)):
            break
        things.append((start, last))
        end = last
    if things:
        return Excluded(at, end, things)
    while not named and end < len(sight.words) and not (end > begin and sight.words[end].breaks):
        end += 1
    return Excluded(at, end, [(begin, end)]) if end > begin and not named else None


def _past(sight: Sight, at: int) -> int:
    while at < len(sight.words) and sight.words[at].plain in table("words")["except_fillers"]:
        at += 1
    return at


def _thing(sight: Sight, at: int, starts: dict[int, int], *, named: bool) -> int | None:
    if at >= len(sight.words):
        return None
    end = starts.get(at) or sight.end(at, *(_PLACES if named else _KINDS)) or _status(sight, at, _CLEAR if named else ())[1]
    if end is None and at in sight.dated and not named:
        end = next(i for i in range(at + 1, len(sight.words) + 1) if i not in sight.dated)
    while end and end < len(sight.words) and not sight.words[end].breaks and _noun(sight, end):
        end += 1
    return end


def _status(sight: Sight, at: int, only: Sequence[str] = ()) -> tuple[str, int | None]:
    """(the status, the word after it) where a word says one; of agreements where those are spoken of, else of partnerships."""
    of_agreements = any(one.kind == "type" for one in sight.found)
    allowed = only if only and _but(sight, at) else () if only else None
    for value, patterns in compiled()["params"]["agreement-status" if of_agreements else "ladder"].items():
        if allowed is not None and value not in allowed:
            continue
        for pattern in patterns:
            found = find([("^", False), *pattern], Scene(sight.words[at : at + _MOST], {}))
            if found and found[1] > found[0]:
                return value, at + found[1]
    return "", None


def _but(sight: Sight, at: int) -> bool:
    """Whether "but not" stands before."""
    return at > 1 and sight.words[at - 1].plain in ("not", "не") and sight.words[at - 2].plain in ("but", "но", "а")


def _noun(sight: Sight, at: int) -> bool:
    """Whether a plain noun goes on with what is left out: "German clinics"."""
    return sight.words[at] in listed("generic") or sight.words[at].plain in ("ones", "projects", "partners", "cooperation")


def _before(sight: Sight, starts: dict[int, int]) -> list[Excluded]:
    """What stands before "aside", from where its phrase begins."""
    for at in range(1, len(sight.words)):
        after = _said(sight, at, "except_after")
        if after is None:
            continue
        begin = at
        while begin > 0 and not sight.words[begin].breaks:
            begin -= 1
        things = [(i, end) for i in range(begin, at) if (end := starts.get(i) or sight.end(i, *_KINDS))]
        if things and things[0][0] == begin:
            return [Excluded(begin, after, things[:1])]
    return []
