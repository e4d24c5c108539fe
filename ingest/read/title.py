"""The title of a plain text: the first line of its head that reads like one."""

from __future__ import annotations

import re

from .frontmatter import body_of
from .stated import stated_dates

_LONGEST, _LINES, _BODY = 220, 12, 80
_MENU = re.compile(r"\s[|·•/›»>→]\s|\S {3,}\S|^[\W\d]+$|\d[\d ()-]{8,}\d|^[-*•+]\s|^https?:")
_HEADING = re.compile(r"^#\s+(.+?)\s*#*$", re.MULTILINE)


def find_title(text: str) -> str | None:
    """A short line near the top, without a full stop, that is no date, menu or list item and stands above a blank line or a longer text."""
    lines = [line.strip() for line in body_of(text)[:4000].split("\n")]
    seen = 0
    for at, line in enumerate(lines):
        seen += bool(line)
        if seen > _LINES or len(line) > _LONGEST:
            return None
        if _like_title(line) and _stands_above(lines, at):
            return line.lstrip("#").strip()
    return None


def markdown_heading(text: str) -> str | None:
    """The first ``# `` heading of a Markdown text."""
    match = _HEADING.search(text)
    return match[1] if match else None


def _like_title(line: str) -> bool:
    words = line.split()
    if len(words) < 3 or line[-1] in ".:;," or _MENU.search(line):
        return False
    return not any(len(stated.date.text) == len("2024-01-01") for stated in stated_dates(line))


def _stands_above(lines: list[str], at: int) -> bool:
    following = next((line for line in lines[at + 1 :] if line), "")
    return bool(following) and (not lines[at + 1] or (len(following) > max(_BODY, len(lines[at])) and not _MENU.search(following)))
