"""Clients that send the head of a request byte by byte are left after a while, at their first request and at every further one."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from medcoop.queries.endpoint import server

from .service import until

REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


async def application(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(server, "HEAD_SECONDS", 0.2)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(application, http=server.Patient, lifespan="off", log_level="error", timeout_keep_alive=30)
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, args=([listening],), daemon=True)
        thread.start()
        until(lambda: running.started)
        yield listening.getsockname()[1]
        running.should_exit = True
        thread.join(10)


def left(connection: socket.socket) -> bool:
    """Whether the server closes the connection, in time."""
    connection.settimeout(5)
    with contextlib.suppress(ConnectionResetError):
        return connection.recv(1000) == b""
    return True


@pytest.mark.parametrize("before", [b"", b"GET / HTTP/1.1\r\nHo"])
def test_first_request(port: int, before: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(before)
        assert left(connection)


def test_further_request(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for _ in range(2):
            connection.sendall(REQUEST)
            answer = b""
            while not answer.endswith(b"ok"):
                answer += connection.recv(1000)
        connection.sendall(REQUEST[:10])
        assert left(connection)
