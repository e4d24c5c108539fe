"""The rules' facts and a model's joined: where both say the same, confidence rises; what only one says stays as sure as it was."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from ...ontology.model import Cooperation, Evidence, Facts, Item

ItemT = TypeVar("ItemT", bound=Item)


def merge(ours: Facts, proposed: Iterable[Facts]) -> Facts:
    """`ours` with the proposals of each part. Two parts that overlap may propose one thing twice: it is kept once."""
    merged = ours
    for part in proposed:
        merged = merged.model_copy(
            update={
                "institutions": _joined(merged.institutions, part.institutions, lambda i: i.key),
                "people": _joined(merged.people, part.people, lambda p: (p.name.casefold(), p.org)),
                "agreements": _joined(merged.agreements, part.agreements, lambda a: (a.type, frozenset(a.parties))),
                "projects": _joined(merged.projects, part.projects, lambda p: p.name.casefold()),
                "cooperations": _joined(merged.cooperations, part.cooperations, lambda c: (frozenset(c.parties), c.status)),
            }
        )
    return merged


def _joined(ours: Sequence[ItemT], proposed: Sequence[ItemT], same: Callable[[ItemT], Hashable]) -> tuple[ItemT, ...]:
    found: dict[Hashable, list[ItemT]] = {}
    for item in ours:
        found.setdefault(same(item), []).append(item)
    for item in proposed:
        known = found.setdefault(same(item), [])
        if known:
            known[0] = _agreed(known[0], item)
        else:
            known.append(item)
    return tuple(item for items in found.values() for item in items)


def _agreed(ours: ItemT, theirs: ItemT) -> ItemT:
    """One thing that both state. A model that repeats itself in an overlap makes nothing surer."""
    rules = {e.rule for e in ours.evidence}
    new = tuple(e for e in theirs.evidence if e.rule not in rules)
    if not new:
        return ours
    chance = max(e.confidence for e in new)
    evidence = (*(_surer(e, chance) for e in ours.evidence), *(_surer(e, ours.confidence) for e in new if ours.evidence))
    filled: dict[str, Any] = {"evidence": evidence}
    if isinstance(ours, Cooperation) and isinstance(theirs, Cooperation):
        filled |= {"topics": ours.topics or theirs.topics, "kinds": ours.kinds or theirs.kinds, "date": ours.date or theirs.date}
    return ours.model_copy(update=filled)


def _surer(evidence: Evidence, other: float) -> Evidence:
    """Two readers who err independently: wrong only if both are (noisy or)."""
    return evidence.model_copy(update={"confidence": round(1 - (1 - evidence.confidence) * (1 - other), 3)})
