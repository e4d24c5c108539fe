"""The phrase that names an office in a Russian sentence: where it begins and ends, and what it says."""

from __future__ import annotations

from collections.abc import Sequence

from ..language import ru
from ..reading import Mention, Reading, Token
from .offices import lexicon
from .people_spot import Spot
from .positions_office import Office
from .positions_ru_word import GOES_ON, NOT_OWN, QUOTES, SHORT, can_be, covering, is_head, is_title, participle, spelled, starts_office
from .positions_ru_wording import wording


def window_start(tokens: Sequence[Token], last: int, mentions: Sequence[Mention], apposed: bool = False) -> int:
    """Index of the first token of the noun phrase that ends right before `last`; `apposed`: a comma may stand between."""
    at = last
    while at > max(0, last - 60):
        token = tokens[at - 1]
        inside = covering(mentions, token)
        if inside:
            at = next(i for i, t in enumerate(tokens) if t.start >= inside.start)
        elif (
            token.pos in GOES_ON
            or token.text in QUOTES
            or token.text.casefold() == "и"
            or participle(token)
            or spelled(token)
            or (token.text == "." and at > 1 and (tokens[at - 2].text.casefold() in SHORT or len(tokens[at - 2].text) == 1))
            or (
                token.text in (",", "—", "–", ":")
                and ((at == last and (apposed or token.text != ",")) or (at < last and starts_office(tokens, at, last)))
            )
        ):
            at -= 1
        elif token.text == ")" and (opening := _opening(tokens, at - 1)) is not None:
            at = opening
        else:
            break
    return at


def window_end(tokens: Sequence[Token], begin: int, mentions: Sequence[Mention], sign: str) -> int:
    at = begin
    while at < min(len(tokens), begin + 50):
        token = tokens[at]
        inside = covering(mentions, token)
        if inside:
            at = next((i for i, t in enumerate(tokens) if t.start >= inside.end), len(tokens))
        elif (
            token.pos in GOES_ON
            or token.text in QUOTES
            or token.text.casefold() == "и"
            or participle(token)
            or spelled(token)
            or (
                token.text == "."
                and at > begin
                and (tokens[at - 1].text.casefold() in SHORT or len(tokens[at - 1].text) == 1)
                and at + 1 < len(tokens)
            )
            or (token.text == "," and (sign == "(" or starts_office(tokens, at + 1, len(tokens))))
        ):
            at += 1
        else:
            break
    return at


def read(reading: Reading, window: Sequence[Token], mentions: Sequence[Mention], spot: Spot, rule: str) -> Office | None:
    """The office in a window of tokens: from its leftmost head that agrees with the name."""
    heads = [i for i, t in enumerate(window) if (is_head(t) or is_title(t)) and not covering(mentions, t)]
    if rule == "position.appointed.ru":
        heads = [i for i in heads if "case=ablt" in window[i].feats]
    if not heads:
        return None
    before = rule == "position.before.ru"
    agreeing = [i for i in heads if not before or spot.case is None or can_be(window[i], spot.case)]
    first = (agreeing or heads[-1:])[0] if before else heads[0]
    begin = _adjectives(window, first, mentions)
    phrase = window[begin:]
    org = next((m for m in mentions if m.start >= window[first].start and m.start < window[-1].end), None) or (
        next((m for m in mentions if window[0].start <= m.start < window[first].start and window[first].start - m.end < 3), None)
    )
    text = wording(reading.document.text, phrase, mentions, ru.feature(window[first], "case"))
    rank = 2 if any(is_head(window[i]) for i in heads if i >= first) else 1
    start, end = min(spot.start, phrase[0].start), max(spot.end, phrase[-1].end)
    if not text:
        return None
    return Office(text, org.entity if org else None, start, end, rule, 1.0 if org else 0.0, rank)


def _adjectives(window: Sequence[Token], head: int, mentions: Sequence[Mention]) -> int:
    """Index where the office begins, with the adjectives that belong to it."""
    words = lexicon("ru")
    at = head
    while at > 0:
        token = window[at - 1]
        own = (
            (token.pos in ("ADJ", "NUM") and not token.lemma.endswith(("ть", "ться")))
            or token.lemma in words.adjectives
            or participle(token)
        )
        acting = token.text.casefold() in ("о", "и", ".", "врио") and at > 0 and _acting(window, at)
        if covering(mentions, token) or not (own or acting) or token.lemma in NOT_OWN:
            break
        at -= 1
    return at


def _acting(window: Sequence[Token], at: int) -> bool:
    """ "и. о. директора"."""
    text = "".join(t.text for t in window[max(0, at - 4) : at]).casefold()
    return (text.endswith(("и.о.", "и.о", "врио", "о.", "и.")) and "и.о" in text) or text.endswith("врио")


def _opening(tokens: Sequence[Token], at: int) -> int | None:
    return next((i for i in range(at, max(-1, at - 12), -1) if tokens[i].text == "("), None)
