"""Where a text says the concepts of a vocabulary: search forms compared with tokens word by word (see ontology/vocab/topic.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from ...ontology import vocabulary
from ..language import en, ru
from ..reading import Token


class Hit(NamedTuple):
    """A concept said at [start, end) of the document."""

    concept: str
    start: int
    end: int


@dataclass(frozen=True)
class _Word:
    """One word of a form: any of the keys of a word in small letters, or a beginning, or exactly `cased`."""

    low: str = ""
    stem: str = ""
    cased: str = ""

    @cached_property
    def keys(self) -> frozenset[str]:
        """The word and its lemmas, sought when the words before it are found."""
        return frozenset({self.low, *_lemmas(self.low)}) if self.low else frozenset()

    def says(self, token: Token) -> bool:
        if self.cased:
            return token.text == self.cased
        low = _low(token.text)
        return low.startswith(self.stem) if self.stem else low in self.keys or _low(token.lemma) in self.keys


class _Index(NamedTuple):
    """Forms by the key, by the three-letter beginning or by the exact text of their first word."""

    keys: dict[str, list[tuple[str, tuple[_Word, ...]]]]
    stems: dict[str, list[tuple[str, tuple[_Word, ...]]]]
    cased: dict[str, list[tuple[str, tuple[_Word, ...]]]]


def _low(word: str) -> str:
    return word.lower().replace("ё", "е")


def _lemmas(word: str) -> Iterable[str]:
    if any("а" <= c <= "я" for c in word):
        return {parse.normal_form.replace("ё", "е") for parse in ru.parses(word)}
    return {en.lemma(word)}


def _word(word: str) -> _Word:
    if len(word) > 1 and word.isupper():
        return _Word(cased=word)
    low = _low(word)
    return _Word(stem=low[:-1]) if low.endswith("*") else _Word(low=low)


def _parts(form: str) -> list[str]:
    """Words of a form as the tokenizer cuts texts: hyphens stay inside words."""
    return [part for part in form.replace("'s", " 's").replace("(", " ").replace(")", " ").split() if part]


@cache
def _index(scheme: str) -> _Index:
    """All forms of a scheme, both languages: pages mix them."""
    index = _Index({}, {}, {})
    for concept in vocabulary.load().schemes[scheme].concepts.values():
        for form in (*concept.search.ru, *concept.search.en):
            words = tuple(_word(part) for part in _parts(form))
            first, entry = words[0], (concept.id, words)
            if first.cased:
                index.cased.setdefault(first.cased, []).append(entry)
            elif first.stem:
                index.stems.setdefault(first.stem[:3], []).append(entry)
            else:
                for key in first.keys:
                    index.keys.setdefault(key, []).append(entry)
    return index


def _at(index: _Index, tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
    """Concepts whose forms begin at a token, with the number of their words."""
    token = tokens[at]
    low = _low(token.text)
    found = {low, _low(token.lemma)}
    lists = [index.keys.get(key, ()) for key in found] + [index.stems.get(low[:3], ()), index.cased.get(token.text, ())]
    for entries in lists:
        for concept, words in entries:
            if at + len(words) <= len(tokens) and all(word.says(tokens[at + i]) for i, word in enumerate(words)):
                yield concept, len(words)


def hits(scheme: str, tokens: Sequence[Token]) -> tuple[Hit, ...]:
    """Concepts of a scheme said in one sentence's tokens; a form inside a longer form of a narrower concept is left out."""
    index = _index(scheme)
    found = {(concept, at, at + length) for at in range(len(tokens)) for concept, length in _at(index, tokens, at)}
    kept = [f for f in found if not any(g[1] <= f[1] and f[2] <= g[2] and g[2] - g[1] > f[2] - f[1] for g in found)]
    return tuple(sorted((Hit(c, tokens[a].start, tokens[b - 1].end) for c, a, b in kept), key=lambda h: (h.start, h.end, h.concept)))
