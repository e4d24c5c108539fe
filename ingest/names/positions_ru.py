"""Offices around Russian names: "директор НМИЦ Пётр Громов", "Пётр Громов, директор НМИЦ", "Пётр Громов (НМИЦ)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language import ru
from ..reading import Mention, Reading, Sentence, Token
from .offices import lexicon
from .people_spot import Spot
from .positions_office import Office

if TYPE_CHECKING:
    from .positions import Places

_REACH = 240  # tokens in which an office is sought
_GOES_ON = {"NOUN", "PROPN", "ADJ", "NUM", "PREP", "DET", "X"}
_QUOTES = frozenset('«»"“”„-–№%/')
_SHORT = frozenset(
    [
        "к",
        "м",
        "н",
        "д",
        "зав",
        "зам",
        "акад",
        "проф",
        "г",
        "гор",
        "обл",
        "респ",
        "мед",
        "наук",
        "ст",
        "мл",
        "нач",
        "им",
        "и",
        "о",
        "врио",
        "доц",
        "чл",
        "корр",
        "гл",
        "св",
    ]
)
_DEGREES = {"к.м.н.", "д.м.н.", "к.б.н.", "д.б.н."}
_OWNERS = frozenset({"наш", "их", "его", "её", "нынешний", "прежний"})
_NOT_OWN = frozenset(["наш", "мой", "ваш", "этот", "тот", "свой", "сам", "весь", "каждый", "другой", "иной", "такой"])


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
_HEADED = frozenset({"возглавить", "возглавлять", "руководить"})


def appointed(reading: Reading, sentence: Sentence, spot: Spot, where: Places) -> Office | None:
    """ "Новым главврачом больницы стала N", "Больницу возглавил N": the office before a verb of appointment."""
    tokens = sentence.tokens
    last = _index(tokens, spot.start)
    if last < 2:
        return None
    verb = next((i for i in range(last - 1, max(-1, last - 4), -1) if tokens[i].lemma in _APPOINTED or tokens[i].lemma in _HEADED), None)
    if verb is None or any(t.text in ",;:" for t in tokens[verb:last]):
        return None
    mentions = where.within(sentence.start, tokens[verb].start)
    if tokens[verb].lemma in _HEADED:
        near = mentions[-1] if mentions and tokens[verb].start - mentions[-1].end < 40 else None
        return Office("руководитель", near.entity, near.start, spot.end, "position.headed.ru", 1.0, 2) if near else None
    begin = _window_start(tokens, verb, mentions)
    window = tokens[max(begin, _index(tokens, where.person_before(sentence.start, spot.start))) : verb]
    if not any("case=ablt" in t.feats and (_is_head(t) or _is_title(t)) for t in window):
        return None
    return _read(reading, window, mentions, replace(spot, case=None), "position.appointed.ru")


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
    at = _index(tokens, names[first][0])
    at -= at > 0 and tokens[at - 1].text in ",—–"
    window = tokens[_window_start(tokens, at, mentions) : at]
    if not any(_is_head(t) and "number=plur" in t.feats for t in window):
        return None
    whole = _read(reading, window, mentions, replace(spot, start=names[first][0], case=None), "position.shared.ru")
    orgs = list(dict.fromkeys(m.entity for m in mentions if window[0].start <= m.start))
    org = orgs[place - first] if len(orgs) == last - first + 1 else (whole.org if whole else None)
    return replace(whole, org=org, end=max(whole.end, spot.end), tied=0.9 if org else 0.0) if whole else None


_JOIN = re.compile(r"\s?(?:,|\sи|,\sи)\s")


def _index(tokens: Sequence[Token], offset: int) -> int:
    return next((i for i, t in enumerate(tokens) if t.start >= offset), len(tokens))


def _covering(mentions: Sequence[Mention], token: Token) -> Mention | None:
    """The institution's name that a token is a part of."""
    return next((m for m in mentions if m.form in ("name", "abbreviation") and m.start <= token.start and token.end <= m.end), None)


def _before(reading: Reading, sentence: Sentence, spot: Spot, where: Places) -> Office | None:
    tokens = sentence.tokens
    last = _index(tokens, spot.start)
    mentions = where.within(sentence.start, spot.start)
    floor = where.person_before(sentence.start, spot.start)
    begin = max(_window_start(tokens, last, mentions), _index(tokens, floor))
    return _read(reading, tokens[begin:last], mentions, spot, "position.before.ru")


def _window_start(tokens: Sequence[Token], last: int, mentions: Sequence[Mention]) -> int:
    """Index of the first token of the noun phrase that ends right before `last`."""
    at = last
    while at > max(0, last - 60):
        token = tokens[at - 1]
        inside = _covering(mentions, token)
        if inside:
            at = next(i for i, t in enumerate(tokens) if t.start >= inside.start)
        elif (
            token.pos in _GOES_ON
            or token.text in _QUOTES
            or token.text.casefold() == "и"
            or _participle(token)
            or (token.text == "." and at > 1 and (tokens[at - 2].text.casefold() in _SHORT or len(tokens[at - 2].text) == 1))
            or (
                token.text in (",", "—", "–", ":")
                and ((token.text != "," and at == last) or (at < last and _starts_office(tokens, at, last)))
            )
        ):
            at -= 1
        elif token.text == ")" and (opening := _opening(tokens, at - 1)) is not None:
            at = opening
        else:
            break
    return at


