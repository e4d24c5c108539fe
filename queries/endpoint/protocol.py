"""SPARQL 1.1 Protocol: what an HTTP request asks of the query operation."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from .problems import Problem

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
METHODS = "GET, HEAD, POST, OPTIONS"
_BODY_SECONDS = 30.0
_READ_ONLY = "this service only reads: SPARQL Update is not served"
Pairs = list[tuple[str, str]]


async def asked(request: Request, limit: int) -> dict[str, Any]:
    """{query, default, named, format} of a request; query is "" when there is none. Problem for all that the protocol does not allow."""
    url = pairs(request.scope["query_string"])
    if request.method in ("GET", "HEAD"):
        return _operation(url)
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == UPDATE:
        raise Problem(403, _READ_ONLY, remedy="documents change by `medcoop ingest` and `medcoop withdraw`")
    if media not in (FORM, DIRECT):
        said = f"a query can't be sent as {media}" if media else "the request does not say what it sends"
        raise Problem(415, said, headers={"Accept-Post": f"{DIRECT}, {FORM}"}, accepted=[DIRECT, FORM])
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem(415, "the body must not be compressed", headers={"Accept-Encoding": "identity"})
    content = await body(request, limit)
    if media == FORM:
        return _operation([*pairs(content), *((name, value) for name, value in url if name not in ("query", "update"))])
    return _operation([("query", text(content)), *url])


def _operation(given: Pairs) -> dict[str, Any]:
    if any(name == "update" for name, _ in given):
        raise Problem(403, _READ_ONLY, remedy="documents change by `medcoop ingest` and `medcoop withdraw`")
    queries = list(_all(given, "query"))
    if len(queries) > 1:
        raise Problem(400, "there is more than one query in the request")
    found: dict[str, Any] = {"query": queries[0] if queries else ""}
    for key, name in (("default", "default-graph-uri"), ("named", "named-graph-uri")):
        if values := sorted(set(_all(given, name))):
            found[key] = values
    if formats := list(_all(given, "format")):
        found["format"] = formats[0]
    return found


def _all(given: Pairs, name: str) -> Iterable[str]:
    return (value for key, value in given if key == name)


def pairs(encoded: bytes) -> Pairs:
    """Names and values of a query string or a form. Problem 400 when it is not UTF-8."""
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError as error:
        raise Problem(400, "the parameters are not UTF-8") from error
    except ValueError as error:
        raise Problem(400, f"the parameters can't be read ({error})") from error


def text(content: bytes) -> str:
    """A body as text. Problem 400 when it is not UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, "the body is not UTF-8") from error


async def body(request: Request, limit: int) -> bytes:
    """The body of a request. Problem 413 when it is too large, 408 when it comes too slowly."""
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length) > limit:
        raise _too_large(limit)
    parts, size = [], 0
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for part in request.stream():
                parts.append(part)
                size += len(part)
                if size > limit:
                    raise _too_large(limit)
    except TimeoutError:
        raise Problem(408, "the body came too slowly", headers={"Connection": "close"}) from None
    except ClientDisconnect:
        raise Problem(400, "the body is not whole") from None
    return b"".join(parts)


def _too_large(limit: int) -> Problem:
    return Problem(413, f"the body is larger than {limit} bytes", headers={"Connection": "close"}, limit=limit)
