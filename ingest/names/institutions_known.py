"""The gazetteer: the registry's institutions and the list of organisations whose names say nothing of what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from ...ontology import registry
from ..language import split
from ..language.analyse import cyrillic
from ..language.stem import ending_off
from ..reading import Token
from .institutions_candidate import Candidate
from .institutions_form import WORD, Form, abbreviation, form, parts
from .institutions_lexicon import data, heads, words
from .people_given import is_given


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the gazetteer: its kind, country and city in both languages. `sure` when its name can't mean anything else."""

    name: str
    id: str
    kind: str
    country: str | None
    city: str | None = None
    sure: bool = False


def candidates(tokens: Sequence[Token], lang: str) -> Iterator[Candidate]:
    """Names of the gazetteer in a sentence, the longest at each place."""
    at, loud = 0, len(tokens) > 1 and all(t.text.isupper() for t in tokens if t.text[0].isalpha()) and lang == "en"
    while at < len(tokens):
        length, known = _longest(tokens, at)
        if known is None or (loud and length == 1 and known.kind in {"international_org", "foundation"}):
            at += 1
            continue
        length = _extended(tokens, at, length) if known.name.isascii() and known.kind != "international_org" else length
        span = tokens[at : at + length]
        name = known.name if len(span) == 1 or not known.name.isascii() else _text(span)
        short = " " not in name and abbreviation(name)
        stop = span[-1].end
        if name.endswith(("'s", "’s")) and not known.name.endswith(("'s", "’s")):
            name, stop = name[:-2], stop - 2
        yield Candidate(
            span[0].start,
            stop,
            name,
            _head(known.name),
            known.kind,
            "abbreviation" if short else "name",
            lang,
            None if known.kind == "international_org" else known.country,
            "known",
            known=known.id or None,
        )
        at += length


_SUFFIXES = frozenset({"co", "ltd", "inc", "gmbh", "llc", "llp", "plc", "ag", "corp", "sa", "spa", "bv", "limited", "international"})


def _extended(tokens: Sequence[Token], at: int, length: int) -> int:
    """A known name with the capitalised words that go on it: "Mount Sinai | Health System", "Varian Medical Systems | Nederland"."""
    end = at + length
    while end < len(tokens) and end - at < 9:
        token = tokens[end]
        tight = token.start - tokens[end - 1].end <= 1
        suffix = token.text.casefold() in _SUFFIXES and token.text[0].isupper()
        if (
            token.text in {",", "."}
            and end + 1 < len(tokens)
            and ((token.text == "." and tokens[end - 1].text.casefold() in _SUFFIXES) or tokens[end + 1].text.casefold() in _SUFFIXES)
        ) or (tight and (suffix or (token.text[0].isupper() and token.text[1:].islower() and not _stops(tokens, end)))):
            end += 1
        else:
            break
    while tokens[end - 1].text == ",":
        end -= 1
    return end - at


