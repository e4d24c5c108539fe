"""Batches on their way to the server: sent by a thread, so that the next one is made while the server works."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import neo4j

from . import neo4j_statements as own
from .server import Server, busy

ROWS = 10_000
"""Most rows of one transaction."""
BYTES = 8_000_000
"""About so much text at most in one transaction: a batch of long quotes is smaller."""
T = TypeVar("T", bound=list[Any])


def batches(rows: Iterable[T]) -> Iterator[list[T]]:
    """Rows by the transaction."""
    held: list[T] = []
    size = 0
    for row in rows:
        held.append(row)
        size += sum(len(cell) for cell in row if isinstance(cell, str))
        if len(held) >= ROWS or size >= BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held


class Writer:
    """Sends statements in order, each in a transaction of its own that also makes sure that no other push has taken over.

    Use as a context manager: leaving it waits until all is written. answer: called with the rows that a statement gives back.
    numbers: rising, of all batches of the push: one that is sent again because the answer to its commit was lost is not written twice.
    """

    def __init__(self, server: Server, owner: str, numbers: Iterator[int]) -> None:
        self._server, self._owner, self._numbers = server, owner, numbers
        self._queue: queue.Queue[tuple[str, dict[str, Any], Callable[[list[Any]], None] | None] | None] = queue.Queue(maxsize=2)
        self._failed: BaseException | None = None
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> Writer:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._failed = self._failed or KeyboardInterrupt()  # what waits is not sent any more
        self._queue.put(None)
        self._thread.join()
        if kind is None and self._failed:
            raise self._failed

    def send(self, text: str, params: dict[str, Any], answer: Callable[[list[Any]], None] | None = None) -> None:
        """Queue a statement. Raises what an earlier one has met."""
        if self._failed:
            raise self._failed
        self._queue.put((text, params, answer))

    def _work(self) -> None:
        while (item := self._queue.get()) is not None:
            if self._failed:
                continue
            text, params, answer = item
            try:
                found = self._write(text, params)
                if answer:
                    answer(found)
            except BaseException as error:
                self._failed = error

    def _write(self, text: str, params: dict[str, Any]) -> list[Any]:
        number = next(self._numbers)
        return self._server.write(lambda transaction: self._fenced(transaction, text, params, number))

    def _fenced(self, transaction: neo4j.ManagedTransaction, text: str, params: dict[str, Any], number: int) -> list[Any]:
        fresh = transaction.run(own.FENCE, {"owner": self._owner, "batch": number}).value()
        if not fresh:
            raise busy(self._server.where)
        return transaction.run(text, params).values() if fresh[0] else []
