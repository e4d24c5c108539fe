"""Names of institutions in Russian text: a head noun with the words that agree before it and the chain that hangs on it."""

from __future__ import annotations

from collections.abc import Iterator

from ..language import nominal, ru
from ..reading import Token
from .institutions_candidate import Candidate, Strength
from .institutions_lexicon import expansion, words
from .institutions_ru_head import OPEN, Tokens, head_kind, head_word, plural
from .institutions_ru_list import listed
from .institutions_ru_tail import tail
from .places import spots


def candidates(tokens: Tokens) -> Iterator[Candidate]:
    """All spans of one sentence that are headed by an institution word, left to right, without overlap."""
    at = floor = 0
    while at < len(tokens):
        if head_kind(tokens[at]) is None or _adjectival(tokens, at):
            at += 1
            continue
        yield from listed(tokens, at, floor)
        if plural(tokens, at):
            at += 1
            continue
        start, end = _left(tokens, at, floor), right(tokens, at)
        if _quoted_thing(tokens, start):
            at = floor = end
            continue
        yield _candidate(tokens, start, at, end)
        at = floor = end


def _quoted_thing(tokens: Tokens, start: int) -> bool:
    """Whether the name is that of a project or the like: "проект «Бережливая поликлиника»"."""
    return start > 1 and tokens[start - 1].text in OPEN and tokens[start - 2].lemma in words("ru", "things")


def _adjectival(tokens: Tokens, at: int) -> bool:
    """Whether the word only looks like a head: a plural by the dictionary, or followed by a dot as an abbreviation."""
    return tokens[at].text.islower() and len(tokens[at].text) < 3


def _left(tokens: Tokens, head: int, floor: int) -> int:
    at = head
    while at > floor and (
        nominal.agrees(tokens[at - 1], tokens[head])
        or _before_letters(tokens, at - 1, head)
        or _legal(tokens[at - 1])
        or _joins(tokens, at, head, floor)
    ):
        at -= 1
    if at == head:
        at = _foreign(tokens, head, floor)
    while (
        at < head
        and (tokens[at].lemma in words("ru", "loose") or tokens[at].pos in {"DET", "PRON"} or _possessive(tokens[at]))
        and (tokens[at].text[0].islower() or tokens[at].pos in {"DET", "PRON"} or _possessive(tokens[at]))
    ):
        at += 1
    while at < head and (tokens[at].text in {"и", ",", "-", "–"} or _small_before_capital(tokens, at, head)):
        at += 1
    return at


def _foreign(tokens: Tokens, head: int, floor: int) -> int:
    """Index of the first of the capitalised words before a capitalised head that no dictionary knows: "Ханган Мемориал Госпиталь"."""
    at = head
    if tokens[head].text[0].isupper() and not tokens[head].text.isupper():
        while at > floor and _unknown(tokens[at - 1]):
            at -= 1
    return at


def _unknown(token: Token) -> bool:
    text = token.text
    known = any(p.is_known for p in ru.parses(text)) and text.casefold() not in words("ru", "foreign")
    return text[0].isupper() and len(text) > 2 and text[1:].islower() and not known and not list(spots([token]))


def _before_letters(tokens: Tokens, at: int, head: int) -> bool:
    """An adjective before a head that has no forms: "Каларская ЦРБ", "Томский НИМЦ"."""
    return (
        tokens[head].text.isupper()
        and len(tokens[head].text) > 1
        and (tokens[at].pos == "ADJ" or tokens[at].text[0].isupper())
        and bool(nominal.forms(tokens[at].text, True))
    )


def _small_before_capital(tokens: Tokens, at: int, head: int) -> bool:
    """ "барнаульский Федеральный центр": the small adjective only says where."""
    return tokens[at].text[0].islower() and any(t.text[0].isupper() for t in tokens[at + 1 : head])


def _possessive(token: Token) -> bool:
    return token.lemma in {"наш", "ваш", "этот", "данный", "тот", "сам", "весь", "один", "каждый", "любой"}


def _legal(token: Token) -> bool:
    return token.text.casefold() in words("ru", "legal") and token.text[0].isupper()


def _joins(tokens: Tokens, at: int, head: int, floor: int) -> bool:
    """Whether "и" or a comma before `at` joins two adjectives of one name ("научно-исследовательский и технологический центр")."""
    return (
        at - 2 >= floor
        and tokens[at - 1].text in {"и", "–", "-"}
        and nominal.agrees(tokens[at - 2], tokens[head])
        and tokens[at - 2].pos == "ADJ"
        and at < head
    )


