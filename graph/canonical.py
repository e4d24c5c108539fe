"""The canonical view, unit by unit: pure functions from rows to lines of the default graph.

A *unit* is what is computed and replaced as a whole: a document with its stated items, a thing with its redirects, a pair of partners
(see `partnerships`). Each unit's lines depend on the current rows alone, never on the order in which they came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from ..ontology import iris, vocabulary
from ..ontology.classes import CLASSES
from ..ontology.model import Agreement, Institution, Quantity
from . import shelves
from .contribution import field_of
from .coverage import Covers, covers
from .partnerships import Broader, Home
from .quads import class_lines, document_lines, evidence_links, field_lines, rule_lines
from .stated import LISTS, SHARED, Json, Rule, Stated, Statement, rules
from .terms import TYPE, iri, name

Said = Mapping[tuple[str, str], int]
"""How many times (what, value) is said of a thing, all its members together."""
ThingOf = Callable[[str], str]
MODELS = {model.declared.slug: model for model in CLASSES}
_SHARED_MODELS = frozenset(LISTS[one] for one in SHARED)
_MENTIONS, _SOURCE, _REPLACED = name("schema:mentions"), name("prov:hadPrimarySource"), name("dct:isReplacedBy")
_ANY_TOPIC = name("mc:anyTopic")
_HOME = next(rule for rule in rules(Institution) if rule.name == "country")
_VAGUE = "other"


def document_unit(said: Statement, thing_of: ThingOf, home: Home, broader: Broader) -> set[str]:
    """A document's metadata, the things that it mentions, and its cooperations, agreements, quantities and posts between *things*."""

    def target(key: str) -> str | None:
        found = said.resolve(key)
        return thing_of(found) if found else None

    subject, lines = iri(said.document["iri"]), set(document_lines(said.document))
    for one in said.items:
        if one.accepted and one.model in _SHARED_MODELS:
            lines.add(f"{subject} {_MENTIONS} {iri(thing_of(one.iri))}")
        elif one.accepted:
            lines.update(_item_lines(said.document, one, target))
    for one in said.items:
        if one.accepted and one.model is Agreement:
            lines.update(_found_by(one, said, target, home, broader))
        elif one.accepted and one.model is Quantity:
            lines.add(on_shelf(one.iri, shelves.of_quantity(one.item["what"], one.item.get("date") or "")))
    return lines


def _found_by(one: Stated, said: Statement, target: Callable[[str], str | None], home: Home, broader: Broader) -> Iterator[str]:
    """What an agreement is asked for by: its shelves; its topics, those of the work under it, and all that are wider."""
    countries = {home(party) for key in one.item.get("parties", ()) if (party := target(key))} - {""}
    for shelf in shelves.of_agreement(one.item.get("signed") or "", countries):
        yield on_shelf(one.iri, shelf)
    under = (other for other in said.items if other.accepted and one.iri in map(said.resolve, other.item.get("under", ())))
    for topic in closed({topic for each in (one, *under) for topic in each.item.get("topics", ())}, broader):
        yield f"{iri(one.iri)} {_ANY_TOPIC} {iri(iris.concept('topic', topic))}"


def on_shelf(thing: str, shelf: str) -> str:
    """That a thing stands on a shelf."""
    return f"{iri(thing)} {shelves.ON_SHELF} {iri(shelf)}"


def closed(topics: Iterable[str], broader: Broader) -> set[str]:
    """The topics and all that are wider."""
    return {wider for topic in topics for wider in (topic, *broader(topic))}


def covered(said: Statement, thing_of: ThingOf, home: Home, broader: Broader) -> Covers:
    """What the document covers: the countries of what it names, the topics that it states."""
    named = {home(thing_of(one.iri)) for one in said.items if one.accepted and one.model in _SHARED_MODELS} - {""}
    topics = {topic for one in said.items if one.accepted and one.model not in _SHARED_MODELS for topic in one.item.get("topics", ())}
    return covers(said.document, named, closed(topics, broader))


