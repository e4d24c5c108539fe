"""Coreference: nouns, groups, demonyms and people that stand for an institution named elsewhere in the document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .names.institutions_choice import all_candidates
from .names.institutions_place import all_spots
from .names.people import retied
from .reading import Mention, Reading
from .refer_country import countries
from .refer_group import groups
from .refer_noun import nouns
from .refer_scene import Scene


def refer(reading: Reading) -> Reading:
    """Add mentions that are not names, and the countries that are named."""
    spots = all_spots(reading)
    reading = countries(reading, spots)
    scene = Scene(reading, spots)
    found = list(nouns(scene, [c for c in all_candidates(reading) if c.strength == "noun"]))
    found += groups(scene, found)
    reading = retied(_with(reading, found))
    return _with(reading, offices(reading))


def _with(reading: Reading, found: Iterable[Mention]) -> Reading:
    mentions = sorted({*reading.mentions, *found}, key=lambda m: (m.start, m.end, m.entity))
    return replace(reading, mentions=tuple(mentions))


def offices(reading: Reading) -> list[Mention]:
    """A person who holds an office stands for the institution."""
    orgs = {e.key: e.org for e in reading.entities if e.type == "person" and e.org}
    return [Mention(m.start, m.end, orgs[m.entity] or "", "office") for m in reading.mentions if m.entity in orgs]
