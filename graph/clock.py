"""The present moment, as the record writes it."""

from __future__ import annotations

import datetime as dt


def now() -> str:
    """UTC, ISO 8601 to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
