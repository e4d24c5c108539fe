"""Countries as parties: their names, and demonyms before people and sides ("монгольские коллеги", "the Kyrgyz side")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..ontology.places import places
from .names.institutions_lexicon import any_of
from .names.institutions_rules import covered
from .names.places import Spot
from .reading import Entity, Mention, Reading

_PEOPLE = re.compile(rf"(?i)\s+(?:\w+\s+)??(?:{any_of('people_ru')}\w*|{any_of('people_en')}\w*)")


def countries(reading: Reading, spots: Sequence[Spot]) -> Reading:
    """Add the countries that are named outside the names of institutions."""
    text = reading.document.text
    taken = sorted((m.start, m.end) for m in reading.mentions if m.form != "office")
    noise = [(b.start, b.end) for b in reading.blocks if b.kind == "noise"]
    mentions = []
    for spot in spots:
        if spot.level != "country" or spot.ambiguous or covered(noise, spot.start, spot.end) or covered(taken, spot.start, spot.end):
            continue
        if not spot.adjective:
            mentions.append(Mention(spot.start, spot.end, f"country:{spot.country}"))
        elif after := _PEOPLE.match(text, spot.end):
            mentions.append(Mention(spot.start, after.end(), f"country:{spot.country}", "demonym"))
    known = {e.key for e in reading.entities}
    codes = dict.fromkeys(m.entity for m in mentions if m.entity not in known)
    entities = tuple(_entity(code, reading.document.lang) for code in codes)
    merged = tuple(sorted({*reading.mentions, *mentions}, key=lambda m: (m.start, m.end, m.entity)))
    return replace(reading, entities=reading.entities + entities, mentions=merged)


def _entity(key: str, lang: str) -> Entity:
    code = key.removeprefix("country:")
    return Entity(key, "country", places().countries[code].name.of(lang), country=code, rule="country")
