"""The card of a thing, section by section in the order of the answer, until there are as many rows as are asked for."""

from __future__ import annotations

from .runner import Asked, Plain

PARTS = ("query", "links", "documents")
"""Files of the question's folder; all sections of one come before those of the next."""


def rows(asked: Asked) -> list[Plain]:
    """Rows of the first parts that suffice: who is named by thousands of documents has rows enough before these."""
    found: list[Plain] = []
    for part in PARTS:
        found += asked.rows(part)
        if len(found) >= asked.parameters["limit"]:
            break
    return found
