"""What a person typed, matched to a concept of a vocabulary or to a country: either language, inflected, misspelt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from ..ontology import places, vocabulary
from ..ontology.errors import UnknownNameError

SURE = 88.0  # similarity (0-100) from which a misspelt form is taken for the concept
NEAR = 55.0
_SHORT = 6  # letters of a folded word; a shorter one must begin alike
PART = 80.0
"""Similarity of a form of which what was typed is some of the words: near, but not sure."""


@lru_cache(maxsize=1 << 15)  # all forms of the vocabularies and of the countries
def fold(text: str) -> str:
    """Case, ё, punctuation and word endings removed: inflected forms of one phrase fold to one text."""
    words = re.findall(r"\w+", text.casefold().replace("ё", "е"))
    return " ".join(word[: max(4, len(word) - 3)] if len(word) > 4 else word for word in words)


def _nearest(forms: Iterable[tuple[str, str]], text: str) -> list[tuple[str, float]]:
    """(id, similarity) of the ids whose forms are nearest to `text`, best first; an exact form wins over a folded one."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - what is spelt as the vocabulary has it needs no search

    best: dict[str, float] = {}
    wanted, folded = text.casefold(), fold(text)
    for id_, form in forms:
        said, own = form.casefold(), fold(form)
        near = max(fuzz.ratio(own, folded), fuzz.ratio(said, wanted))
        near = 0.0 if len(folded) < _SHORT and own[:1] != folded[:1] else near  # Европа is no misspelt невро*
        near = max(near, PART) if folded and f" {folded} " in f" {own} " else near
        whole = 102.0 if said == wanted else 101.0 if own == folded else near
        best[id_] = max(best.get(id_, 0.0), whole)
    return sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))


def _choose(forms: Iterable[tuple[str, str]], text: str, where: str, what: str, called: Callable[[str], str] = str) -> str:
    ranked = _nearest(forms, text)
    if ranked and ranked[0][1] >= SURE:
        return ranked[0][0]
    near = [called(id_) for id_, score in ranked[:3] if score >= NEAR]
    remedy = f"did you mean {', '.join(near)}?" if near else f"try another word; docs/ontology.md lists every {what}"
    raise UnknownNameError(f"{text!r} is not a known {what}", where=where, remedy=remedy)


def concept(scheme: str, text: str, where: str) -> str:
    """Id of the concept of `scheme` that `text` means. UnknownNameError names the nearest."""
    concepts = vocabulary.load().schemes[scheme].concepts
    if text in concepts:
        return text
    forms = (
        (id_, form.rstrip("*"))
        for id_, c in concepts.items()
        for form in (id_.replace("-", " "), c.label.en, c.label.ru, *c.search.en, *c.search.ru)
    )
    return _choose(forms, text, where, scheme.replace("-", " "))


def country(text: str, where: str) -> str:
    """ISO 3166-1 alpha-2 code of the country that `text` names: a code, a name or a demonym in either language."""
    countries = places.places().countries
    if text.upper() in countries:
        return text.upper()
    forms = ((code, form) for code, c in countries.items() for form in (*c.name, *c.forms.en, *c.forms.ru, *c.demonym.en, *c.demonym.ru))
    return _choose(forms, text, where, "country", lambda code: f"{countries[code].name.en} ({code})")
