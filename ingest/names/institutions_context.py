"""What stands around the words of a sentence that helps to tell institutions' names: what the rules see there, quotations, capitals."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..language import shout
from ..reading import Reading, Sentence, Token
from . import people_ner
from .institutions_candidate import Candidate
from .institutions_lexicon import words
from .institutions_rules import calm, ruled
from .institutions_traits import outline, traits
from .word_classes import words as split

_GAP = 3  # small words between two capitals of one run
_LONG = 6  # words of a run from which on its length no longer counts
_OPEN, _CLOSE = "«“„", "»”"
_SIGNS = frozenset(".:!?–—-•*>/|·;")


@dataclass(frozen=True)
class Line:
    """A sentence as it is tagged. tokens: shouted words made small; own: each token's marks; those far from any name have none."""

    sentence: Sentence
    tokens: Sequence[Token]
    own: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Page:
    """The sentences of a page that are no noise, with what the page says elsewhere."""

    reading: Reading

    @cached_property
    def rules(self) -> tuple[Candidate, ...]:
        """What the rules propose, in text order."""
        return ruled(self.reading)

    @cached_property
    def tokens(self) -> list[tuple[Sentence, Sequence[Token]]]:
        """Sentences with their tokens, shouted words made small."""
        return calm(self.reading)

    @cached_property
    def small(self) -> frozenset[str]:
        """Words that the page writes small."""
        return frozenset(t.text for _, tokens in self.tokens for t in tokens if t.text[0].islower())

    @cached_property
    def named(self) -> Counter[str]:
        """Words of names that the rules propose."""
        text = self.reading.document.text
        return Counter(w.casefold() for c in self.rules if c.strength in ("name", "abbreviation") for w in split(text, c.start, c.end))

    def lines(self) -> Iterator[Line]:
        """Each sentence with the marks of its tokens."""
        starts, tags = [c.start for c in self.rules], people_ner.tags(self.reading)
        for sentence, tokens in self.tokens:
            here = self.rules[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            yield Line(sentence, tokens, self._marks(sentence, tokens, _ruled(tokens, here), tags.get(sentence.start)))

    def _marks(self, sentence: Sentence, tokens: Sequence[Token], rules: Sequence[str], tags: Sequence[str] | None) -> list[list[str]]:
        quotes, near, count = _quotes(tokens), _runs(tokens, rules), len(tokens)
        live = [bool(near[at] or quotes[at]) or rules[at] != "-" or (tags is not None and tags[at] != "O") for at in range(count)]
        if not any(live):
            return [[] for _ in tokens]
        page, seen = self._of_sentence(sentence, tokens), _Seen(tokens)
        found: list[list[str]] = []
        for at in range(count):
            if not (live[at] or (at and live[at - 1]) or (at + 1 < count and live[at + 1])):
                found.append([])
                continue
            marks = [*page, *near[at], *seen.words(at), *_pairs("R", rules, at)]
            marks.append(f"SR={seen.shapes[at + 1]}|{rules[at]}")
            self._place(marks, sentence, tokens, at)
            if quotes[at]:
                marks += ("Q=" + quotes[at], f"QR={quotes[at]}|{rules[at][:2]}")
            if tags is not None:
                marks += _pairs("N", tags, at)
                marks.append(f"NR={tags[at]}|{rules[at]}")
            found.append(marks)
        return found

    def _of_sentence(self, sentence: Sentence, tokens: Sequence[Token]) -> list[str]:
        """The line as a whole."""
        block = self.reading.blocks[sentence.block]
        spelt = [t for t in tokens if t.text[0].isalpha()]
        found = ["k=" + block.kind]
        if len(spelt) > 3 and sum(t.text[0].isupper() for t in spelt) > 0.7 * len(spelt):
            found.append("title")
        if shout.shouts([t.text for t in sentence.tokens]):
            found.append("shout")
        if sentence.start - block.start < 3 and block.end - sentence.end < 3 and len(tokens) < 8:
            found.append("short")
        return found

    def _place(self, marks: list[str], sentence: Sentence, tokens: Sequence[Token], at: int) -> None:
        """Where the token stands, and what the page says of it elsewhere."""
        token = tokens[at]
        if at == 0:
            marks.append("first")
            if sentence.start - self.reading.blocks[sentence.block].start < 3:
                marks.append("opens block")
        else:
            before = tokens[at - 1]
            if before.text in _SIGNS:
                marks.append("after sign")
            if before.end == token.start:
                marks.append("tight")
            elif token.start - before.end > 1 or self.reading.document.text[before.end] == "\t":
                gap = self.reading.document.text[before.end : token.start]
                if "\t" in gap or "  " in gap:
                    marks.append("cell")
        if token.text[0].isupper():
            low = token.text.casefold()
            if low in self.small:
                marks.append("seen small")
            if low in self.named:
                marks.append("seen in name")


class _Seen:
    """The words of a sentence with those beside them. shapes: from one before the first word to one after the last."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.shapes = [outline("^"), *(outline(t.text) for t in tokens), outline("$")]
        self.low = ["^", *(t.text.casefold() for t in tokens), "$"]

    def words(self, at: int) -> list[str]:
        """The word's marks."""
        (before, shape, after), (left, low, right) = self.shapes[at : at + 3], self.low[at : at + 3]
        return [f"S={before}|{shape}|{after}", f"b-={left}|{low}", f"b+={low}|{right}"]


def _ruled(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> list[str]:
    """For each token what the rules see: "-", or begin, inside or end of a candidate, its strength and at the beginning its rule."""
    found = ["-"] * len(tokens)
    starts = [t.start for t in tokens]
    for candidate in candidates:
        first, last = bisect_left(starts, candidate.start), bisect_left(starts, candidate.end)
        for at in range(first, last):
            found[at] = "I" + candidate.strength[0]
        if last > first + 1:
            found[last - 1] = "E" + candidate.strength[0]
        if last > first:
            found[first] = f"B{candidate.strength[0]}.{candidate.rule}"
    return found


def _pairs(name: str, tags: Sequence[str], at: int) -> tuple[str, ...]:
    here, before, after = tags[at], tags[at - 1] if at else "^", tags[at + 1] if at + 1 < len(tags) else "$"
    return f"{name}0={here}", f"{name}-={before}|{here}", f"{name}+={here}|{after}"


def _quotes(tokens: Sequence[Token]) -> list[str]:
    """For each token "open", "close", "in" or "", by the quotation marks of its sentence; and "(" in brackets."""
    found, quoted, depth = [], False, 0
    for token in tokens:
        sign = token.text
        depth += sign == "("
        if sign in _OPEN or (sign == '"' and not quoted):
            found.append("open")
            quoted = True
        elif sign in _CLOSE or (sign == '"' and quoted):
            found.append("close")
            quoted = False
        else:
            found.append("in" if quoted else "(" if depth else "")
        depth = max(0, depth - (sign == ")"))
    return found


def capitals(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, small words between them taken in: [first, last)."""
    at, count = 0, len(tokens)
    while at < count:
        if not tokens[at].text[0].isupper():
            at += 1
            continue
        end = on = at + 1
        while on < count and on - end <= _GAP:
            if tokens[on].text[0].isupper():
                end = on + 1
            elif tokens[on].text not in words("en", "inside") or on - end == _GAP:
                break
            on += 1
        yield at, end
        at = end


def _runs(tokens: Sequence[Token], rules: Sequence[str]) -> list[list[str]]:
    """For each token of a run of capitals what stands before and after the run, its length, and what the rules see in it."""
    found: list[list[str]] = [[] for _ in tokens]
    for first, last in capitals(tokens):
        before, before2, after, after2 = (_lemma(tokens, at) for at in (first - 1, first - 2, last, last + 1))
        seen = "".join(sorted({tag[0] if tag == "-" else tag[1] for tag in rules[first:last]}))
        head = any("head" in traits(t.text, t.lemma, t.pos) for t in tokens[first:last])
        whole = ["r:whole"] if first == 0 and last == len(tokens) else []
        item = ["r:item"] if before in ",(^" and after in ",)$;." else []
        for at in range(first, last):
            place = "B" if at == first else "I"
            found[at] = [
                f"r:-{before}{place}",
                f"r:+{after}{place}",
                f"r:--{before2}|{before}{place}",
                f"r:++{after}|{after2}{place}",
                f"r:n={min(last - first, _LONG)}{place}",
                f"r:h={head:d}{place}{seen}",
                *whole,
                *item,
            ]
    return found


def _lemma(tokens: Sequence[Token], at: int) -> str:
    return "^" if at < 0 else tokens[at].lemma if at < len(tokens) else "$"
