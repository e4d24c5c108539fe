"""What goes on an English name to the right of its head: "of ...", "for ...", "and" between fields, "named after ...", numbers."""

from __future__ import annotations

from .institutions_en_word import OF, SMALL, Tokens, bare, capital, field, head_kind, title_case
from .institutions_lexicon import words
from .people_given import is_given
from .places import is_place


def right(tokens: Tokens, head: int) -> int:
    if not capital(tokens[head]):
        return head + 1
    at = head + 1
    if tokens[head].text.endswith(("'s", "’s")):
        return at
    while at < len(tokens) and tokens[at].start - tokens[at - 1].end < 2:
        step = _step(tokens, head, at)
        if not step:
            break
        at += step
        if (
            tokens[at - 1].text.endswith(("'s", "’s"))
            and not field(tokens[at - 1])
            and (at >= len(tokens) or (not head_kind(tokens[at - 1]) and not (capital(tokens[at]) and head_kind(tokens[at]))))
        ):
            break
    return _quoted(tokens, head, at)


def _quoted(tokens: Tokens, head: int, at: int) -> int:
    """A proper name in quotation marks right behind the rest: 'Republican Hospital "T. Ciobanu"'."""
    if (
        bare(tokens[head]) == "school"
        or at >= len(tokens) - 2
        or tokens[at].text[0] not in '«"“„'
        or not capital(tokens[at + 1])
        or head_kind(tokens[head]) not in _NAMED
    ):
        return at
    end = next((n for n in range(at + 2, min(at + 8, len(tokens))) if tokens[n].text[0] in '»"”'), 0)
    after = tokens[end + 1] if end and end + 1 < len(tokens) else None
    return end + 1 if end and not (after and bare(after) in words("en", "right_stops")) else at


_NAMED = frozenset({"hospital", "medical_center", "research_center", "university", "foundation"})


def _head_first(tokens: Tokens, head: int) -> bool:
    """Whether the head stands first, as in Romance names: "Hospital Santo Tomás", not "the Hospital" nor "Heart Hospital"."""
    before = tokens[head - 1] if head else None
    owned = before is not None and before.text.endswith(("'s", "’s"))
    alone = before is None or owned or not (capital(before) or before.text.casefold() in {"the", "our", "this", "a", "said"})
    return alone and bare(tokens[head]) in {
        "hospital",
        "hôpital",
        "fundación",
        "fondation",
        "fondazione",
        "université",
        "universidad",
        "universidade",
        "hospice",
        "klinikum",
        "rsup",
        "rsud",
        "clínica",
        "maternidade",
        "instituto",
        "institut",
        "chu",
        "centro",
        "policlínico",
        "policlinico",
        "clinique",
        "ospedale",
        "centre",
        "university",
        "spitalul",
    }


def _step(tokens: Tokens, head: int, at: int) -> int:
    """How many tokens from `at` on go on the name."""
    token = tokens[at]
    if token.text == "No" and at + 1 < len(tokens) and (tokens[at + 1].text == "." or tokens[at + 1].text[0].isdigit()):
        return 1
    if capital(token):
        if _person_next(tokens, head, at):
            return 0
        if title_case(tokens) and token.text.endswith(("s", "ed", "ing")) and not (head_kind(token) or field(token)):
            return 0
        if (
            not _foreign(tokens[head:at])
            and not _head_first(tokens, head)
            and is_given(token.text)
            and at + 1 < len(tokens)
            and capital(tokens[at + 1])
            and tokens[at - 1].text not in SMALL
            and not head_kind(tokens[at + 1])
        ):
            return 0
        return (
            0
            if bare(token) in words("en", "stops") | words("en", "right_stops")
            or (token.text in {"I"} and not tokens[at - 1].text.istitle())
            else 1
        )
    if (
        token.text[0].isdigit()
        and len(token.text) < 4
        and (tokens[at - 1].text in {"No", "Nr", "№", "#"} or (tokens[at - 1].text == "." and tokens[at - 2].text in {"No", "Nr"}))
    ):
        return 1
    if (
        token.text.isdigit()
        and len(token.text) < 4
        and at == head + 1
        and token.start == tokens[head].end + 1
        and bare(tokens[head]) in {"hospital", "polyclinic", "clinic"}
    ):
        return 1
    if token.text in {"№", "#"}:
        return 1
    if (
        token.text == "."
        and tokens[at - 1].text in {"No", "St", "Ste", "Dr"} | set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        and at + 1 < len(tokens)
        and (capital(tokens[at + 1]) or tokens[at + 1].text[0].isdigit())
    ):
        return 1
    if token.text in {"-", "–", "—"}:
        return _dashed(tokens, at)
    if token.text == "named" and at + 2 < len(tokens) and tokens[at + 1].text == "after":
        return 2 + _honour(tokens, at + 2)
    if token.text in {"and", "&"}:
        return _and(tokens, head, at)
    if token.text == ",":
        return _comma(tokens, head, at)
    return _of(tokens, head, at)


