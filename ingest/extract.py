"""From a document to its facts: read it, find people, papers, projects and cooperation, keep what the facts need.

`extract` is a pure function of the document (and of the floor), without global state but caches, so that any process pool can map it.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import PurePath
from urllib.parse import urlsplit

from ..ontology.dates import PartialDate
from ..ontology.iris import digest
from ..ontology.model import Cooperation, Document, Event, Facts, Institution
from .names.events import find_events
from .names.people import person_facts
from .names.quantities import find_quantities
from .reading import Entity, Reading
from .relate.combine import combine
from .relate.cooperations import find_cooperations
from .relate.judge import judge
from .relate.statements import Page, page, told
from .relate.ties import tie
from .understand import understand

REPORTED = 0.3
"""Below this confidence a cooperation is not reported: about the best F1 of pairs on documents not used for training."""

WEAK = 0.08
"""The scorer's entries from here on are weighed with the rules."""

_UNSAFE = re.compile(r"[\x00-\x20\x7f]+")


def extract(document: Document, floor: float = REPORTED) -> Facts:
    """What the document states, cooperations of confidence `floor` or more (0 gives every candidate)."""
    return facts_of(understand(document), floor)


def facts_of(reading: Reading, floor: float = REPORTED) -> Facts:
    """The facts of a document that was read."""
    document, prepared, events = reading.document, page(reading), find_events(reading)
    return Facts(
        id=identifier(document),
        source=document.source,
        url=document.url,
        lang=document.lang,
        title=document.title,
        published=document.published,
        institutions=tuple(_institution(entity) for entity in reading.entities if entity.type == "institution"),
        people=person_facts(reading),
        agreements=prepared.papers,
        projects=prepared.scene.projects,
        events=events,
        cooperations=_cooperations(prepared, events, floor),
        quantities=find_quantities(reading),
    )


def _cooperations(prepared: Page, events: tuple[Event, ...], floor: float) -> tuple[Cooperation, ...]:
    """Places, rules and judgement joined, each cooperation tied to its papers, projects and events."""
    reading, standing = prepared.scene.reading, prepared.standing
    learned = find_cooperations(prepared, min(floor, WEAK))
    found = combine(reading, learned, standing.verdict, floor, chances=judge(standing), tell=partial(told, prepared))
    return tie(reading, found, prepared.papers, prepared.scene.projects, events)


def identifier(document: Document) -> str:
    """The stem of the source's last path segment, else a hash of the source."""
    stem = _UNSAFE.sub("", PurePath(urlsplit(document.source).path).stem)
    return stem[:200] or digest(document.source)


def _institution(entity: Entity) -> Institution:
    return Institution(
        key=entity.key,
        name=entity.name,
        also=entity.also,
        former=entity.former,
        renamed=PartialDate(entity.renamed) if entity.renamed else None,
        kind=entity.kind,
        country=entity.country,
        region=entity.region,
        city=entity.city,
        owner=entity.owner,
        part_of=entity.part_of,
    )
