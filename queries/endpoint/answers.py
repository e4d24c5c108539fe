"""How answers leave: whole ones at once, large ones piece by piece, none to a client that does not read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from .cache import Whole
from .problems import Problem
from .spool import Spool

SLOWEST = 30.0
"""Seconds in which a client must take a piece."""


class Answer(Response):
    """A whole answer."""

    def __init__(self, whole: Whole, headers: Mapping[str, str]) -> None:
        said = {name: value for name, value in headers.items() if whole.status == 200 or name not in ("etag", "last-modified")}
        super().__init__(whole.body, whole.status, {**said, **whole.headers, "content-type": whole.media})


class NotModified(Response):
    """The client has it already."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        super().__init__(b"", 304, dict(headers))
        del self.headers["content-length"]


class Stream(Response):
    """An answer that may still be growing. A client that is too slow is left; a broken answer ends without its last piece."""

    def __init__(self, head: Mapping[str, Any], spool: Spool, close: Callable[[], None], headers: Mapping[str, str]) -> None:
        super().__init__(b"", head["status"], {**headers, **head["headers"], "content-type": head["media"]})
        del self.headers["content-length"]
        if spool.done and not spool.error:
            self.headers["content-length"] = str(spool.size)
        self._spool, self._close = spool, close

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            if scope["method"] != "HEAD":
                async for piece in self._spool.pieces():
                    await asyncio.wait_for(send({"type": "http.response.body", "body": piece, "more_body": True}), SLOWEST)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._close()


def problem(error: Problem) -> Response:
    """A problem that the front itself has found, as JSON."""
    reply = error.reply()
    assert isinstance(reply.body, bytes)
    return Response(reply.body, reply.status, {**reply.headers, "content-type": reply.media})
