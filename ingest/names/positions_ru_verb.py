"""Offices told by a verb: "Новым главврачом стала N", "N назначен главврачом", "Больницу возглавил N"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..reading import Reading, Sentence
from .people_spot import Spot
from .positions_office import Office
from .positions_ru_phrase import read, window_end, window_start
from .positions_ru_word import index, is_head, is_title, starts_office

if TYPE_CHECKING:
    from .positions import Places


_APPOINTED = frozenset(
    {
        "назначить",
        "стать",
        "избрать",
        "утвердить",
        "становиться",
        "назначать",
        "избирать",
        "назначенный",
        "избранный",
        "являться",
        "оставаться",
        "быть",
    }
)

_BECOMES = _APPOINTED | {"работать", "трудиться", "служить", "утвердить", "утверждённый", "переизбрать"}
_NOW = frozenset({"сегодня", "сейчас", "теперь", "ныне", ",", "—", "–"})
_HEADED = frozenset({"возглавить", "возглавлять", "руководить"})


def appointed(reading: Reading, sentence: Sentence, spot: Spot, where: Places) -> Office | None:
    """ "Новым главврачом больницы стала N", "Больницу возглавил N": the office before a verb of appointment."""
    tokens = sentence.tokens
    last = index(tokens, spot.start)
    if last < 2:
        return None
    verb = next((i for i in range(last - 1, max(-1, last - 4), -1) if tokens[i].lemma in _APPOINTED or tokens[i].lemma in _HEADED), None)
    if verb is None or any(t.text in ",;:" for t in tokens[verb:last]):
        return None
    mentions = where.within(sentence.start, tokens[verb].start)
    if tokens[verb].lemma in _HEADED:
        near = mentions[-1] if mentions and tokens[verb].start - mentions[-1].end < 40 else None
        return Office("руководитель", near.entity, near.start, spot.end, "position.headed.ru", 1.0, 2) if near else None
    begin = window_start(tokens, verb, mentions)
    window = tokens[max(begin, index(tokens, where.person_before(sentence.start, spot.start))) : verb]
    if not any("case=ablt" in t.feats and (is_head(t) or is_title(t)) for t in window):
        return None
    return read(reading, window, mentions, replace(spot, case=None), "position.appointed.ru")


def becomes(reading: Reading, sentence: Sentence, spot: Spot, where: Places) -> Office | None:
    """ "N назначена с мая главным врачом больницы", "N работает хирургом в больнице": the office in the instrumental after the verb."""
    first = index(sentence.tokens, spot.end)
    return _after_verb(reading, sentence, spot, where, first=first, rule="position.becomes.ru")


def pronoun(reading: Reading, sentence: Sentence, spot: Spot, where: Places) -> Office | None:
    """The office in the next sentence, "Сегодня он кардиолог больницы", where this one names no other person."""
    following = reading.sentence_at(sentence.end + 1)
    if following is None or following.start < sentence.end or following.block != sentence.block:
        return None
    if where.people_in(sentence.start, following.end) != [(spot.start, spot.end)]:
        return None
    at = next((i for i, t in enumerate(following.tokens[:3]) if t.text.casefold() in ("он", "она")), None)
    if at is None or any(t.text.casefold() not in _NOW for t in following.tokens[:at]):
        return None
    return _after_verb(reading, following, spot, where, first=at + 1, rule="position.pronoun.ru")


def _after_verb(reading: Reading, sentence: Sentence, spot: Spot, where: Places, *, first: int, rule: str) -> Office | None:
    tokens = sentence.tokens
    verb = next((i for i in range(first, min(len(tokens), first + 3)) if tokens[i].lemma in _BECOMES), None)
    if verb is None and rule != "position.pronoun.ru":
        return None
    begin = first if verb is None else verb + 1
    case = "nomn" if verb is None else "ablt"
    head = next((i for i in range(begin, min(len(tokens), begin + 5)) if is_head(tokens[i]) and f"case={case}" in tokens[i].feats), None)
    if head is None or any(t.text in ",;:—–(" for t in tokens[begin + (verb is None) : head]):
        return None
    while head > begin and tokens[head - 1].pos == "ADJ" and starts_office(tokens, head - 1, len(tokens)):
        head -= 1
    mentions = where.within(tokens[begin].start, sentence.end)
    window = tokens[head : window_end(tokens, head, mentions, ",")]
    return read(reading, window, mentions, replace(spot, case=None), rule)
