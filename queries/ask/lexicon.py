"""What the vocabularies, the places and the data of the reader call things, found in a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .pattern import form
from .tables import compiled, table
from .words import Word, fold, stem

_KEY = 3
PLACES = ("country", "region", "city")
_ONLY = 10  # a form that is given whole is meant rather than an inflection of another: Нигер, Нигерия
_SOFT = ("й", "я", "ю", "ем", "е", "и")  # endings of places in й, such as Китай


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a question names: `kind` and `value` at words `start:end`; `exact`: letters that were compared."""

    kind: str
    value: str
    start: int
    end: int
    exact: int = 0

    @property
    def length(self) -> int:
        """Words."""
        return self.end - self.start


def annotate(words: Sequence[Word]) -> list[Found]:
    """All that the lexicon finds, overlapping ones included."""
    buckets = compiled()["index"]
    small = frozenset(table("names")["small"])
    found: dict[Found, None] = {}
    for at, word in enumerate(words):
        for key in {word.plain[:_KEY], word.plain[: _KEY - 1]}:
            for kind, value, text in buckets.get(key, ()):
                end = _end(words, at, text, small, place=kind in PLACES)
                if end and _believed(kind, words[at:end], text, small):
                    found[Found(kind, value, at, end, len(text) + (_ONLY if text[0] == "=" else 0))] = None
    for one in _remote(words):
        found[one] = None
    return list(found)


def _remote(words: Sequence[Word]) -> Iterator[Found]:
    """What is done from afar: a topic after "tele" in one word, such as tele-ICU or телекардиология."""
    for at, word in enumerate(words):
        for start in table("words")["remote"]:
            rest = word.plain.removeprefix(start).lstrip("-")
            itself = rest.startswith(tuple(table("words")["remote_itself"]))
            if word.plain.startswith(start) and len(rest) > _KEY - 1 and not itself:
                part = replace(word, text=word.text[-len(rest) :], plain=rest, stem=stem(rest))
                topics = [one for one in annotate([part]) if one.kind == "topic"]
                yield from (Found("topic", one.value, at, at + 1, one.exact + len(start)) for one in topics)
                yield from (Found("kind", "telemedicine", at, at + 1, len(start)) for _ in topics[:1])


def _end(words: Sequence[Word], at: int, text: str, small: frozenset[str], *, place: bool) -> int | None:
    for part in text.split():
        if at >= len(words):
            return None
        wanted = form(part)
        fits = wanted.fits(words[at]) or (place and _twice(words[at], fold(part), wanted.how))
        if not fits and not (wanted.how == "case" and _plainly(words[at], part, small)):
            return None
        at += 1
    return at


def _twice(word: Word, text: str, how: str) -> bool:
    """Whether a Russian place is inflected that ends as if it were (Вьетнам, Вьетнамом), or ends in й (Китай, Китаем)."""
    if text.endswith("й") and word.plain.startswith(text[:-1]):
        return word.plain[len(text) - 1 :] in _SOFT
    return how == "stem" and word.russian and word.stem == text


def _plainly(word: Word, part: str, small: frozenset[str]) -> bool:
    """Whether a form in capitals was typed small, where nothing else is meant by it: Russian ones, and longer English ones."""
    return word.plain == fold(part) and (len(part) > _KEY or (word.russian and len(part) >= _KEY)) and word.plain not in small


def _believed(kind: str, taken: Sequence[Word], text: str, small: frozenset[str]) -> bool:
    """Whether a place is meant: short names of places, and those that are words too, must be written with a capital letter."""
    if kind not in PLACES:
        return True
    return taken[0].capital or (len(taken[0].plain) > _KEY and len(taken[0].stem) > _KEY - (kind == "country") and fold(text) not in small)