def _item_lines(document: Json, one: Stated, target: Callable[[str], str | None]) -> Iterator[str]:
    subject = iri(one.iri)
    yield from class_lines(subject, one.model)
    yield from field_lines(subject, one.model, one.item, document["lang"], target)
    yield from evidence_links(document["iri"], one)
    yield f"{subject} {_SOURCE} {iri(document['iri'])}"


def thing_unit(thing: str, slug: str, members: Iterable[str], said: Said, thing_of: ThingOf) -> set[str]:
    """An institution, person, project or event as all its documents describe it, and redirects from its other members' IRIs."""
    if not said:
        return set()
    model, subject = MODELS[slug], iri(thing)
    lines = set(class_lines(subject, model))
    lines.update(f"{iri(member)} {_REPLACED} {subject}" for member in members if member != thing)
    named, spoken_of = _by_language(said, "name"), {field_of(what) for what, _ in said}
    for rule in rules(model):
        if rule.name == "name":
            lines.update(_name_lines(subject, rule, named))
        elif rule.name == "also":
            lines.update(_also_lines(subject, rule, named, _by_language(said, "also")))
        elif rule.name in spoken_of:
            lines.update(_value_lines(subject, rule, said, thing_of))
    if model is Institution and (home := _values(said, _HOME, thing_of)):
        lines.add(on_shelf(thing, iris.shelf("institution", iris.code(most_said(home)))))
    return lines | set(_kind_lines(subject, said))


def thing_names(said: Said) -> set[str]:
    """All names of a thing, for the index of names."""
    return {value for (what, value) in said if what.startswith(("name@", "also@"))}


def _by_language(said: Said, field: str) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for (what, value), count in said.items():
        head, _, lang = what.partition("@")
        if head == field and lang:
            found[lang][value] += count
    return found


def best_name(counts: Mapping[str, int]) -> str:
    """The longest of the names that are at least a third as frequent as the most frequent one."""
    most = max(counts.values())
    return min((value for value, count in counts.items() if 3 * count >= most), key=lambda value: (-len(value), -counts[value], value))


def most_said(counts: Mapping[str, int]) -> str:
    """The most frequent value; anything rather than "other"."""
    return min(counts, key=lambda value: (value == _VAGUE, -counts[value], value))


def _name_lines(subject: str, rule: Rule, named: Mapping[str, Counter[str]]) -> Iterator[str]:
    for lang, counts in named.items():
        yield from rule_lines(subject, rule, [best_name(counts)], lang, str)


def _also_lines(subject: str, rule: Rule, named: Mapping[str, Counter[str]], also: Mapping[str, Counter[str]]) -> Iterator[str]:
    for lang in named.keys() | also.keys():
        names = named.get(lang, {}).keys() | also.get(lang, {}).keys()
        rest = names - {best_name(named[lang])} if lang in named else names
        yield from rule_lines(subject, rule, rest, lang, str)


def _value_lines(subject: str, rule: Rule, said: Said, thing_of: ThingOf) -> Iterator[str]:
    groups = _by_language(said, rule.name) if rule.kind == "text" else {"": _values(said, rule, thing_of)}
    for lang, counts in groups.items():
        values = [value for value in counts if iri(value) != subject] if rule.kind == "link" else list(counts)
        if not rule.many and values:
            values = [most_said({value: counts[value] for value in values})]
        yield from rule_lines(subject, rule, values, lang, str)


def _values(said: Said, rule: Rule, thing_of: ThingOf) -> Counter[str]:
    link = rule.kind == "link"
    column = f">{rule.name}" if link else rule.name
    found: Counter[str] = Counter()
    for (what, value), count in said.items():
        if what == column:
            found[thing_of(value) if link else value] += count
    return found


def _kind_lines(subject: str, said: Said) -> Iterator[str]:
    kinds = {value: count for (what, value), count in said.items() if what == "kind"}
    for prefixed in kind_classes(most_said(kinds)) if kinds else ():
        yield f"{subject} {TYPE} {name(prefixed)}"


@cache
def kind_classes(kind: str) -> tuple[str, ...]:
    """The classes of a kind of institution, such as schema:Hospital."""
    concept = vocabulary.load().schemes["institution-kind"].concepts.get(kind)
    return (concept.class_name,) if concept and concept.class_name else ()
