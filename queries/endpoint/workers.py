"""The front's side of workers: they are made by the template process (see `zygote`) and held by descriptors of their processes."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ...ontology.errors import StoreError
from . import wire

_STARTING = 60.0


@dataclass(eq=False)
class Worker:
    """One worker process. why: the reason for which it was killed; arrived: when its request came, since: when it got it."""

    pid: int
    handle: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    snapshot: str = ""
    since: float = 0.0
    arrived: float = 0.0
    why: str = ""
    served: int = 0
    slow: bool = False
    client: str = ""

    def kill(self, why: str) -> None:
        """End it now, whatever it does."""
        if self.handle >= 0:
            self.why = self.why or why
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.handle, signal.SIGKILL)
            os.close(self.handle)
            self.handle = -1
            self.writer.transport.abort()

    @property
    def dead(self) -> bool:
        """Whether it was killed."""
        return self.handle < 0

    def memory(self) -> int:
        """MiB that it holds in memory alone; 0 where that can't be told."""
        try:
            pages = Path(f"/proc/{self.pid}/statm").read_text().split()
        except OSError:
            return 0
        return (int(pages[1]) - int(pages[2])) * os.sysconf("SC_PAGE_SIZE") >> 20

    def yield_to_others(self) -> None:
        """It has been at it for long: everybody else goes first."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, 19)

    async def ready(self) -> str:
        """Wait until it has opened its snapshot; the snapshot's id. StoreError when it could not."""
        kind, payload = await wire.read(self.reader)
        said = json.loads(payload)
        if kind != b"E":
            self.kill("could not open the store")
            raise StoreError(said["what"])
        return str(said["snapshot"])

    def ask(self, request: bytes) -> None:
        """Send a request."""
        self.since = time.monotonic()
        self.served += 1
        self.writer.write(wire.pack(b"Q", request))


@dataclass
class Template:
    """The template process, started again when it has died."""

    store: Path
    process: subprocess.Popen[bytes] | None = None
    control: socket.socket | None = None
    apart: dict[str, bool] = field(default_factory=dict)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def start(self) -> None:
        """Start it. To be called from the main thread: it lives as long as the thread that has started it."""
        mine, other = socket.socketpair()
        command = [sys.executable, "-m", "medcoop.queries.endpoint.zygote", str(other.fileno())]
        self.process = subprocess.Popen(command, pass_fds=[other.fileno()], stdin=subprocess.DEVNULL, start_new_session=True)
        other.close()
        mine.settimeout(_STARTING)
        self.control = mine

    def stop(self) -> None:
        """End it and all workers."""
        if self.control:
            self.control.close()
            self.control = None
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    async def worker(self, snapshot: str, memory: int, nice: int = 0) -> Worker:
        """A new worker on a snapshot, ready. StoreError when it can't be had."""
        order = {"store": str(self.store), "snapshot": snapshot, "memory": memory, "nice": nice}
        mine, other = socket.socketpair()
        async with self._turn:
            try:
                pid, handle = await asyncio.to_thread(self._order, json.dumps(order).encode() + b"\n", other.fileno())
            except (OSError, ValueError, IndexError):
                self.stop()
                self.start()
                pid, handle = await asyncio.to_thread(self._again, json.dumps(order).encode() + b"\n", other.fileno())
            finally:
                other.close()
        mine.setblocking(False)
        reader, writer = await asyncio.open_connection(sock=mine, limit=1 << 20)
        worker = Worker(pid, handle, reader, writer, snapshot)
        try:
            await asyncio.wait_for(worker.ready(), _STARTING)
        except BaseException as error:
            worker.kill("did not start")
            if isinstance(error, asyncio.IncompleteReadError | TimeoutError):
                raise StoreError("a worker did not start", where=str(self.store), remedy="try again") from error
            raise
        return worker

    def _order(self, line: bytes, channel: int) -> tuple[int, int]:
        assert self.control
        if not self.apart:
            self.apart = json.loads(self._line()[0])
        socket.send_fds(self.control, [line], [channel])
        text, files = self._line()
        return json.loads(text)["pid"], files[0]

    def _again(self, line: bytes, channel: int) -> tuple[int, int]:
        try:
            self.apart = {}
            return self._order(line, channel)
        except OSError as error:
            raise StoreError(f"no worker can be made ({error})", where=str(self.store), remedy="see the messages above") from error

    def _line(self) -> tuple[bytes, list[int]]:
        assert self.control
        text, files, *_ = socket.recv_fds(self.control, 65536, 1)
        if not text:
            raise OSError("the template process has ended")
        return text, files
