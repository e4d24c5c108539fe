"""What people call an institution by the first letters of its name: ФНЦТИО, NIHR."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TAIL = re.compile(r"\s(?:имени|им\.|named after)\s.*|^(?:[A-ZА-ЯЁ]\.\s?)+\s?[A-ZА-ЯЁ]\w+\s|\s(?:[A-ZА-ЯЁ]\.\s?)+.*|[«\"“].*")
_SMALL = frozenset(
    ("и", "в", "во", "на", "по", "при", "для", "с", "о", "об", "of", "the", "and", "for", "in", "on", "at", "to", "de", "la")
)
_NOUN = re.compile(r"(?:центр|институт|университет|академия|больница|клиника|нии|нмиц|cent(?:er|re)|institute|university|hospital)$")
LEAST = 4  # letters; shorter ones mean too many things


def initials(name: str) -> set[str]:
    """The abbreviations of a name, joined and with a space after its noun ("ФНЦ ТИО"); words all in capitals stay whole."""
    words = [word for word in _WORD.findall(_TAIL.sub("", name)) if word.casefold() not in _SMALL]
    parts = [word if word.isupper() and len(word) > 1 else word[0].upper() for word in words]
    joined = "".join(parts)
    if len(parts) < LEAST - 1 or len(joined) < LEAST or len(joined) > 2 * len(parts) + LEAST:
        return set()
    at = next((i + 1 for i, word in enumerate(words[:-1]) if _NOUN.match(word.casefold())), 0)
    return {joined} | ({f"{''.join(parts[:at])} {''.join(parts[at:])}"} if at else set())
