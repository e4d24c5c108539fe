"""Names that share their head: "в Томском и Кемеровском медицинских университетах", "врачи Мезенской, Лешуконской и Пинежской ЦРБ"."""

from __future__ import annotations

from collections.abc import Iterator

from ..language import nominal
from ..reading import Token
from .institutions_candidate import Candidate
from .institutions_lexicon import words
from .institutions_ru_head import Tokens, head_kind, head_word, plural

_KINDS = frozenset({"hospital", "medical_center", "university", "research_center", "ministry"})


def listed(tokens: Tokens, head: int, floor: int) -> Iterator[Candidate]:
    """A name for each adjective of place in a row before the head at `head`; the last of them too where the head is a plural.

    The first ones span their adjective alone. Nothing before `floor` is looked at.
    """
    kind, many = head_kind(tokens[head]), plural(tokens, head)
    if kind not in _KINDS or not (many or _without_forms(tokens[head])):
        return
    first = head
    while first > floor and _small_adjective(tokens[first - 1]):
        first -= 1
    places = _row(tokens, first, floor)
    if len(places) < 2:
        return
    for at in places if many else places[:-1]:
        phrase = (tokens[at], *tokens[first : head + 1])
        end = head if at == places[-1] else at
        yield Candidate(
            tokens[at].start,
            tokens[end].end,
            nominal.nominative(phrase, len(phrase) - 1),
            head_word(tokens[head]) or tokens[head].lemma,
            kind,
            "name",
            "ru",
            rule="head-ru-list",
        )


def _row(tokens: Tokens, end: int, floor: int) -> list[int]:
    """Indexes of the adjectives of place that stand one after the other before `end`, joined by commas or "и"."""
    found: list[int] = []
    at = end - 1
    while at >= floor and _of_place(tokens[at]):
        found.append(at)
        if at - 1 < floor or tokens[at - 1].text not in {",", "и"}:
            break
        at -= 2
    return found[::-1]


def _of_place(token: Token) -> bool:
    """ "Мезенской", "Усть-Камчатская": a capital and the ending of an adjective made of a place's name."""
    lemma = token.lemma
    return (
        token.text[0].isupper()
        and token.text[1:2].islower()
        and lemma.endswith(("ский", "цкий", "ской", "цкой"))
        and lemma not in words("ru", "plain_ski")
        and bool(nominal.forms(token.text, True))
    )


def _small_adjective(token: Token) -> bool:
    return token.pos == "ADJ" and token.text.islower() and bool(nominal.forms(token.text, True))


def _without_forms(token: Token) -> bool:
    return token.text.isupper() and len(token.text) > 1
