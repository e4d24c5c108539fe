"""Short names that a text gives beside the full one: "(далее – ПИМУ, Университет)", "(hereinafter "KUTRRH")", "именуемое «Центр»"."""

from __future__ import annotations

import re

from .institutions_form import abbreviation, form, spells
from .institutions_lexicon import any_of

_BRACKET = re.compile(r"[»”\"]?\s{0,2}\(([^()\n]{2,120})\)")
_CALLED = re.compile(
    rf"[»”\"]?[^\n.;()«]{{0,90}}?,?\s{{0,2}}{any_of('introduced')}\s*[:–—-]?\s{{0,2}}(?:the )?[«\"“]([^»\"”\n]{{2,60}})[»\"”]"
)
_LEAD = re.compile(rf"(?i)^{any_of('lead')}\s*[:–—-]?\s*")
_PIECES = re.compile(r"\s*[,;]\s*|\s+[–—]\s+|\s+(?:или|or)\s+")
_TRIM = " \t«»\"“”'‘’:–—-"


def introduced(text: str, end: int, name: str, lang: str) -> list[tuple[str, int, int]]:
    """Short names given right after a name that ends at `end`: (short name, start, end)."""
    found = []
    bracket = _BRACKET.match(text, end, end + 160)
    if bracket:
        said = bool(_LEAD.match(bracket[1]))
        for piece, start in _split(bracket[1], bracket.start(1)):
            if (said and piece[:1].isupper() and len(piece) < 60) or (abbreviation(piece) and _fits(piece, name, lang, said)):
                found.append((piece, start, start + len(piece)))
    called = _CALLED.match(text, bracket.end() if bracket else end, end + 250)
    if called:
        found.append((called[1], called.start(1), called.end(1)))
    return found


def _split(inside: str, offset: int) -> list[tuple[str, int]]:
    """The pieces of a bracket with their offsets, without the words that lead them in."""
    pieces, at = [], 0
    lead = _LEAD.match(inside)
    at = lead.end() if lead else 0
    while at < len(inside):
        border = _PIECES.search(inside, at)
        raw = inside[at : border.start() if border else len(inside)]
        piece = raw.strip(_TRIM)
        if piece:
            pieces.append((piece, offset + at + raw.index(piece)))
        at = border.end() if border else len(inside)
        more = _LEAD.match(inside, at) if border else None
        at = more.end() if more and more.end() > at else at
    return pieces


def _cyrillic(text: str) -> bool:
    return any("\u0400" <= c <= "\u04ff" for c in text)


def _fits(letters: str, name: str, lang: str, said: bool) -> bool:
    """Whether an abbreviation in brackets is one of the name: it can be spelt from it, begins alike, or is of another script."""
    if said or " " in letters:
        return said
    first = name.lstrip('«"“ ')[:1].casefold()
    parts = form(name, lang).words
    return (
        any(spells(letters, parts[at:]) for at in range(min(8, len(parts))))
        or letters[:1].casefold() == first
        or _cyrillic(letters) != _cyrillic(name)
    )
