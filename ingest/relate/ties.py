"""Under which agreement, within which project and at which event a cooperation goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from ...ontology.model import DEFAULT_CONFIDENCE, Agreement, Cooperation, Event, Project
from ..reading import Reading

Tied = TypeVar("Tied", Agreement, Project)


def tie(
    reading: Reading, found: Sequence[Cooperation], agreements: Sequence[Agreement], projects: Sequence[Project], events: Sequence[Event]
) -> tuple[Cooperation, ...]:
    """The cooperations with their agreement, projects and event, where the page ties them: by the parties, or by the sentence.

    What a signing alone tells of is over when the page says that the paper is. What is sure is not tied to what is a candidate: the tie
    would show that too.
    """
    return tuple(_tied(reading, item, _as_sure(agreements, item), _as_sure(projects, item), events) for item in found)


def _tied(
    reading: Reading, item: Cooperation, agreements: Sequence[Agreement], projects: Sequence[Project], events: Sequence[Event]
) -> Cooperation:
    papers, works = {one.key for one in agreements}, {one.key for one in projects}
    return item.model_copy(
        update={
            "status": "ended" if item.status == "active" and _over(item, agreements) else item.status,
            "under": tuple(key for key in item.under if key in papers) or _under(item, agreements),
            "within": tuple(key for key in item.within if key in works) or _within(reading, item, projects),
            "event": item.event or _event(reading, item, events),
        }
    )


def _as_sure(others: Sequence[Tied], item: Cooperation) -> list[Tied]:
    """Those that are shown where the cooperation is."""
    return [one for one in others if _sure(one) or not _sure(item)]


def _sure(fact: Agreement | Project | Cooperation) -> bool:
    return max((e.confidence for e in fact.evidence), default=1.0) >= DEFAULT_CONFIDENCE


def _under(item: Cooperation, agreements: Sequence[Agreement]) -> tuple[str, ...]:
    """The paper that all the parties signed; the one whose quote stands nearest, where they signed several."""
    parties = set(item.parties)
    own = [paper for paper in agreements if paper.key and parties <= set(paper.parties)]
    nearest = min(own, key=lambda paper: (_distance(item, paper), paper.key or ""), default=None)
    return (nearest.key,) if nearest is not None and nearest.key else ()


def _over(item: Cooperation, agreements: Sequence[Agreement]) -> bool:
    """Whether all that tells of it is the sentence of a paper that has ended."""
    ended = [e for paper in agreements if paper.status == "unknown" and set(item.parties) <= set(paper.parties) for e in paper.evidence]
    return bool(ended) and all(any(e.start <= one.start and one.end <= e.end for e in ended) for one in item.evidence)


def _within(reading: Reading, item: Cooperation, projects: Sequence[Project]) -> tuple[str, ...]:
    """Projects that the parties take part in, or that the sentence names."""
    parties = set(item.parties)
    return tuple(dict.fromkeys(p.key for p in projects if p.key and (parties <= set(p.participants) or _same_sentence(reading, item, p))))


def _event(reading: Reading, item: Cooperation, events: Sequence[Event]) -> str | None:
    """The event that the sentence names."""
    return next((event.key for event in events if event.key and _same_sentence(reading, item, event)), None)


def _same_sentence(reading: Reading, item: Cooperation, other: Project | Event) -> bool:
    """Whether the surest quote of the cooperation stands in a sentence that the other's quote touches."""
    sentence = reading.sentence_at(item.evidence[0].start)
    return sentence is not None and any(e.start < sentence.end and sentence.start < e.end for e in other.evidence)


def _distance(item: Cooperation, paper: Agreement) -> int:
    """Characters between the quotes."""
    return min((abs(a.start - b.start) for a in item.evidence for b in paper.evidence), default=0)
