"""What is measured of a name that may be a project's: a flat mapping of names to numbers, the input of the scorer.

A name is measured once, over all its places on the page: of each feature the highest value of any place counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..reading import Mention, Reading, Sentence
from .projects_place import Place
from .word_classes import classes, listed, words

Features = dict[str, float]

_REACH = 6  # words before and after that count
_STOPS = frozenset(".;!?\n")
_OPENERS = frozenset("«“„\"'‘")
_SIGNS = "«»\"“”'().,:"
_WIDE = 300  # characters of the longest name looked at
_PLACES = 6  # places of a name that are measured


@dataclass(frozen=True)
class Names:
    """The names of a page that may be projects'. groups: places of each name by key, in text order."""

    reading: Reading
    groups: Mapping[str, Sequence[Place]]

    @cached_property
    def _text(self) -> str:
        return self.reading.document.text

    @cached_property
    def _types(self) -> dict[str, str]:
        return {e.key: e.type for e in self.reading.entities}

    @cached_property
    def _page(self) -> Features:
        """The page: its institutions and how many names its patterns find."""
        kinds = list(self._types.values())
        ruled = sum(any(p.confidence for p in group) for group in self.groups.values())
        quoted = sum(any(p.rule == "project.quoted" for p in group) for group in self.groups.values())
        return {
            "page:institutions": float(min(kinds.count("institution"), 20)),
            "page:states": float(min(kinds.count("country"), 8)),
            "page:people": float(min(kinds.count("person"), 20)),
            "page:ruled": float(min(ruled, 12)),
            "page:quoted": float(min(quoted, 20)),
            "page:length": float(min(len(self._text) // 250, 40)),
            "page:russian": float(self.reading.document.lang == "ru"),
            "page:kinds": sum(bool(said & listed("kinds")) for said in self._said) / max(1, len(self._said)),
            "page:partners": sum("partners" in said for said in self._said) / max(1, len(self._said)),
            "page:funders": sum("funder" in said for said in self._said) / max(1, len(self._said)),
        } | {f"title:{name}": 1.0 for name in sorted(self._title)}

    @cached_property
    def _said(self) -> list[frozenset[str]]:
        """For each sentence, the classes of its words."""
        return [self._classes(s.start, s.end) for s in self.reading.sentences]

    @cached_property
    def _number(self) -> dict[int, int]:
        """The number of the sentence that begins at an offset."""
        return {s.start: n for n, s in enumerate(self.reading.sentences)}

    @cached_property
    def _title(self) -> frozenset[str]:
        """Classes of words in the title."""
        block = next((b for b in self.reading.blocks if b.kind == "title"), None)
        return self._classes(block.start, block.end) if block else frozenset()

    @cached_property
    def _headings(self) -> list[frozenset[str]]:
        """For each block, the classes of words in the heading above it."""
        found, last = [], frozenset[str]()
        for block in self.reading.blocks:
            found.append(last)
            if block.kind == "heading" or (block.end - block.start < 60 and self._text[block.end - 1] == ":"):
                last = self._classes(block.start, block.end)
        return found

    def _classes(self, start: int, end: int) -> frozenset[str]:
        return frozenset(name for word in words(self._text, start, min(end, start + 600)) for name in classes(word))

    @cached_property
    def _sentences(self) -> dict[int, tuple[Features, tuple[Mention, ...]]]:
        return {}

    def _sentence(self, sentence: Sentence) -> tuple[Features, tuple[Mention, ...]]:
        """What a sentence says, and its mentions of institutions and people."""
        if sentence.start not in self._sentences:
            types = self._types
            here = tuple(
                m for m in self.reading.mentions_in(sentence.start, sentence.end) if types.get(m.entity) in ("institution", "person")
            )
            parties = len({m.entity for m in here if types[m.entity] == "institution"})
            block = self.reading.blocks[sentence.block]
            at = self._number[sentence.start]
            said, following = self._said[at], self._said[at + 1] if at + 1 < len(self._said) else frozenset()
            previous = self._said[at - 1] if at else frozenset()
            features = {f"says:{name}": 1.0 for name in sorted(said & listed("cues"))} | {
                f"above:{name}": 1.0 for name in sorted(self._headings[sentence.block])
            }
            features |= {
                "says kind": float(bool(said & listed("kinds"))),
                "next kind": float(bool(following & listed("kinds"))),
                "next partners": float("partners" in following),
                "next coordinator": float("coordinator" in following),
                "previous kind": float(bool(previous & listed("kinds"))),
                "previous called": float("called" in previous),
                "parties": float(min(parties, 5)),
                "parties about": float(min(self._parties_about(at), 8)),
                "no parties": float(not parties),
                f"in:{block.kind}": 1.0,
                "first block": float(sentence.block < 2),
                "length": float(min(sentence.end - sentence.start, 500)),
            }
            self._sentences[sentence.start] = features, here
        return self._sentences[sentence.start]

    def _parties_about(self, at: int) -> int:
        """How many institutions a sentence and the next two name."""
        some = self.reading.sentences[at : at + 3]
        return len({m.entity for m in self.reading.mentions_in(some[0].start, some[-1].end) if self._types.get(m.entity) == "institution"})

    def measure(self, key: str) -> Features:
        """The features of one name."""
        group = self.groups[key]
        found: defaultdict[str, float] = defaultdict(float)
        for place in group[:_PLACES]:
            for name, value in self._place(place).items():
                found[name] = max(found[name], value)
        spans = {(p.start, p.end) for p in group}
        ruled = [p for p in group if p.confidence]
        return {
            **found,
            **self._page,
            **_shape(group[0].name),
            "times": float(min(len(spans), 8)),
            "first": group[0].start / max(1, len(self._text)),
            "forms": float(min(len({p.name for p in group}), 5)),
            "rules": float(min(len({p.rule for p in ruled}), 4)),
            "sure": max((p.confidence for p in ruled), default=0.0),
            "other ruled": self._page["page:ruled"] - bool(ruled),
        }

    def _place(self, place: Place) -> Features:
        """The features of one place."""
        text, sentence = self._text, place.sentence
        said, mentions = self._sentence(sentence)
        start, end = place.start, place.end
        before = words(text, max(sentence.start, start - 70), start)[::-1]
        after = words(text, end, min(sentence.end, end + 60))
        features: Features = {f"by:{place.rule}": 1.0, **said}
        while before and before[0] in _OPENERS:
            before.pop(0)
            features["opened"] = 1.0
        features |= _near("before", before) | _near("after", after)
        block = self.reading.blocks[sentence.block]
        features |= {
            "starts block": float(start - block.start < 3),
            "ends block": float(block.end - end < 3),
            "alone": float(start - block.start < 3 and block.end - end < 3),
            "starts": float(start - sentence.start < 3),
            "in brackets": float(text[start - 1 : start] == "(" or text[end : end + 1] == ")"),
            "bracket after": float(text[end : end + 2] == " ("),
            "cell": float(text[max(0, start - 2) : start].endswith(("\t", "| ", "|"))),
        }
        return features | self._overlaps(mentions, start, end)

    def _overlaps(self, mentions: Sequence[Mention], start: int, end: int) -> Features:
        """Institutions and people whose names the span touches."""
        features: Features = {}
        first = bisect_left(mentions, start - _WIDE, key=lambda m: m.start)
        for m in mentions[first : bisect_left(mentions, end, first, key=lambda m: m.start)]:
            if start < m.end and m.form in ("name", "abbreviation"):
                inside, covers = start <= m.start and m.end <= end, m.start <= start and end <= m.end
                how = (
                    "same"
                    if (inside and covers) or abs(m.start - start) + abs(m.end - end) < 4
                    else "holds"
                    if inside
                    else "inside"
                    if covers
                    else "cuts"
                )
                features[f"{self._types[m.entity]}:{how}"] = 1.0
                features[f"{self._types[m.entity]}:{how}:{m.form}"] = 1.0
        return features


def _near(side: str, found: Sequence[str]) -> Features:
    """Classes of the nearest words, nearer ones higher, and the two next words themselves."""
    features: Features = {}
    for at, word in enumerate(found[:_REACH]):
        if word in _STOPS:
            break
        for name in classes(word):
            features.setdefault(f"{side}:{name}", (1.0, 0.8, 0.6, 0.5, 0.4, 0.3)[at])
    if kinds := [value for name, value in features.items() if name.partition(":")[2] in listed("kinds")]:
        features[f"{side} kind"] = max(kinds)
    for at, word in enumerate(found[:2]):
        features[f"{side}{at + 1}={word.casefold()[:6]}"] = 1.0
    if not found:
        features[f"{side}1=none"] = 1.0
    return features


def _shape(name: str) -> Features:
    """The name itself."""
    parts = name.split()
    letters = [c for c in name if c.isalpha()] or ["x"]
    features = {
        "words": float(len(parts)),
        "chars": float(len(name)),
        "capitals": sum(c.isupper() for c in letters) / len(letters),
        "capital words": sum(p[0].isupper() for p in parts) / len(parts),
        "latin": float(sum(c.isascii() for c in letters) > len(letters) / 2),
        "digits": float(any(c.isdigit() for c in name)),
        "hyphen": float("-" in name or "–" in name),
        "camel": float(bool(re.search(r"[a-zа-я][A-ZА-Я]", name))),
        "asks": float(name[-1] in "?!."),
        "commas": float(name.count(",") + name.count(":")),
    }
    kinds = [classes(part.strip(_SIGNS)) for part in parts]
    features |= {f"has:{kind}": 1.0 for some in kinds for kind in some}
    features |= {f"ends:{kind}": 1.0 for kind in kinds[-1]} | {f"opens:{kind}": 1.0 for kind in kinds[0]}
    features["has kind"] = float(any(not listed("kinds").isdisjoint(some) for some in kinds))
    return features
