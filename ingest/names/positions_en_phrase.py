"""The phrase that names an office in an English sentence with masked institutions: where it ends, and what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..reading import Mention
from .institutions_lexicon import heads as institution_heads
from .offices import lexicon
from .people_spot import Spot
from .positions_en_word import LINKS, MASK, STOPS, belongs, is_head, words_in
from .positions_office import Office

if TYPE_CHECKING:
    from .positions import Places


def made(
    text: str, start: int, end: int, *, floor: int, spot: Spot, where: Places, rule: str, owner: re.Match[str] | None = None
) -> Office | None:
    """An office from a stretch of the masked sentence: its wording without institutions, and the first institution named in it."""
    mentions = where.within(floor + start, floor + end)
    if owner:
        mentions = where.within(floor + owner.start(), floor + owner.end()) + mentions
    wording = clean(_headed(text, start, end, floor, where))
    if not wording:
        return None
    org = mentions[0].entity if mentions else None
    return Office(wording, org, min(floor + start, spot.start), max(floor + end, spot.end), rule, 1.0 if org else 0.0, 2)


def _headed(text: str, start: int, end: int, floor: int, where: Places) -> str:
    """The masked phrase with, after "of", the noun that heads an institution's name: "Head of the Agency"."""
    out, at = "", start
    for mention in where.within(floor + start, floor + end):
        begin = mention.start - floor
        if begin >= at and text[begin] == MASK and _OF.search(text, start, begin) and (noun := bare_name(where.text, mention)):
            out, at = out + text[at:begin] + noun, mention.end - floor
    return out + text[at:end]


_OF = re.compile(r"\bof\s(?:the\s)?$")


_NAME_WORD = re.compile(r"[^\W\d_][\w&’'-]*")


def bare_name(text: str, mention: Mention) -> str:
    """The word that stands for an institution in an office: the last head noun before "of", or the whole of a short name."""
    name = text[mention.start : mention.end].removesuffix("'s").removesuffix("’s")
    words: list[str] = _NAME_WORD.findall(re.split(r"\s(?:of|for|in|at|and|named)\s|[,(]", name, maxsplit=1)[0])
    head = next((w for w in reversed(words) if w.casefold() in institution_heads("en")), None)
    if head is None:
        return name if len(words) < 3 else ""
    lead = "" if text[: mention.start].endswith(("the ", "The ")) else "the "
    return lead + head.lower()


def clean(phrase: str) -> str:
    phrase = re.sub(r"\s?\(\s*¤+\s*\)", "", phrase)
    phrase = re.sub(r"\s*(?:,|\bof|\bat|\bfor|\bin|\bfrom|\bto|\band)?(?:\s(?:the|an?))?\s*¤+(?:[’']s)?(?=\s|,|$|\))", " ", phrase)
    phrase = re.sub(r"\s+", " ", phrase).strip(" ,.;:–—-(")
    phrase = re.sub(r"^(?:the|a|an|its|our|their|his|her|and|currently|now|then)\s", "", phrase, flags=re.IGNORECASE)
    phrase = re.sub(r"\s(?:of|at|for|in|and|the|to|from|,)+$", "", phrase)
    return re.sub(r"\s,", ",", phrase).strip(" ,")


def for_next(text: str, stop: int, where: Places, spot: Spot, floor: int) -> bool:
    """Whether the phrase runs right up to the next person, whom it introduces."""
    following = where.person_after(spot.end)
    return following is not None and 0 <= following - floor - stop <= 1 and not re.search(r"[,;.]\s?$", text[:stop])


def stop_of(text: str, begin: int, where: Places, floor: int) -> int:
    """Where the phrase after the name ends: at a verb or a stop sign, at a comma that begins neither an office nor an institution."""
    bracket = text[:begin].rstrip().endswith("(")
    following = where.person_after(floor + begin - 1)
    limit = len(text) if following is None else min(len(text), following - floor)
    for word in words_in(text, begin, min(len(text), begin + 260, limit)):
        sign = word.group()
        low = sign.casefold()
        if sign == "(" or (sign.islower() and text[word.start() - 2 : word.start() - 1] == MASK and not _goes_on(low)):
            return word.start()
        if sign in ';:!?"“”«»)—–|•' or low in STOPS - {"from", "as"} or (sign == "." and not text[word.end() : word.end() + 1].isalnum()):
            return word.start()
        if sign == "," and not bracket and not _carries_on(text, word.end()):
            return word.start()
        if low == "and" and _new_clause(text, word.end()):
            return word.start()
    return min(len(text), begin + 260, limit)


def _goes_on(word: str) -> bool:
    """Whether a word after an institution may still belong to the office: no verb, that is."""
    return word in LINKS or word in lexicon("en").adjectives or is_head(word) or word in ("from", "as", "who", "with")


def _carries_on(text: str, at: int) -> bool:
    following = [w.group() for w in list(words_in(text, at, at + 60))[:5]]
    if not following:
        return False
    if following[0].startswith(MASK):
        return True
    head = next((i for i, w in enumerate(following) if is_head(w)), None)
    return (head is not None and all(belongs(w) for w in following[:head])) or (
        following[0][:1].isupper() and following[0] not in ("The", "A", "An") and len(following) > 2 and following[1] == ","
    )


def _new_clause(text: str, at: int) -> bool:
    following = [w.group().casefold() for w in list(words_in(text, at, at + 40))[:2]]
    honorific = following[:1] in (["dr"], ["dr."], ["prof"], ["prof."], ["professor"], ["mr"], ["mr."], ["ms"], ["ms."], ["mrs"])
    return bool(following) and (following[0] in STOPS or honorific or (following[0].endswith("ed") and not is_head(following[0])))
