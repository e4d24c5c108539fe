"""What a question looks like: its words, with names, topics, countries and dates replaced by signs, and what was found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .pattern import Scene
from .sight import Sight
from .span import Span
from .tables import compiled
from .words import Word

SIGNS = {"name": "N", "country": "C", "region": "R", "city": "R", "topic": "T", "demonym": "D"}
DATE, NUMBER = "#", "0"
_PREFIX = 4  # letters of the beginning by which words are alike, too
_MOST = 3  # parties or names that are told apart by number
_LENGTH = 8  # words after which a question is long


def traits(sight: Sight, seen: Sequence[Span], scene: Scene) -> list[str]:
    """The traits of a question, each once: words, pairs of neighbours and of those with one between, beginnings, slots, numbers."""
    signs = list(_signs(sight, seen))
    told = [sign for sign, _ in signs]
    framed = ["^", *told, "$"]
    meant = ["^", *(family for _, family in signs if family), "$"]
    slots = [slot for slot, _ in scene.spans]
    found = {f"w:{one}" for one in told}
    found |= {f"b:{one}_{other}" for one, other in pairwise(framed)}
    found |= {f"k:{one}_{other}" for one, other in zip(framed, framed[2:], strict=False)}
    found |= {f"f:{one}" for one in meant}
    found |= {f"g:{one}_{other}" for one, other in pairwise(meant)}
    found |= {f"j:{one}_{other}" for one, other in zip(meant, meant[2:], strict=False)}
    found |= {f"p:{one[:_PREFIX]}" for one in told if len(one) > _PREFIX}
    found |= {f"s:{slot}" for slot in slots}
    found |= {f"{slot}:{min(slots.count(slot), _MOST)}" for slot in ("any", "name")}
    found.add(f"u:{min(sum(_strange(sight, i) for i in range(len(sight.words))), _MOST)}")
    found |= {f"l:{min(len(told), _LENGTH) // 2}", f"h:{'topic' in slots}{'any' in slots}", "all"}
    return sorted(found)


def _signs(sight: Sight, seen: Sequence[Span]) -> Iterator[tuple[str, str | None]]:
    """The stem of each word and the family it belongs to; one sign, as both, for each stretch that names something."""
    named = {s.start: (s.end, SIGNS[s.slot]) for s in sorted(seen, key=lambda s: s.end - s.start) if s.slot in SIGNS}
    at = 0
    while at < len(sight.words):
        if at in sight.dated:
            if at - 1 not in sight.dated:
                yield DATE, DATE
            at += 1
        elif at in named:
            at, sign = named[at]
            yield sign, sign
        else:
            word = sight.words[at]
            yield (NUMBER if word.plain.isdigit() else word.stem), family(word)
            at += 1


def _strange(sight: Sight, at: int) -> bool:
    """Whether nothing is known of a small word, not even a family: the question may be about something else."""
    return not sight.words[at].capital and sight.unknown(at) and family(sight.words[at]) is None


def family(word: Word) -> str | None:
    """The family of words of like meaning that a word belongs to: by the whole word, its stem, or its longest known beginning."""
    known = compiled()["families"]
    prefixes = (word.plain[:size] for size in range(len(word.plain), 1, -1))
    found = known["word"].get(word.plain) or known["stem"].get(word.stem)
    return found or next((known["prefix"][prefix] for prefix in prefixes if prefix in known["prefix"]), None)
