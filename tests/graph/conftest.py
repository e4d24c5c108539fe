"""Fixtures of the store's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from medcoop.graph.store import Store

from .simple import SimpleResolver


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Opens stores under the test's own folder and closes what is left open."""
    held: list[Store] = []

    def open_store(name: str = "store", *, write: bool = True, project: bool = False) -> Store:
        held.append(Store.open(tmp_path / name, write=write, create=write, resolver=SimpleResolver(), project=project))
        return held[-1]

    yield open_store
    for store in held:
        store.close()
