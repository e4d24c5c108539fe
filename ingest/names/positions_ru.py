"""Offices around Russian names: "директор НМИЦ Пётр Громов", "Пётр Громов, директор НМИЦ", "Пётр Громов (НМИЦ)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..reading import Mention, Reading, Sentence, Token
from .people_spot import Spot
from .positions_office import Office
from .positions_ru_phrase import read, window_end, window_start
from .positions_ru_verb import appointed, becomes, pronoun
from .positions_ru_word import index, is_head, starts_office

if TYPE_CHECKING:
    from .positions import Places

_REACH = 240  # tokens in which an office is sought
_JOIN = re.compile(r"\s?(?:,|\sи|,\sи)\s")


def office(reading: Reading, spot: Spot, where: Places) -> Office | None:
    """The best of what stands before and after the name."""
    sentence = _around(reading.sentence_at(spot.start), spot)
    if sentence is None or not sentence.tokens:
        return None
    found = [
        o
        for o in (
            _before(reading, sentence, spot, where),
            _after(reading, sentence, spot, where),
            _shared(reading, sentence, spot, where),
            appointed(reading, sentence, spot, where),
            becomes(reading, sentence, spot, where),
            pronoun(reading, sentence, spot, where),
        )
        if o
    ]
    best = max(found, key=lambda o: (o.rank, o.tied if o.org else 0, o.rule == "position.before.ru"), default=None)
    return _with_org(best, found)


def _with_org(best: Office | None, found: Sequence[Office]) -> Office | None:
    """The office with the institution that stands on the other side of the name: "профессор Елена Заикина из НМИЦ"."""
    other = next((o for o in found if o.org and o is not best), None)
    if best is None or best.org or other is None:
        return best
    return replace(best, org=other.org, start=min(best.start, other.start), end=max(best.end, other.end), tied=other.tied)


def _around(sentence: Sentence | None, spot: Spot) -> Sentence | None:
    """The sentence, cut to what may matter when it is of absurd length."""
    if sentence is None or len(sentence.tokens) <= _REACH:
        return sentence
    at = bisect_left(sentence.tokens, spot.start, key=lambda t: t.start)
    tokens = sentence.tokens[max(0, at - _REACH // 2) : at + _REACH // 2]
    return Sentence(tokens[0].start, tokens[-1].end, sentence.block, tokens)


def _shared(reading: Reading, sentence: Sentence, spot: Spot, where: Places) -> Office | None:
    """ "ректоры A и B, X и Y", "с руководителями Центра — X и Y": a plural office goes to each name, institutions in order."""
    text = reading.document.text
    names = where.people_in(sentence.start, sentence.end)
    if (spot.start, spot.end) not in names:
        return None
    place = names.index((spot.start, spot.end))
    first = place
    while first > 0 and _JOIN.fullmatch(text[names[first - 1][1] : names[first][0]]):
        first -= 1
    last = place
    while last + 1 < len(names) and _JOIN.fullmatch(text[names[last][1] : names[last + 1][0]]):
        last += 1
    if first == last:
        return None
    mentions = where.within(sentence.start, names[first][0])
    tokens = sentence.tokens
    at = index(tokens, names[first][0])
    at -= at > 0 and tokens[at - 1].text in ",—–"
    window = tokens[window_start(tokens, at, mentions) : at]
    if not any(is_head(t) and "number=plur" in t.feats for t in window):
        return None
    whole = read(reading, window, mentions, replace(spot, start=names[first][0], case=None), "position.shared.ru")
    orgs = list(dict.fromkeys(m.entity for m in mentions if window[0].start <= m.start))
    org = orgs[place - first] if len(orgs) == last - first + 1 else (whole.org if whole else None)
    return replace(whole, org=org, end=max(whole.end, spot.end), tied=0.9 if org else 0.0) if whole else None


def _before(reading: Reading, sentence: Sentence, spot: Spot, where: Places) -> Office | None:
    tokens = sentence.tokens
    last = index(tokens, spot.start)
    mentions = where.within(sentence.start, spot.start)
    floor = where.person_before(sentence.start, spot.start)
    apposed = last > 1 and tokens[last - 1].text == "," and _closed(tokens, spot)
    begin = max(window_start(tokens, last, mentions, apposed), index(tokens, floor))
    return read(reading, tokens[begin:last], mentions, spot, "position.before.ru")


def _closed(tokens: Sequence[Token], spot: Spot) -> bool:
    """Whether a comma, a dash or the sentence's end follows the name: "Прежний руководитель, Анна Серова, ушла"."""
    after = index(tokens, spot.end)
    return after >= len(tokens) or tokens[after].text in (",", ".", "—", "–", "(")


def _after(reading: Reading, sentence: Sentence, spot: Spot, where: Places) -> Office | None:
    tokens = sentence.tokens
    first = index(tokens, spot.end)
    if first >= len(tokens):
        return None
    mentions = where.within(spot.end, sentence.end)
    sign = tokens[first].text
    if sign not in (",", "—", "–", "(", "-") or first + 1 >= len(tokens):
        return _from(tokens, first, mentions, spot)
    end = window_end(tokens, first + 1, mentions, sign)
    window = tokens[first + 1 : end]
    if window and starts_office(tokens, first + 1, end):
        if _next_name(where, tokens, end, spot):
            return None
        return read(reading, window, mentions, spot, "position.after.ru")
    if mentions and window and mentions[0].start <= window[0].start + 30 and mentions[0].start < window[-1].end and sign in "(,":
        return Office(None, mentions[0].entity, spot.start, mentions[0].end, "position.org_after.ru", 0.9 if sign == "(" else 0.6, 0)
    return None


def _next_name(where: Places, tokens: Sequence[Token], end: int, spot: Spot) -> bool:
    """Whether the phrase after a comma introduces the next person rather than this one."""
    if end >= len(tokens) or not tokens[end - 1].text[:1].isupper():
        return False
    return any(a <= tokens[end - 1].start < b for a, b in where.people_in(spot.end + 1, tokens[end - 1].end))


def _from(tokens: Sequence[Token], first: int, mentions: Sequence[Mention], spot: Spot) -> Office | None:
    """ "Айгуль Серикова из НМИЦ"."""
    if tokens[first].text.casefold() == "из" and mentions and mentions[0].start - tokens[first].end <= 40:
        return Office(None, mentions[0].entity, spot.start, mentions[0].end, "position.from.ru", 0.9, 0)
    return None
