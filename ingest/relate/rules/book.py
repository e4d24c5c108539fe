"""The rules: data in order (data/rules_agreements.yaml, data/rules_activities.yaml), read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ... import data_file
from .pattern import Pattern, parse

_FILES = ("rules_agreements.yaml", "rules_activities.yaml")
_UNMEASURED = 0.3
KINDS = {
    "train": "training",
    "trained": "training",
    "tele": "telemedicine",
    "operate": "joint_operations",
    "supply": "supply",
    "fund": "grant",
    "build": "infrastructure",
    "office": "representative_office",
    "research": "research",
    "exchange": "exchange",
    "patient": "patient_referral",
    "method": "methodological_support",
    "conference": "conference",
    "policy": "policy",
}
"""The kind of cooperation that a group's word says."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in one language. roles: letter -> role; status: where the clause does not decide; implied: A is who the page is about."""

    name: str
    lang: str
    elements: tuple[Pattern, ...]
    roles: Mapping[str, str] = field(default_factory=dict, hash=False)
    kinds: tuple[str, ...] = ()
    status: str = ""
    implied: bool = False
    confidence: float = _UNMEASURED


@cache
def rules(lang: str) -> tuple[Rule, ...]:
    """The rules of a language ("ru" or "en"), in order."""
    measured = _measured()
    return tuple(_rule(row, lang, measured) for row in _rows() if row.get(lang))


@cache
def follow(lang: str) -> Rule:
    """The rule for what the sides of a meeting say after it (see `context`)."""
    return _rule({"name": "meet.follow", lang: []}, lang, _measured())


def _load(name: str) -> Any:
    return data_file.load(name.removesuffix(".yaml"))


def _rows() -> list[dict[str, Any]]:
    return [row for name in _FILES for row in _load(name)]


def _measured() -> dict[str, float]:
    """Confidence of each rule, "name.lang" -> share of right pairs, smoothed (bench/measure_rules.py writes it)."""
    return dict(_load("rules_confidence.yaml") or {})


def _rule(row: dict[str, Any], lang: str, measured: Mapping[str, float]) -> Rule:
    name = row["name"]
    return Rule(
        name=name,
        lang=lang,
        elements=tuple(parse(text) for text in row[lang]),
        roles=row.get("roles", {}),
        kinds=tuple(row.get("kinds", ())),
        status=row.get("status", ""),
        implied=bool(row.get("implied")),
        confidence=measured.get(f"{name}.{lang}", _UNMEASURED),
    )
