"""The words to a model: rules and schema once, then the page's part with what the program already found in it."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from ..reading import Reading
from .answer import schema
from .parts import Part


@cache
def system() -> str:
    """The rules, with the answer's JSON Schema for servers that can't enforce it."""
    text = (files(__package__) / "prompt.txt").read_text(encoding="utf-8")
    return text.replace("{schema}", json.dumps(schema(), ensure_ascii=False))


def user(reading: Reading, part: Part) -> str:
    """A part of the page, told as data: address, title, date, the institutions found so far with their ids, then the text."""
    document = reading.document
    keys = {m.entity for m in reading.mentions if part.start <= m.start and m.end <= part.end}
    known = [{"id": e.key, "name": e.name, "kind": e.kind} for e in reading.entities if e.type == "institution" and e.key in keys]
    head = {"title": document.title, "language": document.lang, "published": document.published and str(document.published)}
    return (
        f"The page: {json.dumps(head, ensure_ascii=False)}\n"
        f"Institutions that a program found in this part (use these ids where they are right, add what it missed with new ids): "
        f"{json.dumps(known, ensure_ascii=False)}\n"
        f"The text, as one JSON string:\n{json.dumps(part.text(document.text), ensure_ascii=False)}"
    )
