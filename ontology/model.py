"""The classes of healthcare cooperation, each declared once (see `declare`).

The same classes serve the facts of one document, where a `key` is local ("i1") and a party is a key or ``country:KG``, and the graph,
where keys are IRIs. `Facts` is what one document states; `Document` is the text that it was read from.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field, StringConstraints

from . import properties as p
from .dates import PartialDate
from .declare import Class, Model, Text

Key = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_-]*$")]
#: A fact below this confidence is a candidate: kept in its document's graph, not in the canonical view.
DEFAULT_CONFIDENCE = 0.6

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


#: Fields that a line of the facts format always has, empty or not.
BASIC_FIELDS: dict[str, tuple[str, ...]] = {
    "Facts": ("id", "source", "url", "lang", "title", "published", "institutions", "people", "agreements", "projects", "cooperations"),
    "Institution": ("key", "name", "also", "kind", "country"),
    "Person": ("name", "position", "org", "evidence"),
    "Agreement": ("type", "parties", "signed", "status", "evidence"),
    "Project": ("name", "participants", "evidence"),
    "Event": ("name", "date", "evidence"),
    "Cooperation": ("parties", "topics", "kinds", "date", "status", "evidence"),
    "Quantity": ("what", "value", "evidence"),
}


class Evidence(Model):
    """The clause that states a fact: ``text[start:end] == quote``, in code points of the document's text."""

    declared: ClassVar = Class(
        "oa:Annotation",
        "evidence",
        Text("evidence", "свидетельство"),
        Text(
            "The clause of a document that states a fact, to the character.",
            "Место документа, в котором факт сказан, с точностью до знака.",
        ),
        sub_of=("prov:Entity",),
    )
    start: Annotated[int, Field(ge=0), p.START]
    end: Annotated[int, Field(ge=1), p.END]
    quote: Annotated[str, Field(min_length=1), p.QUOTE]
    rule: Annotated[str, p.RULE]
    confidence: Annotated[float, Field(ge=0, le=1), p.CONFIDENCE]


class Item(Model):
    """A stated thing: everything that one document says with evidence."""

    key: Key | None = None
    evidence: Annotated[tuple[Evidence, ...], p.EVIDENCE] = ()

    @property
    def confidence(self) -> float:
        """That of the surest evidence; 1 for a fact given without evidence."""
        return max((e.confidence for e in self.evidence), default=1.0)


class Institution(Item):
    """A hospital, centre, university, ministry, company, foundation ... that acts or is a partner."""

    declared: ClassVar = Class(
        "mc:Institution",
        "institution",
        Text("institution", "организация"),
        Text(
            "A named organisation that acts in healthcare, research or its government.",
            "Названная организация, действующая в здравоохранении, науке или управлении ими.",
        ),
        sub_of=("org:FormalOrganization", "schema:Organization"),
    )
    key: Key
    name: Annotated[Name, p.NAME]
    also: Annotated[tuple[Name, ...], p.ALSO] = ()
    former: Annotated[tuple[Name, ...], p.FORMER] = ()
    renamed: Annotated[PartialDate | None, p.RENAMED] = None
    kind: Annotated[Code, p.INSTITUTION_KIND] = "other"
    country: Annotated[CountryCode | None, p.COUNTRY] = None
    region: Annotated[Name | None, p.REGION] = None
    city: Annotated[Name | None, p.CITY] = None
    owner: Annotated[Key | None, p.OWNER] = None
    part_of: Annotated[Key | None, p.PART_OF] = None
    matches: Annotated[tuple[str, ...], p.MATCHES] = ()


class Person(Item):
    """An official or professional; in facts with the office held, which the graph keeps as a `Post`."""

    declared: ClassVar = Class(
        "foaf:Person",
        "person",
        Text("person", "человек"),
        Text("A named person in an official or professional role.", "Названный человек в должности или профессиональной роли."),
    )
    name: Annotated[Name, p.PERSON_NAME]
    also: Annotated[tuple[Name, ...], p.ALSO] = ()
    position: Name | None = None
    org: Key | None = None


