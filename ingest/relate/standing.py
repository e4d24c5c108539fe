"""How a pair stands on its page: the input of the scorer that decides about pairs.

A place says how likely it is that this sentence states the pair; a pair is judged by all its places, by what the rules find, by how
much the page is about the two, and by its rivals: on a page about one host the guests pair with the host, not with each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from .candidates import MODES, Candidate, Pair, pair_of
from .features import Features
from .rules.find import RuleStatement, Verdict
from .scene import Scene

_LEAST = 0.02
_HOPEFUL = 0.3
_STRONG = 0.5
_RULE_SHARE = 0.5
_FAR = 99
_OPENING = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A candidate place with its score, 0 to 1."""

    candidate: Candidate
    score: float


def odds(chance: float) -> float:
    """Log odds of a chance, bounded."""
    bounded = min(max(chance, _LEAST), 1 - _LEAST)
    return log(bounded / (1 - bounded))


_NONE = odds(0.0) - 1


@dataclass(frozen=True)
class Standing:
    """All pairs of a page with their places and the rules' statements."""

    scene: Scene
    places: Mapping[Pair, Sequence[Place]]
    verdict: Verdict

    @cached_property
    def said(self) -> dict[Pair, list[RuleStatement]]:
        """The rules' statements of each pair, the surest first."""
        found: defaultdict[Pair, list[RuleStatement]] = defaultdict(list)
        for statement in self.verdict.statements:
            for pair in statement.pairs():
                found[pair].append(statement)
        return {pair: sorted(items, key=lambda s: (-s.confidence, s.start, s.rule)) for pair, items in found.items()}

    @cached_property
    def denied(self) -> dict[Pair, int]:
        """In how many sentences a pair is vetoed."""
        found: defaultdict[Pair, set[int]] = defaultdict(set)
        for start, pair in self.verdict.vetoes:
            found[pair].add(start)
        return {pair: len(starts) for pair, starts in found.items()}

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every pair that a place or a rule proposes."""
        return tuple(dict.fromkeys((*self.places, *self.said)))

    @cached_property
    def strength(self) -> dict[Pair, float]:
        """A first guess of each pair, to compare rivals by."""
        return {pair: self._best(pair) + _RULE_SHARE * self._rule(pair) for pair in self.pairs}

    @cached_property
    def rivals(self) -> dict[str, list[tuple[float, Pair]]]:
        """The pairs of each party, the strongest first."""
        found: defaultdict[str, list[tuple[float, Pair]]] = defaultdict(list)
        for pair in self.pairs:
            for key in pair:
                found[key].append((self.strength[pair], pair))
        return {key: sorted(items, reverse=True) for key, items in found.items()}

    @cached_property
    def hub(self) -> str | None:
        """The party that most strength goes to."""
        return max(self.rivals, key=lambda key: (sum(value for value, _ in self.rivals[key]), key), default=None)

    @cached_property
    def titled(self) -> frozenset[str]:
        """Parties that a title names."""
        return frozenset(key for unit in self.scene.units if unit.kind == "title" for key in unit.entities())

    def _best(self, pair: Pair) -> float:
        return max((place.score for place in self.places.get(pair, ())), default=_LEAST)

    def _rule(self, pair: Pair) -> float:
        said = self.said.get(pair)
        return said[0].confidence if said else 0.0


def measure_pair(standing: Standing, pair: Pair) -> Features:
    """The features of one pair."""
    scene = standing.scene
    first, second = sorted(pair, key=lambda key: (scene.ranks.get(key, _FAR), key))
    units = [{unit.index for unit in scene.units_of.get(key, ())} for key in (first, second)]
    shared, total = len(units[0] & units[1]), max(len(scene.units), 1)
    vetoes = standing.denied.get(pair, 0)
    starts = [min(found, default=0) for found in units]
    features = _scores(standing, pair) | _rules(standing, pair) | scene.bonds.get(frozenset(pair), {})
    features |= _side(standing, pair, first, "a") | _side(standing, pair, second, "b") | _hub(standing, pair)
    return features | {
        "min_other": min(features["a:other"], features["b:other"]),
        "veto": float(vetoes),
        "veto_all": float(bool(shared) and vetoes >= shared),
        "shared": float(min(shared, 6)),
        "gap": abs(starts[0] - starts[1]) / total,
        "same_country": float(scene.same_country(first, second)),
        "belongs": float(scene.belongs(first, second)),
        "both_titled": float({first, second} <= standing.titled),
        "both_opening": float(max(starts) <= _OPENING and all(units)),
        "parties": float(min(len(scene.units_of), 25)),
        "units": float(min(total, 80)),
        "pairs": float(min(len(standing.pairs), 100)),
    }


def _scores(standing: Standing, pair: Pair) -> Features:
    """The places of the pair."""
    places = standing.places.get(pair, ())
    scores = sorted((place.score for place in places), reverse=True)
    features = {f"top{at + 1}": odds(scores[at]) if at < len(scores) else _NONE for at in range(3)}
    features |= {"mean": sum(scores) / len(scores) if scores else 0.0, "places": float(min(len(scores), 12))}
    features["hopeful"] = float(sum(score > _HOPEFUL for score in scores))
    for mode in MODES:
        own = [place.score for place in places if place.candidate.mode == mode]
        features[f"in:{mode}"] = odds(max(own)) if own else _NONE
        features[f"number:{mode}"] = float(min(len(own), 6))
    return features


def _rules(standing: Standing, pair: Pair) -> Features:
    """What the rules say of the pair."""
    said = standing.said.get(pair, ())
    features = {"rule": odds(said[0].confidence) if said else _NONE}
    features["rules"] = float(min(len({s.rule for s in said}), 5))
    features["rule_places"] = float(min(len({s.start for s in said}), 4))
    for statement in said:
        parts = statement.rule.split(".")
        features[f"rule:{parts[1]}"] = 1.0
        features[f"rule:{'.'.join(parts[1:3])}"] = 1.0
    return features


def _side(standing: Standing, pair: Pair, key: str, side: str) -> Features:
    """One party: what the page makes of it, and how strong its other pairs are."""
    scene = standing.scene
    units = scene.units_of.get(key, ())
    rivals = standing.rivals[key]
    others = [value for value, other in rivals if other != pair]
    top = max(scene.weights.values(), default=1.0)
    return {
        f"{side}:share": scene.weights.get(key, 0.0) / top,
        f"{side}:rank": float(min(scene.ranks.get(key, 9), 9)),
        f"{side}:units": float(min(len(units), 8)),
        f"{side}:first": units[0].index / max(len(scene.units), 1) if units else 1.0,
        f"{side}:titled": float(key in standing.titled),
        f"{side}:kind_{scene.kinds.get(key, 'country')}": 1.0,
        f"{side}:other": others[0] if others else 0.0,
        f"{side}:second": others[1] if len(others) > 1 else 0.0,
        f"{side}:place": float(min([other for _, other in rivals].index(pair), 8)),
        f"{side}:strong": float(sum(value > _STRONG for value in others)),
    }


def _hub(standing: Standing, pair: Pair) -> Features:
    """Whether the pair holds the page's hub, else how strongly both hang on it."""
    hub = standing.hub
    features = {"hub": float(hub in pair), "principal": float(standing.scene.principal in pair)}
    if hub is not None and hub not in pair:
        ties = [standing.strength.get(pair_of(key, hub), 0.0) for key in pair]
        features |= {"both_on_hub": min(ties), "one_on_hub": max(ties)}
    return features
