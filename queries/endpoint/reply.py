"""An answer on its way from a worker to the front."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

HTML = "text/html; charset=utf-8"
JSON = "application/json"
_PACKED = ("text/", "application/json", "application/ld+json", "application/n-", "application/sparql-results", "application/trig",
           "application/rdf+xml", "application/problem+json", "application/xml")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reply:
    """body: bytes, or a function that writes them to a binary stream. keep: the front may keep it for the next who asks the same.

    endless: whether a body that has become large may grow without end, so that it must not be begun before it is whole.
    """

    media: str
    body: bytes | Callable[[BinaryIO], Any]
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    keep: bool = True
    endless: Callable[[], bool] = field(default=lambda: False)

    @property
    def packs(self) -> bool:
        """Whether compression pays."""
        return self.media.startswith(_PACKED) and (callable(self.body) or len(self.body) > 600)


def page(html: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """An HTML page."""
    return Reply(HTML, html.encode(), status, headers or {})


def plain_json(value: Any, status: int = 200, media: str = JSON) -> Reply:
    """JSON."""
    return Reply(media, json.dumps(value, ensure_ascii=False, default=str).encode(), status)
