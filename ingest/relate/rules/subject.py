"""Topics of a statement: the most specific ones that its clause says, else its sentence, what elaborates it, its list, its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..concepts import Hit
from ..scene import Scene, Unit
from ..subjects import Subjects, broader

_MOST = 4
_LISTED = 12
_GENERAL = frozenset({"medical-research", "medical-education", "laboratory-diagnostics", "public-health"})  # often only the kind of work
_PAPER = re.compile(
    r"\W{0,4}(?:документ|соглашени|меморандум|договор|протокол|контракт|он[аои]?\s|в рамках (?:соглашени|документ|договор|сотруднич)"
    r"|речь ид|планиру|it |under (?:it|the)|this "
    r"|the (?:agreement|memorandum|document|contract|partnership|programme|program|project|deal|paper))"
)
_PEOPLE = re.compile(
    r"(?:хирург|\w+олог(?!и[а-я])|педиатр|психиатр|терапевт|акушер|ортопед|стоматолог|фтизиатр|медсестр|surgeon|\w+ologist|\w+iatrician|\w+iatrist|nurse|midwi)[а-яa-z]{0,4}(?:\W|$)"
)


def elaboration(scene: Scene, unit: Unit) -> Unit | None:
    """The next unit when it goes on about the paper or the plan that this one states, and names no other party."""
    after = unit.index + 1
    if after >= len(scene.units) or scene.units[after].section != unit.section:
        return None
    following = scene.units[after]
    others = {k for k in following.entities() if not k.startswith("country:")} - set(unit.entities())
    text = scene.masked[following.start : following.end].lstrip(" ➡•-–—*\t")
    return following if not others and _PAPER.match(text) else None


def topics(scene: Scene, subjects: Subjects, unit: Unit, start: int, end: int) -> tuple[str, ...]:
    """Topics of a clause of a unit, narrower ones instead of broader ones; empty when none is stated near."""
    here = subjects.free[unit.index]
    for found in ([hit for hit in here if start <= hit.start < end], here, *_around(scene, subjects, unit)):
        if found:
            return narrowest(hit.concept for hit in _subjects(scene, found))
    return ()


def _subjects(scene: Scene, found: Sequence[Hit]) -> Sequence[Hit]:
    """Topics said as such; those that only name people ("surgeons") or patients count when there is nothing else."""
    plain = [
        hit for hit in found if hit.concept not in _GENERAL and (not _PEOPLE.match(scene.masked, hit.start) or hit.end - hit.start > 24)
    ]
    return plain or found


def _around(scene: Scene, subjects: Subjects, unit: Unit) -> Iterator[Sequence[Hit]]:
    """Topics of the units near, nearest first."""
    follow = elaboration(scene, unit)
    yield subjects.free[follow.index] if follow else ()
    yield [hit for u in listed(scene, unit) for hit in subjects.free[u.index]]
    yield [hit for u in scene.leads[unit.index] for hit in subjects.free[u.index]]


def listed(scene: Scene, unit: Unit) -> Iterator[Unit]:
    """The items of the list that a line with a colon opens: list items, or lines that end with semicolons and the one after them."""
    if scene.masked[unit.start : unit.end + 1].rstrip()[-1:] != ":":
        return
    for following in scene.units[unit.index + 1 : unit.index + 1 + _LISTED]:
        sign = scene.masked[following.start : following.end + 1].rstrip()[-1:]
        if (following.kind != "item" and sign not in ";,.") or following.section != unit.section:
            return
        yield following
        if sign == ".":
            return


def narrowest(found: Iterable[str]) -> tuple[str, ...]:
    """Each topic once, a broader one left out when a narrower one is there."""
    once = tuple(dict.fromkeys(found))
    covered = {up for topic in once for up in broader(topic)}
    return tuple(topic for topic in once if topic not in covered)[:_MOST]
