"""Problem details (RFC 9457): every error says what, where and what to do next, as JSON or as a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ...ontology.errors import InputError, MedcoopError, QueryError, StoreError, UnknownNameError
from .reply import HTML, Reply

MEDIA = "application/problem+json"
_TITLES = {
    400: "Bad request", 401: "Token needed", 403: "Not allowed", 404: "Not found", 405: "Method not allowed", 406: "Not acceptable",
    408: "Request timeout", 410: "Gone", 413: "Content too large", 414: "Address too long", 415: "Unsupported media type",
    429: "Too many requests", 431: "Header too large", 500: "Internal error", 503: "Not available now",
}  # fmt: skip
_STATUS = ((QueryError, 400), (UnknownNameError, 404), (InputError, 400), (StoreError, 503))


class Problem(Exception):
    """What went wrong with a request. more: further members of the problem's JSON; headers: such as Allow or Retry-After."""

    def __init__(
        self, status: int, detail: str, *, headers: Mapping[str, str] | None = None, more: Mapping[str, Any] | None = None, **members: Any
    ) -> None:
        super().__init__(status, detail)
        self.status, self.detail, self.headers, self.more = status, detail, dict(headers or {}), {**(more or {}), **members}

    @property
    def title(self) -> str:
        """A short name of the kind of problem."""
        return _TITLES.get(self.status, "Error")

    def plain(self) -> dict[str, Any]:
        """The problem's JSON."""
        return {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail, **self.more}

    def reply(self, asked: Mapping[str, Any] | None = None) -> Reply:
        """The problem as a page for who asked for HTML, else as JSON."""
        if asked and asked.get("html"):
            from ..pages import render  # noqa: PLC0415

            return Reply(HTML, render.problem(self, asked).encode(), self.status, self.headers, keep=False)
        return Reply(MEDIA, json.dumps(self.plain(), ensure_ascii=False).encode(), self.status, self.headers, keep=False)


def problem_of(error: Problem | MedcoopError) -> Problem:
    """The problem that an error of the package means."""
    if isinstance(error, Problem):
        return error
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
    known = {"where": error.where, "remedy": error.remedy}
    place = {name: value for name in ("line", "column") if (value := getattr(error, name, None)) is not None}
    return Problem(status, error.what, more={name: value for name, value in known.items() if value} | place)
