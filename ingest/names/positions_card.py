"""Offices on the line after a name: signatures ("Jane Roe / Head of Surgery, City Hospital"), cards ("Последняя должность: ...")."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ..reading import Reading
from .offices import lexicon, words
from .people_spot import Spot
from .positions_office import Office

if TYPE_CHECKING:
    from .positions import Places

_REST = re.compile(r"(?:,\s?(?:[A-Z][\w.]{0,6},?\s?){1,4})?[ \t]*\n[ \t]*\n?(?P<line>[^\n]{4,200})")
_LABEL = re.compile(r"(?i)(?:последняя\s+должность|должность|место\s+работы|position|employment|title|affiliation)\s*:\s*")
_ORG = re.compile(r"\s*(?:\((?P<bracket>[^()]{3,160})\)|\bat\s(?P<at>.+)|,\s(?P<comma>.+)|\s[·|–—]\s(?P<sign>.+))\s*$")


def card(reading: Reading, spot: Spot, where: Places) -> Office | None:
    """The office on the next line, with the institution that the line names; None where the line holds none."""
    text = reading.document.text
    rest = _REST.match(text, spot.end, spot.end + 260)
    begins = text.rfind("\n", 0, spot.start) + 1
    if rest is None or spot.start - begins > 12:
        return None
    label = _LABEL.match(rest["line"])
    line = rest["line"][label.end() :] if label else rest["line"]
    if not label and (not _office(line) or line.rstrip().endswith((".", "!", "?", ":"))):
        return None
    org = _ORG.search(line)
    position = line[: org.start()] if org else line
    start, end = rest.start("line"), rest.end("line")
    named = where.within(start, end)
    said = next((part for part in org.groups() if part), "") if org else ""
    key = named[0].entity if named else _by_name(reading, said)
    if not position.strip() or not _office(position):
        return None
    return Office(position.strip(" ,;·|–—"), key, spot.start, end, "position.card", 1.0 if key else 0.0, 2)


def _office(line: str) -> bool:
    """Whether one of the first words is an office's."""
    return any(_head(w) for w in words(line)[:4])


@lru_cache(maxsize=4000)
def _head(word: str) -> bool:
    return word in lexicon("en").heads or word in lexicon("ru").heads


def _by_name(reading: Reading, said: str) -> str | None:
    """The institution with a name that is said in a part of the page where names are not sought."""
    folded = said.casefold().strip(' «»"“”')
    found = (e for e in reading.entities if e.type == "institution" and folded)
    return next((e.key for e in found if any(n.casefold().strip('«»"“”') in folded for n in (e.name, *e.also) if len(n) > 4)), None)
