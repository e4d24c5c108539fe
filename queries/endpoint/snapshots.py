"""Which snapshot is asked: the newest published one, or one that somebody names. Each has its pools of workers.

A new publication gets workers of its own first; then new requests go to them, and those on the old snapshot end in peace.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ...ontology.errors import StoreError
from .pool import QUICK, Pool
from .problems import Problem
from .settings import Settings
from .workers import Template, Worker

_OLD = 3
_CATALOGUE = 5.0
"""Seconds that a question of the catalogue may have while others wait: it is known to end."""
_NAME = re.compile(r"[0-9a-f]{12}")


@dataclass(eq=False)
class Served:
    """A snapshot that is being served. name: of its folder; id: of its content; published: HTTP date and time."""

    name: str
    published: dt.datetime
    answers: Pool
    queries: Pool

    @property
    def id(self) -> str:
        """12 hex digits that stand for what it says."""
        return self.name.partition("-")[2]

    def pools(self) -> tuple[Pool, Pool]:
        """For the catalogue and pages; for users' own queries."""
        return self.answers, self.queries


class Snapshots:
    """All that is served. `start` before use; `watch` runs until it is cancelled."""

    def __init__(self, settings: Settings, template: Template) -> None:
        self._settings, self._template = settings, template
        self._folder = settings.store / "snapshots"
        self.current: Served | None = None
        self._old: OrderedDict[str, Served] = OrderedDict()
        self._opening = asyncio.Lock()
        self._leaving: dict[asyncio.Task[None], Pool] = {}
        self.switched = 0

    def all(self) -> Iterator[Served]:
        """The current one and the old ones that are open."""
        if self.current:
            yield self.current
        yield from self._old.values()

    def _names(self) -> list[str]:
        """Published copies, oldest first."""
        try:
            found = [path.name for path in self._folder.iterdir()]
        except FileNotFoundError:
            return []
        return sorted((name for name in found if name.partition("-")[0].isdecimal()), key=lambda name: int(name.partition("-")[0]))

    async def _open(self, name: str, workers: int) -> Served:
        def pool(size: int, slow: int, nice: int, bears: float) -> Pool:
            async def make() -> Worker:
                return await self._template.worker(name, self._settings.memory, nice)

            return Pool(make, size, slow, self._settings.memory, bears)

        served = Served(
            name,
            _published(self._folder / name),
            pool(workers, self._settings.slow, 0, _CATALOGUE),
            pool(workers, self._settings.slow, 5, QUICK),
        )
        await asyncio.gather(*(one.start() for one in served.pools()))
        return served

    async def start(self) -> None:
        """Open the newest snapshot. StoreError when nothing was published."""
        names = self._names()
        if not names:
            raise StoreError("nothing has been published here", where=str(self._settings.store), remedy="run `medcoop ingest` first")
        self.current = await self._open(names[-1], self._settings.workers)

    async def follow(self) -> None:
        """Turn to the newest snapshot when there is a newer one."""
        names = self._names()
        if not names or not self.current or names[-1] == self.current.name:
            return
        new = await self._open(names[-1], self._settings.workers)
        old, self.current = self.current, new
        self.switched += 1
        self._leave(old)

    def _leave(self, old: Served) -> None:
        for pool in old.pools():
            task = asyncio.create_task(pool.close(self._settings.timeout + 1))
            self._leaving[task] = pool
            task.add_done_callback(self._leaving.pop)

    async def watch(self) -> None:
        """Follow the publications."""
        while True:
            await asyncio.sleep(self._settings.watch)
            with suppress(StoreError, OSError, Problem):
                await self.follow()

    async def guard(self) -> None:
        """Keep all requests within their bounds."""
        while True:
            await asyncio.sleep(0.05)
            for pool in [*(pool for served in self.all() for pool in served.pools()), *self._leaving.values()]:
                pool.watch(self._settings.timeout)

    async def served(self, wanted: str | None) -> Served:
        """The snapshot with this id, or the current one. Problem 404 when it isn't kept."""
        current = self.current
        assert current
        if wanted is None or wanted == current.id:
            return current
        name = next((name for name in reversed(self._names()) if name.partition("-")[2] == wanted), None)
        if not name or not _NAME.fullmatch(wanted):
            raise Problem(404, f"no snapshot {wanted[:40]!r} is kept here", remedy="see /snapshots for those that are")
        async with self._opening:
            if name not in self._old:
                self._old[name] = await self._open(name, 1)
            self._old.move_to_end(name)
            if len(self._old) > _OLD:
                self._leave(self._old.popitem(last=False)[1])
        return self._old[name]

    async def close(self) -> None:
        """Let running requests end, then end all workers."""
        pools = [pool for served in self.all() for pool in served.pools()]
        await asyncio.gather(*(pool.close(self._settings.grace) for pool in pools), *self._leaving, return_exceptions=True)


def _published(path: Path) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(int(path.stat().st_mtime), dt.UTC)
    except OSError:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
