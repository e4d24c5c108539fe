"""The notation of the rules and its matcher.

A pattern is a row of elements, between which up to three words that mean nothing to the rules may stand:

    A B          a slot of one or more institutions; A+ a slot of two or more (a list, "стороны"); A:n a slot in that case
                 (n g d a i l; several: A:na); a slot whose case is not known fits any
    C D          the same for countries; X Y for either
    <sign>       a word of that group; <sign|agree> of one of them
    с|со         one of these words
    ..           up to ten more items without a slot;  ... up to twenty of any kind
    ^            the beginning of the sentence
    (...)?       the element before it may be absent: `<new>?`

No pattern crosses a semicolon.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from .items import Item

_NEAR, _SHORT, _LONG = 3, 10, 20
_STOPS = frozenset({";", ":", "?"})
_MOST = 40


@dataclass(frozen=True, slots=True)
class Element:
    """One element. gap: how many items may stand before it; wide: slots among them."""

    name: str = ""
    cases: str = ""
    many: bool = False
    groups: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    optional: bool = False
    gap: int = _NEAR
    wide: bool = False
    first: bool = False


class Pattern(tuple[Element, ...]):
    """The elements of a pattern, with those that can't be absent."""

    @cached_property
    def slots(self) -> tuple[Element, ...]:
        """Its slots."""
        return tuple(e for e in self if e.name)

    @cached_property
    def groups(self) -> tuple[frozenset[str], ...]:
        """The groups of words of which it needs one each."""
        return tuple(e.groups for e in self if e.groups and not e.optional)


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern fits: its slots by letter, the cue items, and the items it spans."""

    slots: Mapping[str, Item]
    cues: tuple[Item, ...]
    first: int
    last: int


@cache
def parse(text: str) -> Pattern:
    """The elements of a pattern. ValueError when the notation is broken."""
    out: list[Element] = []
    gap, wide, first = _NEAR, False, False
    for part in text.split():
        if part in ("..", "..."):
            gap, wide = (_SHORT, False) if part == ".." else (_LONG, True)
        elif part == "^":
            first = True
        else:
            out.append(_element(part, gap, wide, first))
            gap, wide, first = _NEAR, False, False
    if not out:
        raise ValueError(f"an empty pattern: {text!r}")
    return Pattern(out)


def _element(part: str, gap: int, wide: bool, first: bool) -> Element:
    optional = part.endswith("?")
    part = part.removesuffix("?")
    if part.startswith("<"):
        if not part.endswith(">"):
            raise ValueError(f"a group without its bracket: {part!r}")
        return Element(groups=frozenset(part[1:-1].split("|")), optional=optional, gap=gap, wide=wide, first=first)
    head, _, cases = part.partition(":")
    letter = head.removesuffix("+")
    if letter in tuple("ABCDXY"):
        return Element(name=letter, cases=cases, many=head.endswith("+"), optional=optional, gap=gap, wide=wide, first=first)
    return Element(words=frozenset(part.split("|")), optional=optional, gap=gap, wide=wide, first=first)


def _fits(element: Element, item: Item) -> bool:
    if element.name:
        return (
            item.slot
            and (not element.many or len(item.parties) > 1)
            and (not element.cases or not item.case or item.case in element.cases)
            and _kind(element.name, item)
        )
    if item.slot:
        return False
    return bool(element.groups & item.groups) if element.groups else item.word in element.words


def _kind(name: str, item: Item) -> bool:
    country = item.parties[0].startswith("country:")
    return name in "XY" or country == (name in "CD")


def possible(elements: Pattern, slots: Sequence[Item], said: frozenset[str]) -> bool:
    """Whether a sentence has the slots and the words that a pattern needs, wherever they stand."""
    if len(elements.slots) > len(slots) or any(said.isdisjoint(some) for some in elements.groups):
        return False
    return all(any(_fits(e, slot) for slot in slots) for e in elements.slots)


def matches(elements: Sequence[Element], found: Sequence[Item]) -> list[Match]:
    """All ways in which a pattern fits, at most forty."""
    out: list[Match] = []
    for start in range(len(found)):
        if elements[0].first and not _opens(found, start):
            break
        if not elements[0].optional and not _fits(elements[0], found[start]):
            continue
        for taken in _walk(elements, found, 0, start):
            out.append(_match(elements, found, taken))
            if len(out) >= _MOST:
                return out
    return out


def _opens(found: Sequence[Item], start: int) -> bool:
    """Whether the items before are few and no slots."""
    return start <= 6 and not any(i.slot for i in found[:start])


def _walk(elements: Sequence[Element], found: Sequence[Item], at: int, pos: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Ways to fit the elements from `at` on, from item `pos` on: (element, item) pairs."""
    if at == len(elements):
        yield ()
        return
    element = elements[at]
    if element.optional:
        yield from _walk(elements, found, at + 1, pos)
    reach = 0 if at == 0 else element.gap
    for here in range(pos, min(pos + reach + 1, len(found))):
        item = found[here]
        if _fits(element, item):
            for rest in _walk(elements, found, at + 1, here + 1):
                yield ((at, here), *rest)
                break
            if not element.wide and not element.groups:
                return
        if (item.word in _STOPS and not item.slot) or (item.slot and not element.wide):
            return


def _match(elements: Sequence[Element], found: Sequence[Item], taken: Sequence[tuple[int, int]]) -> Match:
    slots = {elements[e].name: found[i] for e, i in taken if elements[e].name}
    cues = tuple(found[i] for e, i in taken if elements[e].groups)
    return Match(slots, cues, taken[0][1], taken[-1][1])
