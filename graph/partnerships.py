"""Partnerships, their strands by topic and the steps of their ladder: derived from the deeds of one pair of parties.

A strand stands for every topic of the deeds and every broader topic, so that "who cooperates with whom on T, subtopics included" is one
hop. Sources are counted by origin: reprints of one text count once.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..ontology import iris
from ..ontology.dates import PartialDate
from ..ontology.declare import Model
from ..ontology.derived import LifecycleStep, Partnership, Strand
from . import shelves
from .leading import Rank, Ranks
from .quads import class_lines, field_lines
from .terms import iri

LADDER = ("discussed", "planned", "signed", "active", "ended")
Broader = Callable[[str], Iterable[str]]
"""A topic's code -> the codes of all broader topics."""
Things = dict[str, tuple[type[Model], dict[str, Any]]]
"""IRI of each thing of a unit -> its class and the values of its fields."""
Home = Callable[[str], str]
"""IRI of a thing or country -> the code of its country, \"\" when it is not known."""


@dataclass(frozen=True, slots=True)
class Row:
    """A deed as the record keeps it."""

    iri: str
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    rungs: tuple[tuple[str, str], ...]
    origin: str


def row(deed: str, content: str) -> Row:
    """The row of `Deed.content`."""
    topics, kinds, rungs, origin = content.split("|")
    pairs = tuple((rung, date) for rung, _, date in (one.partition("=") for one in rungs.split()))
    return Row(deed, tuple(topics.split()), tuple(kinds.split()), pairs, origin)


def partnership_iri(one: str, other: str) -> str:
    """IRI of the partnership of two things or countries, in either order."""
    return iris.partnership(one, other)


def part_iris(root: str, topics: Iterable[str]) -> Iterator[str]:
    """IRIs of a partnership, of all steps that it may have and of its strands on these topics."""
    yield root
    yield from (iris.thing("step", root, rung) for rung in LADDER)
    yield from (iris.thing("strand", root, topic) for topic in topics)


def partnership_unit(
    one: str, other: str, rows: Sequence[Row], broader: Broader, home: Home, *, only: Container[str] | None = None
) -> tuple[Things, Ranks]:
    """The partnership, its steps and its strands (on these topics), and the strands' ranks; none without deeds."""
    if not rows or one == other:
        return {}, {}
    root = partnership_iri(one, other)
    by_topic, countries, whole = _by_topic(rows, broader), {home(one), home(other)} - {""}, _summary(rows)
    known = {"parties": sorted((one, other)), "topics": sorted(by_topic), **whole}
    shown = {"row": _text(whole, sorted({code for deed in rows for code in deed.topics}))}
    standing = {"shelves": shelves.of_partnership(whole["status"], whole["until"] or "", countries)}
    things: Things = {root: (Partnership, known | shown | standing)}
    ranks = {}
    for topic, deeds in ((topic, deeds) for topic, deeds in by_topic.items() if only is None or topic in only):
        stated = sorted({code for deed in deeds for code in deed.topics if code == topic or topic in broader(code)})
        summary, subject = _summary(deeds), iris.thing("strand", root, topic)
        known = {"partnership": root, "first": min(one, other), "second": max(one, other), "topic": topic, "topics": stated, **summary}
        texts = {"topic_codes": " ".join(stated), "row": _text(summary, stated)}
        things[subject] = Strand, known | texts | {"shelves": shelves.of_strand(topic, countries)}
        ranks[topic] = Rank(summary["sources"], summary["until"] or "", subject)
    for rung, dates in _rungs(rows).items():
        based_on = [deed.iri for deed in rows if any(reported == rung for reported, _ in deed.rungs)]
        step = {"partnership": root, "status": rung, "date": earliest(dates), "based_on": based_on}
        things[iris.thing("step", root, rung)] = LifecycleStep, step
    return things, ranks


def unit_lines(things: Things) -> set[str]:
    """The lines of a unit."""
    return {line for subject, (model, item) in things.items() for line in _lines(subject, model, item)}


def turned(old: Things, new: Things) -> tuple[set[str], set[str]]:
    """Lines of what was and of what is, without those of fields that have the same values in both."""
    return _unlike(old, new), _unlike(new, old)


def _unlike(things: Things, others: Things) -> set[str]:
    found: set[str] = set()
    for subject, (model, item) in things.items():
        if subject in others:
            other = others[subject][1]
            differing = {name: None if other.get(name) == value else value for name, value in item.items()}
            found.update(field_lines(iri(subject), model, differing, "", str))
        else:
            found.update(_lines(subject, model, item))
    return found


def _text(summary: Mapping[str, Any], stated: Iterable[str]) -> str:
    """What a row shows of a summary and its stated topics."""
    said = (str(summary["sources"]), summary["status"], summary["since"] or "", summary["until"] or "")
    return "|".join((*said, " ".join(stated), " ".join(summary["kinds"])))


def _lines(subject: str, model: type[Model], item: Mapping[str, object]) -> list[str]:
    return class_lines(iri(subject), model) + field_lines(iri(subject), model, item, "", str)


def _by_topic(rows: Iterable[Row], broader: Broader) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for deed in rows:
        for topic in {wider for code in deed.topics for wider in (code, *broader(code))}:
            found.setdefault(topic, []).append(deed)
    return found


def _rungs(rows: Iterable[Row]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for deed in rows:
        for rung, date in deed.rungs:
            found.setdefault(rung, []).extend([date] if date else [])
    return found


def _summary(rows: Sequence[Row]) -> dict[str, Any]:
    rungs = _rungs(rows)
    dates = [date for dated in rungs.values() for date in dated]
    return {
        "kinds": sorted({kind for deed in rows for kind in deed.kinds}),
        "statuses": sorted(rungs), "status": latest_rung(rungs),
        "since": earliest(dates), "until": latest(dates),
        "sources": len({deed.origin for deed in rows}), "based_on": [deed.iri for deed in rows],
    }  # fmt: skip


def latest_rung(rungs: Mapping[str, Sequence[str]]) -> str:
    """The highest rung that is reported; "ended" gives way when something else is dated wholly after every end."""
    highest = max(rungs, key=LADDER.index)
    if highest != "ended" or len(rungs) == 1 or not rungs["ended"]:
        return highest
    others = {rung: dates for rung, dates in rungs.items() if rung != "ended"}
    last_end = max(_last(date) for date in rungs["ended"])
    later = [rung for rung, dates in others.items() if any(_first(date) > last_end for date in dates)]
    return max(later, key=LADDER.index, default="ended")


def earliest(dates: Iterable[str]) -> str | None:
    """The date that begins first, as stated (of an interval, its beginning)."""
    return min((date.split("/")[0] for date in dates if not date.startswith("..")), key=lambda date: (_first(date), date), default=None)


def latest(dates: Iterable[str]) -> str | None:
    """The date that ends last, as stated (of an interval, its end; of an open one, its beginning)."""
    points = (date.removesuffix("/..").split("/")[-1] for date in dates)
    return max(points, key=lambda date: (_last(date), date), default=None)


@lru_cache(maxsize=8192)
def _first(date: str) -> str:
    return str(PartialDate(date.removeprefix("../")).earliest)


@lru_cache(maxsize=8192)
def _last(date: str) -> str:
    return str(PartialDate(date.removesuffix("/..")).latest)
