"""The stage that finds places where an institution is called by a short name or letters alone: "surgeons from Alder", "EUH".

Bare names that stand for themselves are found before, by `institutions_choice`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..reading import Entity, Mention, Reading
from .institutions_choice import all_candidates
from .institutions_place import all_spots
from .lone_short import short_names
from .lone_spans import Run, runs


def find_lone(reading: Reading) -> Reading:
    """Add mentions of institutions by short names and by letters that their names spell. People must have been found."""
    groups = lone_runs(reading)
    short = short_names(reading, groups)
    if not short:
        return reading
    mentions = [Mention(run.start, run.end, key, "abbreviation") for name, key in short.items() for run in groups[name]]
    return replace(
        reading,
        entities=tuple(_with_short(e, [n for n, k in short.items() if k == e.key]) for e in reading.entities),
        mentions=tuple(sorted({*reading.mentions, *mentions}, key=lambda m: (m.start, m.end))),
    )


def lone_runs(reading: Reading) -> dict[str, list[Run]]:
    """Places of each run that may be a name, by name."""
    spans = {(x.start, x.end) for found in (reading.mentions, all_candidates(reading), all_spots(reading)) for x in found}
    people = {w.casefold() for e in reading.entities if e.type == "person" for n in (e.name, *e.also) for w in n.split()}
    groups: dict[str, list[Run]] = defaultdict(list)
    for run in runs(reading, _joined(spans)):
        if not people.issuperset(re.findall(r"[\w'’-]+", run.name.casefold().removesuffix("'s").removesuffix("’s"))):
            groups[run.name].append(run)
    return groups


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _with_short(entity: Entity, names: Sequence[str]) -> Entity:
    return replace(entity, also=(*entity.also, *(n for n in names if n not in entity.also))) if names else entity
