"""What is measured of a candidate place: a flat mapping of names to numbers, the input of the scorer."""

from __future__ import annotations

import re
from bisect import bisect_left

from .candidates import MODES, Candidate
from .scene import CLAUSE, Scene, Slot, Unit

Features = dict[str, float]

_BEFORE = re.compile(r"([\w']+|[^\w\s])?\s*$")
_AFTER = re.compile(r"\s*([\w']+|[^\w\s])?")
_PREPOSITIONS = {
    "with": "с со with вместе alongside",
    "between": "между between",
    "and": "и and & а также",
    "from": "из от from",
    "at": "в во на at in при у",
    "for": "для for к ко to по",
    "of": "of",
    "by": "by через",
    "comma": ", ; / – |",
    "open": '( « " “',
    "stop": ". : ! ? •",
    "possessive": "'s",
}
_PREPOSITION = {word: name for name, words in _PREPOSITIONS.items() for word in words.split()}
_BETWEEN_AND = re.compile(r"[\s»\"”,)]*(?:и|and|&|а также)\s[\s«\"“(]*(?:the\s)?\s*")
_LIST_GAP = re.compile(r"(?:[\s,;»«\"“”]|\([^()]{0,60}\))*(?:(?:и|and|а также|as well as)\s)?(?:[^\W\d_]{1,20}\s){0,3}[\s«\"“(]*")
_CLOSE = 45
_LIST_SIGN = re.compile(r"[,;]|(?<!\w)(?:и|and)(?!\w)")


def _context(scene: Scene, slot: Slot, unit: Unit) -> tuple[str, str]:
    """The kind of word right before and right after a place."""
    before = _BEFORE.search(scene.masked, max(unit.start, slot.start - 40), slot.start)
    after = _AFTER.match(scene.masked, slot.end, unit.end)
    word_before = before.group(1) if before and before.group(1) else "."
    word_after = after.group(1) if after and after.group(1) else "."
    if word_before == "the":
        inner = _BEFORE.search(scene.masked, max(unit.start, slot.start - 60), max(unit.start, before.start() if before else slot.start))
        word_before = inner.group(1) if inner and inner.group(1) else "."
    return _PREPOSITION.get(word_before, "word"), _PREPOSITION.get(word_after, "word")


def coordinated(scene: Scene, unit: Unit) -> tuple[tuple[Slot, ...], ...]:
    """Places of parties that stand in one list ("A, B и C"), as groups of two or more."""
    groups: list[list[Slot]] = []
    for slot in sorted(unit.slots, key=lambda s: s.start):
        last = groups[-1][-1] if groups else None
        gap = scene.masked[last.end : slot.start] if last and last.end <= slot.start else ""
        if last and len(gap) < 80 and _LIST_SIGN.search(gap) and _LIST_GAP.fullmatch(gap):
            groups[-1].append(slot)
        else:
            groups.append([slot])
    return tuple(tuple(group) for group in groups if len({s.entity for s in group}) > 1)


def _closest(unit: Unit, a: str, b: str) -> tuple[Slot, Slot]:
    """The nearest two places of two parties in a unit, in text order."""
    pairs = ((x, y) if x.start <= y.start else (y, x) for x in unit.slots_of(a) for y in unit.slots_of(b))
    return min(pairs, key=lambda p: p[1].start - p[0].end)


def _cue_counts(unit: Unit, start: int, end: int, prefix: str) -> Features:
    """Cue groups found in a span of the unit, capped at two."""
    return {
        f"{prefix}:{group}": float(min(count, 2))
        for group, places in unit.cues.items()
        if (count := bisect_left(places, end) - bisect_left(places, start)) > 0
    }


def clause(scene: Scene, unit: Unit, start: int, end: int) -> tuple[int, int]:
    """The span of the clauses that hold [start, end)."""
    left, right = unit.start, unit.end
    for first, last in scene.breaks(unit):
        if last <= start:
            left = last
        elif first >= end:
            right = first
            break
    return left, right


def _party(scene: Scene, key: str, side: str) -> Features:
    units = scene.units_of.get(key, ())
    return {
        f"{side}:rank": float(min(scene.ranks.get(key, 9), 9)),
        f"{side}:share": scene.weights.get(key, 0.0) / max(scene.weights.get(scene.ranking[0], 1.0), 1.0),
        f"{side}:units": float(min(len(units), 8)),
        f"{side}:kind_{scene.kinds.get(key, 'country')}": 1.0,
        f"{side}:first": units[0].index / max(len(scene.units), 1) if units else 1.0,
    }


def _groups(scene: Scene, unit: Unit, a: str, b: str) -> Features:
    """How the pair stands in the unit's lists."""
    groups = [group for group in coordinated(scene, unit) if {s.entity for s in group} & {a, b}]
    both = next((group for group in groups if {a, b} <= {s.entity for s in group}), None)
    if both is None:
        return {"group:one": float(max((len({s.entity for s in group}) for group in groups), default=0))}
    members = {s.entity for s in both}
    before, after = _context(scene, both[0], unit)[0], _context(scene, both[-1], unit)[1]
    return {
        "group:both": float(len(members)),
        "group:outside": float(len(set(unit.entities()) - members)),
        "group:starts": float(both[0].start - unit.start < 25),
        "group:hub_outside": float(scene.principal not in members),
        f"group:before_{before}": 1.0,
        f"group:after_{after}": 1.0,
        "group:offices": float(sum(s.form == "office" for s in both)),
    }


