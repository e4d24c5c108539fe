"""The last step of every reader: a text and what its form tells become a Document."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from ...ontology.dates import PartialDate
from ...ontology.model import Document
from .dateline import find_dateline
from .language import accepted_language
from .outcome import ReadOptions, Refused
from .title import find_title

_BROKEN = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from, and when it was fetched (ISO 8601, only from the web)."""

    source: str
    url: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What the form of a page or a record says of its text; None where it is silent and the text is asked."""

    title: str | None = None
    published: PartialDate | None = None
    lang: str | None = None
    url: str | None = None


def make_document(text: str, origin: Origin, told: Told, options: ReadOptions) -> Document:
    """Check the text and complete what is told by what the text itself shows. Raises `Refused`."""
    check_filled(text)
    return Document(
        source=origin.source,
        url=origin.url or told.url,
        title=told.title or find_title(text),
        lang=options.language or accepted_language(text, told.lang),
        published=told.published or find_dateline(text),
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        retrieved=origin.retrieved,
    )


def check_filled(text: str) -> None:
    """Raises `Refused` when a text is empty or holds what no text holds: NUL characters, halves of surrogate pairs."""
    if not text.strip():
        raise Refused("it holds only white space" if text else "it is empty", "leave it out, or check how it was saved")
    if broken := _BROKEN.search(text):
        raise Refused(
            f"it holds a character that is no text (U+{ord(broken[0]):04X} at {broken.start()})", "remove it, or save the text again"
        )
