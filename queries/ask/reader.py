"""A question in words read: which question of the catalogue it is, and what it says of each parameter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from . import fill, lexicon, spelling
from .dates import periods
from .pattern import Pattern, Scene, find
from .quotes import quotes
from .registered import registered
from .sight import Sight, listed
from .span import Span
from .spans import spans
from .stored import things
from .tables import compiled
from .transliterated import russian
from .words import LONGEST, Word, words

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
    what; confidence: 0 to 1; alternatives: other readings, the nearest first.
    """

    question: str | None
    params: Mapping[str, str]
    matched: tuple[Matched, ...] = ()
    confidence: float = 0.0
    alternatives: tuple[Reading, ...] = ()


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


def read(text: str, names: Any = None) -> Reading:
    """What `text` asks. names: the name index of a store, where there is one (see `values.Names`). Never raises."""
    shown = text[:LONGEST]
    typed = russian(words(shown))
    known = registered(typed, listed("plain"))
    found = spelling.mended(typed, frozenset(i for start, end in known.items() for i in range(start, end)))
    if not found:
        return Reading(None, {})
    sight = _sight(shown, found, names)
    seen = spans(sight)
    scene = Scene(
        found,
        _slots(sight, seen),
        frozenset(i for s in seen if s.slot in ("name", "country", "region", "city") for i in range(s.start, s.end)),
    )
    return _choose(shown, sight, seen, scene)


def _sight(text: str, found: Sequence[Word], names: Any) -> Sight:
    seen = [one for one in lexicon.annotate(found) if not _function_word(one, found)]
    stored = things(text, found, seen, names)
    return Sight(found, seen, periods(text), quotes(text, found), registered(found, listed("plain")), stored)


def _function_word(one: lexicon.Found, found: Sequence[Word]) -> bool:
    """Whether a place is only the first word of the question, which has its capital letter for that: "Кому", no Коми."""
    first = found[0]
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


def _choose(text: str, sight: Sight, seen: Sequence[Span], scene: Scene) -> Reading:
    ranked: list[tuple[float, Reading]] = []
    for one in asked():
        weight, at = _score(one, scene)
        if at is None:
            continue
        params, matched = fill.params(one, text, sight, seen, scene)
        if any(need not in params for need in one.needs) or any(_said(part, seen) for part in one.without):
            continue
        cue = (
            Matched("cue", sight.words[at[0]].start, sight.words[max(at[1] - 1, at[0])].end, "", one.name)
            if at[0] < len(sight.words)
            else None
        )
        ranked.append((weight, Reading(one.name, params, (*([cue] if cue else []), *matched))))
    guessed = {i for s in seen if s.slot == "guess" for i in range(s.start, s.end)}
    plain = Scene(scene.words, scene.spans, scene.inside - guessed)
    refusal = max((weight for weight, pattern in compiled()["refuse"] if find(pattern, plain)), default=0.0)
    ranked = [(weight, reading) for weight, reading in ranked if weight >= LITTLE or not _guessed(sight, seen)]
    ranked.sort(key=lambda r: (-r[0], r[1].question or ""))
    best = ranked[0][0] if ranked else 0.0
    others = tuple(reading for _, reading in ranked)
    if refusal > best or not ranked:
        return Reading(None, {}, (), 1.0 if refusal else 0.5, others[:3])
    lead = best - (ranked[1][0] if len(ranked) > 1 else 0.0)
    chosen = ranked[0][1]
    return Reading(chosen.question, chosen.params, chosen.matched, round(min(1.0, 0.5 + lead / 4), 2), others[1:4])


def _guessed(sight: Sight, seen: Sequence[Span]) -> bool:
    """Whether all that is known of the question are words taken for a name because nothing is known of them."""
    return any(s.slot == "guess" for s in seen) and not any(s.slot in ("topic", "country", "region", "city", "type") for s in seen)


def _said(part: str, seen: Sequence[Span]) -> bool:
    return any(s.slot == part for s in seen)
