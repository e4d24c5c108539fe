"""The words that English names of institutions are made of."""

from __future__ import annotations

from collections.abc import Sequence

from ..reading import Token
from .institutions_lexicon import heads, words

Tokens = Sequence[Token]
OF = {"of", "for", "de", "del", "della", "des", "du", "dos", "da", "do", "der", "für", "di", "van", "e"}
SMALL = OF | {"la", "le", "les", "el", "los", "las", "the", "and", "&", "y", "et", "und", "en", "ng"}


def head_kind(token: Token) -> str | None:
    """Kind that the word gives as a head noun."""
    return heads("en").get(bare(token))


def bare(token: Token) -> str:
    """The word folded, without its possessive ending."""
    return token.text.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")


def capital(token: Token) -> bool:
    """Whether the word begins with a capital letter."""
    return token.text[0].isupper()


def field(token: Token) -> bool:
    """Whether the word names a field of medicine or of government, so that "and" after it stays inside a name."""
    word = token.text.replace("’", "'")
    return capital(token) and (word in words("en", "fields") or word.casefold().endswith(tuple(words("en", "field_endings"))))


def title_case(tokens: Tokens) -> bool:
    """Whether most words of the sentence begin with a capital, as in headlines."""
    long = [t.text for t in tokens if t.text[0].isalpha() and len(t.text) > 3]
    return len(long) > 3 and sum(w[0].isupper() for w in long) > 0.75 * len(long)
