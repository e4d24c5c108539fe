"""One writer at a time: an advisory lock on a file that says who holds it. The system frees it when its holder dies."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import socket
import sys
from pathlib import Path

from ..ontology.errors import StoreBusyError


class WriterLock:
    """The right to write to a store; held from `take` to `free`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = -1

    def take(self) -> None:
        """Take the lock. StoreBusyError names the holder when another process has it; OSError when the file can't be made."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            raise StoreBusyError(
                f"the store is being written by {holder(self._path)}",
                where=str(self._path.parent),
                remedy="wait until it has finished, or stop it: nothing that it has stored is lost",
            ) from None
        self._file = file
        note = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "command": " ".join([Path(sys.argv[0] or "python").name, *sys.argv[1:]])[:200],
            "since": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        }
        os.ftruncate(file, 0)
        os.pwrite(file, json.dumps(note).encode(), 0)

    def free(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def holder(path: Path) -> str:
    """Who wrote the note in the lock file, in words."""
    try:
        note = json.loads(path.read_text())
        return f"{note['command']!r} (process {note['pid']} on {note['host']}, since {note['since']})"
    except (OSError, ValueError, KeyError):
        return "another process"
