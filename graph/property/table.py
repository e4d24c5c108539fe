"""The result of a query, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Table:
    """A query's result. Nodes and relationships are maps of their properties, with "_label". complete: no row was cut off by the limit."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    complete: bool = True

    def records(self) -> list[dict[str, Any]]:
        """Each row as a map by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> Any:
        """A pandas DataFrame. ImportError where pandas is not installed."""
        import pandas  # noqa: PLC0415 - only who wants a frame needs it

        return pandas.DataFrame(list(self.rows), columns=list(self.columns))
