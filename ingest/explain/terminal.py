"""An explanation as lines of a terminal: the text with its marks, then what they mean.

A mention reads ``Name‹i1›``, a stated clause ``⟦clause⟧c1``: the signs stay where colours are off, so a pipe or a file says as much.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from .explanation import Explanation, Mark, Named, Stated
from .segments import Segment, segments

Paint = Callable[[str, str], str]
"""A text and a style -> the text to print."""
COLOURS = {"institution": "36", "person": "35", "country": "33", "clause": "4", "dim": "2", "bold": "1", "shown": "32", "candidate": "33"}
_ENTITIES = ("institution", "person", "country")
_MARGIN = 10


def paint(text: str, style: str) -> str:
    """The text in a style, by ANSI escapes (ECMA-48)."""
    return f"\x1b[{COLOURS[style]}m{text}\x1b[0m" if text else ""


def plain(text: str, style: str) -> str:
    """The text as it is."""
    return text


def lines(explanation: Explanation, paint: Paint = plain) -> Iterator[str]:
    """The lines to print."""
    yield from _text(explanation, paint)
    yield ""
    yield paint(f"Named ({len(explanation.named)})", "bold")
    for named in explanation.named:
        yield from _named(named, paint)
    yield ""
    yield paint(f"Stated ({len(explanation.stated)})", "bold")
    for stated in explanation.stated:
        yield from _stated(stated, paint)


def _text(explanation: Explanation, paint: Paint) -> Iterator[str]:
    text = explanation.document.text
    for block in explanation.blocks:
        marks = [m for m in explanation.marks if m.start < block.end and m.end > block.start]
        body = "".join(_segment(text, piece, paint, block.kind == "noise") for piece in segments(block.start, block.end, marks))
        kind = block.kind if not block.section else f"{block.kind} {block.section}"
        yield paint(kind.ljust(_MARGIN), "dim") + body


def _segment(text: str, piece: Segment, paint: Paint, noise: bool) -> str:
    body = _safe(text[piece.start : piece.end])
    entity = next((m for m in reversed(piece.marks) if m.kind in _ENTITIES), None)
    clauses = any(m.kind not in _ENTITIES for m in piece.marks)
    if entity:
        body = paint(body, entity.kind)
    elif clauses:
        body = paint(body, "clause")
    elif noise:
        body = paint(body, "dim")
    opened = "".join(paint("⟦", "dim") for m in piece.opens if m.kind not in _ENTITIES)
    return opened + body + "".join(_closed(m, paint) for m in piece.closes)


def _closed(mark: Mark, paint: Paint) -> str:
    return paint(f"‹{mark.ref.removeprefix('country:')}›" if mark.kind in _ENTITIES else f"⟧{mark.ref}", "dim")


def _safe(text: str) -> str:
    """A document's own words on one line; its control characters, which would steer the terminal, become dots."""
    return "".join(" " if letter in "\n\t" else "·" if unicodedata.category(letter) in ("Cc", "Cf") else letter for letter in text)


def _named(named: Named, paint: Paint) -> Iterator[str]:
    entity = named.entity
    if entity.type == "country":
        return
    about = ", ".join(named.detail)
    forms = ", ".join(f"{count} × {form}" for form, count in named.forms)
    yield f"  {entity.key:<5} {paint(entity.name, entity.type)}" + (f"  ({about})" if about else "")
    if entity.also:
        yield f"        also {' | '.join(entity.also)}"
    yield paint(f"        {entity.confidence:.2f}  {entity.rule or 'no rule named'}" + (f"; mentioned {forms}" if forms else ""), "dim")


def _stated(stated: Stated, paint: Paint) -> Iterator[str]:
    state = "shown" if stated.shown else "candidate"
    yield f"  {stated.ref:<5} {paint(stated.kind, 'bold')}  {stated.summary}  {paint(f'{stated.confidence:.2f} {state}', state)}"
    if stated.detail:
        yield f"        {'; '.join(stated.detail)}"
    for proof in stated.evidence:
        yield paint(f"        {proof.confidence:.2f}  {proof.rule}  {proof.start}..{proof.end}", "dim") + f"  “{_safe(proof.quote)}”"
