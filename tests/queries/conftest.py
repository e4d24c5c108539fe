"""Stores that the tests of questions share; they are only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .world import fill


@pytest.fixture(scope="session", params=[1, 2])
def world(request, tmp_path_factory) -> Iterator[tuple]:
    """(store, documents that it holds, sources that were withdrawn) of a random world."""
    store, held, gone = fill(tmp_path_factory.mktemp("world") / "store", request.param)
    yield store, held, gone
    store.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The store of the bundled sample documents."""
    import subprocess
    import sys
    from importlib.resources import as_file, files

    store = tmp_path_factory.mktemp("demo") / "store"
    with as_file(files("medcoop") / "samples") as samples:
        subprocess.run([sys.executable, "-m", "medcoop", "--store", str(store), "ingest", str(samples)], check=True, capture_output=True)
    return store
