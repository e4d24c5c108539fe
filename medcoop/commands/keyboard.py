"""One key at a time from a plain terminal, local or over SSH, or from a pipe."""

from __future__ import annotations

import codecs
import os
import sys
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager

_LAYOUT = dict(zip("ывкфсгйл", "sdracuqk", strict=True))
_END = "\x04"


class Keyboard:
    """The keys of standard input. Used with ``with``: the terminal gives keys as they are pressed, and is as before afterwards.

    The mode is set once and not for each key, so that nothing typed meanwhile is lost.
    """

    def __init__(self) -> None:
        self._fd = sys.stdin.fileno()
        self._before = termios.tcgetattr(self._fd) if os.isatty(self._fd) else None

    def __enter__(self) -> Keyboard:
        if self._before:
            tty.setcbreak(self._fd, termios.TCSANOW)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before:
            termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)

    def key(self) -> str:
        """The next key in lower case; Russian letters count as the keys that they stand on; the end of the input is "q"."""
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        letter = ""
        while not letter:
            read = os.read(self._fd, 1)
            letter = decoder.decode(read, final=not read)
            if not read:
                return "q"
        lower = letter.lower()
        return "q" if lower == _END else _LAYOUT.get(lower, lower)

    @contextmanager
    def lines(self) -> Iterator[None]:
        """Whole lines may be typed and mended within the block."""
        self.__exit__()
        try:
            yield
        finally:
            self.__enter__()
