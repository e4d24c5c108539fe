"""Offices around English names: "Health Minister X", "X, head of surgery at Y", "Dr X of Y", "X (Y)", "Y's CEO X"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..reading import Mention, Reading
from .offices import lexicon
from .people_spot import Spot
from .positions_en_change import becomes, pronoun, shared, unit
from .positions_en_phrase import clean, for_next, made, stop_of
from .positions_en_word import LINKS, MASK, STOPS, belongs, is_head, words_in
from .positions_office import Office

if TYPE_CHECKING:
    from .positions import Places


_REACH = 500  # characters to each side of a name in which its office is sought


_PLAIN_HONORIFICS = re.compile(r"(?:Mr|Ms|Mrs|Miss|Sir|Dame|Lord|Lady|H\.?\s?E|Hon|Father|Brother|Tan Sri)\b")


_VERBS = {
    "heads": "head of",
    "headed": "head of",
    "leads": "leader of",
    "led": "leader of",
    "chairs": "chair of",
    "chaired": "chair of",
    "directs": "director of",
    "directed": "director of",
    "manages": "manager of",
    "coordinates": "coordinator of",
    "runs": "head of",
    "oversees": "head of",
}


def office(reading: Reading, spot: Spot, where: Places) -> Office | None:
    """The best of what stands before and after the name, with the honorific behind it."""
    sentence = reading.sentence_at(spot.start)
    floor, ceiling = (
        (max(sentence.start, spot.start - _REACH), min(sentence.end, spot.end + _REACH)) if sentence else (spot.start, spot.end)
    )
    masked = _mask(reading, floor, ceiling, where.within(floor, ceiling))
    found = [
        o
        for o in (
            _before(masked, floor, spot, where, where.person_before(floor, spot.start) - floor),
            _after(masked, floor, spot, where),
            becomes(masked, floor, spot, where),
            shared(masked, floor, spot, where),
            unit(masked, floor, spot, where) if spot.honorific else None,
            _pronoun(reading, spot, where),
        )
        if o
    ]
    best = max(found, key=lambda o: (o.rank, bool(o.org), o.rule == "position.after.en"), default=None)
    return _with_honorific(best, found, spot)


def _with_honorific(best: Office | None, found: Sequence[Office], spot: Spot) -> Office | None:
    title = spot.honorific if spot.honorific and not _PLAIN_HONORIFICS.match(spot.honorific) else ""
    start = spot.start - len(spot.honorific) - 1 if spot.honorific else spot.start
    if best is None:
        return Office(title, None, start, spot.end, "position.honorific.en", 0.0, 1) if title else None
    org = best.org or next((o.org for o in found if o.org), None)
    words = ", ".join(part for part in (best.position, title) if part)
    return Office(words or None, org, min(best.start, start), best.end, best.rule, best.tied, max(best.rank, 1 if title else 0))


def _pronoun(reading: Reading, spot: Spot, where: Places) -> Office | None:
    """The office that the next sentence tells of the only person here: "She is head of surgery at Y"."""
    here = reading.sentence_at(spot.start)
    following = reading.sentence_at(here.end + 1) if here else None
    if here is None or following is None or following.start < here.end or following.block != here.block:
        return None
    if following.end - following.start > _REACH or where.people_in(here.start, following.end) != [(spot.start, spot.end)]:
        return None
    masked = _mask(reading, following.start, following.end, where.within(following.start, following.end))
    return pronoun(masked, following.start, spot, where)


def _mask(reading: Reading, start: int, end: int, mentions: Sequence[Mention]) -> str:
    """The sentence with names of institutions masked, character for character."""
    chars = list(reading.document.text[start:end].replace("\n", " "))
    for mention in mentions:
        if mention.form in ("name", "abbreviation"):
            chars[mention.start - start : mention.end - start] = MASK * (mention.end - mention.start)
    return _BRACKETED.sub(lambda m: MASK * len(m.group()), "".join(chars))


_BRACKETED = re.compile(r"(?<=¤)\s\(¤+\)")


def _before(text: str, floor: int, spot: Spot, where: Places, begins: int) -> Office | None:
    """Office phrase that ends right before the name (and its honorific) and begins after the person named before."""
    end = spot.start - floor
    if spot.honorific:
        end -= len(spot.honorific) + 1
    if remark := _REMARK.search(text, max(begins, end - 50), max(0, end)):
        end = remark.start()
    words = list(words_in(text, max(begins, end - 220), max(0, end)))
    begin = len(words)
    while begin > 0 and _may_belong(words, begin - 1):
        begin -= 1
    window = words[begin:]
    heads = [i for i, w in enumerate(window) if is_head(w.group())]
    while heads and not _leads(window, heads[0]):
        heads.pop(0)
    if not heads:
        return _owner(window, floor, spot, where)
    first = heads[0]
    while first > 0 and belongs(window[first - 1].group()) and not window[first - 1].group().startswith(MASK):
        first -= 1
    if window[-1].group() == "," and not _links(window, heads[0]):
        return None
    owner = window[first - 1] if first and window[first - 1].group().startswith(MASK) else None
    return made(text, window[first].start(), window[-1].end(), floor=floor, spot=spot, where=where, rule="position.before.en", owner=owner)


_REMARK = re.compile(r"\s\([^()¤]{2,40}\),?\s?$")


def _may_belong(words: Sequence[re.Match[str]], at: int) -> bool:
    word = words[at].group()
    low = word.casefold()
    if word in ",":
        return at == len(words) - 1 or is_head(words[at + 1].group()) or belongs(words[at + 1].group())
    if word == ":" and at == len(words) - 1:
        return True
    return not (low in STOPS or word in ';:!?"“”()[]—–|•·«»' or word == "." or word.isdigit())


def _leads(window: Sequence[re.Match[str]], head: int) -> bool:
    """Whether an office beginning at `head` runs on to the name: no bare verb between (words after "of" are free)."""
    following = [w.group().casefold() for w in window[head + 1 :]]
    if not following or following[0] in ("of", "for", "at", ",", "and", "&", "in", "on", "to", "/", "-", "general", "’", "'"):
        return True
    return all(
        w[:1].isupper() or is_head(w) or w.startswith(MASK) or w.casefold() in lexicon("en").adjectives
        for w in (m.group() for m in window[head + 1 :])
    )


def _links(window: Sequence[re.Match[str]], head: int) -> bool:
    """Whether a phrase before a comma is one that introduces the name: "The Head Physician of the Clinic, Paul ..."."""
    return head < 6


def _owner(window: Sequence[re.Match[str]], floor: int, spot: Spot, where: Places) -> Office | None:
    """ "Lakeside’s John Hill"."""
    if not window or not window[-1].group().startswith(MASK) or not window[-1].group().endswith(("’s", "'s")):
        return None
    mentions = where.within(floor + window[-1].start(), floor + window[-1].end())
    return Office(None, mentions[0].entity, mentions[0].start, spot.end, "position.owner.en", 0.9, 0) if mentions else None


_AFTER = re.compile(
    r"(?:,\s\d\d,\s(?:is|was|has\sbeen)\s|\s(?:is|was|becomes|became|remains|serves\sas|has\sbeen|will\sbe"
    r"|,?\s?(?:newly\s)?appointed|,\s[^,.;]{3,60},\s(?:is|was|has\sbeen|becomes|became)|,?\swho\s(?:joins|joined)\sas)\s(?:(?:named|appointed|elected|promoted)\s)?(?:as\s|to\s)?(?:the\snew\s"
    r"|our\s|acting\s(?=!))?|,\s(?:(?:[A-Z][\w.]{1,6})(?:,\s|\s(?=[A-Z]{2,6},)))*|\s[–—-]\s"
    r"|\s\()(?:who\s(?:is|was|has\sbeen|also|currently|as)?\s?|the\s|an?\s|its\s|our\s|their\s|then\s"
    r"|now\s|currently\s)*"
)


def _after(text: str, floor: int, spot: Spot, where: Places) -> Office | None:
    at = spot.end - floor
    if tied := _tied(text, at, floor, spot, where):
        return tied
    sign = _AFTER.match(text, at)
    if sign is None:
        return None
    stop = stop_of(text, sign.end(), where, floor)
    words = list(words_in(text, sign.end(), stop))[:12]
    if not words:
        return None
    first = words[0].group().casefold()
    if first == "and" or for_next(text, stop, where, spot, floor):
        return None
    if first in _VERBS:
        return _by_verb(text, words[0], stop, floor=floor, spot=spot, where=where)
    heads = [i for i, w in enumerate(words[:7]) if is_head(w.group())]
    if heads and not any(
        w.group().casefold() in LINKS - {"the", "’", "'", "and", "&", ","} or w.group().casefold() in STOPS for w in words[: heads[0]]
    ):
        owner = words[0] if words[0].group().startswith(MASK) else None
        return made(
            text, sign.end(), stop, floor=floor, spot=spot, where=where, rule="position.after.en", owner=owner if heads[0] > 0 else None
        )
    if words[0].group().startswith(MASK):
        mention = where.within(floor + words[0].start(), floor + words[0].end())
        if mention:
            return Office(None, mention[0].entity, spot.start, mention[0].end, "position.org_after.en", 0.9, 0)
    return None


def _by_verb(text: str, verb: re.Match[str], stop: int, *, floor: int, spot: Spot, where: Places) -> Office | None:
    rest = clean(text[verb.end() : stop])
    mentions = where.within(floor + verb.end(), floor + stop)
    org = mentions[0].entity if mentions else None
    noun = _VERBS[verb.group().casefold()]
    position = f"{noun} {rest}" if rest else noun.removesuffix(" of")
    return Office(position, org, spot.start, floor + stop, "position.verb.en", 1.0 if org else 0.0, 2)


def _tied(text: str, at: int, floor: int, spot: Spot, where: Places) -> Office | None:
    """ "Dr X of Y", "X from Y"."""
    link = re.match(r",?\s(?:of|from|at|with|for)\s(?:the\s)?(?=¤)", text[at : at + 15])
    if not link:
        return None
    mention = where.within(floor + at + link.end(), floor + len(text))
    if mention and mention[0].start == floor + at + link.end():
        return Office(None, mention[0].entity, spot.start, mention[0].end, "position.of.en", 0.95, 0)
    return None
