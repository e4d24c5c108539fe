"""No regular expression of the package backtracks without measure: judged by its structure, not by the clock."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

with warnings.catch_warnings():  # it loads modules of Python's that go by other names since 3.11
    warnings.simplefilter("ignore")
    from regexploit.ast.sre import SreOpParser
    from regexploit.redos import find

MOST = 2
"""Repetitions of the same letters that may stand one after another: the power of the length with which the steps may grow."""


class Parser(SreOpParser):  # type: ignore[misc]
    """Knows what Python 3.11 has added; both backtrack less than the plain forms that they are read as."""

    def from_ATOMIC_GROUP(self, args: Any) -> Any:
        return self.sequence_or_singleton(args)

    def from_POSSESSIVE_REPEAT(self, args: Any) -> Any:
        return self.from_MAX_REPEAT(args)


def worst(pattern: str, flags: int = 0) -> int:
    """The highest power of the length with which matching may grow; 11 and more: exponential."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return max((one.starriness for one in find(Parser().parse_sre(pattern, flags))), default=1)


@pytest.mark.parametrize(("pattern", "least"), [(r"(a+)+$", 11), (r"\s*\s*\s*$", 3), (r"(?>\d*\d*)\d*x", 3), (r"\d*+\d*\d*x", 3)])
def test_what_is_looked_for_is_found(pattern: str, least: int) -> None:
    assert worst(pattern) >= least


def test_the_harmless_pass() -> None:
    assert worst(r"\b(?:pre|post)?operative\s+\w+$") <= MOST


def test_no_pattern_backtracks_without_measure() -> None:
    command = [sys.executable, str(Path(__file__).with_name("patterns_of.py"))]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2]).stdout)
    assert len(found) > 300
    assert not [(where, pattern) for pattern, flags, where in found if worst(pattern, flags) > MOST]
