"""Short names of institutions that the page names in full: "Alder" for Alder Hospital, "в «Надежде»", letters that a
name spells. A short name is what stands before the head word, behind it or in quotation marks, and belongs to one institution only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ..language.analyse import cyrillic
from ..language.stem import stem
from ..reading import Entity, Reading
from .institutions_form import WORD, abbreviation, form, spells
from .institutions_lexicon import data, heads, words
from .institutions_merge import general
from .lone_spans import Run
from .places import is_place


def short_names(reading: Reading, groups: Mapping[str, Sequence[Run]]) -> dict[str, str]:
    """Of some names, with their places, those that stand for an institution of the page; its key."""
    bodies = [e for e in reading.entities if e.type == "institution"]
    found: dict[str, str] = {}
    for name, places in groups.items():
        if any(_located(reading.document.text, run) for run in places):
            continue
        if (beside := _bracketed(reading, places)) is not None:
            found[name] = beside
            continue
        fitting = [e for e in bodies if _stands_for(name, e)]
        if len(fitting) == 1:
            found[name] = fitting[0].key
        elif fitting and (whole := [e for e in fitting if not any(e.key in (o.part_of, o.owner) for o in fitting)]) and len(whole) == 1:
            found[name] = whole[0].key
    return found


_IN = re.compile(r"(?:\b(?:[Ii]n|[Nn]ear|[Cc]ity of|[Tt]own of|[Dd]istrict of|to|в|из|под)|[,–-])\s(?:the\s)?$")
_PLACE_AFTER = re.compile(r",\s[A-Z]|\s(?:[Cc]ity|[Dd]istrict|[Cc]ounty|[Rr]egion|[Pp]rovince|[Tt]own|[Ss]treet|[Rr]oad)\b")


def _located(text: str, run: Run) -> bool:
    """Whether the place speaks of a town: "in Labasa", "Olomouc, Czechia"."""
    if run.quoted or run.name.isupper():
        return False
    return bool(_IN.search(text, max(0, run.start - 20), run.start) or _PLACE_AFTER.match(text, run.end))


def _bracketed(reading: Reading, places: Sequence[Run]) -> str | None:
    """The institution right before the bracket that gives its letters in another language: "Elm Foundation (FundElm)"."""
    text = reading.document.text
    for run in places:
        before, after = text[max(0, run.start - 2) : run.start], text[run.end : run.end + 1]
        if before == " (" and after in {")", ",", ";"} and abbreviation(run.name):
            near = [m for m in reading.mentions if m.end == run.start - 2 and m.form == "name" and m.entity.startswith("i")]
            if near:
                return near[0].entity
    return None


def _stands_for(name: str, entity: Entity) -> bool:
    if abbreviation(name) and name.isalpha() and len(name) > 2:
        lang = "ru" if cyrillic(name) else "en"
        if spells(name, form(entity.name, lang).words):
            return True
    wanted = _keys(name)
    return bool(wanted) and any(wanted == part for full in (entity.name, *entity.also) for part in _parts(full))


@lru_cache(maxsize=5000)
def _keys(name: str) -> tuple[str, ...]:
    return tuple(_key(w) for w in WORD.findall(name))


def _key(word: str) -> str:
    """What forms of one word share: a Russian word's stem, an English word without its possessive ending."""
    return stem(word) if cyrillic(word) else word.casefold().replace("’", "'").removesuffix("'s")


@lru_cache(maxsize=5000)
def _parts(name: str) -> tuple[tuple[str, ...], ...]:
    """Runs of a name's words that may stand for it: the words before its head, each beginning of them that tells; its quoted words."""
    return tuple(dict.fromkeys(part for part in _runs(name) if part))


_QUOTED = re.compile(r"[«\"“]([^«»\"“”]{3,40})[»\"”]")
_AFTER = re.compile(r"^(?:[A-Z][\w-]+ )?(?:University|Hospital|Hôpital|Clinic|College|Institute) (?:of )?([A-Z][\w'’-]+)$")


def _runs(name: str) -> Iterator[tuple[str, ...]]:
    if quoted := _QUOTED.search(name):
        yield _keys(quoted[1])
    if after := _AFTER.match(name):
        yield _telling((after[1],))
    if cyrillic(name):
        return
    lead: list[str] = []
    for word in WORD.findall(name):
        if word.casefold() in heads("en") or word in {"of", "for", "and", "the", "in", "at"}:
            break
        lead.append(word)
        yield _telling(lead)


def _telling(run: Sequence[str]) -> tuple[str, ...]:
    """The keys of a run that says which one it is: not of fields, levels and places alone."""
    if all(_field(w) or stem(w) in general() or is_place(w) or w.casefold() in data("lone")["never_en"] for w in run):
        return ()
    if not run[0][0].isupper() or len(run[0]) < 3:
        return ()
    return tuple(_key(w) for w in run)


def _field(word: str) -> bool:
    return word in words("en", "fields") or word.casefold().endswith(tuple(words("en", "field_endings")))
