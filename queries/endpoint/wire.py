"""Frames between the front and a worker: one letter, four bytes of length, the payload. JSON and bytes alone: nothing is unpickled.

To the worker: ``Q`` a request. Back: ``H`` the head of the answer, ``D`` a piece of its body, ``E`` its end, ``X`` it broke off. Before a
body grows larger than `HELD` comes ``G``: it may be sent as it grows, or ``W``: it may have no end, and must wait until it is whole.
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from typing import Any

HEAD = struct.Struct("!cI")
PIECE = 64 * 1024
HELD = 1 << 20
"""An answer up to this size is sent when it is whole, so that what breaks off before is an error with a status of its own."""
Plain = dict[str, Any]


def pack(kind: bytes, payload: bytes) -> bytes:
    """A frame."""
    return HEAD.pack(kind, len(payload)) + payload


def pack_json(kind: bytes, value: Plain) -> bytes:
    """A frame with JSON in it."""
    return pack(kind, json.dumps(value, ensure_ascii=False).encode())


def _exactly(connection: socket.socket, count: int) -> bytes:
    parts = []
    while count:
        part = connection.recv(min(count, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def receive(connection: socket.socket) -> tuple[bytes, bytes]:
    """(kind, payload) of the next frame, waiting for it. EOFError when the other side has left."""
    kind, size = HEAD.unpack(_exactly(connection, HEAD.size))
    return kind, _exactly(connection, size)


async def read(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """(kind, payload) of the next frame. asyncio.IncompleteReadError when the other side has left."""
    kind, size = HEAD.unpack(await reader.readexactly(HEAD.size))
    return kind, await reader.readexactly(size)
