"""Cards of people beside a page ("Последняя должность: Director (X)"): another name of an institution that the text names.

A card is the site's, not the text's, so it brings no institution, no office and no cooperation of its own. Its name of an institution is
kept as a form only where identity, with the registry, is sure enough to join the two by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...ontology.identity import AUTOMATIC, Member
from ..reading import Entity, Reading

_CARD = re.compile(
    r"(?im)^(?:последняя\s+должность|должность|место\s+работы|position|employment|affiliation)[ \t]*:[ \t]*"
    r"[^\n()]{3,120}\((?P<name>[^\n()]{4,160})\)[ \t]*$"
)


def forms_of_cards(reading: Reading) -> Reading:
    """The reading whose institutions have the names that cards give them, too."""
    entities = {entity.key: entity for entity in reading.entities}
    for name in _names(reading):
        key = _meant(name, reading)
        if key and name not in (entities[key].name, *entities[key].also):
            entities[key] = replace(entities[key], also=(*entities[key].also, name))
    return replace(reading, entities=tuple(entities.values()))


def _names(reading: Reading) -> Iterator[str]:
    """Names in brackets on the labelled lines of cards that stand in noise."""
    text = reading.document.text
    for block in reading.blocks:
        if block.kind == "noise" and (card := _CARD.match(text, block.start, block.end)):
            yield " ".join(card["name"].split())


def _meant(name: str, reading: Reading) -> str | None:
    """The key of the one institution that is surely the same."""
    from ..identity import judge, keys, profile  # noqa: PLC0415 - few pages have cards
    from ..identity.entries import known as registry  # noqa: PLC0415

    def known(iri: str, entity: Entity | None) -> judge.Known:
        said = (entity.name, entity.also, entity.country, entity.city) if entity else (name, (), None, None)
        blocks = tuple(sorted(keys.of_institution(profile.build(*said))))
        return judge.know(Member(iri, "institution", said[0], reading.document.lang, said[1], None, said[2], said[3], blocks), registry())

    card = known("card", None)
    institutions = [e for e in reading.entities if e.type == "institution"]
    same = [e.key for e in institutions if (d := judge.judge(card, known(e.key, e))) and d.same and d.confidence >= AUTOMATIC]
    return same[0] if len(same) == 1 else None
