"""A candidate made of words that no rule joins: its name in the nominative, its head and kind where it has them."""

from __future__ import annotations

from collections.abc import Sequence

from ..language import nominal
from ..language.analyse import cyrillic
from ..reading import Token
from . import institutions_en_word as english
from . import institutions_ru_head as russian
from .institutions_candidate import Candidate
from .institutions_en import text_of
from .institutions_form import abbreviation
from .institutions_lexicon import expansion, heads, words
from .institutions_traits import traits
from .lone_spans import nominative

_OPEN, _CLOSE, _SIGNS = "«“„", "»”", ".,;:-–—("


def trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """A range of tokens without articles before it, signs after it and quotation marks around it; one that opens a quotation closes it."""
    while last - first > 1 and tokens[last - 1].text in _SIGNS:
        last -= 1
    while last - first > 1 and tokens[first].text.casefold() in words("ru", "own") | words("en", "own"):
        first += 1
    signs = "".join(t.text for t in tokens[first:last])
    balance = sum(map(signs.count, _OPEN)) - sum(map(signs.count, _CLOSE))
    if last - first > 1 and ((balance < 0 and signs[-1] in _CLOSE) or (signs.count('"') % 2 and signs[-1] == '"')):
        return first, last - 1
    opened = balance > 0 or signs.count('"') % 2
    if opened and last < len(tokens) and tokens[last].text in _CLOSE + '"':
        last += 1
    if last - first > 2 and tokens[first].text in _OPEN + '"' and tokens[last - 1].text in _CLOSE + '"':
        inner = signs[1:] if opened else signs[1:-1]
        if not any(sign in inner.rstrip(_CLOSE + '"') for sign in _OPEN + _CLOSE + '"'):
            first, last = first + 1, last - 1
    return first, last


def is_name(tokens: Sequence[Token]) -> bool:
    """Whether the words may be one name by themselves: not signs alone, one head word, an office-holder, nor a name with what follows."""
    known = traits(tokens[0].text, tokens[0].lemma, tokens[0].pos)
    bare = len(tokens) == 1 and "head" in known and not tokens[0].text.isupper()
    return not (bare or "office=heads" in known or _two(tokens) or _strays(tokens)) and any(t.text[0].isalnum() for t in tokens)


def _two(tokens: Sequence[Token]) -> bool:
    """Whether a second head stands in the nominative and the first does not: "с Южным университетом | Северный институт"."""
    heads_here = [t for t in tokens if t.pos == "NOUN" and t.text[1:].islower() and russian.head_kind(t)]
    cases = ["case=nomn" in t.feats for t in heads_here]
    return len(cases) > 1 and not cases[0] and any(cases) and not any(t.text in _OPEN for t in tokens)


def _strays(tokens: Sequence[Token]) -> bool:
    """Whether a noun behind the head has a case that neither it nor a preposition gives: "обучать врачей института | методам ухода"."""
    head = next((n for n, t in enumerate(tokens) if t.pos == "NOUN" and russian.head_kind(t)), len(tokens))
    for n in range(head + 1, len(tokens)):
        if tokens[n].pos == "PREP":
            return False
        strange = any(case in tokens[n].feats and case not in tokens[head].feats for case in ("case=datv", "case=ablt"))
        if strange and tokens[n].pos == "NOUN" and tokens[n].text.islower():
            return True
    return False


def candidate(tokens: Sequence[Token]) -> Candidate:
    """The candidate of some tokens of a sentence; the words of a shouted one are small."""
    name, end = text_of(tokens), tokens[-1].end
    if name.endswith(("'s", "’s")):
        name, end = name[:-2], end - 2
    called, head, kind, lang = (_russian if cyrillic(name) else _english)(tokens, name)
    letters = len(tokens) == 1 and abbreviation(called)
    return Candidate(tokens[0].start, end, called, head, kind, "abbreviation" if letters else "name", lang, rule="learned")


def _russian(tokens: Sequence[Token], name: str) -> tuple[str, str, str, str]:
    at = next((n for n, t in enumerate(tokens) if t.pos != "ADJ" and russian.head_kind(t)), None)
    if at is None:
        return nominative(tokens, name), "", "other", "ru"
    head = russian.head_word(tokens[at]) or ""
    called = nominal.nominative(tokens, at) if len(tokens) > 1 else name
    return called, _spelt(head), heads("ru").get(head, "other"), "ru"


def _spelt(head: str) -> str:
    """The head of what an abbreviation stands for: "больница" for "окб"."""
    return next((word for word in expansion("ru").get(head, "").split() if word in heads("ru")), head)


def _english(tokens: Sequence[Token], name: str) -> tuple[str, str, str, str]:
    head = next((t for t in tokens if english.head_kind(t)), None)
    return (name, english.bare(head), english.head_kind(head) or "other", "en") if head else (name, "", "other", "en")
