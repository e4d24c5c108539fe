"""What the sources cover, and what not: months without documents, and topics of which nothing is stated, are rows too.

The counts of all documents, of a topic, a country or a language are kept (see the class of coverage in the ontology); only for two or more
of these at once is everything counted afresh.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..ontology import iris, vocabulary
from .runner import Asked, Plain

UNDATED = "-"
_SCOPES = ("topic", "country", "language")
_SECTIONS = {"1": "1 all", "2": "2 language", "3": "3 month", "4": "4 country", "5": "5 topic"}


def rows(asked: Asked) -> list[Plain]:
    """Counts by section, and what is missing."""
    scopes = [(name, str(asked.parameters[name])) for name in _SCOPES if name in asked.parameters]
    found = [row for row in (asked.rows() if len(scopes) > 1 else kept(asked, *scopes)) if row["documents"]]
    said = {(row["section"], row["what"]) for row in found}
    if not any(row["section"] == "1 all" for row in found):
        found.append({"section": "1 all", "what": None, "documents": None, "texts": None})
    months = sorted(what for section, what in said if section == "3 month" and len(what or "") == 7)
    found += [_none("6 no documents", gap) for gap in gaps(months)]
    if "topic" not in asked.parameters:
        tops = (code for code, concept in vocabulary.load().schemes["topic"].concepts.items() if not concept.broader)
        found += [_none("7 nothing stated", code) for code in tops if ("5 topic", code) not in said]
    return found


def kept(asked: Asked, scope: tuple[str, str] = ("all", "")) -> list[Plain]:
    """The rows as they are kept for all documents, or for those of one scope: (topic | country | language, code)."""
    found = asked.shared("coverage", scope=iris.coverage(*filter(None, scope)))
    entries = (entry.split() for row in found for entry in row["counts"].strip(";").split(";"))
    return [
        {"section": _SECTIONS[section], "what": None if section == "1" else what, "documents": int(documents), "texts": int(texts)}
        for section, what, documents, texts in entries
    ]


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
