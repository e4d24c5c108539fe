"""How likely it is that two parties have a paper: the input of the scorer that decides, over all places of the pair on its page.

Beside the pair's own places it sees what the rules propose, the pair's standing as partners (see `standing`), and its rivals: other pairs
of the same unit and other pairs of the same parties.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from ...ontology.model import Agreement
from .candidates import MODES, Candidate, Pair, pair_of
from .features import Features
from .papers_places import PaperWords
from .standing import Standing, measure_pair, odds

_LEAST, _NONE = 0.02, -5.0
_HOPEFUL, _STRONG = 0.3, 0.5
_RULE_SHARE = 0.5
Scored = tuple[float, Candidate]


@dataclass(frozen=True)
class PaperPairs:
    """The pairs of a page that may have a paper. places: of each pair, its places with their scores, the surest first."""

    words: PaperWords
    standing: Standing
    places: Mapping[Pair, Sequence[Scored]]

    @cached_property
    def proposed(self) -> dict[Pair, list[Agreement]]:
        """The rules' papers by pair."""
        found: defaultdict[Pair, list[Agreement]] = defaultdict(list)
        for paper in self.words.scene.agreements:
            for a, b in combinations(sorted(set(paper.parties)), 2):
                found[pair_of(a, b)].append(paper)
        return dict(found)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every pair that a place or a rule proposes."""
        return tuple(dict.fromkeys((*self.places, *self.proposed)))

    @cached_property
    def _strength(self) -> dict[Pair, float]:
        """A first guess of each pair, to compare rivals by."""
        rule = {pair: max(paper.evidence[0].confidence for paper in papers) for pair, papers in self.proposed.items()}
        return {p: (self.places[p][0][0] if p in self.places else _LEAST) + _RULE_SHARE * rule.get(p, 0.0) for p in self.pairs}

    @cached_property
    def _ladder(self) -> list[float]:
        return sorted(self._strength.values())

    @cached_property
    def _of_party(self) -> dict[str, list[float]]:
        """The guesses of each party's pairs, rising."""
        found: defaultdict[str, list[float]] = defaultdict(list)
        for pair, value in self._strength.items():
            for key in pair:
                found[key].append(value)
        return {key: sorted(values) for key, values in found.items()}

    @cached_property
    def _hub(self) -> str | None:
        """The party that most strength goes to."""
        return max(self._of_party, key=lambda key: (sum(self._of_party[key]), key), default=None)

    @cached_property
    def _of_unit(self) -> dict[int, list[float]]:
        """The scores of each unit's places, rising."""
        found: defaultdict[int, list[float]] = defaultdict(list)
        for scored in self.places.values():
            for score, candidate in scored:
                found[candidate.unit.index].append(score)
        return {unit: sorted(scores) for unit, scores in found.items()}

    @cached_property
    def _of_list(self) -> dict[int, dict[int, float]]:
        """Of each list or table, by its first row: the highest score of each row."""
        found: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for unit, scores in self._of_unit.items():
            if (head := self.words.heads[unit]) is not None:
                found[head.index][unit] = scores[-1]
        return dict(found)

    @cached_property
    def _list_sums(self) -> dict[int, float]:
        return {head: sum(rows.values()) for head, rows in self._of_list.items()}

    def _list(self, unit: int) -> Features:
        """How sure the other rows of the unit's list or table are."""
        head = self.words.heads[unit]
        if head is None or len(rows := self._of_list[head.index]) < 2:
            return {}
        others = len(rows) - 1
        return {"list:rows": float(min(others, 20)), "list:mean": (self._list_sums[head.index] - rows[unit]) / others}

    def measure(self, pair: Pair) -> Features:
        """The features of one pair."""
        features = self._scores(pair) | self._rules(pair) | self._rivals(pair) | self.words.page
        if self.places.get(pair):
            features |= self._best(pair)
        if pair in self.standing.places or pair in self.standing.said:
            features |= {f"rel:{name}": value for name, value in measure_pair(self.standing, pair).items()}
        return features

    def _scores(self, pair: Pair) -> Features:
        """The places of the pair."""
        places = self.places.get(pair, ())
        features = {f"top{at + 1}": odds(places[at][0]) if at < len(places) else _NONE for at in range(3)}
        features |= {"places": float(min(len(places), 12)), "hopeful": float(sum(score > _HOPEFUL for score, _ in places))}
        for mode in MODES:
            features[f"in:{mode}"] = max((odds(score) for score, candidate in places if candidate.mode == mode), default=_NONE)
        return features

    def _best(self, pair: Pair) -> Features:
        """The surest place of the pair, and the other pairs of its unit."""
        score, candidate = self.places[pair][0]
        unit = candidate.unit
        rivals = self._of_unit[unit.index]
        above = len(rivals) - bisect_right(rivals, score)
        others = len(rivals) - 1
        told = self.words.unit(unit) | self.words.near(candidate) | self.words.ruled(candidate)
        return (
            {f"b:{name}": value for name, value in told.items()}
            | self._list(unit.index)
            | {
                f"b:mode_{candidate.mode}": 1.0,
                f"b:kind_{unit.kind}": 1.0,
                "b:length": float(min(unit.end - unit.start, 600)),
                "b:present": float(len(unit.entities())),
                "unit:rival": (rivals[-1] if above else rivals[-2]) if others else 0.0,
                "unit:more": float(above),
                "unit:strong": float(len(rivals) - bisect_right(rivals, _HOPEFUL) - (score > _HOPEFUL)),
            }
        )

    def _rules(self, pair: Pair) -> Features:
        """What the rules propose for the pair."""
        papers = self.proposed.get(pair, ())
        features: Features = {"r:n": float(len(papers)), "r:other": float(len(self.words.scene.agreements) - len(papers))}
        for paper in papers[:2]:
            features |= {f"r:{paper.evidence[0].rule}": 1.0, f"r:status_{paper.status}": 1.0, f"r:type_{paper.type}": 1.0}
            features["r:sure"] = max(features.get("r:sure", 0.0), paper.evidence[0].confidence)
            features |= {"r:parties": float(len(paper.parties)), "r:signed": float(paper.signed is not None)}
        return features

    def _rivals(self, pair: Pair) -> Features:
        """How strong other pairs of the two are, and all pairs of the page."""
        own, ladder = self._strength[pair], self._ladder
        others = sorted(_highest_other(self._of_party[key], own) for key in pair)
        return {
            "riv:min": others[0],
            "riv:max": others[1],
            "riv:place": float(len(ladder) - bisect_right(ladder, own)),
            "riv:strong": float(len(ladder) - bisect_right(ladder, _STRONG)),
            "riv:share": own / max(ladder[-1], 0.01),
            "riv:hub": float(self._hub in pair),
        }


def _highest_other(rising: Sequence[float], own: float) -> float:
    """The highest of some numbers, one that equals `own` left out; 0 where none is left."""
    at = bisect_left(rising, own)
    rest = rising[-1] if at < len(rising) - 1 else (rising[-2] if len(rising) > 1 else 0.0)
    return rest


def paper_pairs(words: PaperWords, standing: Standing, scored: Iterable[Scored]) -> PaperPairs:
    """Places with their scores, by pair."""
    found: defaultdict[Pair, list[Scored]] = defaultdict(list)
    for score, candidate in scored:
        found[candidate.pair].append((score, candidate))
    places = {pair: sorted(items, key=lambda item: (-item[0], item[1].unit.index)) for pair, items in found.items()}
    return PaperPairs(words, standing, places)
