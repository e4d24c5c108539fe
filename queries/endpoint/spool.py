"""The body of an answer between its worker and its client: in memory while it is small, in an unnamed file when it is not.

So a slow client holds no worker, and the front's memory stays flat whatever the size of the answer.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator

MEMORY = 1 << 20
PIECE = 256 * 1024


class Spool:
    """One writer (`put`, then `end` or `fail`), one reader (`pieces`)."""

    def __init__(self, memory: int = MEMORY) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=memory)  # noqa: SIM115 - closed by `close`
        self.size, self.done, self.error = 0, False, ""
        self._more = asyncio.Event()

    def put(self, piece: bytes) -> None:
        """Add to the body. OSError when the disk is full."""
        self._file.seek(self.size)
        self._file.write(piece)
        self.size += len(piece)
        self._more.set()

    def end(self, error: str = "") -> None:
        """Nothing more comes; `error`: because it broke off."""
        self.done, self.error = True, error
        self._more.set()

    async def until(self, size: int) -> None:
        """Wait until so many bytes are here, or all."""
        while not self.done and self.size < size:
            await self._wait()

    async def _wait(self) -> None:
        self._more.clear()
        await self._more.wait()

    async def pieces(self) -> AsyncIterator[bytes]:
        """The body, piece by piece, as it comes. ConnectionError when it broke off: the client must see that it isn't whole."""
        at = 0
        while True:
            while at < self.size:
                self._file.seek(at)
                piece = self._file.read(PIECE)
                at += len(piece)
                yield piece
            if self.done:
                if self.error:
                    raise ConnectionAbortedError(self.error)
                return
            await self._wait()

    def whole(self) -> bytes:
        """All of it."""
        self._file.seek(0)
        return self._file.read()

    def close(self) -> None:
        """Give memory and disk back."""
        self._file.close()
