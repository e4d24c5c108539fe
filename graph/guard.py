"""Errors of the disk and of the databases in the words of a user."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..ontology.errors import StoreError

_FULL = ("disk is full", "disk i/o error", "no space left", "file too large")
_READ_ONLY = ("readonly database", "read-only file system", "permission denied", "unable to open database file")


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn an error of SQLite, Oxigraph or the system into a StoreError about the store at `path`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise explained(error, path) from error


def explained(error: Exception, path: Path) -> StoreError:
    """The StoreError that says what the error means and what to do."""
    text, number = str(error).lower(), getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT) or any(words in text for words in _FULL):
        return StoreError(
            f"the disk is full, or it fails ({error})",
            where=str(path),
            remedy="free some space and run the command again: what was stored before is intact",
        )
    if number in (errno.EROFS, errno.EACCES, errno.EPERM) or any(words in text for words in _READ_ONLY):
        return StoreError(
            "the store can't be written to", where=str(path), remedy="check the permissions of the folder, or use another --store"
        )
    return StoreError(f"the store failed ({error})", where=str(path), remedy="run the command again; if it stays so, run `medcoop rebuild`")
