"""Names of institutions in English and other Latin-script text: runs of capitalised words around a head noun."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...ontology.places import places
from .institutions_candidate import Candidate, Strength
from .institutions_en_tail import right
from .institutions_en_word import OF, SMALL, Tokens, bare, capital, field, head_kind
from .institutions_lexicon import words
from .places import is_place


def candidates(tokens: Tokens) -> Iterator[Candidate]:
    """All spans of one sentence that are headed by an institution word, left to right, without overlap."""
    at = floor = 0
    while at < len(tokens):
        if head_kind(tokens[at]) is None or not _heads_here(tokens, at):
            at += 1
            continue
        start, end, head = *(_described(tokens, at, floor) or (_left(tokens, at, floor), right(tokens, at))), at
        head = _last_head(tokens, at, end)
        yield _candidate(tokens, start, at, end, head)
        at = floor = end


def _heads_here(tokens: Tokens, at: int) -> bool:
    """Not a plural common noun, not a verb ("will fund"), not a person's title ("Office Manager")."""
    if tokens[at].text.islower():
        return bare(tokens[at]) in {
            "center",
            "centre",
            "hospital",
            "university",
            "institute",
            "ministry",
            "clinic",
            "foundation",
            "college",
            "academy",
            "agency",
            "company",
            "charity",
            "association",
            "society",
            "department",
            "fund",
            "hospice",
            "authority",
            "commission",
            "council",
            "organisation",
            "organization",
            "laboratory",
            "alliance",
            "federation",
            "government",
            "embassy",
            "bank",
            "firm",
            "trust",
            "school",
        }
    wanted = _ONLY_AFTER.get(bare(tokens[at]))
    return wanted is None or (at > 0 and tokens[at - 1].text in wanted)


_ONLY_AFTER = {"cross": {"Red"}, "crescent": {"Red"}, "hall": {"City", "Town"}}
_LEVEL = frozenset(
    {"regional", "district", "provincial", "central", "children's", "city", "municipal", "university", "state", "general", "teaching"}
    | {"maternity", "military", "rural", "county", "field", "republican", "national", "oblast"}
)


def _described(tokens: Tokens, head: int, floor: int) -> tuple[int, int] | None:
    """The one of its kind in a place, in small letters: "the regional hospital of Kulob", "Kulob district hospital"."""
    start = head
    while start > floor and tokens[start - 1].text.replace("’", "'") in _LEVEL:
        start -= 1
    if start == head or tokens[head].text not in {"hospital", "clinic", "polyclinic", "dispensary"}:
        return None
    where = start
    while where > floor and where > start - 3 and capital(tokens[where - 1]) and bare(tokens[where - 1]) not in words("en", "stops"):
        where -= 1
    if where < start and is_place(text_of(tokens[where:start])) and not (where and tokens[where - 1].text.casefold() in {"a", "an", "-"}):
        return where, head + 1
    end = head + 2
    while end < len(tokens) and end < head + 5 and capital(tokens[end]) and bare(tokens[end]) not in words("en", "stops"):
        end += 1
    named = end > head + 2 and tokens[head + 1].text in {"of", "in"} and is_place(text_of(tokens[head + 2 : end]).removesuffix("'s"))
    return (start, end) if named else None


def _left(tokens: Tokens, head: int, floor: int) -> int:
    at = head
    if not capital(tokens[head]):
        return at - 1 if at - 1 > floor and _own_name(tokens, at) else at
    while at > floor:
        before = tokens[at - 1]
        if (before.text == "." and at - 2 == 0) or tokens[at].start - before.end > 1:
            break
        if (
            (capital(before) or (before.text[0].isdigit() and len(before.text) < 4 and at - 2 >= floor and capital(tokens[at - 2])))
            and bare(before) not in words("en", "stops")
            and not _ends_possessor(tokens, at - 1, head)
        ):
            at -= 1
        elif (
            before.text == "." and at - 2 >= floor and tokens[at - 2].text in {"St", "Dr", "Mt", "Ste"} | set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        ):
            at -= 2
        elif before.text in OF | {"la", "el", "le"} and at - 2 >= floor and _foreign_or_field(tokens, at):
            at -= 1
        elif (
            (before.text in {"and", "&"} and at - 2 >= floor and at < head + 1 and _joins_fields(tokens, at, before.text))
            or (
                before.text in {"'", "’"}
                and at - 2 >= floor
                and tokens[at - 2].text.endswith("s")
                and before.start == tokens[at - 2].end
                and capital(tokens[at - 2])
            )
            or (before.text == "," and at - 2 >= floor and _lists_fields(tokens, at))
            or (before.text in {"-", "–", "/"} and at - 2 >= floor and capital(tokens[at - 2]) and before.start == tokens[at - 2].end)
        ):
            at -= 2
        else:
            break
    while at < head and tokens[at].text.casefold() in {"the", "&", "-"}:
        at += 1
    return at


def _own_name(tokens: Tokens, head: int) -> bool:
    """ "Sunkar clinic": one capitalised word before a small head, neither a place nor a person's nor a sentence's first word."""
    before = tokens[head - 1]
    if tokens[head].text not in {"clinic", "hospital", "sanatorium", "hospice", "foundation", "university"} or head < 2:
        return False
    plain = before.text[0].isupper() and before.text[1:].islower() and bare(before) not in words("en", "stops") and not field(before)
    return (
        plain
        and not before.text.endswith(("'s", "’s", "ian", "ese", "ish"))
        and not is_place(before.text)
        and tokens[head - 2].text != "."
        and not any(before.text in d.demonym.en for d in places().countries.values())
    )


