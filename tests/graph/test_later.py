"""What many documents leave for later comes to the same as what is done at once, whichever way it is done, and survives a kill."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings

from medcoop.graph import later
from medcoop.graph.store import Store

from .simple import SimpleResolver
from .test_order import CHANGES, DOCUMENTS, QUICK, everything, fresh, item

WHOLE, PARTS = {"WHOLE": 1, "SHARE": 1000}, {"WHOLE": 1000, "DOCUMENTS": 1, "PAIRS": 1}


@pytest.mark.parametrize("way", [WHOLE, PARTS])
@settings(QUICK, max_examples=8)
@given(documents=DOCUMENTS, changes=CHANGES)
def test_documents_in_many_steps(way: dict[str, int], documents: Any, changes: Any) -> None:
    with tempfile.TemporaryDirectory() as name, patch.multiple(later, **way):
        identity, expected = fresh(Path(name), "straight", documents, sorted(documents))
        before = [item(key, facts, "раньше") for key, facts in changes if facts is not None and key in documents]
        with Store.open(Path(name) / "steps", write=True, create=True, resolver=SimpleResolver(), project=False) as store:
            store.replace_many(before, batch=1)
            store.replace_many((item(key, *documents[key]) for key in sorted(documents, reverse=True)), batch=1)
            assert everything(store) == expected
            assert store.snapshot_id == identity
            assert store.validate(shapes=0) == []
            assert not later.any_left(store.record)
            found = store.names.search("центр")
            store.rebuild()
            assert everything(store) == expected
            assert store.names.search("центр") == found


KILLED = f"""
import os, signal, sys
sys.path.insert(0, {str(Path(__file__).resolve().parent)!r})
from simple import SimpleResolver, document, pair
from medcoop.graph.session import Session
from medcoop.graph.store import Store
Session._catch_up = lambda self: os.kill(os.getpid(), signal.SIGKILL) if self.con.execute("SELECT 1 FROM later").fetchone() else None
store = Store.open(sys.argv[1], write=True, create=True, resolver=SimpleResolver(), project=False)
store.replace_many([(document(str(n)), pair(f"Центр{{n}}", "Больница")) for n in range(4)], batch=2)
"""


def test_a_kill_before_it_is_done(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "store")], check=False)
    assert done.returncode == -9
    with Store.open(tmp_path / "store", write=True, project=False) as store:  # without a resolver nothing can go on
        assert later.count(store.record) == 4
        assert any("not published yet" in problem for problem in store.validate(shapes=0))
    with Store.open(tmp_path / "store", write=True, resolver=SimpleResolver(), project=False) as store:
        assert not later.any_left(store.record)
        assert store.status()["documents"] == {"current": 4}
        assert store.validate(shapes=0) == []
        before = everything(store)
        store.rebuild()
        assert everything(store) == before
