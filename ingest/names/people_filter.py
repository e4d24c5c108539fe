"""Which named people count: those in an official or professional role, not patients, donors, authors or namesakes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..reading import Reading
from .offices import lexicon, words
from .people_given import surely_given
from .people_same import given_and_patronymic
from .people_spot import Spot
from .positions_office import Office

_AGE = re.compile(r"^,?\s\(?\d{1,2}(?:,|\)|\s(?:лет|года|год)\b|-летн|\s?years?\b)")
_PLACES = frozenset(
    [
        "sri lanka",
        "addis ababa",
        "rio de janeiro",
        "st. petersburg",
        "saint petersburg",
        "ho chi minh",
        "tel aviv",
        "new delhi",
        "nur-sultan",
        "abu dhabi",
        "hong kong",
        "kuala lumpur",
        "buenos aires",
        "los angeles",
        "san francisco",
        "sao paulo",
        "são paulo",
        "porto alegre",
        "santa cruz",
        "san jose",
        "san josé",
        "puerto rico",
        "costa rica",
        "el salvador",
        "burkina faso",
        "sierra leone",
        "dar es salaam",
        "cox’s bazar",
        "cox's bazar",
        "phnom penh",
        "nizhny novgorod",
        "ust-kamenogorsk",
        "санкт-петербург",
        "нижний новгород",
        "великий новгород",
    ]
)


def counts(reading: Reading, name: str, spots: Sequence[Spot], office: Office | None) -> bool:
    """Whether the person belongs into the facts."""
    text = reading.document.text
    if name.casefold() in _PLACES or any(_private(text, s) for s in spots):
        return False
    if given_and_patronymic(name) and (office is None or office.position is None):
        return False
    if spots[0].lang == "ru":
        return len(name.split()) > 1 or (office is not None and office.position is not None)
    if office is not None and (office.rank > 0 or office.org):
        return True
    return any(
        (s.rule == "person.en.honorific" and s.full) or (s.rule in ("person.en.given", "person.en.said") and _plausible(text, s))
        for s in spots
    )


_SHAPE = re.compile(r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž’'-]+|[A-Z]\.)(?:\s(?:[A-ZÀ-ÖØ-ÞĀ-Ž]\w[\w’'-]*|[A-Z]\.|[a-z]{2,3})){1,3}$")


def _plausible(text: str, spot: Spot) -> bool:
    """Whether a run of capitalised words without an office reads as a name: its shape, and no word of it is a common word of the page."""
    if not _SHAPE.match(spot.name) or re.search(r"[a-z][A-Z]", spot.name.replace("Mc", "").replace("Mac", "")):
        return False
    if surely_given(spot.name.split()[0]):
        return True
    parts = [w for w in spot.name.split() if len(w) > 2]
    return all(not re.search(rf"(?<![\w-]){re.escape(w.lower())}(?![\w-])", text) for w in parts)


def _private(text: str, spot: Spot) -> bool:
    """A patient, a relative, a student, a reporter, by the word beside the name."""
    known = lexicon(spot.lang).not_people
    before = words(text[max(0, spot.start - 40) : spot.start].rsplit("\n", maxsplit=1)[-1])
    after = words(text[spot.end : spot.end + 30].split("\n", maxsplit=1)[0])
    head = bool(re.match(r"\s*[,—–(-]", text[spot.end : spot.end + 3])) and bool(after) and after[0] in known
    return (bool(before) and before[-1] in known) or head or bool(_AGE.match(text[spot.end : spot.end + 16]) and not spot.honorific)


def confidence(name: str, spots: Sequence[Spot], office: Office | None) -> float:
    """How surely this is a person of the document with this office (set by hand; not calibrated)."""
    if office is None:
        return 0.6
    if office.rank == 2:
        return 0.93 if office.org and office.tied >= 0.9 else 0.85
    return 0.85 if office.rank == 1 else 0.75
