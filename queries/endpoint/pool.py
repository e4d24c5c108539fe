"""A pool of workers on one snapshot: quick requests never wait for long ones.

A request that has run for a moment is *slow*: its worker yields to all others, leaves the pool and is replaced, so that the pool's own
workers stay free. Only so many may be slow at a time; one more is ended. Every request is ended at its timeout.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

from ...ontology.errors import StoreError
from .problems import Problem
from .workers import Worker

QUICK = 0.25
"""Seconds after which a request is slow."""
_LATE = 0.2
"""Seconds in which a request may still come to a pool that is being closed: it was on its way."""
_LIFE = 20_000
_WAITING = 256
Make = Callable[[], Awaitable[Worker]]


class Pool:
    """`size` workers made by `make`; at most `slow` more are busy with long requests. memory: MiB that each may take.

    bears: seconds that one more long request may have while others wait; a pool that bears little is strict: long requests yield to
    all others, and the time that they waited counts as theirs.
    """

    def __init__(self, make: Make, size: int, slow: int, memory: int, bears: float = QUICK) -> None:
        self._make, self.size, self._most_slow, self._memory, self._bears = make, size, slow, memory, bears
        self.strict = bears <= QUICK
        self._idle: deque[Worker] = deque()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self.busy: set[Worker] = set()
        self._closing = False
        self._tasks: set[asyncio.Task[None]] = set()
        self.killed: dict[str, int] = {}

    async def start(self) -> None:
        """Make the first worker, and begin to make the others."""
        self._hand(await self._make())
        for _ in range(self.size - 1):
            self._replace()

    @property
    def slow(self) -> int:
        """How many long requests are running."""
        return sum(worker.slow for worker in self.busy)

    @property
    def idle(self) -> int:
        """How many workers are free."""
        return len(self._idle)

    def _replace(self) -> None:
        if not self._closing:
            task = asyncio.create_task(self._add())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _add(self) -> None:
        while not self._closing:
            try:
                return self._hand(await self._make())
            except (StoreError, OSError):
                await asyncio.sleep(0.5)

    def _hand(self, worker: Worker) -> None:
        """Give a free worker to who waits for one."""
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                return future.set_result(worker)
        if self._closing:
            worker.kill("closing")
        else:
            self._idle.append(worker)

    async def take(self, patience: float) -> Worker:
        """A free worker. Problem 503 when none is free in time."""
        while self._idle:
            worker = self._idle.popleft()
            if not (worker.dead or worker.reader.at_eof()):
                return self._begin(worker)
            worker.kill("died")
            self._replace()
        if len(self._waiting) >= _WAITING:
            raise _busy()
        future = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        try:
            return self._begin(await asyncio.wait_for(future, patience))
        except TimeoutError:
            raise _busy() from None
        except asyncio.CancelledError:
            if future.done() and not future.cancelled():
                self._hand(future.result())
            raise

    def _begin(self, worker: Worker) -> Worker:
        worker.since = worker.arrived = time.monotonic()
        worker.slow = False
        self.busy.add(worker)
        return worker

    def give(self, worker: Worker, *, whole: bool) -> None:
        """Take a worker back. whole: it has answered to the end and can be asked again."""
        self.busy.discard(worker)
        used = worker.served >= _LIFE or worker.memory() > self._memory // 2 if whole else True
        if worker.slow or used or self._closing:
            worker.kill("used" if whole else "broken off")
            if not worker.slow:
                self._replace()
        else:
            self._hand(worker)

    def watch(self, timeout: float) -> None:
        """To be called several times a second: ends what takes too long or too much, and lets long requests make room."""
        now = time.monotonic()
        for worker in list(self.busy):
            spent = now - worker.since
            if now - worker.arrived > timeout:
                self._kill(worker, "timeout")
            elif worker.memory() > self._memory:
                self._kill(worker, "memory")
            elif spent > QUICK and not worker.slow:
                self._demote(worker, spent)

    def _demote(self, worker: Worker, spent: float) -> None:
        if self.slow >= self._most_slow:
            if self._waiting and spent > self._bears:
                self._kill(worker, "busy")
            return
        worker.slow = True
        if self.strict:
            worker.yield_to_others()
        self._replace()

    def _kill(self, worker: Worker, why: str) -> None:
        self.killed[why] = self.killed.get(why, 0) + 1
        worker.kill(why)

    async def close(self, grace: float) -> None:
        """Let the requests end that run, wait, or are about to come, then end the workers."""
        end = time.monotonic() + grace
        await asyncio.sleep(min(_LATE, grace))
        while (self.busy or self._waiting) and time.monotonic() < end:
            await asyncio.sleep(0.02)
        self._closing = True
        for worker in [*self._idle, *self.busy]:
            worker.kill("closing")
        self._idle.clear()
        for future in self._waiting:
            with suppress(asyncio.InvalidStateError):
                future.set_exception(_busy())
        for task in list(self._tasks):
            task.cancel()


def _busy() -> Problem:
    return Problem(503, "all workers are busy with other requests; try again soon", headers={"Retry-After": "2"})
