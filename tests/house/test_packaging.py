"""The package is what pyproject.toml says: its list of packages is the folders, and a wheel alone does the main job."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("graph", "ingest", "ontology", "queries")


def _declared() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _folders() -> set[str]:
    found = {"medcoop"}
    for room in ("medcoop", *ROOMS):
        prefix = room if room == "medcoop" else f"medcoop.{room}"
        for init in (ROOT / room).rglob("__init__.py"):
            inner = init.parent.relative_to(ROOT / room).parts
            if room == "medcoop" and inner and inner[0] in ROOMS:
                continue
            found.add(".".join((prefix, *inner)))
    return found


def test_packages_are_the_folders():
    assert set(_declared()["tool"]["setuptools"]["packages"]) == _folders()


def test_every_data_file_is_packaged():
    patterns = _declared()["tool"]["setuptools"]["package-data"]
    packaged = set()
    for package, globs in patterns.items():
        base = ROOT / (package.removeprefix("medcoop.").replace(".", "/") if package != "medcoop" else "medcoop")
        for pattern in globs:
            packaged |= {p.resolve() for p in base.glob(pattern) if p.is_file()}
    listed = subprocess.run(["git", "ls-files", *ROOMS, "medcoop"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    sources = "queries/explorer/"  # built into queries/pages/static, which is packaged
    tracked = [ROOT / name for name in listed.splitlines() if not name.endswith(".py") and not name.startswith(sources)]
    missing = [path for path in tracked if path.is_file() and path.resolve() not in packaged]
    assert missing == []


def _run(*command: str, cwd: Path, **env: str) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=os.environ | env, timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_wheel_alone_answers_the_main_question(tmp_path):
    _run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path), str(ROOT), cwd=tmp_path)
    [wheel] = tmp_path.glob("medcoop-*.whl")
    _run(sys.executable, "-m", "venv", "env", cwd=tmp_path)
    _run("env/bin/python", "-m", "pip", "install", "-q", str(wheel), cwd=tmp_path)
    said = _run("env/bin/medcoop", "demo", "--evidence", cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path / "cache"), COLUMNS="120")
    assert "transplantation" in said
    assert "“" in said
