"""Places where Russian text names people, with their names in the nominative."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ..language import ru
from ..reading import Mention, Reading, Sentence, Token
from . import people_ner
from .offices import lexicon
from .people_nominative import nominative
from .people_spot import Spot

_WORD = re.compile(
    r"[А-ЯЁ][а-яё]*(?:[-’'][А-ЯЁа-яё]+)*$|[А-ЯЁ]{2,}(?:-[А-ЯЁ]+)*$|(?:аль|эль|ибн|бин|фон|ван|де|дер|да|ди"
    r"|дю|ла|ль|оглы|кызы|уулу|угли)(?:-[А-ЯЁ][а-яё]+)?$"
)


def spots(reading: Reading) -> list[Spot]:
    """Places in all Russian sentences but those of noise, in text order."""
    tags = people_ner.tags(reading)
    sentences = [s for s in reading.sentences if s.start in tags]
    taken = [m for m in reading.mentions if m.form in ("name", "abbreviation")]
    found: list[Spot] = []
    for sentence in sentences:
        for first, last in _trimmed(sentence.tokens, people_ner.people(tags[sentence.start])):
            spot = _spot(sentence, first, last)
            if spot and not _inside(taken, spot.start):
                found.append(spot)
    return found


def _inside(taken: Sequence[Mention], offset: int) -> bool:
    at = bisect_right(taken, offset, key=lambda m: m.start)
    return any(m.end > offset for m in taken[max(0, at - 4) : at])


def _trimmed(tokens: Sequence[Token], ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Ranges cut at words that are no part of a name ("Беседовала Ольга Ремизова"), joined, with the initials before them."""
    kept = list(_joined(tokens, [piece for span in ranges for piece in _pieces(tokens, *span)]))
    for number, (first, last) in enumerate(kept):
        floor = kept[number - 1][1] if number else 0
        begin = first
        while begin - 2 >= floor and tokens[begin - 1].text == "." and _initial(tokens[begin - 2]):
            begin -= 2
        yield begin, last


def _pieces(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    begin = first
    for at in range(first, last + 1):
        if at == last or not _fits(tokens, at) or (at == begin and last - at > 2 and _common(tokens[at])):
            if at > begin and not _is_byline(tokens, begin):
                yield begin, at
            begin = at + 1


def _is_byline(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text.casefold() in lexicon("ru").bylines


def _joined(tokens: Sequence[Token], pieces: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """ "Олимова | Бахрома Каримовича" is one name when the tagger cuts it."""
    done: list[tuple[int, int]] = []
    for first, last in pieces:
        if done and done[-1][1] == first and tokens[first].start - tokens[first - 1].end == 1 and last - done[-1][0] <= 3:
            done[-1] = (done[-1][0], last)
        else:
            done.append((first, last))
    return iter(done)


def _initial(token: Token) -> bool:
    return len(token.text) == 1 and token.text.isupper()


def _common(token: Token) -> bool:
    """A word of the language that is nobody's name: "Магистрантка"."""
    best = ru.parses(token.text)[0]
    return (
        bool(best.is_known)
        and not any(tag in p.tag for p in ru.parses(token.text) for tag in ("Name", "Surn", "Patr"))
        and len(token.text) > 4
    )


def _fits(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.text == ".":
        return at > 0 and len(tokens[at - 1].text) == 1
    low = token.text.casefold()
    words = lexicon("ru")
    return bool(_WORD.match(token.text)) and not (low in words.heads or token.lemma in words.heads or token.lemma in words.titles)


def _spot(sentence: Sentence, first: int, last: int) -> Spot | None:
    tokens = sentence.tokens
    words = _words(tokens[first:last])
    before = [t.text.casefold() for t in tokens[max(0, first - 4) : first]]
    rest = [w for w in words if not w.endswith(".")]
    if not rest or _named_after(before) or _byline(before):
        return None
    full = len(words) > 1
    title = _title_before(tokens, first) if not full else ""
    hint = _cases_before(tokens, first)
    name, case = nominative(words, tokens[first:last], hint)
    return Spot(tokens[first].start, tokens[last - 1].end, name, "ru", full, title, "person.ru", case)


def _title_before(tokens: Sequence[Token], first: int) -> str:
    """ "Доцент Рябинин": the title or office right before a surname that stands alone."""
    token = tokens[first - 1] if first else None
    words = lexicon("ru")
    known = token is not None and (token.lemma in words.titles or token.lemma in words.heads) and "number=plur" not in token.feats
    return token.text if token is not None and known else ""


def _cases_before(tokens: Sequence[Token], first: int) -> frozenset[str]:
    """Cases that the office or title directly before the name can stand in."""
    words = lexicon("ru")
    for token in reversed(tokens[max(0, first - 12) : first]):
        if token.pos in ("VERB", "PUNCT") and token.text not in '-«»"':
            return frozenset()
        if token.lemma in words.heads or token.lemma in words.titles:
            return frozenset(str(p.tag.case) for p in ru.parses(token.text) if "NOUN" in p.tag and "sing" in p.tag)
    return frozenset()


def _words(tokens: Sequence[Token]) -> list[str]:
    """Words of a name; initials that stand together are one word: "Р.Т.", "Каримов"."""
    words: list[str] = []
    ends = -1
    for token in tokens:
        if words and token.text == "." and _dotted(words[-1]):
            words[-1] += "."
        elif words and words[-1].endswith(".") and token.start == ends and _initial(token):
            words[-1] += token.text
        else:
            words.append(token.text)
        ends = token.end
    return words


def _dotted(word: str) -> bool:
    last = word.rsplit(".", maxsplit=1)[-1]
    return len(last) == 1 and last.isupper()


def _named_after(before: Sequence[str]) -> bool:
    """Whether the name belongs to a thing: "имени академика П. Р. Громова", "премия А. Б. Кречетова"."""
    words = lexicon("ru")
    tail = [w for w in before if w != "."]
    return any(w in words.named_after for w in tail[-1:]) or (
        len(tail) > 1 and tail[-2] in words.named_after and tail[-1] not in ("и", ",")
    )


def _byline(before: Sequence[str]) -> bool:
    words = lexicon("ru")
    tail = [w for w in before if w not in ".:—–-"]
    return bool(tail) and tail[-1] in words.bylines
