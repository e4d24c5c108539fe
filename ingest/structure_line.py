"""What one line of a page looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from . import data_file


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page without the white space around it; `after_blank`: after an empty line or the page's start; `width`: its length."""

    start: int
    end: int
    text: str
    after_blank: bool
    width: int


def lines(text: str) -> Iterator[Line]:
    """The lines that are not empty."""
    at, blank = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + len(raw) - len(raw.lstrip())
            yield Line(start, start + len(stripped), stripped, blank, len(stripped))
        blank = not stripped
        at += len(raw) + 1


def _any(name: str) -> str:
    """The expressions of one list of the data file as one group."""
    lists = data_file.load("structure")
    return "(?:" + "|".join(lists[name]) + ")"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_FRAME[name].replace("ANY", _any(name)), re.IGNORECASE)


_FRAME = {
    "site": "ANY",
    "opener": r"^(?!\d{1,2}[.)])[\W\d_]*ANY(?![а-яёa-z])",
    "about": r"^\W*ANY",
    "caption": r"^\W*ANY\b\s*(?:\d{1,2}\s*)?(?:\([^)]{0,40}\))?\s*[:.©—–/-]",
    "dateline": r"^\W*ANY",
    "digest": "ANY",
}
_ITEM = re.compile(r"^\s*(?:[-–—•▪●◦‣›»✓✅➡▸►■□*+◾🔹▫️✔]\s*|\d{1,2}[.)]\s|[a-zа-я]\)\s)\S")
_ARROW = re.compile(r"(?i)^\W*(?:[←→⟵⟶◄►«»]\s*)?(?:предыдущ\w+|следующ\w+|previous|next|назад|вперёд|к списку)\b\s*[:→»]?|^[←→⟵⟶◄►]|[→⟶►]$")
_SEPARATORS = re.compile(r"\s[|/›>»·•▾⁄]+\s|\s{2,}|\t|(?<=\w)\s?▾\s?")
_END = re.compile(r"[.!?…:;]['\"»”’)\]]*\s*$")
_FULL_STOP = re.compile(r"[.!?][»”\")]?\s+[«“\"(]?[A-ZА-ЯЁ]")
_ROW = re.compile(r"\s[·•|▫]\s")


def site(text: str) -> bool:
    """Whether the line belongs to the site: cookies, sharing, tags, counters, copyright, forms."""
    return bool(_pattern("site").search(text[:400]))


def opener(text: str) -> bool:
    """Whether the line opens a list of other pages ("Читайте также")."""
    match = _pattern("opener").match(text) if len(text) < 400 else None
    if match is None:
        return False
    return not prose(text) or text[match.end() :].lstrip()[:1] in {":", "—", "–", "•", "·", "|"}


def about(text: str) -> bool:
    """Whether the line opens a paragraph about an organisation or a person ("О компании", "About the Center:")."""
    return bool(_pattern("about").match(text))


def caption(text: str) -> bool:
    """Whether the line is a caption or a credit of a picture."""
    return bool(_pattern("caption").match(text))


def dateline(text: str) -> bool:
    """Whether the line begins with a date."""
    return bool(_pattern("dateline").match(text))


def digest(text: str) -> bool:
    """Whether the line names a page made of separate items: a digest, a newsletter, news in brief."""
    return bool(_pattern("digest").search(text[:200]))


def article(text: str) -> bool:
    """Whether the line is far too long for a teaser: several sentences of running text."""
    return len(text) > 220 and prose(text) and len(_FULL_STOP.findall(text)) > 0


def item(text: str) -> bool:
    """Whether the line is an item of a list."""
    return bool(_ITEM.match(text))


def rewind(text: str) -> bool:
    """Whether the line leads to other pages: arrows, or headlines in a row."""
    if len(text) > 400:
        return False
    if prose(text) and item(text):
        return False
    pieces = _ROW.split(text)
    return bool(_ARROW.search(text)) or (len(pieces) > 1 and not terminated(text) and max(map(len, pieces)) < 120)


def menu(text: str) -> bool:
    """Whether the line is a row of short pieces: a menu, a breadcrumb, a row of counters."""
    pieces = [p for p in _SEPARATORS.split(text) if p.strip()] if len(text) < 600 else []
    return len(pieces) > 2 and max(map(len, pieces)) < 45


def terminated(text: str) -> bool:
    """Whether the line ends as a sentence does."""
    return bool(_END.search(text[-12:]))


def prose(text: str) -> bool:
    """Whether the line reads as running text: long and ended as a sentence."""
    return len(text) > 70 and terminated(text) and not menu(text)
