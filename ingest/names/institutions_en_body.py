"""English names that a small word for a body stands before: "the company Elmo", 'the clinic "Alder Med"', "insurer Baobab Kenya"."""

from __future__ import annotations

from collections.abc import Iterator

from .institutions_candidate import Candidate
from .institutions_en_word import Tokens, bare, capital, head_kind
from .institutions_lexicon import data, words
from .people_given import is_given
from .places import is_place

_OPEN, _CLOSE = '«"“„', '»"”'
_LONGEST = 6  # words in quotation marks


def candidates(tokens: Tokens) -> Iterator[Candidate]:
    """Quoted names and runs of capitalised words right behind a word for a body."""
    kinds: dict[str, str] = data("lone")["bodies"]
    for at, token in enumerate(tokens[:-1]):
        kind = kinds.get(bare(token)) if token.text.islower() or token.text == "NGO" else None
        if kind is None or token.text.endswith(("'s", "’s")):
            continue
        if tokens[at + 1].text[0] in _OPEN:
            end = _closed(tokens, at + 1)
            inner = tokens[at + 2 : end]
            if end and capital(inner[0]) and not _thing(tokens, end + 1):
                yield _candidate(inner, tokens[at + 1].start, tokens[end].end, kind, "quoted-en")
        elif (run := _run(tokens, at + 1)) and not _person(run) and not all(is_place(bare(t)) or t.text.isdigit() for t in run):
            yield _candidate(run, run[0].start, run[-1].end, kind, "body-en")


def _closed(tokens: Tokens, at: int) -> int:
    """Index of the mark that closes a quotation of a few words; 0 when there is none."""
    return next((n for n in range(at + 2, min(at + 2 + _LONGEST, len(tokens))) if tokens[n].text[0] in _CLOSE), 0)


def _thing(tokens: Tokens, at: int) -> bool:
    """A project or the like is named, not the body: 'the company "Healthy Heart" programme'."""
    return at < len(tokens) and bare(tokens[at]) in words("en", "right_stops")


def _run(tokens: Tokens, at: int) -> Tokens:
    end = at
    while (
        end < len(tokens)
        and end - at < 4
        and tokens[end].start - tokens[end - 1].end == 1
        and capital(tokens[end])
        and bare(tokens[end]) not in words("en", "stops") | words("en", "right_stops")
        and not (end > at and tokens[end - 1].text.endswith(("'s", "’s")))
    ):
        end += 1
    run = tokens[at:end]
    return run if run and not any(head_kind(t) for t in run[:1]) else ()


def _person(run: Tokens) -> bool:
    """A person behind the word for an office or a body: "doctor of the firm John Hope"."""
    return len(run) > 1 and is_given(run[0].text) and not any(t.text.isupper() for t in run)


def _candidate(span: Tokens, start: int, stop: int, kind: str, rule: str) -> Candidate:
    name = "".join((" " if n and t.start > span[n - 1].end else "") + t.text for n, t in enumerate(span))
    for ending in ("'s", "’s"):
        if rule == "body-en" and name.endswith(ending):
            name, stop = name.removesuffix(ending), stop - 2
    return Candidate(start, stop, name, "", kind, "name", "en", rule=rule)