def right(tokens: Tokens, head: int) -> int:
    """Index after the last token of the name that the head at `head` begins."""
    at = tail(tokens, head)
    while at > head + 1 and tokens[at - 1].text in {"и", ",", "имени", "им", "по", "для", "при", "в"}:
        at -= 1
    return at


def _candidate(tokens: Tokens, start: int, head: int, end: int) -> Candidate:
    kind = head_kind(tokens[head]) or "other"
    part = _part(tokens, head, end)
    start = _drop_place(tokens, start, head, end)
    return Candidate(
        tokens[start].start,
        tokens[end - 1].end,
        nominal.nominative(tokens[start:end], head - start),
        head_word(tokens[head]) or tokens[head].lemma,
        kind,
        "part" if part else _strength(tokens, start, head, end),
        "ru",
        rule="head-ru",
        whole=part,
    )


def _drop_place(tokens: Tokens, start: int, head: int, end: int) -> int:
    """Without small adjectives of place before a name that stands without them: "берлинская клиника «Шарите»"."""
    if not any(t.text[0].isupper() or t.text[0] in OPEN for t in tokens[head:end]):
        return start
    while (
        start < head
        and tokens[start].text[0].islower()
        and tokens[start].lemma.endswith(("ский", "цкий"))
        and tokens[start].lemma not in words("ru", "plain_ski")
    ):
        start += 1
    return start


def _part(tokens: Tokens, head: int, end: int) -> str | None:
    """The name of the institution that a department belongs to: "кафедра хирургии Томского университета"."""
    if tokens[head].lemma not in words("ru", "parts"):
        return None
    for at in range(head + 1, end):
        inner = head_kind(tokens[at])
        if (
            inner
            and tokens[at - 1].text not in OPEN
            and (tokens[at].lemma not in words("ru", "owners") or tokens[head].lemma == "комиссия")
            and not (tokens[at].lemma == "академия" and at + 1 < len(tokens) and tokens[at + 1].text == "наук")
            and ("case=gent" in tokens[at].feats or tokens[at].text.isupper())
        ):
            start = _left(tokens, at, head + 1)
            if any(t.text[0].isupper() for t in tokens[start:end]):
                return nominal.nominative(tokens[start:end], at - start)
    return None


def _strength(tokens: Tokens, start: int, head: int, end: int) -> Strength:
    """A name has a capital, a quotation or a number beside the head; a sentence's first word counts only with more to it."""
    span = tokens[start:end]
    marked = [t for t in span if t.text[0].isupper() or t.text in OPEN or t.text == "№"]
    beside = [t for t in marked if t is not tokens[head] or (t.text.isupper() and len(t.text) > 2)]
    if not marked or tokens[head].lemma in words("ru", "departments"):
        return "noun"
    if nominal.nominative(span).casefold() in words("ru", "not_names"):
        return "noun"
    if tokens[head].lemma == "минздрав" and len(span) == 1 and tokens[head].text[0].isupper():
        return "name"
    if len(span) > 1 and tokens[head].text.isupper() and len(tokens[head].text) > 2:
        return "name"
    if len(span) == 1:
        if span[0].text.casefold() in expansion("ru") and span[0].text.casefold() not in words("ru", "own_letters"):
            return "noun"
        return (
            "abbreviation"
            if (span[0].text.isupper() and len(span[0].text) > 1)
            or (span[0].text[0].isupper() and tokens[head].lemma in words("ru", "proper"))
            else "noun"
        )
    if tokens[head].lemma in words("ru", "weak"):
        return "name" if [t for t in beside if t is not tokens[0]] or (beside and len(span) > 2) else "noun"
    first_only = all(t is tokens[0] for t in marked)
    begins = span[0] is tokens[head] and len(span) > 1 and tokens[head].lemma in words("ru", "of_field")
    if first_only and len(span) < 3 and not begins and not _proper_adjective(span[0]):
        return "noun"
    return "name"


def _proper_adjective(token: Token) -> bool:
    """Whether an adjective comes from a place: "Томская", "Пензенский"."""
    return any("Geox" in p.tag for p in ru.parses(token.text)) or (
        token.lemma.endswith(("ский", "цкий")) and token.lemma not in words("ru", "plain_ski")
    )
