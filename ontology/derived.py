"""Classes that no document states: what the graph derives from facts, and the countries and concepts that facts refer to."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from . import properties as p
from . import properties_derived as d
from .dates import PartialDate
from .declare import Class, Model, Text
from .model import Code, Key, Name


class Partnership(Model):
    """Derived: all that is known of one pair of parties."""

    declared: ClassVar = Class(
        "mc:Partnership",
        "partnership",
        Text("partnership", "партнёрство"),
        Text(
            "Derived: all that documents say of the cooperation of one pair of institutions or countries.",
            "Выведено: всё, что документы говорят о сотрудничестве одной пары организаций или стран.",
        ),
        sub_of=("org:OrganizationalCollaboration",),
    )
    parties: Annotated[tuple[Key, ...], Field(min_length=2, max_length=2), d.PARTNER]
    topics: Annotated[tuple[Code, ...], d.CLOSED_TOPIC] = ()
    kinds: Annotated[tuple[Code, ...], p.ACTIVITY] = ()
    statuses: Annotated[tuple[Code, ...], d.RUNG] = ()
    status: Annotated[Code, d.LADDER_STATUS] = "active"
    since: Annotated[PartialDate | None, d.SINCE] = None
    until: Annotated[PartialDate | None, d.UNTIL] = None
    sources: Annotated[int, d.SOURCES] = 0
    row: Annotated[str, d.ROW] = ""
    based_on: Annotated[tuple[Key, ...], d.BASED_ON] = ()
    shelves: Annotated[tuple[Key, ...], d.ON_SHELF] = ()


class Strand(Model):
    """Derived: what one partnership does on one topic, its subtopics included; the row of "who cooperates with whom on T"."""

    declared: ClassVar = Class(
        "mc:Strand",
        "strand",
        Text("strand", "направление партнёрства"),
        Text(
            "Derived: what one partnership does on one topic, the topic's subtopics included.",
            "Выведено: что делает одно партнёрство по одной теме, включая её подтемы.",
        ),
    )
    partnership: Annotated[Key, d.STRAND_OF]
    first: Annotated[Key, d.FIRST_PARTY]
    second: Annotated[Key, d.SECOND_PARTY]
    topic: Annotated[Code, d.STRAND_TOPIC]
    leads: Annotated[Code | None, d.LEADS] = None
    topics: Annotated[tuple[Code, ...], d.STATED_TOPIC] = ()
    topic_codes: Annotated[str | None, d.TOPIC_CODES] = None
    kinds: Annotated[tuple[Code, ...], p.ACTIVITY] = ()
    statuses: Annotated[tuple[Code, ...], d.RUNG] = ()
    status: Annotated[Code, d.LADDER_STATUS] = "active"
    since: Annotated[PartialDate | None, d.SINCE] = None
    until: Annotated[PartialDate | None, d.UNTIL] = None
    sources: Annotated[int, d.SOURCES] = 0
    row: Annotated[str, d.ROW] = ""
    based_on: Annotated[tuple[Key, ...], d.BASED_ON] = ()
    shelves: Annotated[tuple[Key, ...], d.ON_SHELF] = ()


class Shelf(Model):
    """Derived: things that a question asks for together, so that it need not search for them among all."""

    declared: ClassVar = Class(
        "mc:Shelf",
        "shelf",
        Text("shelf", "полка"),
        Text(
            "Derived: things that are asked for together: strands by topic and country, agreements by country and years of signature, "
            "partnerships by status and last year.",
            "Выведено: то, о чём спрашивают вместе: направления по теме и стране, соглашения по стране и годам подписания, "
            "партнёрства по состоянию и последнему году.",
        ),
        internal=True,
    )
    row: Annotated[str, d.SHELF_OF]
    held: Annotated[int, d.HELD]


class Coverage(Model):
    """Derived: how many documents there are on a topic, of a country or in a language, or in all, and of what."""

    declared: ClassVar = Class(
        "mc:Coverage",
        "coverage",
        Text("coverage", "охват"),
        Text(
            "Derived: what the documents on a topic, about a country, in a language, or all of them, cover.",
            "Выведено: что охватывают документы по теме, о стране, на языке или все вместе.",
        ),
        internal=True,
    )
    documents: Annotated[int, d.DOCUMENT_COUNT]
    texts: Annotated[int, d.TEXT_COUNT]
    counts: Annotated[str, d.COUNTS]


class ChangeEvent(Model):
    """Derived: an institution got another name, or another took its place; the registry or a person says so."""

    declared: ClassVar = Class(
        "org:ChangeEvent",
        "change",
        Text("change of an institution", "изменение организации"),
        Text(
            "An institution got another name, or another institution took its place.",
            "Организация получила новое название, или её место заняла другая.",
        ),
        sub_of=("prov:Activity",),
    )
    name: Annotated[Name, p.NAME]
    original: Annotated[Key, d.ORIGINAL]
    resulting: Annotated[Key, d.RESULTING]
    old_name: Annotated[Name, d.OLD_NAME]
    new_name: Annotated[Name, d.NEW_NAME]
    date: Annotated[PartialDate | None, p.DATE] = None


class LifecycleStep(Model):
    """Derived: a rung of a partnership's ladder, with the facts that put it there."""

    declared: ClassVar = Class(
        "mc:LifecycleStep",
        "step",
        Text("lifecycle step", "шаг развития"),
        Text(
            "Derived: a rung of a partnership's ladder: discussed, planned, signed, active, ended.",
            "Выведено: ступень развития партнёрства: обсуждение, план, подпись, работа, завершение.",
        ),
        sub_of=("time:TemporalEntity",),
    )
    partnership: Annotated[Key, d.STEP_OF]
    status: Annotated[Code, d.LADDER_STATUS]
    date: Annotated[PartialDate | None, p.DATE] = None
    based_on: Annotated[tuple[Key, ...], d.BASED_ON] = ()


class Country(Model):
    """A country, by its ISO 3166-1 code."""

    declared: ClassVar = Class(
        "schema:Country",
        "country",
        Text("country", "страна"),
        Text("A country, named by its ISO 3166-1 alpha-2 code.", "Страна, названная кодом ISO 3166-1 alpha-2."),
        sub_of=("schema:Place",),
    )
    name: Annotated[Name, p.NAME]
    also: Annotated[tuple[Name, ...], p.ALSO] = ()


class Concept(Model):
    """A concept of a vocabulary: topic, activity, kind, type, status."""

    declared: ClassVar = Class(
        "skos:Concept",
        "concept",
        Text("concept", "понятие"),
        Text("A concept of one of the vocabularies.", "Понятие одного из словарей."),
        node=False,
    )
    name: Annotated[Name, p.NAME]
    also: Annotated[tuple[Name, ...], p.ALSO] = ()
    broader: Annotated[tuple[Code, ...], d.BROADER] = ()


class Topic(Concept):
    """A medical subject."""

    declared: ClassVar = Class(
        "mc:Topic",
        "topic",
        Text("topic", "тема"),
        Text("A subject of cooperation, such as liver transplantation.", "Предмет сотрудничества, например трансплантация печени."),
        sub_of=("skos:Concept",),
    )
