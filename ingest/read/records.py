"""JSON Lines: a document a line. A broken line is refused by its number, the others are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from ...ontology.dates import PartialDate
from ...ontology.model import Document
from .decode import decode
from .document import Origin, Told, make_document
from .outcome import ReadOptions, Refusal, Refused
from .stated import parse_date

_TEXT_FIELDS = ("text", "url", "title", "published", "language", "lang", "source", "id")


def read_records(file: BinaryIO, name: str, origin: Origin, options: ReadOptions) -> Iterator[Document | Refusal]:
    """The documents of JSON Lines. `name` stands in refusals, `origin` in documents whose record names no source."""
    number = 0
    for number, line in enumerate(_lines(file, options.max_bytes), 1):
        if line is not None and not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        try:
            yield _document(line, replace(origin, source=f"{origin.source}#line={number}"), options)
        except Refused as refused:
            yield refused.at(f"{name}:{number}")
    if not number:
        yield Refusal(name, "it is empty", "leave it out, or check how it was saved")


def _lines(file: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Lines; None for one of more than `limit` bytes, whose rest is passed over."""
    while line := file.readline(limit + 1):
        too_long = len(line) > limit
        while too_long and line and not line.endswith(b"\n"):
            line = file.readline(limit + 1)
        yield None if too_long else line


def _document(line: bytes | None, place: Origin, options: ReadOptions) -> Document:
    if line is None:
        raise Refused(f"the line is longer than {options.max_bytes / 1e6:g} MB", "split the document")
    record = _record(line)
    url = record.get("url") or None
    if url and not url.startswith(("http://", "https://")):
        raise Refused(f'its "url" is no web address: {url[:80]!r}', 'write http:// or https://, or name it "source"')
    origin = replace(place, source=url or record.get("source") or record.get("id") or place.source, url=url)
    told = Told(record.get("title") or None, _published(record), record.get("language") or record.get("lang") or None)
    return make_document(record["text"].replace("\r\n", "\n").replace("\r", "\n"), origin, told, options)


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        raise Refused(f"the line is not JSON ({getattr(error, 'msg', error)})", "write one JSON object a line, in UTF-8") from None
    if not isinstance(record, dict) or "text" not in record:
        raise Refused(
            'the line is not an object with a "text"', 'write {"text": "...", "url": "...", "title": "...", "published": "2024-05-01"}'
        )
    for field in _TEXT_FIELDS:
        if not isinstance(record.get(field), str | int | None) or (field == "text" and not isinstance(record["text"], str)):
            raise Refused(f'its "{field}" is not a string', f'write "{field}" as a string in quotes')
    return {field: str(value) if field in _TEXT_FIELDS and value is not None else value for field, value in record.items()}


def _published(record: dict[str, Any]) -> PartialDate | None:
    value = record.get("published")
    if value and (date := parse_date(value)) is None:
        raise Refused(f'its "published" is no date: {value[:40]!r}', "write 2024, 2024-05 or 2024-05-01, or leave it out")
    return date if value else None
