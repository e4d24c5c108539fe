"""All classes of the ontology, in the order in which the generated files list them."""

from __future__ import annotations

from .declare import Model
from .derived import ChangeEvent, Country, Coverage, LifecycleStep, Partnership, Shelf, Strand, Topic
from .model import Agreement, Cooperation, Document, Event, Evidence, Institution, Person, Post, Project, Quantity

CLASSES: tuple[type[Model], ...] = (
    Document,
    Evidence,
    Institution,
    Person,
    Post,
    Agreement,
    Project,
    Event,
    Cooperation,
    Quantity,
    Partnership,
    Strand,
    LifecycleStep,
    Shelf,
    Coverage,
    ChangeEvent,
    Country,
    Topic,
)

#: Links of the canonical view that are no fields, since no document states them: property, relationship type, labels from, labels to.
UNSTATED: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("prov:hadPrimarySource", "STATED_IN", ("Post", "Agreement", "Cooperation", "Quantity"), ("Document",)),
    ("mc:onShelf", "ON_SHELF", ("Agreement", "Quantity", "Institution"), ("Shelf",)),
    ("mc:anyTopic", "ABOUT", ("Agreement",), ("Topic",)),
    ("schema:mentions", "MENTIONS", ("Document",), ("Institution", "Person", "Project", "Event")),
)
