"""Reading what `generate` compiled: the JSON files of this package, and the words in them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .text import Forms, Text


def read(file: str) -> dict[str, Any]:
    """A JSON file of ``generated/``."""
    path = Path(__file__).with_name("generated") / file  # importlib.resources would add 15 ms to the start of every command
    return dict(json.loads(path.read_text(encoding="utf-8")))


def text(value: Mapping[str, str]) -> Text:
    """``{"en": ..., "ru": ...}`` as `Text`; where one language is missing the other stands for it."""
    return Text(value.get("en") or value["ru"], value.get("ru") or value["en"])


def forms(value: Mapping[str, Sequence[str]] | None) -> Forms:
    """``{"en": [...], "ru": [...]}`` as `Forms`; a missing language has none."""
    return Forms(tuple(value.get("en", ())), tuple(value.get("ru", ()))) if value else Forms()
