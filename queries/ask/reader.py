"""A question in words read: which question of the catalogue it is, and what it says of each parameter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from . import fill, lexicon, spelling
from .apart import asking, parted
from .dates import periods
from .excluded import Excluded, excluded, meant
from .likeness import REFUSED, likeness
from .names_russian import nominatives
from .pattern import Pattern, Scene, find
from .quotes import quotes
from .registered import registered
from .sight import Sight, listed
from .span import Span
from .spans import spans
from .stored import things
from .tables import compiled
from .traits import traits
from .transliterated import russian
from .words import LONGEST, Word, words

TRUST = 0.2  # of a cue for one of the likeness to examples
NEAR = 5  # a reading that is further behind the best one is not offered
NOTHING = 0.5  # the weight of refusing where no word says so
MANY = 2  # words of a question; more of them in capitals are no abbreviations
LITTLE = 2.9  # a cue of this weight or less says little: nothing is read from it if the name is only a word that nobody knows


@dataclass(frozen=True, slots=True)
class Matched:
    """A stretch of the question and what it was taken for: a parameter, or "cue"."""

    part: str
    start: int
    end: int
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question in words was understood as.

    question: a name of the catalogue, None when the graph can't answer it; params: plain texts by parameter; matched: which words said
    what; confidence: 0 to 1; alternatives: other readings, the nearest first; without: what the answer is to leave out ("except Japan").
    """

    question: str | None
    params: Mapping[str, str]
    matched: tuple[Matched, ...] = ()
    confidence: float = 0.0
    alternatives: tuple[Reading, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """How people ask one question of the catalogue: its ask.yaml."""

    name: str
    fill: Mapping[str, str]
    needs: tuple[str, ...]
    without: tuple[str, ...]
    few: Mapping[str, str]
    cues: Sequence[tuple[float, Pattern]]


@cache
def asked() -> tuple[Asked, ...]:
    """All questions that say how they are asked, by name."""
    return tuple(_asked(name, said) for name, said in compiled()["asked"].items())


def _asked(name: str, said: Mapping[str, Any]) -> Asked:
    return Asked(name, said["fill"], tuple(said.get("needs", ())), tuple(said.get("without", ())), said.get("few", {}), said["cues"])


class Look(NamedTuple):
    """All that was seen in a question before one was chosen."""

    text: str
    sight: Sight
    seen: Sequence[Span]
    scene: Scene
    without: tuple[str, ...] = ()


def read(text: str, names: Any = None) -> Reading:
    """What `text` asks. names: the name index of a store, where there is one (see `values.Names`). Never raises."""
    seen = look(text, names)
    return Reading(None, {}) if seen is None else replace(_choose(seen), without=seen.without)


def look(text: str, names: Any = None) -> Look | None:
    """What is seen in a question; None when there are no words in it."""
    shown = text[:LONGEST]
    typed = asking(parted(russian(words(_calm(shown)))))
    known = registered(typed, listed("plain"))
    found = spelling.mended(typed, frozenset(i for start, end in known.items() for i in range(start, end)))
    if not found:
        return None
    sight = _sight(shown, found, names)
    gone = excluded(sight)
    left_out = tuple(meant(sight, thing, shown) for part in gone for thing in part.things)
    if gone and len(found) > sum(part.end - part.start for part in gone):
        sight = _sight(shown, _remaining(found, gone), names, [(found[p.start].start, found[p.end - 1].end) for p in gone])
        found = list(sight.words)
    seen = spans(sight)
    inside = frozenset(i for s in seen if s.slot in ("name", "country", "region", "city") for i in range(s.start, s.end))
    return Look(shown, sight, seen, Scene(found, _slots(sight, seen), inside), left_out)


def _remaining(found: Sequence[Word], gone: Sequence[Excluded]) -> list[Word]:
    """The words without those of the parts that leave something out; the word after such a part begins a phrase."""
    out = {i for part in gone for i in range(part.start, part.end)}
    ends = {part.end for part in gone}
    return [replace(word, before="," + word.before) if i in ends else word for i, word in enumerate(found) if i not in out]


def _calm(text: str) -> str:
    """A question of several words all in capitals, in small letters: they say nothing of names then."""
    small = text.lower()
    return small if text.isupper() and len(text.split()) > MANY and len(small) == len(text) else text


def _sight(text: str, found: Sequence[Word], names: Any, out: Sequence[tuple[int, int]] = ()) -> Sight:
    """out: stretches of the text whose dates don't count."""
    seen = [one for one in lexicon.annotate(found) if not _function_word(one, found)]
    stored = things(text, found, seen, names)
    dates = [p for p in periods(text) if not any(start < p.end and p.start < end for start, end in out)]
    return Sight(found, seen, dates, quotes(text, found), registered(found, listed("plain")), stored)


def _function_word(one: lexicon.Found, found: Sequence[Word]) -> bool:
    """Whether a place is only the first word of the question, which has its capital letter for that: "Кому", no Коми."""
    first = found[0]
    if first.plain in nominatives() and first.capital and len(found) > 1 and found[1].plain in ("и", "and", "with", "с"):
        return False
    return one.start == 0 and one.length == 1 and one.kind in lexicon.PLACES and first in listed("ru" if first.russian else "en")


def _slots(sight: Sight, seen: Sequence[Span]) -> dict[tuple[str, int], int]:
    slots = {(s.slot, s.start): s.end for s in sorted(seen, key=lambda s: s.end)}
    for i in sorted(sight.dated):
        if i - 1 not in sight.dated:
            end = i
            while end in sight.dated:
                end += 1
            slots["date", i] = end
    for status in ("ladder", "agreement-status"):
        for value, at in fill.stated(status, Scene(sight.words, {})):
            slots["status", at[0]] = at[1]
            if value == "signed":
                slots["paper", at[0]] = at[1]
    return slots


def _score(one: Asked, scene: Scene) -> tuple[float, tuple[int, int] | None]:
    for weight, pattern in one.cues:
        at = find(pattern, scene)
        if at is not None:
            return weight, at
    return 0.0, None


def _choose(at: Look) -> Reading:
    """The reading for which the cues and the likeness to examples speak most."""
    like = likeness(traits(at.sight, at.seen, at.scene))
    ranked = sorted(_readings(at, like), key=lambda r: (-r[0], r[1].question or ""))
    refusal = _refusal(at)
    against = max(refusal, NOTHING) + TRUST * like.get(REFUSED, 0.0)
    best = max(against, ranked[0][0] if ranked else against)
    near = tuple(reading for weight, reading in ranked if weight > best - NEAR)
    if not ranked or against > ranked[0][0]:
        sure = 1.0 if refusal else _sure(against - (ranked[0][0] if ranked else against))
        return Reading(None, {}, (), sure, near[:3])
    chosen = ranked[0][1]
    lead = best - max(against, ranked[1][0] if len(ranked) > 1 else against)
    return Reading(chosen.question, chosen.params, chosen.matched, _sure(lead), near[1:4])


def _sure(lead: float) -> float:
    """The confidence that goes with a lead over the next reading."""
    return round(min(1.0, 0.5 + lead / 4), 2)


def _readings(at: Look, like: Mapping[str, float]) -> Iterator[tuple[float, Reading]]:
    """(weight, reading) for each question whose parameters are there."""
    guessed = _guessed(at.sight, at.seen)
    for one in asked():
        weight, cue = _score(one, at.scene)
        if guessed and weight < LITTLE:
            continue
        params, matched = fill.params(one, at.text, at.sight, at.seen, at.scene)
        if any(need not in params for need in one.needs) or any(_said(part, at.seen) for part in one.without):
            continue
        total = weight + TRUST * like.get(one.name, 0.0)
        yield total, Reading(one.name, params, (*_cue(one.name, at.text, at.sight, cue), *matched))


def _cue(name: str, text: str, sight: Sight, at: tuple[int, int] | None) -> tuple[Matched, ...]:
    if at is None or at[0] >= len(sight.words):
        return ()
    start, end = sight.words[at[0]].start, sight.words[max(at[1] - 1, at[0])].end
    return (Matched("cue", start, end, text[start:end], name),)


def _refusal(at: Look) -> float:
    """The weight of what says that the graph can't answer."""
    guessed = {i for s in at.seen if s.slot == "guess" for i in range(s.start, s.end)}
    plain = Scene(at.scene.words, at.scene.spans, at.scene.inside - guessed)
    return float(max((weight for weight, pattern in compiled()["refuse"] if find(pattern, plain)), default=0.0))


def _guessed(sight: Sight, seen: Sequence[Span]) -> bool:
    """Whether all that is known of the question are words taken for a name because nothing is known of them."""
    return any(s.slot == "guess" for s in seen) and not any(s.slot in ("topic", "country", "region", "city", "type") for s in seen)


def _said(part: str, seen: Sequence[Span]) -> bool:
    return any(s.slot == part for s in seen)
