"""The stages from a document to what is understood of it, in order."""

from __future__ import annotations

from collections.abc import Callable

from ..ontology.model import Document
from .language.analyse import analyse
from .names.cards import forms_of_cards
from .names.institutions import find_institutions
from .names.lone import find_lone
from .names.people import find_people
from .reading import Reading
from .refer import refer
from .structure import structure

STAGES: tuple[Callable[[Reading], Reading], ...] = (structure, analyse, find_institutions, find_people, find_lone, forms_of_cards, refer)


def understand(document: Document) -> Reading:
    """Blocks, sentences, entities and mentions of a document. Pure: the same document gives the same reading."""
    reading = Reading(document)
    for stage in STAGES:
        reading = stage(reading)
    return reading
