"""The blocks of a page: what is title, text, list, table or caption, and what is the site around it (noise)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from .reading import Block, BlockKind, Reading
from .structure_line import Line, about, article, caption, dateline, digest, item, lines, menu, opener, prose, rewind, site, terminated


def structure(reading: Reading) -> Reading:
    """Add the blocks of the document's text."""
    return replace(reading, blocks=tuple(blocks(reading.document.text)))


def blocks(text: str) -> list[Block]:
    """Blocks in text order. A block is a line; the lines of a hard-wrapped paragraph are one block."""
    found = _joined(list(lines(text)))
    kinds = _kinds(found)
    parts = sections(found, kinds)
    return [Block(line.start, line.end, kind, part) for line, kind, part in zip(found, kinds, parts, strict=True)]


def sections(found: Sequence[Line], kinds: Sequence[BlockKind]) -> list[int]:
    """Numbers of the items of a digest, 0 before the first; an item begins with its heading or, where there are none, with its line."""
    front = [line for line, kind in zip(found, kinds, strict=True) if kind in {"title", "heading", "dateline"}][:4]
    headings = [
        n
        for n, kind in enumerate(kinds)
        if n and kind in {"title", "heading"} and n + 1 < len(kinds) and kinds[n + 1] in {"paragraph", "item"}
    ]
    loud = [n for n in headings if found[n].text.isupper()]
    if len(loud) < 4 and not any(digest(line.text) for line in front):
        return [0] * len(found)
    begins = (
        set(headings)
        if len(headings) > 2
        else {n for n, kind in enumerate(kinds) if kind == "item" or (found[n].after_blank and kind == "paragraph")}
    )
    return list(accumulate(int(n in begins) for n in range(len(found))))


def _joined(found: Sequence[Line]) -> list[Line]:
    """Hard-wrapped lines put together: each follows without an empty line, the one before is long and unfinished, this one begins small."""
    out: list[Line] = []
    for line in found:
        last = out[-1] if out else None
        if (
            last
            and not line.after_blank
            and line.text[0].islower()
            and 50 < last.width < 120
            and not terminated(last.text)
            and not item(line.text)
        ):
            out[-1] = Line(last.start, line.end, f"{last.text} {line.text}", last.after_blank, line.width)
        else:
            out.append(line)
    return out


def _kinds(found: Sequence[Line]) -> list[BlockKind]:
    front = _front_matter(found)
    last = max((i for i, line in enumerate(found) if prose(line.text) and not site(line.text) and not rewind(line.text)), default=-1)
    return ["noise" if i < front else kind for i, kind in enumerate(_walk(found, front, last))]


def _front_matter(found: Sequence[Line]) -> int:
    """How many lines at the top are YAML front matter."""
    if found and found[0].text == "---":
        return next((n + 2 for n, line in enumerate(found[1:60]) if line.text == "---"), 0)
    return 0


def _walk(found: Sequence[Line], front: int, last: int) -> Iterator[BlockKind]:
    """Kind of each line. An opener ("Читайте также") makes what follows noise until running text comes back; in the tail, until the end."""
    skipping, body = "", False
    for number, line in enumerate(found):
        if number < front:
            yield "noise"
            continue
        if skipping and _goes_on(line, skipping, number > last):
            skipping = ""
        opens = opener(line.text) and (body or menu(line.text) or (number > front + 2 and not digest(line.text)))
        if opens and not _leads_text(found, number):
            skipping = "links"
        elif about(line.text) and body:
            skipping = "about"
        kind: BlockKind = "noise" if skipping or (number > last and _tail_noise(line.text)) else _kind(line, body)
        if kind in {"noise", "table"} and not skipping and _row(found, number):
            kind = "table"
        body = body or (kind == "paragraph" and len(line.text) > 70)
        yield kind


def _leads_text(found: Sequence[Line], number: int) -> bool:
    """Whether running text follows at once: then the line only heads a part of the article ("Elsewhere")."""
    text, following = found[number].text, found[number + 1 : number + 3]
    return len(text) < 40 and ":" not in text and bool(following) and all(prose(f.text) and not rewind(f.text) for f in following)


def _goes_on(line: Line, skipping: str, tail: bool) -> bool:
    """Whether the article goes on after skipped lines: with running text after an empty line; after "About X", with any line after one."""
    if skipping == "links" and article(line.text) and not rewind(line.text):
        return True
    if tail and skipping == "links":
        return False
    return line.after_blank and ((prose(line.text) and not item(line.text)) or skipping == "about") and not about(line.text)


def _row(found: Sequence[Line], number: int) -> bool:
    """Whether the line is a row of a table: its neighbour has as many columns, two bars at least, or both have two tabs at least."""
    bars, tabs = (found[number].text.count(mark) for mark in "|\t")
    beside = (*found[max(0, number - 1) : number], *found[number + 1 : number + 2])
    return any((bars > 1 and line.text.count("|") == bars) or (tabs > 1 and line.text.count("\t") > 1) for line in beside)


def _tail_noise(text: str) -> bool:
    """After the last running text: rows of headlines, arrows to the next page, single headlines with a date before them."""
    return rewind(text) or menu(text)


def _kind(line: Line, body: bool) -> BlockKind:
    text = line.text
    if site(text) and not (prose(text) and len(text) > 160):
        return "noise"
    if caption(text):
        return "caption"
    if dateline(text) and len(text) < 80 and not terminated(text):
        return "dateline"
    if menu(text):
        return "table" if body else "noise"
    if item(text):
        return "item"
    if prose(text) or terminated(text):
        return "paragraph"
    return "heading" if body else "title"
