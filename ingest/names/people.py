"""People: places where they are named, joined into entities with their longest name, office and institution.

`find_people` adds entities and mentions to a reading; `person_facts` gives them as facts with the clause that states the office.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ...ontology.model import Evidence, Person
from ..reading import Entity, Mention, Reading
from . import people_en, people_ru
from .people_filter import confidence, counts
from .people_same import composed, find_named, given_and_patronymic, same_person, word_keys
from .people_spot import Spot
from .positions import Places, office_of, places
from .positions_choice import tie
from .positions_measure import Company, company_of
from .positions_office import Office


@dataclass(eq=False)
class _Group:
    """The places that name one person."""

    spots: list[Spot] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The longest form: most words, initials counting least."""
        return composed([s.name for s in self.spots])


def find_people(reading: Reading) -> Reading:
    """Add people with their mentions. Institutions must have been found. Key: "p1", "p2" ... in order of first mention."""
    spots = sorted((*people_ru.spots(reading), *people_en.spots(reading)), key=lambda s: s.start)
    where = places(reading)
    entities: list[Entity] = []
    mentions: list[Mention] = []
    named = _with_spots(reading, spots)
    found = [(group, best_office(named, group.spots, where)) for group in _groups(spots)]
    company = company_of(named, places(named), [office for _, office in found])
    for group, office in found:
        if not counts(reading, group.name, group.spots, office):
            continue
        key = f"p{len(entities) + 1}"
        entities.append(_entity(key, group, tie(company, group.spots, office)))
        mentions.extend(Mention(s.start, s.end, key) for s in group.spots)
    merged = sorted((*reading.mentions, *mentions), key=lambda m: (m.start, m.end))
    return replace(reading, entities=(*reading.entities, *entities), mentions=tuple(merged))


def _with_spots(reading: Reading, spots: Sequence[Spot]) -> Reading:
    """The reading with all places marked, so that an office is not taken from the neighbour's name."""
    marks = tuple(Mention(s.start, s.end, f"p?{n}") for n, s in enumerate(spots))
    return replace(reading, mentions=tuple(sorted((*reading.mentions, *marks), key=lambda m: (m.start, m.end))))


def _groups(spots: Iterable[Spot]) -> list[_Group]:
    groups: list[_Group] = []
    index: dict[str, list[_Group]] = {}
    later: list[Spot] = []
    for spot in sorted(spots, key=lambda s: given_and_patronymic(s.name)):
        if not spot.full:
            later.append(spot)
            continue
        near = [g for word in word_keys(spot.name) for g in index.get(word, ())]
        group = next((g for g in near if any(same_person(s, spot) for s in g.spots[:8])), None)
        if group is None:
            groups.append(group := _Group())
        group.spots.append(spot)
        for word in word_keys(spot.name):
            if group not in (known := index.setdefault(word, []))[-8:]:
                known.append(group)
    _join_short(groups, later)
    return sorted((g for g in groups if g.spots), key=lambda g: min(s.start for s in g.spots))


def _join_short(groups: list[_Group], later: Sequence[Spot]) -> None:
    """Surnames alone go to whom they name; one with a title of its own introduces a person."""
    index: dict[str, list[_Group]] = {}
    for group in groups:
        for word in word_keys(group.name):
            index.setdefault(word, []).append(group)
    for spot in later:
        near = index.get(next(iter(word_keys(spot.name)), ""), [])
        at = find_named(spot, [g.name for g in near[:8]])
        if at is not None:
            near[at].spots.append(spot)
        elif spot.honorific:
            groups.append(fresh := _Group([spot]))
            index.setdefault(next(iter(word_keys(spot.name)), ""), []).append(fresh)
    for group in groups:
        group.spots.sort(key=lambda s: s.start)


def best_office(reading: Reading, spots: Sequence[Spot], where: Places) -> Office | None:
    """The fullest office that any mention states; the first of equals; the institution from another mention where it has none."""
    offices = [o for o in (office_of(reading, s, where) for s in spots) if o]
    if not offices:
        return None
    best = max(offices, key=lambda o: (o.rank, bool(o.org) and o.tied))
    if best.org is None and (other := next((o.org for o in offices if o.org), None)):
        return replace(best, org=other, tied=0.8)
    return best


def _entity(key: str, group: _Group, office: Office | None) -> Entity:
    name = group.name
    also = tuple(dict.fromkeys(s.name for s in group.spots if s.name != name and s.full))
    sure = confidence(group.name, group.spots, office)
    rule = group.spots[0].rule if office is None else f"{group.spots[0].rule}+{office.rule}"
    return Entity(
        key,
        "person",
        name,
        also,
        position=office.position if office else None,
        org=office.org if office else None,
        rule=rule,
        confidence=sure,
    )


Named = tuple[Entity, tuple[Spot, ...], Office | None]


def named_people(reading: Reading) -> tuple[list[Named], Company]:
    """People with their places and offices (institutions as stated), and the page to tie them on."""
    where = places(reading)
    named: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        if mention.form == "name":
            named.setdefault(mention.entity, []).append(mention)
    text, found = reading.document.text, []
    for entity in reading.entities:
        if entity.type == "person":
            spots = tuple(_spot_of(text, m, entity) for m in named.get(entity.key, []))
            found.append((entity, spots, best_office(reading, spots, where) if spots else None))
    return found, company_of(reading, where, [office for *_, office in found])


def retied(reading: Reading) -> Reading:
    """The reading with the institutions of its people chosen again, when nouns are known to stand for institutions."""
    found, company = named_people(reading)
    orgs = {entity.key: tie(company, spots, office) for entity, spots, office in found if spots and office and office.position}
    entities = (replace(e, org=office.org) if (office := orgs.get(e.key)) else e for e in reading.entities)
    return replace(reading, entities=tuple(entities))


def person_facts(reading: Reading) -> tuple[Person, ...]:
    """The people of a reading as facts; the evidence is the clause with the office, or the name where no office is stated."""
    found, company = named_people(reading)
    return tuple(_fact(company, *row) for row in found)


def _fact(company: Company, entity: Entity, spots: Sequence[Spot], office: Office | None) -> Person:
    text = company.reading.document.text
    if not spots:
        return Person(key=entity.key, name=entity.name, also=entity.also, position=entity.position, org=entity.org)
    office = tie(company, spots, office)
    start, end = (office.start, office.end) if office else (spots[0].start, spots[0].end)
    sure = confidence(entity.name, spots, office)
    rule = office.rule if office else entity.rule
    evidence = Evidence(start=start, end=end, quote=text[start:end], rule=rule, confidence=sure)
    position, org = (office.position, office.org) if office else (entity.position, entity.org)
    return Person(key=entity.key, name=entity.name, also=entity.also, position=position, org=org, evidence=(evidence,))


def _spot_of(text: str, mention: Mention, entity: Entity) -> Spot:
    """A mention as a place again, for its office to be read with all that is known now."""
    if any("а" <= c <= "я" for c in text[mention.start : mention.end].casefold()):
        return Spot(mention.start, mention.end, entity.name, "ru", True)
    return Spot(mention.start, mention.end, entity.name, "en", True, people_en.honorific_before(text, mention.start))