def _ends_possessor(tokens: Tokens, at: int, head: int) -> bool:
    """Whether this word's "'s" ends the name of an owner: "University of Botswana's Faculty", "UTH's Children's Hospital"."""
    if not tokens[at].text.endswith(("'s", "’s")):
        return False
    word = bare(tokens[at])
    if head_kind(tokens[at]) or (tokens[at].text[:-2].isupper() and len(word) > 1):
        return True
    return word in {"today", "country", "city"} or is_place(word)


def _foreign_or_field(tokens: Tokens, at: int) -> bool:
    """ "of" inside a name before its head: only Romance and Dutch particles ("Hospital de Clínicas", "Ludwig van ...")."""
    return tokens[at - 1].text in {"de", "del", "da", "do", "dos", "di", "van", "des", "du", "der", "la", "el", "le"} and capital(
        tokens[at - 2]
    )


def _joins_fields(tokens: Tokens, at: int, sign: str) -> bool:
    before, after = tokens[at - 2], tokens[at]
    if sign == "&":
        return capital(before)
    if head_kind(before) or not capital(after) or is_place(before.text):
        return False
    return field(before) or (at - 3 >= 0 and capital(tokens[at - 3]) and field(after) and not head_kind(tokens[at - 3]))


def _lists_fields(tokens: Tokens, at: int) -> bool:
    """A comma in a list of fields that "and" closes: "Teaching, Referral and Research Hospital"."""
    return field(tokens[at - 2]) and field(tokens[at]) and any(t.text == "and" for t in tokens[at + 1 : at + 4])


def _last_head(tokens: Tokens, first: int, end: int) -> int:
    """The head word proper: the last one before the first small word ("Liver Institute" in "Liver Institute and Research Center")."""
    head = first
    for at in range(first, end):
        if tokens[at].text in OF or tokens[at].text in {"named", "in", "(", ","}:
            break
        if head_kind(tokens[at]):
            head = at
    return head


def _candidate(tokens: Tokens, start: int, first: int, end: int, head: int) -> Candidate:
    name = text_of(tokens[start:end])
    stop = tokens[end - 1].end
    for ending in ("'s", "’s"):
        if name.endswith(ending) and not field(tokens[end - 1]):
            name, stop = name.removesuffix(ending), stop - 2
    return Candidate(
        tokens[start].start,
        stop,
        name,
        bare(tokens[head]),
        _kind(tokens, start, head, end),
        _strength(tokens, start, head, end),
        "en",
        rule="head-en",
    )


def _kind(tokens: Tokens, start: int, head: int, end: int) -> str:
    kind = head_kind(tokens[head]) or "other"
    return kind


def text_of(tokens: Tokens) -> str:
    """The words with the white space that stood between them, a run of which counts as one."""
    return tokens[0].text + "".join((" " if b.start > a.end else "") + b.text for a, b in pairwise(tokens))


def _strength(tokens: Tokens, start: int, head: int, end: int) -> Strength:
    span = tokens[start:end]
    if not capital(tokens[head]):
        return "name" if (len(span) == 2 and head == start + 1) or any(capital(t) for t in span) else "noun"
    if (
        start > 0
        and tokens[start - 1].text.endswith(("'s", "’s"))
        and tokens[start - 1].text[:-2].isupper()
        and len(tokens[start - 1].text) > 4
    ):
        return "noun"
    if len(span) == 1 or text_of(span).casefold() in words("en", "not_names"):
        return "noun"
    before = [t for t in tokens[start:head] if t.text[0].isalnum()]
    if bare(tokens[head]) in words("en", "departments") and _internal(tokens, start, head, end):
        return "noun"
    if bare(tokens[head]) in words("en", "weak") and not before and not any(capital(t) for t in tokens[head + 1 : end]):
        return "noun"
    return "name"


def _internal(tokens: Tokens, start: int, head: int, end: int) -> bool:
    """A department of an institution, not a ministry: every word but the head names a field ("Department of Haematology")."""
    word = bare(tokens[head])
    others = [t for i, t in enumerate(tokens[start:end], start) if i != head and t.text[0].isalnum() and t.text not in SMALL]
    if word == "department":
        return not any(
            t.text in {"Health", "Healthcare", "State", "Public", "Justice", "Veterans", "Labour", "Human", "Defense"} for t in others
        )
    if word in {
        "school",
        "college",
        "campus",
        "clinic",
        "laboratory",
        "council",
        "office",
        "board",
        "service",
        "services",
        "team",
        "executive",
        "directorate",
        "bureau",
        "secretariat",
    }:
        return bool(others) and all(
            field(t)
            or t.text
            in {
                "International",
                "Press",
                "Chief",
                "Media",
                "Relations",
                "Affairs",
                "Head",
                "Public",
                "Regional",
                "Country",
                "Main",
                "Advisory",
                "Executive",
                "Governing",
                "Ethics",
                "Trustees",
                "Directors",
            }
            for t in others
        )
    return True
