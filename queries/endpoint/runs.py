"""One request with one worker: its answer gathers in a spool until it may be sent."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import suppress
from typing import Any

from . import wire
from .metrics import Metrics
from .pool import Pool
from .problems import Problem
from .settings import Settings
from .spool import Spool
from .workers import Worker

LARGEST = 256 << 20
"""Bytes of an answer that must be whole before it is sent."""
_AT_ONCE = 0.2
_KILLED = {
    "timeout": "the query took longer than {timeout:g} s and was ended; narrow it, or add LIMIT",
    "memory": "the query took more than {memory} MiB of memory and was ended; narrow it, or add LIMIT",
    "busy": "too many long queries are running; try again later",
    "closing": "the service is stopping",
    "large": "the answer is larger than {largest} MiB and may have no end; add LIMIT, or ask for parts",
}


class Run:
    """A request on its way."""

    def __init__(self, settings: Settings, metrics: Metrics, pool: Pool, text: str) -> None:
        self._settings, self._metrics, self._pool, self._request = settings, metrics, pool, text.encode()
        self.spool = Spool()
        self._head: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._may_go = asyncio.Event()
        self._arrived = time.monotonic()
        self._waits = False
        self._task: asyncio.Task[None] | None = None

    async def begin(self) -> dict[str, Any]:
        """The head of the answer, when it is whole or may be sent as it grows. Problem when it breaks off before."""
        self._task = asyncio.create_task(self._drain())
        head = await asyncio.shield(self._head)
        await self._may_go.wait()
        if self.spool.error:
            raise Problem(503, self.spool.error, headers={"Retry-After": "10"})
        return head

    async def _take(self) -> Worker:
        began = time.monotonic()
        patience = self._settings.patience
        worker = await self._pool.take(min(patience, self._settings.timeout) if self._pool.strict else patience)
        if self._pool.strict:
            worker.arrived = self._arrived
        self._metrics.waited(time.monotonic() - began)
        return worker

    async def _drain(self) -> None:
        try:
            if not await self._asked(await self._take()):  # it was dead before it was asked: another one will do
                await self._asked(await self._take(), again=True)
        except Problem as problem:
            self._fail(problem)
        except OSError as error:
            self._fail(Problem(503, f"the answer could not be kept ({error.strerror})", headers={"Retry-After": "60"}))
        except asyncio.CancelledError:
            self._fail(Problem(503, "the request was given up", headers={"Retry-After": "1"}))
            raise

    async def _asked(self, worker: Worker, *, again: bool = False) -> bool:
        """Whether the worker took the request. Problem when it broke down on it."""
        whole = False
        try:
            worker.ask(self._request)
            await self._frames(worker)
            whole = True
        except (asyncio.IncompleteReadError, ConnectionError):
            if not (again or worker.why or self._head.done()) and time.monotonic() - worker.since < _AT_ONCE:
                return False
            raise self._reason(worker) from None
        finally:
            self._pool.give(worker, whole=whole)
        return True

    async def _frames(self, worker: Worker) -> None:
        while True:
            kind, payload = await wire.read(worker.reader)
            if kind == b"D":
                self.spool.put(payload)
                if self._waits and self.spool.size > LARGEST:
                    worker.kill("large")
            elif kind == b"H":
                self._head.set_result(json.loads(payload))
            elif kind == b"W":
                self._waits = True
            elif kind == b"G":
                self._may_go.set()
            elif kind == b"E":
                return self._end()
            else:
                said = json.loads(payload)
                return self._fail(Problem(said["status"], said["what"]))

    def _reason(self, worker: Worker) -> Problem:
        settings = self._settings
        what = _KILLED.get(worker.why, "the worker broke down, or needed more memory than is allowed; narrow the query")
        self._metrics.ended(worker.why or "crash")
        said = what.format(timeout=settings.timeout, memory=settings.memory, largest=LARGEST >> 20)
        return Problem(503, said, headers={"Retry-After": "10"})

    def _end(self, error: str = "") -> None:
        self.spool.end(error)
        self._may_go.set()

    def _fail(self, problem: Problem) -> None:
        if not self._head.done():
            self._head.set_exception(problem)
            self._head.exception()  # seen, even when nobody waits for it any more
        self._end(problem.detail)

    def close(self) -> None:
        """End it, whether or not it has come to its end."""
        if self._task and not self._task.done():
            self._task.cancel()
        with suppress(OSError):
            self.spool.close()