def _opening(tokens: Sequence[Token], at: int) -> int | None:
    return next((i for i in range(at, max(-1, at - 12), -1) if tokens[i].text == "("), None)


def _participle(token: Token) -> bool:
    return token.lemma in (
        "исполнять",
        "исполняющий",
        "возглавляющий",
        "возглавлять",
        "врио",
        "обязанность",
        "ведущий",
        "заведующий",
        "управляющий",
    )


def _starts_office(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether an office or title begins at `at`, adjectives before it allowed."""
    words = lexicon("ru")
    for token in tokens[at : min(last, at + 4)]:
        if _is_head(token) or _is_title(token):
            return True
        if (
            token.pos not in ("ADJ", "NUM")
            and token.lemma not in words.adjectives
            and token.text.casefold() not in _SHORT
            and token.text != "."
        ):
            return False
    return all(t.text.casefold() in _SHORT or t.text == "." for t in tokens[at:last])


def _is_head(token: Token) -> bool:
    heads = lexicon("ru").heads
    low = token.text.casefold()
    if token.pos == "NOUN" and len(low) > 6 and token.lemma.endswith(_CALLINGS):
        return True
    return ((token.lemma in heads or low in heads) and not low.startswith(("главны", "главно"))) or _compound(token.lemma, heads)


_CALLINGS = (
    "сестра",
    "хирург",
    "терапевт",
    "педиатр",
    "психиатр",
    "онколог",
    "кардиолог",
    "невролог",
    "реаниматолог",
    "директор",
    "менеджер",
)


def _compound(lemma: str, heads: frozenset[str]) -> bool:
    """ "врач-хирург", "хирург-онколог", "замминистра"."""
    return "-" in lemma and any(part in heads for part in lemma.split("-"))


def _is_title(token: Token) -> bool:
    return token.lemma in lexicon("ru").titles or token.text.casefold() in _SHORT_TITLES


_SHORT_TITLES = frozenset({"проф", "доц", "акад"})


def _after(reading: Reading, sentence: Sentence, spot: Spot, where: Places) -> Office | None:
    tokens = sentence.tokens
    first = _index(tokens, spot.end)
    if first >= len(tokens):
        return None
    mentions = where.within(spot.end, sentence.end)
    sign = tokens[first].text
    if sign not in (",", "—", "–", "(", "-") or first + 1 >= len(tokens):
        return _from(tokens, first, mentions, spot)
    end = _window_end(tokens, first + 1, mentions, sign)
    window = tokens[first + 1 : end]
    if window and _starts_office(tokens, first + 1, end):
        if _next_name(where, tokens, end, spot):
            return None
        return _read(reading, window, mentions, spot, "position.after.ru")
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


def _window_end(tokens: Sequence[Token], begin: int, mentions: Sequence[Mention], sign: str) -> int:
    at = begin
    while at < min(len(tokens), begin + 50):
        token = tokens[at]
        inside = _covering(mentions, token)
        if inside:
            at = next((i for i, t in enumerate(tokens) if t.start >= inside.end), len(tokens))
        elif (
            token.pos in _GOES_ON
            or token.text in _QUOTES
            or token.text.casefold() == "и"
            or _participle(token)
            or (
                token.text == "."
                and at > begin
                and (tokens[at - 1].text.casefold() in _SHORT or len(tokens[at - 1].text) == 1)
                and at + 1 < len(tokens)
            )
            or (token.text == "," and (sign == "(" or _starts_office(tokens, at + 1, len(tokens))))
        ):
            at += 1
        else:
            break
    return at


def _read(reading: Reading, window: Sequence[Token], mentions: Sequence[Mention], spot: Spot, rule: str) -> Office | None:
    """The office in a window of tokens: from its leftmost head that agrees with the name."""
    heads = [i for i, t in enumerate(window) if (_is_head(t) or _is_title(t)) and not _covering(mentions, t)]
    if rule == "position.appointed.ru":
        heads = [i for i in heads if "case=ablt" in window[i].feats]
    if not heads:
        return _bare_org(window, mentions, spot, rule)
    before = rule == "position.before.ru"
    agreeing = [i for i in heads if not before or spot.case is None or _can_be(window[i], spot.case)]
    first = (agreeing or heads[-1:])[0] if before else heads[0]
    begin = _adjectives(window, first, mentions)
    phrase = window[begin:]
    org = next((m for m in mentions if m.start >= window[first].start and m.start < window[-1].end), None) or (
        next((m for m in mentions if window[0].start <= m.start < window[first].start and window[first].start - m.end < 3), None)
    )
    text = wording(reading.document.text, phrase, mentions, ru.feature(window[first], "case"))
    rank = 2 if any(_is_head(window[i]) for i in heads if i >= first) else 1
    start, end = min(spot.start, phrase[0].start), max(spot.end, phrase[-1].end)
    if not text:
        return None
    return Office(text, org.entity if org else None, start, end, rule, 1.0 if org else 0.0, rank)


def _bare_org(window: Sequence[Token], mentions: Sequence[Mention], spot: Spot, rule: str) -> Office | None:
    if rule == "position.after.ru" or not window or not mentions:
        return None
    last = mentions[-1]
    if 0 <= spot.start - last.end <= 2 and last.start >= window[0].start:
        return None
    return None


def _can_be(token: Token, case: str) -> bool:
    return (
        any(case in p.tag for p in ru.parses(token.text) if "NOUN" in p.tag or "ADJF" in p.tag or "PRTF" in p.tag)
        or not token.text.isalpha()
        or not ru.parses(token.text)[0].is_known
    )


def _adjectives(window: Sequence[Token], head: int, mentions: Sequence[Mention]) -> int:
    """Index where the office begins, with the adjectives that belong to it."""
    words = lexicon("ru")
    at = head
    while at > 0:
        token = window[at - 1]
        own = token.pos in ("ADJ", "NUM") or token.lemma in words.adjectives or _participle(token)
        acting = token.text.casefold() in ("о", "и", ".", "врио") and at > 0 and _acting(window, at)
        if _covering(mentions, token) or not (own or acting) or token.lemma in _NOT_OWN:
            break
        at -= 1
    return at


def _acting(window: Sequence[Token], at: int) -> bool:
    """ "и. о. директора"."""
    text = "".join(t.text for t in window[max(0, at - 4) : at]).casefold()
    return (text.endswith(("и.о.", "и.о", "врио", "о.", "и.")) and "и.о" in text) or text.endswith("врио")


def wording(text: str, phrase: Sequence[Token], mentions: Sequence[Mention], case: str | None) -> str:
    """The office in the nominative, without the names of institutions."""
    parts: list[str] = []
    cut: Mention | None = None
    at = phrase[0].start
    head = next((t for t in phrase if _is_head(t) or _is_title(t)), None)
    gender = ru.feature(head, "gender") if head else None
    for token in phrase:
        inside = next((m for m in mentions if m.form in ("name", "abbreviation") and m.start <= token.start < m.end), None)
        if inside:
            cut = inside
            continue
        gap = text[at : token.start] if cut is None else " "
        cut = None
        word = _straight(token, case, gender) if _inflects(token, parts, phrase, case) else token.text
        parts.append((" " if gap.strip("\n") and gap.isspace() else "") + word)
        at = token.end
    return _clean("".join(parts))


def _inflects(token: Token, parts: Sequence[str], phrase: Sequence[Token], case: str | None) -> bool:
    """Whether the word is the office's head, its adjective, or the head of another office joined by "и" or a comma."""
    if case in (None, "nomn") and "number=plur" not in token.feats:
        return False
    index = next(i for i, t in enumerate(phrase) if t is token)
    if _is_head(token) or _is_title(token):
        before = [t for t in phrase[:index] if t.pos not in ("ADJ", "NUM")]
        return not before or (ru.feature(token, "case") == case and before[-1].text in (",", "и", "—", "–"))
    if token.pos in ("ADJ", "NUM") and ru.feature(token, "case") == case:
        following = phrase[index + 1 : index + 4]
        head = next((t for t in following if t.pos not in ("ADJ", "NUM")), None)
        return head is not None and _inflects(head, parts, phrase, case)
    return False


_FIXED = re.compile(r"зав(?:отделением|отделом|кафедрой|лабораторией|каф|лаб)$|главврач$")


def _straight(token: Token, case: str | None, gender: str | None) -> str:
    if _FIXED.match(token.text.casefold()):
        return token.text
    options = [p for p in ru.parses(token.text) if case is None or case in p.tag] or list(ru.parses(token.text))
    for p in options:
        if "NOUN" in p.tag or "ADJF" in p.tag or "PRTF" in p.tag or "NUMR" in p.tag:
            form = p.inflect({"nomn", "sing", gender} if gender and "NOUN" not in p.tag else {"nomn", "sing"})
            if form:
                return str(form.word)
    return token.text


def _clean(phrase: str) -> str:
    words = phrase.replace("( )", "").replace("()", "").strip(" ,—–-(:;").split()
    while words and words[-1].casefold() in ("и", "в", "на", "при", "от", "из", "по", "с", "для", "г", "города", "имени"):
        words.pop()
    while words and words[0].casefold() in ("и", "по", "в", "с", "новый", "новая", "нынешний", "нынешняя"):
        words.pop(0)
    joined = " ".join(words).replace(" ,", ",").strip(" ,—–-")
    return joined[:1].lower() + joined[1:] if joined[1:2].islower() else joined
