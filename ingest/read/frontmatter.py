"""The front matter of Markdown pages: YAML between two lines of dashes, which other tools leave in plain texts too."""

from __future__ import annotations

import re
from typing import Any

from ...ontology.dates import PartialDate
from .stated import parse_date

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_DATE_KEYS = ("publish_date", "published", "date", "pubDate", "datePublished")


def body_of(text: str) -> str:
    """The text after its front matter."""
    front = _FRONT.match(text)
    return text[front.end() :] if front else text


def told_by_front_matter(text: str) -> tuple[str | None, PartialDate | None]:
    """The title and the date of publication that a front matter gives; None where there is none."""
    front = _FRONT.match(text)
    fields = _fields(front[1]) if front else {}
    dates = (parse_date(str(fields[key])) for key in _DATE_KEYS if key in fields)
    return str(fields["title"]) if fields.get("title") else None, next(filter(None, dates), None)


def _fields(front: str) -> dict[str, Any]:
    import yaml  # noqa: PLC0415  (only pages with a front matter need it)

    try:
        fields = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError):  # ValueError: a date that is none, such as 2021-02-31
        return {}
    return fields if isinstance(fields, dict) else {}
