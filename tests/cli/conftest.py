"""The command line is tested as users meet it: as a process with its output, messages and exit status."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess]

AGREEMENT = """Новое соглашение о трансплантации печени

12 марта 2021 года Самарский научный центр трансплантологии и Тегеранский университет медицинских наук подписали соглашение о сотрудничестве в области трансплантации печени. Документ предусматривает обучение иранских хирургов в Самаре.
"""
TRAINING = """Surgeons of Riga Heart Hospital trained in Vilnius

In May 2022, Vilnius University Hospital trained surgeons of Riga Heart Hospital in heart transplantation. Riga Heart Hospital and Vilnius University Hospital also signed a memorandum on organ donation.
"""


def medcoop(
    *args: str, store: Path | None = None, stdin: str | None = None, cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess:
    """Run the program; `store` sets MEDCOOP_STORE."""
    environment = os.environ | {"COLUMNS": "160", "NO_COLOR": "1"} | ({"MEDCOOP_STORE": str(store)} if store else {}) | env
    command = [sys.executable, "-m", "medcoop", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, input=stdin, cwd=cwd, env=environment, timeout=300, check=False)


@pytest.fixture
def run() -> Run:
    """`medcoop` as a function."""
    return medcoop


@pytest.fixture(scope="session")
def pages(tmp_path_factory) -> Path:
    """Two clear documents."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "agreement.txt").write_text(AGREEMENT, encoding="utf-8")
    (folder / "training.txt").write_text(TRAINING, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def filled(tmp_path_factory, pages) -> Path:
    """A store of these documents; tests only read it."""
    store = tmp_path_factory.mktemp("filled") / "store"
    done = medcoop("ingest", str(pages), store=store)
    assert done.returncode == 0, done.stderr
    return store
