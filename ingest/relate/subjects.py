"""Topics of one cooperation: which of the topics said on the page is its subject."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from ...ontology import vocabulary
from .concepts import Hit
from .features import Features, clause
from .scene import Scene, Unit


class Subjects:
    """Topic hits of a page, by unit; hits inside names apart."""

    def __init__(self, scene: Scene, scheme: str = "topic") -> None:
        self.free: list[tuple[Hit, ...]] = []
        self.named: list[tuple[Hit, ...]] = []
        for unit in scene.units:
            free, named = _split(unit, scene.said(scheme, unit))
            self.free.append(free)
            self.named.append(named)
        self.counts = Counter(hit.concept for found in self.free for hit in found)
        self.by_block: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self.by_section: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for unit, found in zip(scene.units, self.free, strict=True):
            for counts in (self.by_block[unit.block], self.by_section[unit.section]):
                counts.update(hit.concept for hit in found)
        self.title = {hit.concept for unit in scene.units if unit.kind == "title" for hit in self.free[unit.index]}
        self.owned: dict[str, set[str]] = {}
        for unit in scene.units:
            for hit in self.named[unit.index]:
                for slot in unit.slots:
                    if slot.start <= hit.start and hit.end <= slot.end:
                        self.owned.setdefault(slot.entity, set()).add(hit.concept)


def _split(unit: Unit, found: Iterable[Hit]) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    free: list[Hit] = []
    named: list[Hit] = []
    names = [(slot.start, slot.end) for slot in unit.slots if slot.form in ("name", "abbreviation")]
    for hit in found:
        (named if any(start < hit.end and hit.start < end for start, end in names) else free).append(hit)
    return tuple(free), tuple(named)


@cache
def _relatives() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    vocabularies = vocabulary.load()
    topics = vocabularies.schemes["topic"].concepts
    up = {key: frozenset(vocabularies.broader_closed(key)) - {key} for key in topics}
    down = {key: frozenset(vocabularies.narrower_closed(key)) - {key} for key in topics}
    return up, down


def broader(topic: str) -> frozenset[str]:
    """All topics broader than this one."""
    return _relatives()[0].get(topic, frozenset())


def narrower(topic: str) -> frozenset[str]:
    """All topics narrower than this one."""
    return _relatives()[1].get(topic, frozenset())


def _nearby(scene: Scene, unit: Unit) -> dict[str, list[int]]:
    """Units close by, by how they stand to this one."""
    near = [i for i in range(max(unit.index - 3, 0), min(unit.index + 4, len(scene.units))) if i != unit.index]
    return {
        "next": [unit.index + 1] if unit.index + 1 < len(scene.units) else [],
        "prev": [unit.index - 1] if unit.index else [],
        "near": near,
        "lead": [lead.index for lead in scene.leads[unit.index]],
    }


def measure_topics(scene: Scene, subjects: Subjects, unit: Unit, pair: tuple[str, str], stated: Sequence[str] = ()) -> dict[str, Features]:
    """Features of each topic that may be the subject of what this unit states of this pair. `stated`: the rules' answer for it."""
    spots = [slot for slot in unit.slots if slot.entity in pair] or list(unit.slots)
    start, end = (min(s.start for s in spots), max(s.end for s in spots)) if spots else (unit.start, unit.end)
    left, right = clause(scene, unit, start, end)
    total = max(sum(subjects.counts.values()), 1)
    top = subjects.counts.most_common(1)[0][1] if subjects.counts else 1
    around = _nearby(scene, unit)
    found: dict[str, Features] = {}

    def add(concept: str, name: str, value: float = 1.0) -> None:
        features = found.setdefault(concept, {})
        features[name] = features.get(name, 0.0) + value

    for hit in subjects.free[unit.index]:
        add(hit.concept, "unit")
        if left <= hit.start < right:
            add(hit.concept, "clause")
        distance = max(start - hit.end, hit.start - end, 0)
        found[hit.concept]["close"] = max(found[hit.concept].get("close", 0.0), 1 / (1 + distance / 30))
        found[hit.concept]["words"] = max(found[hit.concept].get("words", 0.0), min((hit.end - hit.start) / 10, 4))
    for name, indexes in around.items():
        for index in indexes:
            for hit in subjects.free[index]:
                add(hit.concept, name)
    elsewhere = subjects.by_block[unit.block] - Counter(hit.concept for hit in subjects.free[unit.index])
    for name, counts in (("block", elsewhere), ("section", subjects.by_section[unit.section])):
        for concept, count in counts.items():
            add(concept, name, count)
    for concept in subjects.counts:
        add(concept, "doc", subjects.counts[concept] / total)
        found[concept]["top"] = subjects.counts[concept] / top
        found[concept]["title"] = float(concept in subjects.title)
    for key in pair:
        for concept in subjects.owned.get(key, ()):
            add(concept, "owned")
    for index in (unit.index, *around["near"]):
        for hit in subjects.named[index]:
            add(hit.concept, "named")
    for concept in stated:
        add(concept, "stated", 1 / len(stated))
    pages_first = {hit.concept for index in range(min(4, len(scene.units))) for hit in subjects.free[index]}
    here = {hit.concept for hit in subjects.free[unit.index]}
    near = here | set(elsewhere) | {hit.concept for index in around["near"] for hit in subjects.free[index]}
    for concept, features in found.items():
        features[f"is_{concept}"] = 1.0
        features["child_here"] = float(bool(narrower(concept) & here))
        features["child_near"] = float(bool(narrower(concept) & near))
        features["parent_here"] = float(bool(broader(concept) & here))
        features["others_here"] = float(len(here - {concept}))
        features["others_near"] = float(min(len(near - {concept}), 8))
        features["only_owned"] = float(bool(features.get("owned")) and not subjects.counts.get(concept))
        features["nothing_here"] = float(not here)
        features["nothing_stated"] = float(not stated)
        features["opening"] = float(concept in pages_first)
        features["kinds"] = float(len(subjects.counts))
        for group in ("train", "tele", "research", "supply", "operate", "conference", "policy", "fund"):
            if group in unit.cues:
                features[f"cue_{group}"] = 1.0
    return found
