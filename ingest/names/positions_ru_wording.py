"""The wording of a Russian office: nominative, without the names of institutions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language import ru
from ..reading import Mention, Token
from .institutions_lexicon import heads as institution_heads
from .positions_ru_word import is_head, is_title


def wording(text: str, phrase: Sequence[Token], mentions: Sequence[Mention], case: str | None) -> str:
    """The office in the nominative; of the names of institutions only the noun that heads them: "ректор университета"."""
    parts: list[str] = []
    cut: Mention | None = None
    at = phrase[0].start
    head = next((t for t in phrase if is_head(t) or is_title(t)), None)
    gender = ru.feature(head, "gender") if head else None
    for token in phrase:
        inside = next((m for m in mentions if m.form in ("name", "abbreviation") and m.start <= token.start < m.end), None)
        if inside:
            if cut is not inside and parts and parts[-1][-1:].isalpha() and (short := bare_name(phrase, inside)):
                parts.append(f" {short}")
            cut = inside
            continue
        gap = text[at : token.start] if cut is None else " "
        cut = None
        word = _straight(token, case, gender) if _inflects(token, parts, phrase, case) else token.text
        parts.append((" " if gap.strip("\n") and gap.isspace() else "") + word)
        at = token.end
    return _clean("".join(parts))


_UNITS = frozenset({"отделение", "отдел", "лаборатория", "кафедра", "служба", "сектор", "клиника", "факультет"})


def bare_name(phrase: Sequence[Token], mention: Mention) -> str:
    """What stands for an institution in an office: its head noun or abbreviation, a unit up to what it is a part of; "" for none."""
    tokens = [t for t in phrase if mention.start <= t.start < mention.end]
    known = institution_heads("ru")
    at = [n for n, t in enumerate(tokens) if t.lemma in known or t.text.casefold() in known]
    if not at:
        return tokens[0].text if len(tokens) == 1 and tokens[0].text.isupper() else ""
    head, end = tokens[at[0]], at[0] + 1
    if head.lemma in _UNITS and len(at) > 1:
        end = next((n + 1 for n in range(at[1] - 1, at[0], -1) if tokens[n].pos == "NOUN"), end)
    first = head.text if head.text[1:] != head.text[1:].lower() else head.text.lower()
    return " ".join((first, *(t.text for t in tokens[at[0] + 1 : end])))


def _inflects(token: Token, parts: Sequence[str], phrase: Sequence[Token], case: str | None) -> bool:
    """Whether the word is the office's head, its adjective, or the head of another office joined by "и" or a comma."""
    index = next(i for i, t in enumerate(phrase) if t is token)
    if index == 0 and token.lemma in _ACTING:
        return True
    if case in (None, "nomn") and "number=plur" not in token.feats:
        return False
    if is_head(token) or is_title(token):
        before = [t for t in phrase[:index] if t.pos not in ("ADJ", "NUM")]
        return not before or (ru.feature(token, "case") == case and before[-1].text in (",", "и", "—", "–"))
    if token.pos in ("ADJ", "NUM") and ru.feature(token, "case") == case:
        following = phrase[index + 1 : index + 4]
        head = next((t for t in following if t.pos not in ("ADJ", "NUM")), None)
        return head is not None and _inflects(head, parts, phrase, case)
    return False


_ACTING = frozenset({"исполнять", "исполняющий", "заведующий", "управляющий"})
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
    joined = " ".join(words).replace(" ,", ",").replace(":", ",").replace(" —", ",").strip(" ,—–-")
    return joined[:1].lower() + joined[1:] if joined[1:2].islower() else joined
