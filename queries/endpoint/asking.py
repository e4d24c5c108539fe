"""From an HTTP request to the plain request that a worker gets."""

from __future__ import annotations

import re
from typing import Any

from starlette.requests import Request

from . import accept
from .problems import Problem
from .protocol import pairs
from .settings import Settings

ENDINGS = ("html", "ttl", "nt", "nq", "trig", "rdf", "jsonld", "json")
LANGUAGES = ("en", "ru")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9a-fA-F:.]{2,45}\](:\d{1,5})?")
_OWN = ("snapshot", "lang", "format")


def language(request: Request) -> str:
    """The language of the interface: of the address, else of the cookie, else of the browser."""
    for wanted in (request.query_params.get("lang"), request.cookies.get("lang")):
        if wanted in LANGUAGES:
            return str(wanted)
    return accept.language(request.headers.get("accept-language", ""), LANGUAGES)


def base(request: Request, settings: Settings) -> str:
    """How the service is reached from outside. Problem 400 when the Host header is no host."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    host = request.headers.get("host", "localhost")
    if not _HOST.fullmatch(host):
        raise Problem(400, "the Host header is not valid")
    return f"{request.url.scheme}://{host}"


def carry(request: Request) -> dict[str, str]:
    """What links of a page take along: the snapshot and the language, where the address names them."""
    found = {name: request.query_params.get(name) for name in ("snapshot", "lang")}
    return {name: value for name, value in found.items() if value}


def asked(request: Request, settings: Settings, to: str, *, html: bool = False) -> dict[str, Any]:
    """The request for the handler `to`: path, parameters, wanted format and language. html: it always answers with a page."""
    given = pairs(request.scope["query_string"])
    header = request.headers.get("accept", "")
    found: dict[str, Any] = {
        "to": to,
        "path": request.url.path.removeprefix("/"),
        "params": [pair for pair in given if pair[0] not in _OWN],
        "lang": language(request),
        "accept": header,
        "html": html or accept.wants_html(header),
        "base": base(request, settings),
        "carry": carry(request),
    }
    if form := request.query_params.get("format"):
        found["format"] = form
        found["html"] = html or form == "html"
    return found


def plain(request: Request) -> dict[str, Any]:
    """What an error page needs to know."""
    html = accept.wants_html(request.headers.get("accept", ""))
    return {"html": html, "lang": language(request), "path": request.url.path.removeprefix("/"), "params": [], "carry": {}}
