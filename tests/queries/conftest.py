"""Stores that the tests of questions share; they are only read."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

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


@pytest.fixture(scope="session")
def clients() -> Path:
    """The packages of SPARQL clients (Comunica, YASGUI), installed by their lock file; in CI they must be there."""
    folder = Path(__file__).parent / "endpoint" / "clients"
    with (folder / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests run in several processes
        packages = [folder / "node_modules" / name for name in ("@comunica", "@zazuko/yasgui")]
        done = all(package.is_dir() for package in packages) or (shutil.which("npm") and _npm_ci(folder))
    if not done:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("npm is not installed, or can't get Comunica and YASGUI")
    return folder / "node_modules"


def _npm_ci(folder: Path) -> bool:
    return subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=folder, capture_output=True, check=False).returncode == 0
