"""Places that may name a project, proposed widely: quoted, in Latin capitals, capitalised runs, phrases with a head, joint bodies, forms.

What the hand-made patterns find is proposed too; most proposals are wrong, `projects_choice` judges them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from ..reading import Reading, Sentence
from .projects_place import Place
from .projects_quoted import QUOTED, inner
from .projects_rules import bare, ruled, straight
from .word_classes import classes, listed

_QUOTED = re.compile(QUOTED)
_LONGEST = 14  # words
_WIDEST = 400  # characters: longer ones name nothing
_CAPITAL = r"[A-Z][\w’'&+]{0,60}(?:[-–/][A-Za-z0-9][\w’'&+]{0,60}){0,8}"
_SMALL = r"(?:of|for|the|and|in|on|to|with|against|from|a|de|para|und|&|–|-)"
_GAP = r"[ \xa0]"
_RUN = re.compile(rf"(?<![\w@.])(?:{_CAPITAL}|\d{{1,4}}%?)(?:{_GAP}(?:{_SMALL}{_GAP}){{0,2}}(?:{_CAPITAL}|\d{{1,4}}(?!\w|\.\d)))+")
_OWNER = re.compile(r"['’]s?\s(?=[A-Z])")
_MIXED = re.compile(r"\b(?:[A-Z]{3,}|[A-Z][a-z]+[A-Z])")
_FIRST = re.compile(
    r"(?:(?:The|A|An|In|At|On|For|From|With|Under|During|Our|Its|This|That|These|Since|As|To|By|Of|After|Before|Within|Through|It|We|And|But|When|While"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|\d{1,2})\s)+"
)
_ACRONYM = re.compile(
    r"(?<![\w@./])(?:[a-zA-Z]-[A-Z]{2,}\w*|[A-Z][a-z]+\d[A-Z]\w*|[A-Z]{2,30}[a-z]?[A-Z0-9]{0,20}\w{0,6}|[A-Z][a-z]+[A-Z]\w*"
    r"|[a-z]{1,3}[A-Z]\w+|[А-ЯЁ][а-яё]+[А-ЯЁ][а-яё]\w*|[А-ЯЁ]{5,})"
    r"(?:[-–/][A-ZА-ЯЁ0-9][\w]*){0,3}\+?(?:\s\d{1,4}(?![\w.,:/]))?(?![\w@])"
)
_HEAD_RU = re.compile(
    r"\b(?:Школ|Реестр|Регистр|Программ|Проект|Дн(?:и|ей|ях|ями)\b|День|Сет[ьи]|Лиг[аиуе]|Консорциум|консорциум|Альянс|Платформ|Инициатив|Поезд|Академи"
    r"|Служб|Коалици|регистр|реестр|школ|консорциум|Исследовани|Недел|Мисси|Экспедици|Систем|Сообществ|Объединени|Партн[её]рств|Хаб|Картотек|Кабинет)[а-яё]*"
)
_JOINT_NAME = re.compile(
    r"(?i)(?:ско|цко)-[а-яё]+(?:ск|цк)|\b(?:Sino|Russian|Chinese|German|Korean|Turkish|Japanese|French|Italian|Uzbek|Kazakh|Indian|Franco|Euro)[-–]\w+"
    r"|совместн|joint|международн|regional|дружб|friendship|имени|network|центр|centre|center|лаборатор|laborator|school|школ|академи|academy|hub|house"
)


def places(reading: Reading) -> list[Place]:
    """All proposals of a reading, in text order of each kind."""
    kinds = {e.key: e.type for e in reading.entities}
    found: list[Place] = []
    for sentence in reading.sentences:
        if reading.blocks[sentence.block].kind != "noise":
            found.extend(ruled(reading, sentence, kinds))
    for make in (_quoted, _runs, _acronyms, _phrases, _bodies, _fields):
        for place in make(reading):
            if reading.blocks[place.sentence.block].kind != "noise" and len(place.name) > 2 and len(place.name.split()) <= _LONGEST:
                found.append(place)
    return found


def _place(reading: Reading, start: int, end: int, rule: str, name: str = "") -> Iterator[Place]:
    sentence, text = reading.sentence_at(start), reading.document.text
    if sentence is not None and end - start <= _WIDEST:
        told = name or re.sub(r"\s+", " ", text[start:end])
        kind = _KIND.match(text, end, end + 20)
        forms = (bare(told), f"{told} {kind[1]}" if kind else "")
        yield Place(told, start, end, sentence, rule, also=tuple(form for form in forms if len(form) > 2 and form != told))


_KIND = re.compile(
    r"[ \xa0](stud(?:y|ies)|trial|project|program(?:me)?|network|registry|initiative|scheme|consortium|platform|fellowship|course)\b"
)


def _quoted(reading: Reading) -> Iterator[Place]:
    for match in _QUOTED.finditer(reading.document.text):
        name = inner(match[0])
        if any(c.isupper() for c in name) or name[:1].isdigit():
            yield from _place(reading, match.start(), match.end(), "project.quoted", name)


def _runs(reading: Reading) -> Iterator[Place]:
    text = reading.document.text
    for match in _RUN.finditer(text):
        start, end = match.span()
        if end - start > _WIDEST:
            continue
        if first := _FIRST.match(text, start, end):
            start = first.end()
        yield from _run(reading, start, end)
        for owner in _OWNER.finditer(text, start, end):
            yield from _run(reading, owner.end(), end)


def _run(reading: Reading, start: int, end: int) -> Iterator[Place]:
    """A capitalised run that has or stands beside a word that goes with projects, whole and as far as its last such word."""
    text = reading.document.text
    words = text[start:end].split()
    heads = [n for n, word in enumerate(words) if not listed("heads").isdisjoint(classes(word))]
    if not 1 < len(words) <= _LONGEST or not (heads or _MIXED.search(text, start, end) or _beside(text, start, end)):
        return
    yield from _place(reading, start, end, "project.run")
    if heads and 0 < heads[-1] < len(words) - 1:
        yield from _place(reading, start, _nth(text, start, heads[-1]), "project.run_head")


def _beside(text: str, start: int, end: int) -> bool:
    """Whether a word that goes with projects stands beside the span, or it opens its line."""
    if text[max(0, start - 1) : start] in ("", "\n", "\t") or text[start - 2 : start] in ("- ", "* ", "• ", "| ", ". ", ": "):
        return True
    before, after = text[max(0, start - 30) : start].split()[-2:], text[end : end + 24].split()[:2]
    return any(not (listed("heads") | listed("openers")).isdisjoint(classes(word.strip("(,.:;"))) for word in (*before, *after))


def _nth(text: str, start: int, last: int) -> int:
    """Where the word with this number ends, counted from `start`."""
    at = start
    for match in re.finditer(r"\S+", text[start : start + 400]):
        at = start + match.end()
        if last == 0:
            break
        last -= 1
    return at


def _acronyms(reading: Reading) -> Iterator[Place]:
    for match in _ACRONYM.finditer(reading.document.text):
        if match[0].upper() not in listed("common") and len(match[0]) > 2:
            yield from _place(reading, match.start(), match.end(), "project.acronym")


def _phrases(reading: Reading) -> Iterator[Place]:
    """Russian phrases: a head with its adjectives and what follows in the genitive or behind "по" and "для"."""
    for match in _HEAD_RU.finditer(reading.document.text):
        sentence = reading.sentence_at(match.start())
        if sentence is None:
            continue
        tokens = sentence.tokens
        at = bisect_left(tokens, match.start(), key=lambda t: t.start)
        if at >= len(tokens) or tokens[at].start != match.start():
            continue
        first, last = at, _tail(sentence, at)
        while first and tokens[first - 1].pos == "ADJ" and at - first < 3:
            first -= 1
        if last > at or first < at:
            start, end = tokens[first].start, tokens[last].end
            yield from _place(reading, start, end, "project.phrase", straight(sentence, start, end))


def _tail(sentence: Sentence, head: int) -> int:
    """The last token of what belongs to a head."""
    last, tokens = head, sentence.tokens
    for at in range(head + 1, min(head + 9, len(tokens))):
        token = tokens[at]
        if token.pos in ("NOUN", "ADJ", "PROPN") and (
            "case=gent" in token.feats or tokens[at - 1].lemma in ("по", "для") or tokens[at - 1].pos == "ADJ"
        ):
            last = at if token.pos != "ADJ" else last
        elif token.pos == "ADJ" or token.text in ("по", "для", "и", "у", "при", "среди"):
            continue
        else:
            break
    return last


def _bodies(reading: Reading) -> Iterator[Place]:
    """Institutions whose names sound like joint bodies."""
    kinds = {e.key: e for e in reading.entities if e.type == "institution" and _JOINT_NAME.search(e.name)}
    for mention in reading.mentions:
        if mention.form == "name" and mention.entity in kinds:
            yield from _place(reading, mention.start, mention.end, "project.body", kinds[mention.entity].name)


_FIELD = re.compile(
    r"(?im)^[ \t]*(?:\d[\d.)]*\s)?(?:(?:полное\s)?(?:наименование|название)(?:\sпроекта)?|проект|тема"
    r"|(?:project\s)?title|project(?:\sname)?|name\sof\s(?:the\s)?project)"
    r"\s?[:|\t]\s?(?P<name>[A-ZА-ЯЁ«“\"][^\n\t|]{7,160}?)\s*[.;]?$"
)


def _fields(reading: Reading) -> Iterator[Place]:
    """What a form gives as a project's name or title."""
    for match in _FIELD.finditer(reading.document.text):
        yield from _place(reading, *match.span("name"), "project.field", inner(match["name"]))
