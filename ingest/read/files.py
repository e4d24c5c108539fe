"""Files, folders and standard input: their bytes, within bounds."""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from ...ontology.model import Document
from .document import Origin
from .forms import FORMS, RECORDS, document
from .outcome import ReadOptions, Refusal, Refused
from .records import read_records


def files_below(folder: Path, options: ReadOptions) -> Iterator[Document | Refusal]:
    """What the files of a folder give, at any depth, in a fixed order; files of other kinds are skipped by name."""
    closed: list[OSError] = []
    for path in _sorted_files(folder, closed):
        if path.suffix.lower() not in (*FORMS, *RECORDS):
            yield _skipped(path)
        elif path.exists() and not path.is_file():
            yield Refusal(str(path), "it is no regular file", "name it to read it", skipped=True)
        else:
            yield from read_file(path, options)
    yield from (_unopened(Path(error.filename), error) for error in closed)


def read_file(path: Path, options: ReadOptions) -> Iterator[Document | Refusal]:
    """What one file gives: many documents from JSON Lines, one from any other; an unknown kind is tried as text."""
    try:
        with path.open("rb") as file:
            if path.suffix.lower() in RECORDS:
                yield from read_records(file, str(path), Origin(path.resolve().as_uri()), options)
            else:
                yield _one(file, path, options)
    except OSError as error:
        yield _unopened(path, error)


def read_stream(stream: BinaryIO, options: ReadOptions) -> Iterator[Document | Refusal]:
    """Standard input: JSON Lines when its first line is a JSON object, a page when it begins as HTML, else one text."""
    first = stream.readline(options.max_bytes + 1)
    rest = cast(BinaryIO, _Rejoined(first, stream))
    if _is_record(first):
        yield from read_records(rest, "stdin", Origin("stdin:"), options)
        return
    try:
        data = bounded(rest, options.max_bytes)
        form = "html" if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")) else "text"
        yield document(data, form, Origin("stdin:" + hashlib.sha256(data).hexdigest()[:16]), options)
    except Refused as refused:
        yield refused.at("stdin")


def bounded(file: BinaryIO, limit: int) -> bytes:
    """All bytes of a file. Raises `Refused` when there are more than `limit`, without reading them."""
    data = file.read(limit + 1)
    if len(data) > limit:
        raise too_large(limit)
    return data


def too_large(limit: int) -> Refused:
    """The refusal of a document of more than `limit` bytes."""
    return Refused(f"it is larger than {limit / 1e6:g} MB", "split it into documents, or write them as JSON Lines, a document a line")


def _one(file: BinaryIO, path: Path, options: ReadOptions) -> Document | Refusal:
    try:
        return document(bounded(file, options.max_bytes), FORMS.get(path.suffix.lower(), "text"), Origin(path.resolve().as_uri()), options)
    except Refused as refused:
        return refused.at(str(path))


def _sorted_files(folder: Path, closed: list[OSError]) -> Iterator[Path]:
    """Files below a folder; folders that can't be listed go to `closed`. Links to folders are not followed, so that loops end."""
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))


def _skipped(path: Path) -> Refusal:
    kind = path.suffix or "no extension"
    known = ", ".join([*FORMS, *RECORDS])
    return Refusal(
        str(path), f"files of this kind ({kind}) are not read from folders", f"name the file to read it as text; read are {known}", True
    )


def _unopened(path: Path, error: OSError) -> Refusal:
    match error:
        case FileNotFoundError():
            return Refusal(str(path), "there is no such file or folder", "check the path")
        case PermissionError():
            return Refusal(str(path), "it may not be read (permission denied)", "ask for the right to read it")
        case _:
            return Refusal(str(path), f"it can't be read ({error.strerror or error})", "check the path and the disk")


def _is_record(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return line.startswith(b'{"') and line.rstrip().endswith(b"}")


class _Rejoined(io.RawIOBase):
    """A stream with a piece that was read from it put back in front."""

    def __init__(self, first: bytes, stream: BinaryIO) -> None:
        self._first, self._stream = first, stream

    def read(self, size: int = -1, /) -> bytes:
        first, self._first = self._first, b""
        return first + self._stream.read(max(0, size - len(first)) if size >= 0 else -1)

    def readline(self, size: int | None = -1, /) -> bytes:
        first, self._first = self._first, b""
        return first or self._stream.readline(-1 if size is None else size)
