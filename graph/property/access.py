"""Readers and the writer of the property graph's file must not meet: Ladybug lets a reader open a file that is being written.

Readers hold a shared lock for one query, the writer an exclusive one for one transaction or for the swap of a rebuilt file; a second
lock keeps writers apart for the whole of a build. The system frees both when their holder dies.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ...ontology.errors import StoreBusyError, StoreError

_PAUSE = 0.01


@contextmanager
def reading(path: Path, patience: float) -> Iterator[None]:
    """Hold the file at `path` for reading. StoreBusyError when a writer still has it after `patience` seconds."""
    file = _open(_lock(path), writing=False)
    if file is None:  # a folder that can't be written to: nobody writes there
        yield
        return
    with _held(file, fcntl.LOCK_SH, patience, path):
        yield


@contextmanager
def changing(path: Path, patience: float) -> Iterator[None]:
    """Hold the file at `path` for changing it, when its readers are done. StoreBusyError after `patience` seconds."""
    with _exclusive(_lock(path), patience, path):
        yield


@contextmanager
def writer(path: Path) -> Iterator[None]:
    """Be the one writer. StoreBusyError at once when there is another."""
    with _exclusive(path.with_name(path.name + ".writer"), 0, path):
        yield


def _lock(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


@contextmanager
def _exclusive(lock: Path, patience: float, path: Path) -> Iterator[None]:
    file = _open(lock, writing=True)
    if file is None:
        raise StoreError("the property graph can't be written to", where=str(path), remedy="check the permissions of the folder")
    with _held(file, fcntl.LOCK_EX, patience, path):
        yield


def _open(lock: Path, *, writing: bool) -> int | None:
    """The lock file; None where it neither exists nor can be made."""
    try:
        return os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except FileNotFoundError:
        return None
    except OSError:
        return None if writing or not lock.exists() else os.open(lock, os.O_RDONLY | os.O_CLOEXEC)


@contextmanager
def _held(file: int, kind: int, patience: float, path: Path) -> Iterator[None]:
    try:
        _take(file, kind, time.monotonic() + patience, path)
        yield
    finally:
        os.close(file)


def _take(file: int, kind: int, until: float, path: Path) -> None:
    while True:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                what = "the property graph is being written by another process" if kind == fcntl.LOCK_SH else "the property graph is in use"
                raise StoreBusyError(what, where=str(path), remedy="try again in a moment") from None
            time.sleep(_PAUSE)
