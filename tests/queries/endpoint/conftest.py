"""Servers of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .service import Service, first, hostile, open_to_write, second, serving


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three documents; tests only read it."""
    path = tmp_path_factory.mktemp("served") / "store"
    with open_to_write(path) as store:
        store.replace_many([first(), second(), hostile()])
    return path


@pytest.fixture(scope="session")
def service(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A server on it; tests only read."""
    with serving(filled, tmp_path_factory.mktemp("log") / "log", "--timeout", "2", "--memory", "300") as running:
        yield running


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Service]:
    """A server and a store of the test's own."""
    path = tmp_path / "store"
    with open_to_write(path) as store:
        store.replace_many([first(), second()])
    with serving(path, tmp_path / "log", "--timeout", "2") as running:
        yield running
