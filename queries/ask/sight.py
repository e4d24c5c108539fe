"""What is seen in a question before its names are: each word's part in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from .dates import Period
from .lexicon import Found
from .tables import compiled
from .words import Word

_MEANT = ("topic", "kind", "type", "counted", "country", "demonym", "language")
_TITLE = 0.7
_HEADLINE = 0.85
_SHORT = 3  # letters of a beginning that only endings follow ...
_ENDING = 4  # ... of at most so many letters: "нов*" is "новыми", not "Новартис"


class WordList:
    """A list of words of the data, to ask whether a word is one of them."""

    def __init__(self, plain: Sequence[str], stems: Sequence[str], prefixes: Sequence[str]) -> None:
        self._plain, self._stems, self._prefixes = frozenset(plain), frozenset(stems), frozenset(prefixes)
        self._sizes = sorted({len(one) for one in prefixes})

    def has(self, word: Word) -> bool:
        """Whether a word is one of the whole words or stems, beginnings left out."""
        return word.plain in self._plain or (len(word.plain) > 3 and word.stem in self._stems)

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, Word):
            return False
        plain = word.plain
        return self.has(word) or any(
            plain[:size] in self._prefixes and (size > _SHORT or len(plain) - size <= _ENDING) for size in self._sizes
        )


@cache
def listed(name: str) -> WordList:
    """A list of the data by its name, with the language after a colon where it has one."""
    return WordList(**compiled()["lists"][name])


class Thing(NamedTuple):
    """What a store has by the words up to `end`: its type, such as institution or person."""

    end: int
    type: str


def _asking(word: Word) -> bool:
    """Whether a word ends as polite imperatives do: "Уточните"."""
    return word.russian and len(word.plain) > 5 and word.plain.endswith(("ите", "йте", "ьте"))


@dataclass(frozen=True)
class Sight:
    """The words of a question and what was found in them."""

    words: Sequence[Word]
    found: Sequence[Found]
    periods: Sequence[Period]
    quotes: Mapping[int, int]  # first word inside quotation marks -> the word after the last
    registered: Mapping[int, int]  # first word of a registry's name -> the word after the last
    stored: Mapping[int, Thing]  # first word of a name that the store has -> what it has by it

    @cached_property
    def dated(self) -> frozenset[int]:
        """Words that are part of a date."""
        return frozenset(i for i, w in enumerate(self.words) if any(p.start < w.end and w.start < p.end for p in self.periods))

    @cached_property
    def _ends(self) -> Mapping[tuple[str, int], int]:
        ends: dict[tuple[str, int], int] = {}
        for one in self.found:
            if not any(i in self.dated for i in range(one.start, one.end)):
                ends[one.kind, one.start] = max(one.end, ends.get((one.kind, one.start), 0))
        return ends

    def end(self, at: int, *kinds: str) -> int | None:
        """The end of the longest thing of these kinds that starts at a word."""
        return max((self._ends[kind, at] for kind in kinds if (kind, at) in self._ends), default=None)

    @cached_property
    def covered(self) -> frozenset[int]:
        """Words that are part of something that the lexicon knows."""
        return frozenset(i for one in self.found if one.kind in _MEANT for i in range(one.start, one.end))

    @cached_property
    def headline(self) -> bool:
        """Whether most words have capital letters, as in headlines."""
        long = [w for w in self.words if len(w.plain) > 3]
        return sum(w.capital for w in long) > _HEADLINE * len(long)

    @cached_property
    def titled(self) -> bool:
        """Whether capital letters say nothing here, since nearly all words have them."""
        long = [w for w in self.words if len(w.plain) > 3]
        return len(long) > 3 and sum(w.capital for w in long) > _TITLE * len(long) and all(w.shout for w in long)

    @cached_property
    def small(self) -> bool:
        """Whether no word but the first has a capital letter."""
        return not any(w.capital for w in self.words[1:]) or self.titled

    def first(self, at: int) -> bool:
        """Whether a word begins a sentence."""
        return at == 0 or any(sign in self.words[at].before for sign in "?!\n") or ". " in self.words[at].before

    def stop(self, at: int) -> bool:
        """Whether a word is a function word or a word of a cue."""
        word = self.words[at]
        lists = (listed("ru" if word.russian else "en"), listed("cues"))
        if word.capital and not self.first(at) and not self.headline:  # a name may begin as a word of questions does: Такеда
            return any(one.has(word) for one in lists)
        return any(word in one for one in lists)

    def meant(self, at: int) -> bool:
        """Whether the lexicon knows the word as other than a name."""
        return self.end(at, *_MEANT) is not None

    def capital(self, at: int) -> bool:
        """Whether a word is written as a name is."""
        word = self.words[at]
        if word.text == "WHO" and not self.titled:
            return True
        if not word.capital or at in self.dated or word.text == "I":
            return False
        if self.first(at) or self.titled:
            asks = self.stop(at) or _asking(word) or self.order(at)
            return not (asks or self.meant(at) or word in listed("before") or word in listed("refused"))
        return True

    def order(self, at: int) -> bool:
        """Whether a question begins so that asks for something: "Выдай", "Fetch"."""
        return at == 0 and self.words[at] in listed("orders")

    def unknown(self, at: int) -> bool:
        """Whether nothing is known of a word."""
        word = self.words[at]
        known = at in self.dated or at in self.covered or self.stop(at) or self.end(at, "class") is not None
        return not (known or word.plain.isdigit() or word in listed("refused") or self.order(at))
