"""The members of one document: what identifies each thing that it names."""

from __future__ import annotations

from ...ontology import iris
from ...ontology.identity import Member
from ...ontology.model import Event, Facts, Institution, Person, Project
from . import keys, normal, people, profile
from .profile import STATE, Profile

_STATE_LEVELS = frozenset({"national", "federal", "republican"})


def of(facts: Facts, document: str) -> dict[str, Member]:
    """The member of each institution, person, project and event, by the item's key."""
    found = {item.key: of_institution(item, facts.lang, document) for item in facts.institutions}
    countries = {item.key: item.country for item in facts.institutions}
    for index, person in enumerate(facts.people):
        found[person.key or f"people/{index}"] = of_person(person, countries.get(person.org or ""), facts.lang, document)
    for index, project in enumerate(facts.projects):
        found[project.key or f"projects/{index}"] = _named(project, "project", facts.lang, document)
    for index, event in enumerate(facts.events):
        found[event.key or f"events/{index}"] = _named(event, "event", facts.lang, document)
    return found


def of_institution(item: Institution, lang: str, document: str) -> Member:
    """An institution's member: by name, country and city; the document's own when its name does not tell which one it is."""
    also = tuple(dict.fromkeys((*item.also, *item.former)))
    built = profile.build(item.name, also, item.country, item.city)
    where = (item.country or "", normal.fold(item.city or ""))
    iri = iris.thing("institution", normal.surface(item.name), *where, "" if tells(built) else document)
    blocks = tuple(sorted(set(keys.of_institution(built))))
    former = tuple((name, str(item.renamed or "")) for name in item.former)
    return Member(iri, "institution", item.name, lang, also, item.kind, item.country, item.city, blocks, former)


def tells(built: Profile) -> bool:
    """The name, with what the document says of the place, tells which institution it is."""
    name = built.names[0]
    if name.propers or name.cities or name.regions or any(len(a) > 2 for a in name.acronyms):
        return True
    if name.head == "ministry" or name.levels & _STATE_LEVELS or (name.head in STATE and name.countries):
        return bool(built.countries)
    if name.strong and name.head not in STATE:
        return bool(built.countries or built.cities)
    return bool(built.cities)


def of_person(person: Person, country: str | None, lang: str, document: str) -> Member:
    """A person's member: by the full name; the document's own when initials with a common surname, or a surname, is all there is."""
    name = people.parse(person.name)
    iri = iris.thing("person", normal.surface(person.name), country or "", "" if people.tells(name) else document)
    return Member(iri, "person", person.name, lang, person.also, None, country, None, tuple(sorted(set(keys.of_person(name)))))


def _named(item: Project | Event, type_: str, lang: str, document: str) -> Member:
    """A project's or event's member: by its name and year; "круглый стол" is the document's own."""
    built = profile.build(item.name, (), None, None)
    year = item.date.text[:4] if item.date and item.date.text[:4].isdigit() else ""
    name = built.names[0]
    own = "" if len(name.words) > 2 and (name.propers or name.strong or name.distinct) else document
    iri = iris.thing(type_, normal.surface(item.name), year, own)
    blocks = {*keys.of_institution(built), *([f"year:{year}"] if year else [])}
    also = item.also if isinstance(item, Project) else ()
    return Member(iri, type_, item.name, lang, also, blocks=tuple(sorted(blocks)))
