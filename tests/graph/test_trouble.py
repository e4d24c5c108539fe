"""Trouble: two writers, a full disk, a folder that can't be written to, kills. The store stays whole and says what is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from medcoop.graph.store import Store
from medcoop.ontology.errors import StoreBusyError, StoreError

from .simple import SimpleResolver, document, pair

ROOT = Path(__file__).resolve().parents[2]
CHILD = f"""
import sys
sys.path.insert(0, {str(Path(__file__).resolve().parent)!r})
from simple import SimpleResolver, document, pair
from medcoop.graph.store import Store
from medcoop.ontology.errors import MedcoopError
store_path = sys.argv[1]
"""


def child(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a Python program with the tests' helpers at hand."""
    return subprocess.run([sys.executable, "-c", CHILD + code, *arguments], capture_output=True, text=True, check=False)


def test_the_second_writer_is_told_who_holds_the_store(opened: Callable[..., Store], tmp_path: Path) -> None:
    first = opened()
    with pytest.raises(StoreBusyError, match=f"process {os.getpid()}") as error:
        Store.open(tmp_path / "store", write=True, resolver=SimpleResolver())
    assert error.value.exit_code == 4
    first.replace(document("1"), pair("Центр", "Больница"))
    first.close()
    opened().replace(document("2"), pair("Центр", "Больница"))


def test_a_killed_writer_leaves_the_store_free(opened: Callable[..., Store], tmp_path: Path) -> None:
    opened().close()
    killed = child(
        "store = Store.open(store_path, write=True); import os, signal; os.kill(os.getpid(), signal.SIGKILL)", str(tmp_path / "store")
    )
    assert killed.returncode == -9
    opened().replace(document("1"), pair("Центр", "Больница"))


def test_kills_at_random_moments() -> None:
    command = [sys.executable, str(ROOT / "bench" / "kill.py"), "--kills", "3", "--documents", "40", "--batch", "5"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "the same as an undisturbed one" in done.stdout


def test_work_left_undone_is_done_when_the_store_is_opened(opened: Callable[..., Store], tmp_path: Path) -> None:
    code = """
import os, signal
import medcoop.graph.session as session
store = Store.open(store_path, write=True, create=True, resolver=SimpleResolver(), project=False)
store.replace(document("1", "a"), pair("Центр", "Больница"))
session.do = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # after the record's commit, before the dataset's update
store.replace(document("1", "b"), pair("Центр", "Клиника"))
"""
    assert child(code, str(tmp_path / "store")).returncode == -9
    store = opened()
    assert store.validate() == []
    assert {row["n"] for row in store.query("SELECT ?n { ?i a mc:Institution ; skos:prefLabel ?n }").values()} == {"Центр", "Клиника"}


def test_a_full_disk_is_said_and_what_was_stored_stays(opened: Callable[..., Store], tmp_path: Path) -> None:
    store = opened()
    store.replace(document("0", "a"), pair("Центр", "Больница"))
    store.close()
    code = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store.open(store_path, write=True, resolver=SimpleResolver(), project=False)
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
try:
    for number in range(1, 10_000):
        store.replace(document(str(number), "слово " * 3000 + str(number)), pair(f"Центр{number}", "Больница"))
except MedcoopError as error:
    print(error, error.exit_code)
import os; os._exit(0)
"""
    done = child(code, str(tmp_path / "store"))
    assert "the disk is full" in done.stdout and done.stdout.strip().endswith("3"), done.stdout + done.stderr
    again = opened()
    assert again.validate(shapes=0) == []
    assert again.status()["documents"]["current"] >= 1


@pytest.fixture
def foreign(opened: Callable[..., Store], tmp_path: Path) -> Iterator[Path]:
    """A store that another user owns: this one may read it but not write to it."""
    opened().close()
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "store"
        shutil.copytree(tmp_path / "store", folder)
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield folder
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)


def test_a_folder_that_cannot_be_written_to(foreign: Path) -> None:
    drop = "import os, medcoop.graph.session\nif os.geteuid() == 0: os.setuid(65534)\n"  # root may write everywhere
    reading = child(drop + "print(Store.open(store_path).status()['documents'])", str(foreign))
    assert reading.returncode == 0, reading.stderr
    writing = child(
        drop + "try: Store.open(store_path, write=True)\nexcept MedcoopError as error: print(error, error.exit_code)", str(foreign)
    )
    assert "can't be written to" in writing.stdout and writing.stdout.strip().endswith("3"), writing.stdout + writing.stderr


def test_a_damaged_record_is_named(opened: Callable[..., Store], tmp_path: Path) -> None:
    opened().close()
    (tmp_path / "store" / "record.db").write_bytes(b"this is no database" * 1000)
    for write in (False, True):
        with pytest.raises(StoreError, match=r"record|database"):
            opened(write=write)


def test_opening_to_read_loads_nothing_heavy(opened: Callable[..., Store], tmp_path: Path) -> None:
    opened().close()
    program = (
        "import sys; from medcoop.graph.store import Store\n"
        "with Store.open(sys.argv[1]) as store: store.query('ASK { ?s ?p ?o }'); store.names.search('центр')\n"
        "print([name for name in ('pydantic', 'rdflib', 'pyshacl', 'ladybug', 'pymorphy3') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path / "store")], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
