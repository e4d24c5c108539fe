"""The data of the reader as `compile` has put it together: one file, read once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

GENERATED = Path(__file__).with_name("generated")


@cache
def compiled() -> dict[str, Any]:
    """All of ``generated/reader.json``."""
    return dict(json.loads((GENERATED / "reader.json").read_text(encoding="utf-8")))


def table(name: str) -> dict[str, Any]:
    """``data/<name>.yaml``."""
    return dict(compiled()["tables"][name])