def _person_next(tokens: Tokens, head: int, at: int) -> bool:
    """Two capitalised words after a finished name, unlike any of its words: a person ("the World Bank Tamar Gelashvili")."""
    if (
        at + 1 >= len(tokens)
        or _foreign(tokens[head:at])
        or _head_first(tokens, head)
        or title_case(tokens)
        or tokens[at - 1].text in SMALL
    ):
        return False
    pair = tokens[at : at + 2]
    plain = all(t.text[0].isupper() and t.text[1:].islower() and not head_kind(t) and not field(t) and not is_place(t.text) for t in pair)
    third = tokens[at + 2] if at + 2 < len(tokens) else None
    return plain and head_kind(tokens[at - 1]) is not None and not (third and (capital(third) or third.text in SMALL))


def _foreign(tokens: Tokens) -> bool:
    """Whether a name is Spanish, Portuguese, French ...: people's names go on it."""
    return any(
        t.text.casefold()
        in {"nacional", "fundación", "fondation", "université", "universidad", "klinikum", "cliniques", "instituto", "centro"}
        | {"fundação", "maternidade", "de", "del", "da", "institut", "centre-hospitalier"}
        for t in tokens
    )


def _dashed(tokens: Tokens, at: int) -> int:
    if at + 1 < len(tokens) and capital(tokens[at + 1]) and bare(tokens[at + 1]) not in words("en", "stops"):
        tight = tokens[at].start == tokens[at - 1].end
        return (
            2
            if tight
            or (
                head_kind(tokens[at + 1]) is None and tokens[at].text != "—" and tokens[at + 1].text[1:].islower() and field(tokens[at + 1])
            )
            else 0
        )
    return 0


def _honour(tokens: Tokens, at: int) -> int:
    """Words of a person's name with titles: "academician M. A. Topchubashov"."""
    end = at
    while end < len(tokens) and (
        capital(tokens[end])
        or tokens[end].text in {"academician", "professor", "acad", "prof", "the", "al", "ibn", "abu"}
        or (tokens[end].text == "." and len(tokens[end - 1].text) <= 4)
    ):
        end += 1
    return end - at


def _and(tokens: Tokens, head: int, at: int) -> int:
    """ "and" between fields: "Centre for Addiction and Mental Health", "Institute of Oncology and Radiology"."""
    if at + 1 >= len(tokens) or not capital(tokens[at + 1]):
        return 0
    if tokens[at].text == "&":
        return 1
    rest = tokens[at + 1 : at + 6]
    run = 0
    while run < len(rest) and capital(rest[run]):
        run += 1
    if field(tokens[at - 1]) and field(tokens[at + 1]):
        heads_later = [i for i in range(run) if head_kind(rest[i])]
        if not heads_later:
            return 2
        return 2 if (heads_later == [run - 1] and at > head + 1 and tokens[head + 1].text not in OF) or _one_name(rest, run) else 0
    if (
        at == head + 1
        and _one_name(rest, run)
        and tokens[head].text in {"Institute", "Hospital", "Sanitarium", "Maternity", "Clinic", "Centre", "Center", "Infirmary", "Academy"}
    ):
        return 2
    return 0


def _one_name(rest: Tokens, run: int) -> bool:
    """After "and": fields only, then a head: "Institute and Research Center", "Sanitarium and General Hospital"."""
    return 1 < run <= 3 and head_kind(rest[run - 1]) is not None and all(field(t) for t in rest[: run - 1])


def _comma(tokens: Tokens, head: int, at: int) -> int:
    """A comma inside a list of fields that "and" closes: "Ministry of Health, Labour and Welfare"; or before ", Republic of Guinea"."""
    if [t.text for t in tokens[at + 1 : at + 3]] in (["Republic", "of"], ["Kingdom", "of"], ["State", "of"]) and head_kind(
        tokens[head]
    ) == "ministry":
        return 3 + (at + 3 < len(tokens) and tokens[at + 3].text == "the")
    if at + 1 >= len(tokens) or not field(tokens[at - 1]) or not field(tokens[at + 1]):
        return 0
    for token in tokens[at + 2 : at + 8]:
        if token.text in {"and", "&"}:
            return 2
        if not capital(token) and token.text != ",":
            return 0
    return 0


def _of(tokens: Tokens, head: int, at: int) -> int:
    """A small word with what it brings: "of the Republic of Kazakhstan", "for Sick Children", "at Crumlin"."""
    end = at
    while end < len(tokens) and tokens[end].text in SMALL and tokens[end].text not in {"and", "&"} and end - at < 3:
        end += 1
    if end == at or end >= len(tokens) or (tokens[at].text in {"the", "and", "la", "el"} and at == head + 1):
        return _in(tokens, head, at)
    after = tokens[end]
    if not (capital(after) or after.text.startswith(("l'", "l’", "d'", "d’"))) or bare(after) in words("en", "stops") - {
        "april",
        "may",
        "march",
    }:
        return 0
    if (
        tokens[at].text == "for"
        and not field(after)
        and head_kind(tokens[head]) != "other"
        and at > head + 1
        and tokens[head + 1].text != "for"
    ):
        return 0
    return end - at + 1


def _in(tokens: Tokens, head: int, at: int) -> int:
    """ "in" and "at" only for outposts: "WHO Country Office in Armenia"."""
    if (
        tokens[at].text in {"in", "to"}
        and at + 1 < len(tokens)
        and capital(tokens[at + 1])
        and any(bare(t) in {"office", "branch", "embassy", "bureau", "representation"} for t in tokens[head:at])
    ):
        return 2 if bare(tokens[at + 1]) not in words("en", "stops") else 3 if tokens[at + 1].text == "the" else 0
    return 0