class Post(Item):
    """An office at an institution, as one document words it, held by one person."""

    declared: ClassVar = Class(
        "org:Post",
        "post",
        Text("post", "должность"),
        Text(
            "An office at an institution, with its holder at the document's date.",
            "Должность в организации и тот, кто её занимал, когда вышел документ.",
        ),
    )
    name: Annotated[Name, p.NAME]
    holder: Annotated[Key, p.HELD_BY]
    at: Annotated[Key | None, p.POST_IN] = None
    date: Annotated[PartialDate | None, p.REPORTED] = None


class Agreement(Item):
    """A paper that was, is or will be signed."""

    declared: ClassVar = Class(
        "mc:Agreement",
        "agreement",
        Text("agreement", "соглашение"),
        Text(
            "A document that parties signed, are about to sign or prolong.",
            "Документ, который стороны подписали, продлили или собираются подписать.",
        ),
        sub_of=("prov:Entity", "schema:CreativeWork"),
    )
    name: Annotated[Name | None, p.NAME] = None
    type: Annotated[Code, p.AGREEMENT_TYPE] = "agreement"
    parties: Annotated[tuple[Key, ...], p.SIGNATORY] = ()
    signers: Annotated[tuple[Key, ...], p.SIGNER] = ()
    signed: Annotated[PartialDate | None, p.SIGNED] = None
    valid_from: Annotated[PartialDate | None, p.VALID_FROM] = None
    valid_until: Annotated[PartialDate | None, p.VALID_UNTIL] = None
    topics: Annotated[tuple[Code, ...], p.TOPIC] = ()
    status: Annotated[Code, p.AGREEMENT_STATUS] = "unknown"


class Project(Item):
    """A named programme, initiative, joint centre or study."""

    declared: ClassVar = Class(
        "mc:Project",
        "project",
        Text("project", "проект"),
        Text(
            "A named programme, initiative, joint centre or study.", "Названная программа, инициатива, совместный центр или исследование."
        ),
        sub_of=("s66:Project", "schema:Project"),
    )
    name: Annotated[Name, p.NAME]
    also: Annotated[tuple[Name, ...], p.ALSO] = ()
    participants: Annotated[tuple[Key, ...], p.PARTICIPANT] = ()
    funders: Annotated[tuple[Key, ...], p.PROJECT_FUNDER] = ()
    topics: Annotated[tuple[Code, ...], p.TOPIC] = ()
    date: Annotated[PartialDate | None, p.DATE] = None


class Event(Item):
    """A named congress, forum, visit or meeting."""

    declared: ClassVar = Class(
        "mc:Event",
        "event",
        Text("event", "событие"),
        Text("A named congress, forum, school, visit or meeting.", "Названный конгресс, форум, школа, визит или встреча."),
        sub_of=("schema:Event",),
    )
    name: Annotated[Name, p.NAME]
    date: Annotated[PartialDate | None, p.DATE] = None
    country: Annotated[CountryCode | None, p.COUNTRY] = None
    city: Annotated[Name | None, p.CITY] = None


class Cooperation(Item):
    """What two or more named parties do, agree on, plan or discuss together, as one document states it."""

    declared: ClassVar = Class(
        "mc:Cooperation",
        "cooperation",
        Text("cooperation", "сотрудничество"),
        Text(
            "What two or more named parties do, agree on, plan or discuss together in health, as one document states it.",
            "Что две или больше названных сторон делают, решили, планируют или обсуждают вместе в здравоохранении, по словам одного документа.",
        ),
        sub_of=("org:OrganizationalCollaboration",),
    )
    parties: Annotated[tuple[Key, ...], Field(min_length=2), p.PARTY]
    providers: Annotated[tuple[Key, ...], p.PROVIDER] = ()
    recipients: Annotated[tuple[Key, ...], p.RECIPIENT] = ()
    hosts: Annotated[tuple[Key, ...], p.HOST] = ()
    guests: Annotated[tuple[Key, ...], p.GUEST] = ()
    funders: Annotated[tuple[Key, ...], p.FUNDER] = ()
    topics: Annotated[tuple[Code, ...], p.TOPIC] = ()
    kinds: Annotated[tuple[Code, ...], p.ACTIVITY] = ()
    date: Annotated[PartialDate | None, p.DATE] = None
    status: Annotated[Code, p.STATUS] = "active"
    under: Annotated[tuple[Key, ...], p.UNDER] = ()
    within: Annotated[tuple[Key, ...], p.WITHIN] = ()
    event: Annotated[Key | None, p.AT_EVENT] = None


