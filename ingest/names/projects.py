"""Projects: named programmes, initiatives, studies, registries and joint centres, with the institutions of their sentences.

Names are proposed widely (`projects_wide`, hand-made patterns among them) and judged by a learned scorer (`projects_choice`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ...ontology.model import Evidence, Project
from ..reading import Reading
from .projects_choice import chance, chosen, forms_of, grouped, scores_of
from .projects_parties import participants
from .projects_place import Place
from .projects_wide import places

_QUOTES = 3  # of one project


def find_projects(reading: Reading) -> tuple[Project, ...]:
    """The projects of a reading whose institutions are known; keys "j1", "j2" ... in text order, confidence calibrated."""
    names = grouped(reading, places(reading))
    found = sorted(chosen(names, scores_of(names)), key=lambda item: min((p.start, p.end) for p in item[0]))
    return tuple(_project(reading, group, round(chance(score), 3), f"j{n}") for n, (group, score) in enumerate(found, 1))


def _project(reading: Reading, group: Sequence[Place], sure: float, key: str) -> Project:
    text, (name, *also) = reading.document.text, forms_of(group)
    rule = max(group, key=lambda p: p.confidence).rule
    spans = sorted({(p.sentence.start, p.sentence.end) for p in group})[:_QUOTES]
    evidence = tuple(Evidence(start=a, end=b, quote=text[a:b], rule=rule, confidence=sure) for a, b in spans)
    return Project(key=key, name=name, also=tuple(also), participants=participants(reading, group), evidence=evidence)
