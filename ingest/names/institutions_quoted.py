"""Names in quotation marks: after a legal form ("ООО «…»"), after a word that says what it is, or known from elsewhere in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..reading import Token
from . import institutions_ru
from .institutions_candidate import Candidate
from .institutions_lexicon import data, words
from .institutions_ru_head import head_kind
from .institutions_ru_tail import quote_end

OPEN = '«"“„'
Tokens = Sequence[Token]


def candidates(tokens: Tokens, text: str) -> Iterator[Candidate]:
    """Names made by a legal form and a quotation; and bare quotations where a company is meant."""
    for at, token in enumerate(tokens):
        if token.text[0] not in OPEN:
            continue
        end = quote_end(tokens, at)
        if end < at + 3 or not (tokens[at + 1].text[0].isupper() or tokens[at + 1].text[0].isdigit()):
            continue
        start = _legal_start(tokens, at)
        inner = tokens[at + 1 : end - 1]
        if start < at:
            stop = _owner_end(tokens, end)
            yield Candidate(
                tokens[start].start,
                tokens[stop - 1].end,
                text[tokens[start].start : tokens[stop - 1].end],
                _head(inner)[0],
                _head(inner)[1] if _head(inner)[0] else _of_state(tokens[start:at]) or "company",
                "name",
                "ru",
                rule="legal-form",
            )
        elif _meant(tokens, at):
            yield Candidate(
                token.start,
                tokens[end - 1].end,
                text[inner[0].start : inner[-1].end],
                _head(inner)[0],
                _head(inner)[1],
                "name",
                "ru",
                rule="quoted",
            )


def _legal_start(tokens: Tokens, at: int) -> int:
    start = at
    while start > 0 and (
        (tokens[start - 1].text.casefold() in words("ru", "legal") and tokens[start - 1].text[0].isupper())
        or (tokens[start - 1].text in {"на"} and start > 1 and tokens[start - 2].text == "РГП")
    ):
        start -= 1
    return start


def _owner_end(tokens: Tokens, end: int) -> int:
    """The name goes on with its owner: "… » Минздрава России"."""
    if end < len(tokens) and head_kind(tokens[end]) in {"ministry", "government"} and "case=gent" in tokens[end].feats:
        return institutions_ru.right(tokens, end)
    return end


def _head(inner: Tokens) -> tuple[str, str]:
    """Head and kind of what stands in the quotation: of its first head word, else a company."""
    for token in inner:
        kind = head_kind(token)
        if kind:
            return token.lemma, kind
    return "", "company"


def _of_state(legal: Tokens) -> str | None:
    """The kind that a state's legal form gives to a name without a head word: "ГБУЗ «Здоровье»" is a hospital, no company."""
    forms: dict[str, str] = data("institutions")["ru"]["legal_kinds"]
    return next((forms[t.text.casefold()] for t in legal if t.text.casefold() in forms), None)


def _meant(tokens: Tokens, at: int) -> bool:
    """Whether a quotation without a legal form names a company: by the word before it."""
    if at == 0:
        return False
    before = tokens[at - 1]
    if before.lemma in words("ru", "companies") or (before.lemma in words("ru", "holders") and before.text[0].islower()):
        return True
    return before.pos == "ADJ" and before.text[0].islower() and before.lemma.endswith(("ский", "цкий"))