class Quantity(Item):
    """How many: trained, consulted, operated ..., of what, by whom, when."""

    declared: ClassVar = Class(
        "mc:Quantity",
        "quantity",
        Text("quantity", "количество"),
        Text(
            "How many were trained, consulted, operated ..., as one document states it; conflicting reports stand side by side.",
            "Сколько обучено, проконсультировано, прооперировано ..., по словам одного документа; противоречащие сообщения стоят рядом.",
        ),
        sub_of=("schema:QuantitativeValue",),
    )
    what: Annotated[Code, p.WHAT]
    value: Annotated[float, p.VALUE]
    unit: Annotated[Name | None, p.UNIT] = None
    by: Annotated[tuple[Key, ...], p.BY] = ()
    of: Annotated[tuple[Key, ...], p.OF] = ()
    topics: Annotated[tuple[Code, ...], p.TOPIC] = ()
    date: Annotated[PartialDate | None, p.DATE] = None


class Facts(Model):
    """What one document states. The exchange format: printed by `medcoop extract`, accepted by `medcoop ingest --facts`.

    `text` goes with facts from elsewhere, so that their quotes can be checked and shown; `medcoop extract --with-text` writes it.
    """

    id: Key
    source: str | None = None
    url: str | None = None
    lang: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    title: str | None = None
    published: PartialDate | None = None
    text: str | None = None
    institutions: tuple[Institution, ...] = ()
    people: tuple[Person, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    projects: tuple[Project, ...] = ()
    events: tuple[Event, ...] = ()
    cooperations: tuple[Cooperation, ...] = ()
    quantities: tuple[Quantity, ...] = ()

    def items(self) -> tuple[Item, ...]:
        """All stated things, by class in the order of the format."""
        return (*self.institutions, *self.people, *self.agreements, *self.projects, *self.events, *self.cooperations, *self.quantities)

    def as_json(self) -> dict[str, Any]:
        """The line of the facts format: its basic fields always, the others where they say something."""
        whole = self.model_dump(mode="json")
        said = self.model_dump(mode="json", exclude_defaults=True)
        line = {name: whole[name] for name in whole if name in said or name in BASIC_FIELDS["Facts"]}
        for name in ("institutions", "people", "agreements", "projects", "events", "cooperations", "quantities"):
            if name in line:
                line[name] = [_basic(item) for item in getattr(self, name)]
        return line


def _basic(item: Item) -> dict[str, Any]:
    whole = item.model_dump(mode="json")
    said = item.model_dump(mode="json", exclude_defaults=True)
    return {name: whole[name] for name in whole if name in said or name in BASIC_FIELDS[type(item).__name__]}


class Document(Model):
    """A text as it was read. `text` is kept exactly (newlines normalised): evidence counts its code points."""

    declared: ClassVar = Class(
        "mc:Document",
        "document",
        Text("document", "документ"),
        Text(
            "A published text that facts were read from; its IRI names the graph of what it states.",
            "Опубликованный текст, из которого взяты факты; его IRI называет граф сказанного в нём.",
        ),
        sub_of=("schema:CreativeWork", "prov:Entity"),
    )
    source: Annotated[str, p.SOURCE]
    url: Annotated[str | None, p.URL] = None
    title: Annotated[str | None, p.TITLE] = None
    lang: Annotated[str, p.LANGUAGE]
    published: Annotated[PartialDate | None, p.PUBLISHED] = None
    content_hash: Annotated[str, p.CONTENT_HASH] = ""
    origin: Annotated[str, p.ORIGIN] = ""
    text: str
    retrieved: str | None = None