def _together(scene: Scene, unit: Unit, a: str, b: str) -> Features:
    """Both parties in the unit: distance, what joins them, the words before, between and after."""
    x, y = _closest(unit, a, b)
    gap = scene.masked[x.end : y.start] if x.end <= y.start else ""
    inside = len({s.entity for s in unit.slots if x.end <= s.start and s.end <= y.start} - {a, b})
    left, right = clause(scene, unit, x.start, y.end)
    features: Features = {
        "gap": float(min(len(gap), 300)),
        "gap_words": float(min(gap.count(" "), 40)),
        "gap_clauses": float(len(CLAUSE.findall(gap))),
        "inside": float(inside),
        "before_names": float(len({s.entity for s in unit.slots if s.end <= x.start} - {a, b})),
        "after_names": float(len({s.entity for s in unit.slots if s.start >= y.end} - {a, b})),
        "joined": float(bool(_BETWEEN_AND.fullmatch(gap))),
        "overlap": float(x.end > y.start),
        "of_gap": float(gap.strip() in ("", "of", "of the", "at", "at the", "при")),
        "semicolon": float(";" in gap),
    }
    for side, slot in (("x", x), ("y", y)):
        before, after = _context(scene, slot, unit)
        features[f"{side}:before_{before}"] = 1.0
        features[f"{side}:after_{after}"] = 1.0
        features[f"{side}:form_{slot.form}"] = 1.0
    features |= _groups(scene, unit, a, b)
    features |= _cue_counts(unit, unit.start, x.start, "pre")
    features |= _cue_counts(unit, x.end, y.start, "mid")
    features |= _cue_counts(unit, y.end, unit.end, "post")
    features |= _cue_counts(unit, left, right, "clause")
    features |= _cue_counts(unit, x.start - _CLOSE, x.start, "at") | _cue_counts(unit, y.end, y.end + _CLOSE, "at")
    return features


def _alone(scene: Scene, unit: Unit, key: str) -> Features:
    """One party in the unit: the words around it."""
    slot = unit.slots_of(key)[0]
    before, after = _context(scene, slot, unit)
    left, right = clause(scene, unit, slot.start, slot.end)
    features: Features = {f"y:before_{before}": 1.0, f"y:after_{after}": 1.0, f"y:form_{slot.form}": 1.0}
    features |= _groups(scene, unit, key, key)
    features |= _cue_counts(unit, unit.start, slot.start, "pre")
    features |= _cue_counts(unit, slot.end, unit.end, "post")
    features |= _cue_counts(unit, left, right, "clause")
    features |= _cue_counts(unit, slot.start - _CLOSE, slot.end + _CLOSE, "at")
    return features


def _around(scene: Scene, unit: Unit) -> Features:
    """Cue words of the next unit (where nobody else is named), of the unit before, and of what stands above."""
    features: Features = {}
    if unit.index + 1 < len(scene.units):
        following = scene.units[unit.index + 1]
        if following.block == unit.block or not following.slots:
            features |= {f"next:{group}": 1.0 for group in following.cues}
            features["next:slots"] = float(len(following.entities()))
    if unit.index:
        before = scene.units[unit.index - 1]
        features |= {f"prev:{group}": 1.0 for group in before.cues}
        features["prev:slots"] = float(len(before.entities()))
    for lead in scene.leads[unit.index]:
        features |= {f"lead:{group}": 1.0 for group in lead.cues}
    features["question"] = float(scene.masked[unit.end - 1 : unit.end] == "?")
    features["prev:question"] = float(bool(unit.index) and scene.masked[unit.start - 3 : unit.start].strip().endswith("?"))
    return features


def measure(scene: Scene, candidate: Candidate) -> Features:
    """The features of one candidate place."""
    unit, (a, b) = candidate.unit, candidate.pair
    present = unit.entities()
    first, second = (a, b) if scene.ranks.get(a, 99) <= scene.ranks.get(b, 99) else (b, a)
    features: Features = {f"mode_{mode}": float(candidate.mode == mode) for mode in MODES}
    features |= {f"kind_{unit.kind}": 1.0, "we": float(unit.we)}
    features |= {f"all:{group}": float(min(len(places), 3)) for group, places in unit.cues.items()}
    features |= _party(scene, first, "p") | _party(scene, second, "q") | scene.climate | scene.bonds.get(frozenset((a, b)), {})
    features["same_country"] = float(scene.same_country(a, b))
    features["belongs"] = float(scene.belongs(a, b))
    features["present"] = float(len(present))
    features["length"] = float(min(unit.end - unit.start, 600))
    features["place"] = unit.start / max(len(scene.masked), 1)
    if candidate.mode == "same":
        features |= _together(scene, unit, a, b)
    else:
        here = a if a in present else b
        features |= _alone(scene, unit, here)
        features["here_is_principal"] = float(here == scene.principal)
        features["principal_in_unit"] = float(scene.principal in present)
        if candidate.other is not None:
            features["back"] = float(unit.index - candidate.other.index)
            features |= {f"other:{group}": 1.0 for group in candidate.other.cues}
            features["other:slots"] = float(len(candidate.other.entities()))
            features["same_block"] = float(candidate.other.block == unit.block)
    features |= _around(scene, unit)
    return features
