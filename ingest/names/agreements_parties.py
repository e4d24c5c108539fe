"""Who the parties of a paper are: the institutions (or states) of the clause that names it, or those that it refers back to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..reading import Mention, Reading, Sentence

_I = re.IGNORECASE
_WITNESS = re.compile(
    r"(?:в\s+присутствии|в\s+здании|в\s+стенах|на\s+площадке|на\s+полях|на\s+базе|при\s+поддержке"
    r"|при\s+посредничестве|во\s+время\s+визита|по\s+образцу|сообщ\w+|передал\w*|по\s+данным|заседани\w+"
    r"|на\s+сайте|пресс-служб\w*|из\s+бюджета|при\s+участии|в\s+отличие\s+от|выпускник\w*|по\s+примеру"
    r"|in\s+the\s+presence\s+of|witnessed\s+by|at\s+the\s+(?:headquarters|premises|hall)\s+of"
    r"|on\s+the\s+sidelines\s+of|hosted\s+(?:by|at)|reported\s+by|according\s+to|funded\s+by"
    r"|supported\s+by|facilitated\s+by|with\s+(?:the\s+)?support\s+(?:of|from)|brokered\s+by"
    r"|accredited\s+by|alum\w+\s+of|ranked\s+by)\W+(?:\S+\s+){0,4}$",
    _I,
)
_WE = re.compile(r"\b(?:мы|нас|нам|нами|наш\w{0,3}|у\s+себя|we|us|our|ours)\b", _I)
_BOTH = re.compile(
    r"\b(?:сторон\w{0,3}|обе\s+(?:клиники|больницы|стороны)|оба\s+\w+|вуз(?:ы|ами|ов)|ведомств\w*"
    r"|учреждени(?:я|й|ями)|двух|двумя|двое|трое|the\s+(?:two|parties|sides|institutions)|both"
    r"|each\s+other|sides|they|parties|между\s+нашими|партн[её]р\w*)\b",
    _I,
)
_BETWEEN = re.compile(r"\b(?:между|between|signed\s(?:\w+\s){0,3}by|подписанн\w+|заключ[её]нн\w+)\b", _I)
_HOUSED = re.compile(r"\s(?:\([^)]{1,20}\)\s)?(?:at|of|при)\s(?:the\s)?")
_STATES = re.compile(
    r"межправительств|межгосударств|правительств|intergovernmental|governments?\b|стран|countries|states"
    r"|минист|minist|republic|республик|федерац",
    _I,
)


@dataclass(frozen=True, slots=True)
class Parties:
    """Keys of the parties, and how they were found ("clause", "between", "we", "both", "principal", "before", "row")."""

    keys: tuple[str, ...]
    how: str


_LONGEST = 2000


def pieces(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence itself; one of absurd length in pieces of 2,000 characters, so that time stays linear."""
    for start in range(sentence.start, sentence.end, _LONGEST):
        yield Sentence(start, min(sentence.end, start + _LONGEST), sentence.block)


