"""Names without a head word that the text itself abbreviates: "Central de Medicamentos e Artigos Médicos (CMAM)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .institutions_candidate import Candidate
from .institutions_en_word import SMALL, Tokens, capital, head_kind
from .institutions_form import spells
from .institutions_kind import kind_of

_SHORT = re.compile(r"^[A-Z][A-Za-z]{0,2}[A-Z][A-Za-z]{0,4}$")
_LINKS = SMALL | {"a", "o", "e", "para", "por", "of", "in", "and", "as", "à", "sur"}
_NOT_LAST = re.compile(
    r"(?i)^(?:disease|syndrome|disorders?|imaging|therapy|treatment|project|programme|program|study|trial|initiative|system|plan|agreement|memorandum|understanding"
    r"|test|testing|tomography|ultrasound|surgery|scan|record|records|device|index|score|scale|coverage|care|goals?|act|law|scheme|registry|day|days|course|month|campaign"
    r"|exam|examination|degree|platform|partnership|network|conference|congress|forum|summit|workshop|protocol|strategy|framework|fellowship|consortium|virus|infection"
    r"|training|education|medicine|health|group|indicators?|resistance|pressure|rate|unit|units|standards?|practices?|model|region|union|states|cooperation|method)$"
)
_LONGEST = 12


def candidates(tokens: Tokens) -> Iterator[Candidate]:
    """Runs of capitalised words right before a bracket with letters that they spell; what the last word says to be no body is left out."""
    for at in range(3, len(tokens) - 2):
        if tokens[at].text == "(" and tokens[at + 2].text in {")", ",", ";"} and _SHORT.match(tokens[at + 1].text):
            start = _start(tokens, at, tokens[at + 1].text)
            if start is not None:
                span = tokens[start:at]
                name = " ".join(t.text for t in span).replace(" ’ s", "’s").replace(" , ", ", ")
                head = next((t for t in span if head_kind(t)), None)
                kind = kind_of(name, head_kind(head) or "other" if head else "other", None)
                yield Candidate(span[0].start, span[-1].end, name, head.text.casefold() if head else "", kind, "name", "en", rule="bracket")


def _start(tokens: Tokens, bracket: int, letters: str) -> int | None:
    """Where the shortest run begins that the letters abbreviate."""
    if _NOT_LAST.match(tokens[bracket - 1].text) or not capital(tokens[bracket - 1]):
        return None
    for start in range(bracket - 1, max(-1, bracket - _LONGEST), -1):
        word = tokens[start].text
        if not (capital(tokens[start]) or word in _LINKS or word in {",", "'", "’", "-", "–"}):
            return None
        parts = tuple(t.text for t in tokens[start:bracket] if t.text[0].isalpha() and t.text not in _LINKS)
        if capital(tokens[start]) and len(parts) > 1 and word[0] == letters[0].upper() and _initials(letters, parts, tokens[start:bracket]):
            return start
    return None


def _initials(letters: str, parts: tuple[str, ...], span: Tokens) -> bool:
    """Whether the letters are read off the words, none of three or more being passed over."""
    firsts = "".join(p[0] for p in parts).casefold()
    return firsts == letters.casefold() or (
        len(parts) >= len(letters) - 2
        and spells(letters, tuple(t.text for t in span if t.text[0].isalpha()))
        and len(parts) <= len(letters) + 1
    )
