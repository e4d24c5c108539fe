"""Whom an institution belongs to, by its own name: "клиника Омского университета", "центр хирургии Минздрава России", "Elm's Clinic".

Only bodies that the document names by themselves are told: an owner that stands in a longer name alone is no party of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..language.analyse import cyrillic
from ..language.stem import stem
from ..reading import Entity
from .institutions_form import form

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_OWNERS = frozenset({"ministry", "government"})
_FOR_OTHERS = frozenset({"foundation", "association", "ministry", "government", "international_org"})
Key = tuple[frozenset[str], frozenset[str]]


def belonging(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The institutions with `owner` (a ministry or government) or `part_of` (any other), keys of others among them."""
    known = {key: entity for entity in entities for name in (entity.name, *entity.also) for key in _key(name)}
    firsts = {stem(word[0]) for entity in entities for name in (entity.name, *entity.also) if (word := _WORD.search(name))}
    return tuple(_placed(entity, known, firsts) for entity in entities)


def _placed(entity: Entity, known: Mapping[Key, Entity], firsts: set[str]) -> Entity:
    if entity.kind in _FOR_OTHERS:
        return entity
    whole = next((known[key] for rest in _rests(entity.name, firsts) for key in _key(rest) if key in known), None)
    if whole is None or whole.key == entity.key:
        return entity
    return replace(entity, owner=whole.key) if whole.kind in _OWNERS else replace(entity, part_of=whole.key)


def _rests(name: str, firsts: set[str]) -> Iterator[str]:
    """What may be the whole's name within a part's: the longest end of it first, then what stands before "'s"."""
    for word in list(_WORD.finditer(name))[1:]:
        if stem(word[0]) in firsts:
            yield name[word.start() :].rstrip('»"”)')
    if (own := re.search(r"['’]s ", name)) and own.start() > 0:
        yield name[: own.start()]


def _key(name: str) -> Iterator[Key]:
    """What two forms of one name have in common; nothing for names that say too little."""
    found = form(name, "ru" if cyrillic(name) else "en")
    if len(found.stems) > 1 or found.letters:
        yield found.stems, found.numbers