def outer(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions without those that lie inside a longer one (an owner in a name)."""
    listed = list(mentions)
    kept: set[tuple[int, int]] = set()
    reach = -1
    for start, end in sorted({(m.start, m.end) for m in listed}, key=lambda span: (span[0], -span[1])):
        if end > reach:
            kept.add((start, end))
            reach = end
    return [m for m in listed if (m.start, m.end) in kept]


def parties(reading: Reading, sentence: Sentence, noun: tuple[int, int], kinds: Mapping[str, str], principal: str | None) -> Parties:
    """The parties of the paper named at `noun`. `kinds`: entity type of each key; empty keys when they can't be told."""
    text = reading.document.text
    here = [m for m in outer(reading.mentions_in(sentence.start, sentence.end)) if kinds.get(m.entity) in ("institution", "country")]
    local = [m for m in here if kinds[m.entity] == "institution" and not _is_witness(text, sentence, m)]
    local = [m for n, m in enumerate(local) if not (n and _HOUSED.fullmatch(text[local[n - 1].end : m.start]))]
    keys = _distinct(local)
    if row := _row(reading, sentence, noun, kinds, principal):
        return Parties((row, principal or ""), "row")
    inside = _bracketed(text, noun, local, sentence)
    if inside and principal and principal != inside:
        return Parties((inside, principal), "principal")
    if listed := _listed(text, noun, local, sentence):
        return listed
    if len(keys) not in (0, 2) and (partner := _partner(text, noun, local, sentence)):
        return _with_partner(reading, sentence, noun, partner, local=local, kinds=kinds, principal=principal)
    if len(keys) >= 2:
        return Parties(_closest(text, keys, local, noun, sentence), "clause")
    bodies = [(m.start, m.end) for m in here if kinds[m.entity] == "institution"]
    states = [
        m
        for m in here
        if kinds[m.entity] == "country" and m.form in ("name", "group") and not any(a < m.end and m.start < b for a, b in bodies)
    ]
    if not keys and len(_distinct(states)) >= 2 and (_STATES.search(text[sentence.start : sentence.end]) or _joined(text, states)):
        return Parties(_distinct(states), "states")
    return _with_one(reading, sentence, keys, states, kinds=kinds, principal=principal)


_HEADED = re.compile(r"\W*(?:\d{1,3}\W+|[а-яa-z]\)\s*)?")


def _row(reading: Reading, sentence: Sentence, noun: tuple[int, int], kinds: Mapping[str, str], principal: str | None) -> str | None:
    """In a row of a table, an item of a list or a line that begins with a name: the one institution there beside the page's own."""
    block = reading.blocks[sentence.block]
    text = reading.document.text
    if principal is None or block.kind == "noise" or block.end - block.start > 700:
        return None
    first = [
        m
        for m in outer(reading.mentions_in(block.start, noun[0]))
        if kinds.get(m.entity) == "institution" and m.form in ("name", "abbreviation")
    ]
    others = list(dict.fromkeys(m.entity for m in first if m.entity != principal))
    if len(others) != 1 or not _HEADED.fullmatch(text[block.start : first[0].start]) or first[0].entity == principal:
        return None
    if text[first[0].end : first[0].end + 1] not in "|:;—–(,.»" and not re.match(
        r"[»”\"]?\s*(?:\([^)]{1,40}\))?\s?[|:;,.—–]", text[first[0].end : first[0].end + 50]
    ):
        return None
    return others[0]


def _bracketed(text: str, noun: tuple[int, int], local: Sequence[Mention], sentence: Sentence) -> str | None:
    """ "Больница A (договор 2021 года)": the institution right before the bracket that the noun stands in."""
    opening = text.rfind("(", sentence.start, noun[0])
    if opening < 0 or ")" in text[opening : noun[0]] or noun[0] - opening > 40:
        return None
    return next((m.entity for m in reversed(local) if 0 <= opening - m.end <= 2), None)


def _with_one(
    reading: Reading,
    sentence: Sentence,
    keys: tuple[str, ...],
    states: Sequence[Mention],
    *,
    kinds: Mapping[str, str],
    principal: str | None,
) -> Parties:
    text = reading.document.text
    words = text[sentence.start : sentence.end]
    if keys and principal and principal not in keys and _WE.search(words) and len(keys) == 1:
        return Parties((*keys, principal), "we")
    before = _before(reading, sentence, kinds, keys)
    if keys and (other := next((k for k in before if k not in keys), None)) and not (states and _with_state(text, states)):
        if principal in before[:2] or (principal and principal not in keys and not _in_block(reading, sentence, other)):
            return Parties((*keys, principal), "principal")
        return Parties((*keys, other), "before")
    if len(keys) == 1 and states and _with_state(text, states):
        return Parties((*keys, states[0].entity), "state")
    if not keys and len(before) >= 2:
        both = bool(_BOTH.search(words))
        other = next((k for k in before if k != principal), None)
        near = [k for k in before if _in_block(reading, sentence, k)]
        if not both and principal and other and (principal not in before[:2] or len(near) < 2):
            return Parties((other, principal), "before")
        return Parties(tuple(before[:2]), "both" if both else "before")
    if not keys and len(before) == 1 and principal and principal != before[0]:
        return Parties((before[0], principal), "principal")
    if keys and principal and principal not in keys:
        return Parties((*keys, principal), "principal")
    return Parties((), "")


def _in_block(reading: Reading, sentence: Sentence, key: str) -> bool:
    """Whether an institution is named before the sentence in the same paragraph or item."""
    begin = reading.blocks[sentence.block].start
    return any(m.entity == key for m in reading.mentions_in(begin, sentence.start))


def _with_state(text: str, states: Sequence[Mention]) -> bool:
    return bool(re.search(r"\b(?:с|со|with)\s(?:\w+\s){0,2}$", text[max(0, states[0].start - 30) : states[0].start], _I))


def _distinct(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.entity for m in mentions))


def _is_witness(text: str, sentence: Sentence, mention: Mention) -> bool:
    return bool(_WITNESS.search(text[max(sentence.start, mention.start - 80) : mention.start]))


