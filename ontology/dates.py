"""Dates as sources state them: a year, a month, a day or an interval, never padded.

The notation is a part of EDTF level 0/1 (ISO 8601-2:2019): ``2023``, ``2023-07``, ``2023-07-05``, ``2018/2020-03``,
``2018/..`` and ``../2020``. A value that is not a whole day stands for every day it may mean: `earliest` and `latest` bound it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAY = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
PATTERN = rf"^({_DAY}|{_DAY}/({_DAY}|\.\.)|\.\./{_DAY})$"


def _bounds(point: str) -> tuple[dt.date, dt.date]:
    match = _POINT.fullmatch(point)
    if not match:
        raise ValueError(f"{point!r} is not a date: write 2023, 2023-07 or 2023-07-05")
    year, month, day = match.groups()
    first = dt.date(int(year), int(month or 1), int(day or 1))
    last = first.replace(month=int(month or 12))
    return first, last.replace(day=int(day or calendar.monthrange(last.year, last.month)[1]))


@dataclass(frozen=True, order=True, slots=True)
class PartialDate:
    """A date as stated. `text` is its EDTF form; comparing two compares the texts, `earliest`/`latest` compare days."""

    text: str

    def __post_init__(self) -> None:
        begin, end = self.earliest, self.latest  # raises ValueError when it is no date
        if not (begin or end):
            raise ValueError(f"{self.text!r} is not a date: one end of an interval must be known")
        if begin and end and begin > end:
            raise ValueError(f"{self.text!r} ends before it begins")

    @property
    def earliest(self) -> dt.date | None:
        """First day that the date can mean; None where an interval is open."""
        begin = self.text.split("/")[0]
        return None if begin == ".." and "/" in self.text else _bounds(begin)[0]

    @property
    def latest(self) -> dt.date | None:
        """Last day that the date can mean; None where an interval is open."""
        end = self.text.split("/", 1)[-1]
        return None if end == ".." and "/" in self.text else _bounds(end)[1]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def parse(value: str) -> PartialDate:
            return cls(value)

        from_text = core_schema.chain_schema([core_schema.str_schema(), core_schema.no_info_plain_validator_function(parse)])
        return core_schema.json_or_python_schema(
            json_schema=from_text,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), from_text]),
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": PATTERN, "description": "a date as stated, EDTF: 2023, 2023-07, 2018/2020"}
