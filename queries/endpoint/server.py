"""The server: uvicorn with bounds on slow and too many clients, and a graceful stop."""

from __future__ import annotations

import asyncio
import resource
import signal
from contextlib import suppress
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from ...ontology.errors import StoreError
from .app import application
from .settings import Settings

HEAD_SECONDS = 15.0
CONNECTIONS = 2000
_HEAD_BYTES = 256 * 1024


class Patient(H11Protocol):
    """HTTP/1.1 with a bound on the time in which the head of a request, the first and every further one, must come."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """A client has come."""
        super().connection_made(transport)
        self._wait()

    def _wait(self) -> None:
        self._stop_waiting()
        self._waiting = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _stop_waiting(self) -> None:
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None

    @property
    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _give_up(self) -> None:
        if not self._answering:
            self.transport.close()

    def handle_events(self) -> None:
        """Something has come."""
        super().handle_events()
        if self._answering:
            self._stop_waiting()

    def on_response_complete(self) -> None:
        """The next request on this connection has the same time."""
        super().on_response_complete()
        if not self._answering and not self.transport.is_closing():
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has left."""
        self._stop_waiting()
        super().connection_lost(exc)


def serve(settings: Settings) -> None:
    """Serve until the process is told to stop."""
    _more_files()
    config = uvicorn.Config(
        application(settings), host=settings.host, port=settings.port, http=Patient, ws="none", lifespan="on", log_level="warning",
        access_log=False, server_header=False, date_header=True, limit_concurrency=CONNECTIONS, backlog=1024, timeout_keep_alive=15,
        timeout_graceful_shutdown=int(settings.grace) + 1, h11_max_incomplete_event_size=_HEAD_BYTES, proxy_headers=True,
        forwarded_allow_ips=settings.proxies,
    )  # fmt: skip
    signal.signal(signal.SIGTERM, lambda *_: None)  # uvicorn takes it while it runs, and hands it on when it has stopped
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        raise StoreError("the server did not start", where=f"{settings.host}:{settings.port}", remedy="see the message above")


def _more_files() -> None:
    """As many open files as the system lets us have."""
    with suppress(ValueError, OSError):
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
