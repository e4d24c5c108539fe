"""The vocabularies compiled: plain JSON for a quick start. (Their SKOS is made by `generate_skos`.)"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

import yaml

SCHEMES = ("topic", "activity", "institution-kind", "agreement-type", "agreement-status", "status", "ladder", "counted")
PLACES = ("country", "region", "city")


@cache
def read_yaml(name: str) -> Any:
    """A file of ``vocab/``. All scalars are strings: ``NO`` is Norway, not false."""
    text = (resources.files(__package__) / "vocab" / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506  (BaseLoader makes strings only)


def vocabularies_json() -> str:
    """All schemes, shaped like their files."""
    return _dump({name: read_yaml(name) for name in SCHEMES})


def places_json() -> str:
    """Countries, regions and cities, shaped like their files."""
    return _dump({name: read_yaml(name) for name in PLACES})


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