def _joined(text: str, states: Sequence[Mention]) -> bool:
    """Whether states by name stand side by side: "Austria and Indonesia", "Куба и Мозамбик", "Кубы с Мозамбиком"."""
    return any(
        a.form == b.form == "name" and re.fullmatch(r"(?:,|\s(?:и|с|со|and|with))\s(?:the\s)?", text[a.end : b.start], _I)
        for a, b in pairwise(states)
    )


def _partner(text: str, noun: tuple[int, int], local: Sequence[Mention], sentence: Sentence) -> Mention | None:
    """The institution that the noun itself is joined to: "договор с X", "its agreement with X"."""
    following = next((m for m in local if m.start >= noun[1]), None)
    if following is None or following.start - noun[1] > 60:
        return None
    return following if _WITH.fullmatch(text[noun[1] : following.start]) else None


_WITH = re.compile(
    r"(?:\s\([^)]{1,12}\))?(?:\s(?!и\b|and\b)[^\W\d_][\w-]*){0,3}\s(?:с|со|with)\s(?:(?:the|its|our|[а-яё]+(?:ой|им|ым|ей))\s){0,2}[«“\"]?",
    _I,
)


def _with_partner(
    reading: Reading,
    sentence: Sentence,
    noun: tuple[int, int],
    partner: Mention,
    *,
    local: Sequence[Mention],
    kinds: Mapping[str, str],
    principal: str | None,
) -> Parties:
    """The paper's other party: the institution last named before the noun in the sentence, else who speaks, else who was spoken of."""
    text = reading.document.text
    clause = max(sentence.start, *(text.rfind(sign, sentence.start, noun[0]) for sign in (";", "—", "–")))
    mine = next((m.entity for m in local if clause <= m.start and m.end <= noun[0] and m.entity != partner.entity), None)
    if mine is not None:
        return Parties((mine, partner.entity), "clause")
    if _WE.search(text[sentence.start : sentence.end]) and principal and principal != partner.entity:
        return Parties((partner.entity, principal), "we")
    after = next((m for m in local if m.start >= partner.end and m.entity != partner.entity), None)
    if after and re.fullmatch(r"(?:,|\s(?:и|and|подпис\w+|заключ\w+|signed|продл\w+))\s(?:the\s)?", text[partner.end : after.start], _I):
        return Parties((partner.entity, after.entity), "clause")
    return _with_one(reading, sentence, (partner.entity,), (), kinds=kinds, principal=principal)


def _listed(text: str, noun: tuple[int, int], local: Sequence[Mention], sentence: Sentence) -> Parties | None:
    return _between(text, noun, local, sentence) if len(_distinct(local)) > 1 else None


def _between(text: str, noun: tuple[int, int], local: Sequence[Mention], sentence: Sentence) -> Parties | None:
    """ "соглашение между A и B", "between A, B and C": those that follow, joined by commas and "и"."""
    word = _BETWEEN.search(text, noun[1], min(sentence.end, noun[1] + 60))
    if word is None:
        return None
    listed: list[str] = []
    at = word.end()
    for mention in local:
        if mention.start < word.end():
            continue
        gap = text[at : mention.start]
        if listed and (len(gap) > 90 or not re.search(r"(?:,|\bи\b|\band\b|&)", gap, _I)):
            break
        if mention.entity not in listed:
            listed.append(mention.entity)
        at = mention.end
    return Parties(tuple(listed), "between") if len(listed) > 1 else None


def _closest(text: str, keys: tuple[str, ...], local: Sequence[Mention], noun: tuple[int, int], sentence: Sentence) -> tuple[str, ...]:
    """Of many institutions the ones of the noun's own clause (between semicolons), when two or more stand there."""
    if len(keys) <= 2:
        return keys
    left = max(text.rfind(";", sentence.start, noun[0]), sentence.start - 1) + 1
    right = text.find(";", noun[1], sentence.end)
    right = sentence.end if right < 0 else right
    inside = _distinct(m for m in local if left <= m.start < right)
    return inside if len(inside) >= 2 else keys


def _before(reading: Reading, sentence: Sentence, kinds: Mapping[str, str], keys: tuple[str, ...]) -> list[str]:
    """Institutions named last before the sentence, the nearest sentence first, not further back than 600 characters."""
    section = reading.blocks[sentence.block].section
    near = (m for m in outer(reading.mentions_in(max(0, sentence.start - 600), sentence.start)) if kinds.get(m.entity) == "institution")
    earlier = [m for m in near if not section or _section(reading, m.start) == section]
    found: list[str] = []
    for mention in reversed(earlier):
        if mention.entity not in found and mention.entity not in keys:
            found.append(mention.entity)
    return found


def _section(reading: Reading, offset: int) -> int:
    sentence = reading.sentence_at(offset)
    return reading.blocks[sentence.block].section if sentence else 0