def _stops(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capitalised word after a known name is none of it: a role, a thing, a person's name, a head of another name's kind."""
    word = tokens[at].text.casefold().removesuffix("'s")
    title = sum(t.text[0].isupper() for t in tokens) > 0.7 * len(tokens)
    return (
        title
        or cyrillic(word)
        or word in words("en", "stops") | words("en", "right_stops")
        or is_given(tokens[at].text)
        or word in {"global", "awards", "country", "regional", "office", "goodwill"}
    )


@lru_cache(maxsize=5000)
def _head(name: str) -> str:
    """The first head word of a name; "" for a name without one."""
    words = re.findall(r"[\w-]+", name.casefold())
    return next((w for w in words if w in heads("ru") or w in heads("en")), "")


def _text(span: Sequence[Token]) -> str:
    return span[0].text + "".join((" " if b.start > a.end else "") + b.text for a, b in pairwise(span))


def _longest(tokens: Sequence[Token], at: int) -> tuple[int, Known | None]:
    """Longest run of tokens from `at` that the gazetteer has, and its entry."""
    if not tokens[at].text[0].isalpha():
        return 0, None
    node: _Node | None = _tree()
    best: tuple[int, Known | None] = (0, None)
    if not (tokens[at].text[0].isupper() or tokens[at].text in {"medac", "icddr"}):
        return best
    for length, token in enumerate(tokens[at : at + 9], 1):
        node = node.children.get(_key(token.text)) if node else None
        if node is None:
            break
        for known in node.entries:
            if _fits(known, tokens[at : at + length]):
                best = length, known
    return best


def _fits(known: Known, span: Sequence[Token]) -> bool:
    """Capitals must agree, word by word: "FIND" is not "find", "Apollo" not "apollo"."""
    words = [known.name[a:b] for a, b in split.tokens(known.name, 0, len(known.name))]
    if known.name.isascii() and any(w[0].isupper() and t.text[0].islower() for w, t in zip(words, span, strict=False)):
        return False
    return all(
        w.isupper() == t.text.removesuffix("'s").removesuffix("’s").isupper() or (len(w) > 5 and w[0].isupper() == t.text[0].isupper())
        for w, t in zip(words, span, strict=False)
        if w[0].isalpha()
    )


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    low = word.casefold().replace("ё", "е").replace("’", "'").removesuffix("'s")
    return low if word.isascii() or (word.isupper() and len(word) > 2) else ending_off(low)


@dataclass(slots=True)
class _Node:
    """A node of the tree of word keys: what follows, and the entries whose last word this is."""

    children: dict[str, _Node] = field(default_factory=dict)
    entries: list[Known] = field(default_factory=list)


@cache
def _tree() -> _Node:
    root = _Node()
    for known in (*organisations(), *(k for k in entries() if k.sure)):
        node = root
        for a, b in split.tokens(known.name, 0, len(known.name)):
            node = node.children.setdefault(_key(known.name[a:b]), _Node())
        node.entries.append(known)
    return root


@cache
def organisations() -> tuple[Known, ...]:
    """Organisations of the data file."""
    return tuple(
        Known(name, "", kind, None if country == "--" else country, sure=True)
        for kind, countries in data("organisations").items()
        for country, names in countries.items()
        for name in names
    )


@cache
def entries() -> tuple[Known, ...]:
    """Names of the registry; those of one word in capitals are sure when only one entry has them."""
    rows = [(alias.text, entry, dict(entry.city)) for entry in registry.load() for alias in entry.aliases]
    count: dict[str, int] = {}
    for text, _, _ in rows:
        count[text.casefold()] = count.get(text.casefold(), 0) + 1
    return tuple(Known(text, e.id, e.kind, e.country, city.get("ru"), _sure(text, count[text.casefold()])) for text, e, city in rows)


def _sure(text: str, count: int) -> bool:
    return (
        count == 1
        and len(text) > 2
        and text.casefold() not in words("ru", "never_alone")
        and text.casefold() not in words("en", "not_names")
        and (text.isupper() or sum(c.isupper() for c in text) > 2 or " " in text)
        and "Минздрав" not in text
    )


@cache
def _by_stem() -> dict[str, list[Known]]:
    """Entries by the stems of their words, abbreviations spelt out: cheaper than the forms of them all, most of which nobody asks for."""
    found: dict[str, list[Known]] = {}
    for known in entries():
        lang = _lang(known)
        for part in {part for word in WORD.findall(known.name) for part in parts(word, lang)}:
            found.setdefault(part, []).append(known)
    return found


def _lang(known: Known) -> str:
    return "en" if known.name.isascii() else "ru"


def _of_form(f: Form) -> list[Known]:
    """Entries whose names have a form, in the registry's order; the rarest stem tells which to look at."""
    lists = [_by_stem().get(s, []) for s in f.stems if not s.startswith("@")]
    near = min(lists, key=len) if lists else entries()
    return [k for k in near if (g := form(k.name, _lang(k))).stems == f.stems and g.numbers == f.numbers]


@lru_cache(maxsize=20_000)
def look_up(name: str, lang: str) -> Known | None:
    """The registry's entry for a name, if all entries of that form agree on the country."""
    f: Form = form(name, lang)
    found = _of_form(f) if len(f.stems) > 1 else []
    if not found or len({k.country for k in found}) > 1:
        return None
    bare = found[0].kind == "ministry" and not any(s.startswith("@") for s in f.stems)
    return None if bare else found[0]
