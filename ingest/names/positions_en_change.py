"""English offices told by a verb, by a plural, by the next sentence or by a unit: "N becomes Head of X", "two nurses of X, N and M"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .people_spot import Spot
from .positions_en_phrase import made, stop_of
from .positions_en_word import is_head, words_in
from .positions_office import Office

if TYPE_CHECKING:
    from .positions import Places

_ASIDE = r"(?:,[^;.!?]{2,110}?,)?"
_ARTICLE = r"(?:(?:the|an?|its|our|their|now|new|also|currently)\s)*"
_BECOMES = re.compile(
    rf"{_ASIDE}\s(?:(?:who\s)?(?:now\s)?(?:becomes|became|(?:will|is\sto)\sbecome|has\sbecome|is|was|has\sbeen|serves\sas|works\sas|acts\sas"
    rf"|takes\sover\sas|remains)\s(?:(?:named|appointed|elected|promoted|made)\s)?(?:as\s|to\s)?)(?:the\spost\sof\s)?{_ARTICLE}"
)
_AS = re.compile(rf"{_ASIDE}\s(?:as|to\sbe|to\sthe\spost\sof|(?=its|our|their))\s?{_ARTICLE}")
_JOINS = re.compile(rf"{_ASIDE}\s(?:joins|joined|has\sjoined|will\sjoin|works|worked|returns|leaves)\s[^,;.]{{0,90}}?\bas\s{_ARTICLE}")
_NAMES = re.compile(r"\b(?:appoint|name|elect|make|made|promote|welcome|hire)(?:s|d|ed)?\s(?:[A-Z][a-z]{0,5}\.?\s)?$")
_SHE = re.compile(rf"(?:He|She)\s(?:now\s)?(?:is|works\sas|serves\sas|became)\s{_ARTICLE}")
_PLURAL = re.compile(
    r"(?P<office>[A-Za-z][A-Za-z-]*s)(?P<of>\s(?:of|at|from|with)\s(?:the\s)?(?P<org>¤+)|\s(?:of|from)\s[\w\s]{3,40})?,?\s"
    r"(?:[A-Z][a-z]{0,4}\.?\s)?$"
)
_PROFESSOR = re.compile(r"(?:Ass\w+\.?\s)?(?:Prof|Docent)", re.IGNORECASE)
_UNIT = re.compile(
    r",?\s(?:of|from)\s(?:the\s)?(?P<unit>(?:Department|Division|Section|Unit|Faculty|Chair|School|Institute|Clinic|Centre|Center)\s(?:of|for)\s"
    r"(?:[A-Z][\w-]+(?:,?\s(?:and|of)?\s?)?)+)"
)


def becomes(text: str, floor: int, spot: Spot, where: Places) -> Office | None:
    """ "N becomes Head of X", "X appoints N as director", "N joins X as surgeon"."""
    at = spot.end - floor
    named = _NAMES.search(text, max(0, spot.start - floor - 40), spot.start - floor)
    for sign in (_BECOMES, _JOINS, *((_AS,) if named else ())):
        if (found := sign.match(text, at)) and (office := _office(text, found.end(), floor, spot, where, rule="position.becomes.en")):
            return office
    return None


def pronoun(text: str, floor: int, spot: Spot, where: Places) -> Office | None:
    """ "She is head of surgery at Y", of the person named in the sentence before. `text`: the masked sentence, beginning at `floor`."""
    found = _SHE.match(text)
    return _office(text, found.end(), floor, spot, where, rule="position.pronoun.en") if found else None


def _office(text: str, begin: int, floor: int, spot: Spot, where: Places, *, rule: str) -> Office | None:
    stop = stop_of(text, begin, where, floor)
    words = list(words_in(text, begin, stop))[:6]
    head = next((n for n, w in enumerate(words) if is_head(w.group())), None)
    if head is None or any(w.group().casefold() in ("of", "at", "for", "in", "by", "with", "to", ",") for w in words[:head]):
        return None
    return made(text, begin, stop, floor=floor, spot=spot, where=where, rule=rule)


def shared(text: str, floor: int, spot: Spot, where: Places) -> Office | None:
    """ "two nurses of X, Ms N and Mr M": the office in the singular for each of the names."""
    people = where.people_in(floor, spot.end)
    first = len(people) - 1
    while first > 0 and _JOIN.fullmatch(text[people[first - 1][1] - floor : people[first][0] - floor]):
        first -= 1
    begin = people[first][0] if people else spot.start
    found = _PLURAL.search(text, max(0, begin - floor - 160), begin - floor)
    if found is None or not is_head(_singular(found["office"])):
        return None
    mentions = where.within(floor + found.start("org"), floor + found.end("org")) if found["org"] else []
    org = mentions[0].entity if mentions else None
    return Office(_singular(found["office"]), org, floor + found.start(), spot.end, "position.shared.en", 1.0 if org else 0.0, 2)


_JOIN = re.compile(r"(?:,|\sand|,\sand)\s(?:[A-Z][a-z]{0,4}\.?\s)?")


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def unit(text: str, floor: int, spot: Spot, where: Places) -> Office | None:
    """ "Professor N of the Department of Surgery": the unit, which the title stands beside."""
    found = _UNIT.match(text, spot.end - floor)
    if found is None or not _PROFESSOR.match(spot.honorific):
        return None
    end = floor + found.end()
    after = where.within(end - 1, end + 60)
    org = after[0] if after and re.fullmatch(r"[\s,]*(?:of|at)?\s?(?:the\s)?", text[found.end() : after[0].start - floor]) else None
    return Office(found["unit"].strip(" ,"), org.entity if org else None, spot.start, end, "position.unit.en", 1.0 if org else 0.0, 1)
