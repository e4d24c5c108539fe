"""Stores that the tests of questions share; they are only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from medcoop.graph.store import Store

from .world import fill

SEEDS = {1: 24, 2: 40}
"""Seeds of random worlds, and of how many documents."""


@pytest.fixture(scope="session", params=SEEDS)
def world(request, tmp_path_factory) -> Iterator[tuple]:
    """(store, documents that it holds, what became of each that it has seen) of a random world."""
    store, held, changes = fill(tmp_path_factory.mktemp("world") / "store", request.param, SEEDS[request.param])
    yield store, held, changes
    store.close()


@pytest.fixture(scope="session")
def samples(samples_store) -> Iterator[Store]:
    """The bundled samples."""
    with Store.open(samples_store) as store:
        yield store
