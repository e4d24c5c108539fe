"""Statements of cooperation: candidate places with their scores, and what each says of topics, kinds, status and date."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ...ontology.dates import PartialDate
from ...ontology.model import Agreement
from ..names.dates import DateMention
from ..reading import Reading
from . import scorer
from .candidates import Pair, candidates
from .features import Features, clause, measure
from .manner import measure_manner
from .papers import FILE as PAPERS
from .papers import find_papers
from .papers_pairs import paper_pairs
from .papers_places import PaperWords
from .rules.find import RuleStatement, consider
from .rules.subject import topics as stated_topics
from .scene import Scene, Unit, scene
from .standing import Place, Standing
from .subjects import Subjects, broader, measure_topics
from .wording import wording

PAIRS, TOPICS, MANNER = "relate_pairs.json", "relate_topics.json", "relate_manner.json"
Manner = tuple[tuple[str, ...], str]
"""Kinds, the surest first, and the status."""

TOPIC_FLOOR = 0.3
KIND_FLOOR = 0.35
_AT_ONCE = 256  # places measured at once, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class Statement:
    """One place where the page may say that a pair cooperates. `score`: how sure that is."""

    pair: Pair
    unit: Unit
    mode: str
    score: float


@dataclass(frozen=True)
class Page:
    """A page prepared once for all its statements."""

    scene: Scene

    @cached_property
    def subjects(self) -> Subjects:
        """Topics said on the page."""
        return Subjects(self.scene)

    @cached_property
    def topics(self) -> dict[tuple[int, Pair], tuple[str, ...]]:
        """What `topics_of` has found, by unit and pair."""
        return {}

    @cached_property
    def manners(self) -> dict[tuple[int, Pair], Manner]:
        """What `manner_of` has found, by unit and pair."""
        return {}

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """All candidate places with their scores, in text order."""
        return tuple(place for place, _ in self._scored)

    @cached_property
    def papers(self) -> tuple[Agreement, ...]:
        """The papers of the page: the rules' proposals as the judge revises them."""
        scored = ((score, place.candidate) for place, score in self._scored)
        return find_papers(paper_pairs(self.paper_words, self.standing, scored))

    @cached_property
    def paper_words(self) -> PaperWords:
        """What is said of papers, by unit."""
        return PaperWords(self.scene)

    @cached_property
    def _scored(self) -> tuple[tuple[Place, float], ...]:
        """All candidate places, each with its score as a place of cooperation and as a place of a paper; measured once for both."""
        linear, trees, papers = scorer.linear(PAIRS, "linear"), scorer.trees(PAIRS, "trees"), scorer.trees(PAPERS, "places")
        found: list[tuple[Place, float]] = []
        for some in scorer.batched(candidates(self.scene), _AT_ONCE):
            rows = [measure(self.scene, c) for c in some]
            chances = scorer.means(linear, trees, (row | wording(self.scene, c) for row, c in zip(rows, some, strict=True)))
            told = papers.chances([row | self.paper_words.told_of(c) for row, c in zip(rows, some, strict=True)])
            found += zip(map(Place, some, chances), told, strict=True)
        return tuple(found)

    @cached_property
    def standing(self) -> Standing:
        """The pairs of the page, with their places and what the rules say."""
        return standing_of(self.scene, self.places, self.subjects)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The places as statements, in text order."""
        return tuple(Statement(p.candidate.pair, p.candidate.unit, p.candidate.mode, p.score) for p in self.places)

    def unit_at(self, offset: int) -> Unit | None:
        """The unit that covers an offset."""
        at = bisect_right(self.scene.units, offset, key=lambda unit: unit.start) - 1
        return self.scene.units[at] if at >= 0 and offset < self.scene.units[at].end else None

    def by_pair(self) -> dict[Pair, tuple[Statement, ...]]:
        """Statements of each pair, the surest first."""
        found: dict[Pair, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            found[statement.pair].append(statement)
        return {pair: tuple(sorted(items, key=lambda s: (-s.score, s.unit.start))) for pair, items in found.items()}


def standing_of(prepared: Scene, places: Iterable[Place], subjects: Subjects | None = None) -> Standing:
    """Places by pair, with the verdict of the rules. `subjects`: the topics said on the page, where the caller has them already."""
    found: dict[Pair, list[Place]] = defaultdict(list)
    for place in places:
        found[place.candidate.pair].append(place)
    return Standing(prepared, found, consider(prepared.reading, prepared, subjects))


def page(reading: Reading) -> Page:
    """Prepare a reading."""
    return Page(scene(reading))


def topic_features(prepared: Scene, subjects: Subjects, unit: Unit, pair: Pair) -> dict[str, Features]:
    """The features of each topic that may be the subject of what a unit states of a pair."""
    spots = [slot for slot in unit.slots if slot.entity in pair] or list(unit.slots)
    start, end = (min(s.start for s in spots), max(s.end for s in spots)) if spots else (unit.start, unit.end)
    return measure_topics(prepared, subjects, unit, pair, stated_topics(prepared, subjects, unit, *clause(prepared, unit, start, end)))


def topics_of(page_: Page, unit: Unit, pair: Pair) -> tuple[str, ...]:
    """Topics that are the subject of a statement, the surest first; a topic is left out where a narrower one is surer."""
    key = unit.index, pair
    if key not in page_.topics:
        page_.topics[key] = _topics_of(page_, unit, pair)
    return page_.topics[key]


def _topics_of(page_: Page, unit: Unit, pair: Pair) -> tuple[str, ...]:
    model = scorer.trees(TOPICS, "trees")
    features = topic_features(page_.scene, page_.subjects, unit, pair)
    chances = dict(zip(features, model.chances(list(features.values())), strict=True))
    chosen = sorted((t for t, p in chances.items() if p >= TOPIC_FLOOR), key=lambda t: (-chances[t], t))
    covered = {up for topic in chosen for up in broader(topic)}
    return tuple(t for t in chosen if t not in covered or all(chances[t] > chances[o] for o in chosen if t in broader(o)))[:3]


def manner_of(page_: Page, unit: Unit, pair: Pair) -> Manner:
    """Kinds and status of a statement."""
    key = unit.index, pair
    if key not in page_.manners:
        page_.manners[key] = _manner_of(page_, unit, pair)
    return page_.manners[key]


def _manner_of(page_: Page, unit: Unit, pair: Pair) -> Manner:
    features = measure_manner(page_.scene, page_.scene.dates, unit, pair, page_.standing.said.get(pair, ()))
    kinds = scorer.linear(MANNER, "kinds").each(features)
    status = scorer.linear(MANNER, "status").among(features)
    best = max(kinds, key=lambda k: (kinds[k], k))
    chosen = {k for k, p in kinds.items() if p >= KIND_FLOOR} | {best}
    if len(chosen) > 1:
        chosen.discard("other")
    return tuple(sorted(chosen, key=lambda k: (-kinds[k], k))), max(status, key=lambda s: (status[s], s))


def told(page_: Page, pair: Pair, statement: RuleStatement) -> RuleStatement:
    """A rule's statement with the kinds that the learned scorer tells, which knows the rule's own; of a status the rule knows as much."""
    unit = page_.unit_at(statement.start)
    if unit is None:
        return statement
    kinds, _ = manner_of(page_, unit, pair)
    return replace(statement, kinds=kinds)


def span_of(page_: Page, statement: Statement) -> tuple[int, int]:
    """The smallest clauses that state it."""
    unit, text = statement.unit, page_.scene.reading.document.text
    spots = [slot for slot in unit.slots if slot.entity in statement.pair]
    start, end = unit.start, unit.end
    if statement.mode == "same" and spots:
        start, end = clause(page_.scene, unit, min(s.start for s in spots), max(s.end for s in spots))
    while start < end and text[start] in " \t\n-–—•,;":
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def date_of(page_: Page, statement: Statement) -> PartialDate | None:
    """The date said in the clause, else in the unit."""
    start, end = span_of(page_, statement)
    return _first(page_.scene.dates, start, end) or _first(page_.scene.dates, statement.unit.start, statement.unit.end)


def _first(dates: Sequence[DateMention], start: int, end: int) -> PartialDate | None:
    at = bisect_left(dates, start, key=lambda date: date.start)
    return dates[at].value if at < len(dates) and dates[at].start < end else None
