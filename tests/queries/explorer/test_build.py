"""What the pages load is what the explorer's sources give."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
EXPLORER, PAGES = ROOT / "queries" / "explorer", ROOT / "queries" / "pages"


def test_the_built_files_are_those_of_the_sources(tmp_path: Path) -> None:
    if not (EXPLORER / "node_modules").is_dir():
        complaint = "the explorer's packages are not installed (npm ci in queries/explorer, Node.js 20.19 or later)"
        if os.environ.get("CI"):
            pytest.fail(complaint)
        pytest.skip(complaint)
    copy = tmp_path / "queries" / "explorer"
    shutil.copytree(EXPLORER, copy, ignore=shutil.ignore_patterns("node_modules"))
    (copy / "node_modules").symlink_to(EXPLORER / "node_modules")
    (tmp_path / "queries" / "pages").mkdir()
    (tmp_path / "ontology").symlink_to(ROOT / "ontology")
    done = subprocess.run(["npm", "run", "build"], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    made = tmp_path / "queries" / "pages"
    for name in ("world.json", "regions.json"):
        assert (made / name).read_bytes() == (PAGES / name).read_bytes()
    built, kept = made / "static" / "built", PAGES / "static" / "built"
    assert {file.name for file in built.iterdir()} == {file.name for file in kept.iterdir()}
    for file in built.iterdir():
        assert file.read_bytes() == (kept / file.name).read_bytes(), file.name


def test_the_lock_file_names_no_address() -> None:
    assert '"resolved"' not in (EXPLORER / "package-lock.json").read_text(encoding="utf-8")


def test_nothing_built_asks_other_sites() -> None:
    """Fonts, scripts, data: all from here; an address in the text of a library is no request, one in a link tag or an import is."""
    for file in (PAGES / "static").rglob("*.css"):
        assert "url(http" not in file.read_text(encoding="utf-8")
