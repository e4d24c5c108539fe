"""Facts held against the vocabularies, against themselves and against their text: what the types of `model` alone can't tell.

Used on facts from outside (`medcoop ingest --facts`) and on our own. Everything wrong is reported, not only the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from .declare import Field, fields
from .errors import FactsError
from .model import Agreement, Cooperation, Facts, Item, Person, Project
from .places import places
from .vocabulary import load

LISTS = tuple(name for name, info in Facts.model_fields.items() if info.default == ())
COUNTRY = "country:"
PROVEN = (Person, Agreement, Project, Cooperation)
_SHOWN = 20  # known words that a remedy lists


@dataclass(frozen=True, slots=True)
class Place:
    """A stated item and where it stands: ``cooperations[2]``."""

    where: str
    item: Item

    @property
    def type(self) -> str:
        """Name of the item's class."""
        return type(self.item).__name__


def check_facts(facts: Facts, text: str | None = None) -> tuple[FactsError, ...]:
    """All that is wrong with one document's facts, in their order; empty when they are right.

    text: the document's text, `facts.text` when not given; without any text only the length of quotes is checked.
    """
    placed = tuple(_placed(facts))
    declared = _declared(facts)
    body = facts.text if text is None else text
    return tuple(error for errors in (_keys(placed), *(_item(place, declared, body) for place in placed)) for error in errors)


def check_proof(facts: Facts) -> tuple[FactsError, ...]:
    """The facts that are given without evidence: institutions, events and quantities may be, what is said of them may not."""
    bare = (place for place in _placed(facts) if isinstance(place.item, PROVEN) and not place.item.evidence)
    remedy = 'give the quote that states it: {"start", "end", "quote", "rule", "confidence"}'
    return tuple(FactsError("has no evidence", where=f"{place.where}.evidence", remedy=remedy) for place in bare)


def _placed(facts: Facts) -> Iterator[Place]:
    for name in LISTS:
        for at, item in enumerate(getattr(facts, name)):
            yield Place(f"{name}[{at}]", item)


def _declared(facts: Facts) -> dict[str, str]:
    """Class name by key; an item without a key is called ``people/0``."""
    return {item.key or f"{name}/{at}": type(item).__name__ for name in LISTS for at, item in enumerate(getattr(facts, name))}


def _keys(placed: tuple[Place, ...]) -> Iterator[FactsError]:
    counts = Counter(place.item.key for place in placed if place.item.key)
    seen: set[str] = set()
    for place in placed:
        key = place.item.key
        if key and counts[key] > 1 and key in seen:
            yield FactsError(f"the key {key!r} is used twice", where=f"{place.where}.key", remedy="give each item a key of its own")
        if key and key.startswith(COUNTRY):
            yield FactsError(f"the key {key!r} is that of a country", where=f"{place.where}.key", remedy="choose another key")
        seen.add(key or "")


def _item(place: Place, declared: Mapping[str, str], text: str | None) -> Iterator[FactsError]:
    for field in fields(type(place.item)):
        for where, value in _values(place, field):
            if field.property.kind == "concept":
                yield from _code(where, value, field.property.to[0])
            elif field.property.to == ("Country",):
                yield from _country(where, value)
            elif field.property.kind == "link" and isinstance(value, str):
                yield from _reference(where, value, field.property.to, declared)
    yield from _special(place, declared)
    yield from _evidence(place, text)


def _values(place: Place, field: Field) -> Iterator[tuple[str, str]]:
    value = getattr(place.item, field.name)
    if value is None or value == ():
        return
    where = f"{place.where}.{field.name}"
    if field.many:
        yield from ((f"{where}[{at}]", one) for at, one in enumerate(value))
    else:
        yield where, value


def _code(where: str, value: str, scheme: str) -> Iterator[FactsError]:
    known = load().schemes[scheme].concepts
    if value not in known:
        yield FactsError(f"{value!r} is no code of the vocabulary {scheme}", where=where, remedy=_code_remedy(value, scheme))


def _country(where: str, value: str) -> Iterator[FactsError]:
    if value not in places().countries:
        yield FactsError(f"{value!r} is no country", where=where, remedy="write its ISO 3166-1 alpha-2 code, such as KG")


def _reference(where: str, value: str, to: tuple[str, ...], declared: Mapping[str, str]) -> Iterator[FactsError]:
    if "Country" in to and value.startswith(COUNTRY):
        yield from _country(where, value.removeprefix(COUNTRY))
    elif value not in declared:
        keys = tuple(key for key, name in declared.items() if name in to)
        yield FactsError(f"{value!r} is the key of nothing here", where=where, remedy=_choice(keys) if keys else "declare it")
    elif declared[value] not in to:
        what = f"{value!r} is the key of something else ({declared[value].lower()})"
        yield FactsError(what, where=where, remedy="name this: " + " or ".join(to).lower())


def _special(place: Place, declared: Mapping[str, str]) -> Iterator[FactsError]:
    """What no declared property covers: the institution of an office, and that parties differ."""
    item = place.item
    if isinstance(item, Person) and item.org is not None:
        yield from _reference(f"{place.where}.org", item.org, ("Institution",), declared)
    if isinstance(item, Cooperation) and len(set(item.parties)) < 2:
        yield FactsError("one party does not cooperate with itself", where=f"{place.where}.parties", remedy="name two different parties")


def _evidence(place: Place, text: str | None) -> Iterator[FactsError]:
    for at, evidence in enumerate(place.item.evidence):
        where, span = f"{place.where}.evidence[{at}]", evidence.end - evidence.start
        if text is None and span != len(evidence.quote):
            what = f"the quote has {len(evidence.quote)} characters, its offsets span {span}"
            yield FactsError(what, where=where, remedy="count code points, the end not included")
        elif text is not None and text[evidence.start : evidence.end] != evidence.quote:
            what = f"the quote is not at {evidence.start}..{evidence.end} of the text"
            yield FactsError(what, where=where, remedy=_whereabouts(evidence.quote, text))


def _whereabouts(quote: str, text: str) -> str:
    found = text.find(quote)
    if found < 0:
        return "quote the text exactly, to the character"
    return f"it stands at {found}..{found + len(quote)}; count code points"


def _code_remedy(value: str, scheme: str) -> str:
    """The codes that are spelt like it or that it is a form of; else some to choose from."""
    concepts = load().schemes[scheme].concepts
    said = [code for code, concept in concepts.items() if value.lower() in (*concept.label, *concept.search.en, *concept.search.ru)]
    spelt = [code for code in concepts if len(value) > 2 and code.startswith(value.lower())]
    close = get_close_matches(value.lower(), concepts, n=3, cutoff=0.6)
    meant = dict.fromkeys((*said, *spelt, *close))
    return f"did you mean {' or '.join(meant)}?" if meant else _choice(concepts)


def _choice(known: Iterable[str]) -> str:
    first = list(islice(known, _SHOWN + 1))
    return f"choose one of {', '.join(first[:_SHOWN])}" + (" ..." if len(first) > _SHOWN else "")
