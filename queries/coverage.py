"""What the sources cover, and what not: months without documents, and topics of which nothing is stated, are rows too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..ontology import vocabulary
from .runner import Asked, Plain

UNDATED = "-"


def rows(asked: Asked) -> list[Plain]:
    """Counts by section, and what is missing."""
    found = [row for row in asked.rows() if row["documents"]]
    said = {(row["section"], row["what"]) for row in found}
    if not any(row["section"] == "1 all" for row in found):
        found.append({"section": "1 all", "what": None, "documents": None, "texts": None})
    months = sorted(what for section, what in said if section == "3 month" and len(what or "") == 7)
    found += [_none("6 no documents", gap) for gap in gaps(months)]
    if "topic" not in asked.parameters:
        tops = (code for code, concept in vocabulary.load().schemes["topic"].concepts.items() if not concept.broader)
        found += [_none("7 nothing stated", code) for code in tops if ("5 topic", code) not in said]
    return found


def _none(section: str, what: str) -> Plain:
    return {"section": section, "what": what, "documents": None, "texts": None}


def gaps(months: Iterable[str]) -> Iterator[str]:
    """The runs of months between the given ones, which are sorted: ``2019-03`` or ``2019-03/2019-05``."""
    numbers = [int(month[:4]) * 12 + int(month[5:]) - 1 for month in months]
    for one, other in pairwise(numbers):
        if other - one > 1:
            first, last = _month(one + 1), _month(other - 1)
            yield first if first == last else f"{first}/{last}"


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
