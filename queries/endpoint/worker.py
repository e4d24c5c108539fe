"""A worker: one published snapshot, one request at a time, until its channel closes or it is killed."""

from __future__ import annotations

import gc
import json
import os
import socket
import sys
import traceback
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from io import RawIOBase
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from ...ontology.errors import MedcoopError
from . import handlers, sandbox, wire
from .problems import Problem, problem_of
from .reply import Reply

if TYPE_CHECKING:
    from ...graph.store import Store


def preload() -> None:
    """Load what requests need, so that forked workers have it already."""
    from ...graph import store  # noqa: F401, PLC0415
    from ...ontology import places, vocabulary  # noqa: PLC0415
    from .. import ask, question  # noqa: PLC0415
    from .handlers import endless  # noqa: PLC0415

    vocabulary.load()
    places.places()
    question.catalogue()
    ask.read("who cooperates with whom on oncology")
    ask.read("кто с кем сотрудничает по онкологии")
    handlers.preload()
    endless.may_be("SELECT * { ?s ?p ?o }")


def run(channel: socket.socket, order: dict[str, Any]) -> None:
    """Open the snapshot that the order names and answer requests from the channel."""
    sandbox.limit(order["memory"], order["nice"])
    try:
        store = _open(order)
    except Exception as error:
        channel.sendall(wire.pack_json(b"X", {"what": str(error)}))
        return
    with store:
        _warm(store)
        channel.sendall(wire.pack_json(b"E", {"snapshot": store.snapshot_id}))
        while True:
            try:
                _, request = wire.receive(channel)
            except (EOFError, OSError):
                return
            _answer(store, channel, request)
            gc.collect(0)


def _open(order: dict[str, Any]) -> Store:
    from ...graph.store import Store  # noqa: PLC0415

    return Store.open(order["store"], snapshot=order["snapshot"])


def _warm(store: Store) -> None:
    """The first query of a process costs more than the next ones."""
    bool(store.query("ASK { ?s ?p ?o }"))


def _answer(store: Store, channel: socket.socket, request: bytes) -> None:
    out = _Out(channel)
    try:
        asked = json.loads(request)
        out.packed = bool(asked.get("gzip"))
        reply = _reply(store, asked)
        out.head(reply)
        if callable(reply.body):
            reply.body(cast(BinaryIO, out))
        else:
            out.write(reply.body)
        out.finish()
    except (BrokenPipeError, ConnectionResetError):
        os._exit(0)
    except Exception as error:
        out.broken(error)


def _reply(store: Store, asked: dict[str, Any]) -> Reply:
    try:
        return handlers.answer(store, asked)
    except (Problem, MedcoopError) as error:
        return problem_of(error).reply(asked)


@dataclass
class _Out(RawIOBase):
    """A binary stream to the front: the head goes before the first full piece, so that an error before it can still say so."""

    channel: socket.socket
    packed: bool = False
    _head: bytes = b""
    _sent: int = -1
    _endless: Callable[[], bool] | None = None
    _held: bytearray = field(default_factory=bytearray)
    _zip: Any = None

    def writable(self) -> bool:
        return True

    def head(self, reply: Reply) -> None:
        """What the answer says of itself."""
        self.packed = self.packed and reply.packs
        headers = dict(reply.headers) | ({"content-encoding": "gzip"} if self.packed else {})
        self._head = wire.pack_json(b"H", {"status": reply.status, "media": reply.media, "headers": headers, "keep": reply.keep})
        self._endless = reply.endless
        self._zip = zlib.compressobj(4, zlib.DEFLATED, 31) if self.packed else None

    def write(self, data: Any) -> int:
        """Take a piece of the body."""
        size = len(data)
        self._held += self._zip.compress(data) if self._zip else data
        while len(self._held) >= wire.PIECE:
            self._send(self._held[: wire.PIECE])
            del self._held[: wire.PIECE]
        return size

    def _send(self, piece: bytes | bytearray) -> None:
        if self._sent < 0:
            self.channel.sendall(self._head)
            self._sent = 0
        self._sent += len(piece)
        if self._endless and self._sent >= wire.HELD:
            self.channel.sendall(wire.pack(b"W" if self._endless() else b"G", b""))
            self._endless = None
        if piece:
            self.channel.sendall(wire.pack(b"D", bytes(piece)))

    def finish(self) -> None:
        """The body is whole."""
        if self._zip:
            self._held += self._zip.flush()
        self._send(self._held)
        self.channel.sendall(wire.pack(b"E", b""))

    def broken(self, error: Exception) -> None:
        """The answer can't be given, or not to its end."""
        told = MedcoopError(str(error)) if isinstance(error, MedcoopError) else None
        if not told:
            traceback.print_exception(error, file=sys.stderr)
        memory = isinstance(error, MemoryError)
        what = "the query needs more memory than is allowed" if memory else str(told) if told else f"unexpected: {type(error).__name__}"
        self.channel.sendall(wire.pack_json(b"X", {"what": what, "status": 503 if memory else 500}))
