"""The word lists and rules of the package's data folder."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the parser in C is eight times as fast


@cache
def load(name: str) -> Any:
    """What ``data/NAME.yaml`` holds, read once for a process. Whoever asks must not change it."""
    return yaml.load(files(__package__).joinpath("data", f"{name}.yaml").read_text("utf-8"), _LOADER)  # noqa: S506 - a safe loader
