"""From a request to its answer: which snapshot, is it known already, which worker, how the answer travels."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ... import __version__
from .answers import Answer, NotModified, Stream
from .cache import Cache, Whole
from .metrics import Metrics
from .problems import Problem
from .runs import Run
from .settings import Settings
from .snapshots import Served, Snapshots
from .workers import Template


@dataclass
class Front:
    """All that requests share."""

    settings: Settings
    template: Template
    snapshots: Snapshots
    cache: Cache
    metrics: Metrics
    build: str = __version__
    _same: dict[str, asyncio.Future[Whole | None]] = field(default_factory=dict)

    async def answer(self, request: Request, asked: dict[str, Any], *, query: bool = False) -> Response:
        """Answer `asked` (see `handlers`). query: it is a user's own query. Problem when that can't be done."""
        served = await self.snapshots.served(request.query_params.get("snapshot") or asked.pop("snapshot", None))
        asked["gzip"] = request.scope["medcoop"]["gzip"]
        request.scope["medcoop"]["snapshot"] = served.id
        text = json.dumps(asked, ensure_ascii=False, sort_keys=True)
        key = hashlib.blake2b(f"{served.name}\0{self.build}\0{text}".encode(), digest_size=12).hexdigest()
        headers = self._headers(served, key)
        if request.method in ("GET", "HEAD") and _matches(request.headers.get("if-none-match"), headers["etag"]):
            return NotModified(headers)
        known = self.cache.get(key)
        if known is None and not query:
            known = await self._once(key, served, text)
        elif known is None:
            return await self._stream(request, key, served, text, headers)
        return Answer(known, headers) if known else await self._stream(request, key, served, text, headers)

    def _headers(self, served: Served, key: str) -> dict[str, str]:
        return {
            "etag": f'"{served.id}-{key}"',
            "medcoop-snapshot": served.id,
            "last-modified": format_datetime(served.published, usegmt=True),
            "cache-control": "public, max-age=0, must-revalidate",
            "vary": "Accept, Accept-Encoding, Accept-Language, Cookie",
        }

    async def _once(self, key: str, served: Served, text: str) -> Whole | None:
        """The answer, asked for once however many want it at the same time; None when it is too large to be kept."""
        if key in self._same:
            return await asyncio.shield(self._same[key])
        future = self._same[key] = asyncio.get_running_loop().create_future()
        try:
            found = await self._whole(key, served, text)
            future.set_result(found)
            return found
        except BaseException as error:
            future.set_exception(
                error if isinstance(error, Problem) else Problem(503, "the request was given up", headers={"Retry-After": "1"})
            )
            future.exception()  # seen, even when nobody else waits for it
            raise
        finally:
            del self._same[key]

    async def _whole(self, key: str, served: Served, text: str) -> Whole | None:
        run = Run(self.settings, self.metrics, served.answers, text)
        try:
            head = await run.begin()
            if not run.spool.done:
                return None
            whole = Whole(head["status"], head["media"], head["headers"], run.spool.whole())
        finally:
            run.close()
        if head["keep"]:
            self.cache.put(key, whole)
        return whole

    async def _stream(self, request: Request, key: str, served: Served, text: str, headers: Mapping[str, str]) -> Response:
        run = Run(self.settings, self.metrics, served.queries, text)
        begun = asyncio.create_task(run.begin())
        left = asyncio.create_task(_left(request))
        try:
            await asyncio.wait({begun, left}, return_when=asyncio.FIRST_COMPLETED)
            if not begun.done():
                raise Problem(499, "the client has left")
            head = begun.result()
        except BaseException:
            begun.cancel()
            run.close()
            raise
        finally:
            left.cancel()
        if run.spool.done and not run.spool.error:
            whole = Whole(head["status"], head["media"], head["headers"], run.spool.whole())
            run.close()
            if head["status"] == 200:
                self.cache.put(key, whole)
            return Answer(whole, headers)
        return Stream(head, run.spool, run.close, headers)


async def _left(request: Request) -> None:
    """Comes back when the client has closed the connection."""
    while not await request.is_disconnected():
        await asyncio.sleep(0.25)


def _matches(header: str | None, etag: str) -> bool:
    if not header:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return "*" in tags or etag in tags
