"""How a clause states a cooperation: its borders, kinds and status."""

from __future__ import annotations

from collections.abc import Sequence

from .book import KINDS
from .items import Item
from .pattern import Match

_ENDS = frozenset({";", ".", "!", "?", "…"})
_LOOSE = frozenset({"conference"})  # a congress is mostly a place


def clause(found: Sequence[Item], match: Match) -> tuple[int, int]:
    """First and last item of the clause that holds a match: up to a strong sign, or a comma before a subordinate or a second verb."""
    first, last = match.first, match.last
    while first > 0 and not _cut(found, first - 1):
        first -= 1
    while last + 1 < len(found) and not _cut(found, last + 1):
        last += 1
    return first, last


def _cut(found: Sequence[Item], at: int) -> bool:
    item = found[at]
    if item.slot:
        return False
    if item.word in _ENDS or item.word in (":", "—", "–"):
        return True
    behind = found[at + 1] if at + 1 < len(found) else None
    return item.word == "," and behind is not None and (behind.word in _SUB or behind.lemma in _SUB)


_SUB = frozenset(["а", "но", "который", "где", "что", "чтобы", "однако", "while", "but", "which", "where", "whose", "who", "когда", "when"])


def kinds(own: tuple[str, ...], match: Match, span: Sequence[Item], more: Sequence[Item] = ()) -> tuple[str, ...]:
    """The rule's own kind, else those that its cue words say, else those of the clause, else of what elaborates it, else "other"."""
    for items in (match.cues, span, more):
        found = _few([kind for item in items for kind in _said(item) if kind not in _LOOSE])
        if own or found:
            return own or found
    return ("other",)


def _said(item: Item) -> list[str]:
    return [KINDS[group] for group in sorted(item.groups) if group in KINDS]


def _few(found: Sequence[str]) -> tuple[str, ...]:
    once = list(dict.fromkeys(found))
    if "representative_office" in once and "infrastructure" in once:
        once.remove("infrastructure")
    return tuple(once)[:2]


def status(match: Match, span: Sequence[Item]) -> str:
    """Ended, discussed, planned or active, by the words and tenses of the clause."""
    said = {group for item in span for group in item.groups}
    if "sign" in said and "agreement" in said and "ended" not in said:
        return "planned" if "planned" in said else "active"
    for name in ("ended", "discussed", "planned"):
        if name in said:
            return name
    return "active"
