"""Where an export goes: a stream, or a file or folder that is whole or not there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ...ontology.errors import StoreError

Target = Path | BinaryIO


@contextmanager
def written(target: Target) -> Iterator[BinaryIO]:
    """A binary stream to write to; a file takes its place at the end only, and what stood there before stays until then."""
    if not isinstance(target, Path):
        yield target
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = _beside(target)
    try:
        with draft.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def folder(target: Path, suffixes: tuple[str, ...] = (".csv",)) -> Iterator[Path]:
    """A folder to write to, which takes the place of `target` at the end. StoreError when that holds files of other kinds."""
    others = [path.name for path in target.rglob("*") if path.is_file() and path.suffix not in suffixes] if target.is_dir() else []
    if others or (target.exists() and not target.is_dir()):
        raise StoreError("it holds other things than an export", where=str(target), remedy="name a new folder, or an earlier export")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = _beside(target)
    draft.mkdir()
    try:
        yield draft
        if target.exists():
            shutil.rmtree(target)
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def scratch(target: Target) -> Iterator[Path]:
    """A folder for temporary files, beside the target where there is one."""
    near = target.parent if isinstance(target, Path) else None
    if near:
        near.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".medcoop-", dir=near) as path:
        yield Path(path)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}.part")
