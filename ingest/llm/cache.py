"""Answers of models by content, so that a run can be repeated without the model."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path


class Cache:
    """A folder with a file for each answer. Several processes may share it: a file is written whole or not at all."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @staticmethod
    def key(*parts: str) -> str:
        """Name of the answer to these words of this model."""
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()

    def get(self, key: str) -> str | None:
        """The answer, if it is held and readable."""
        if self._folder is None:
            return None
        try:
            answer = json.loads((self._folder / key[:2] / f"{key}.json").read_text(encoding="utf-8"))["answer"]
        except (OSError, ValueError, LookupError, TypeError):
            return None
        return answer if isinstance(answer, str) else None

    def put(self, key: str, answer: str) -> None:
        """Keep an answer."""
        if self._folder is None:
            return
        room = self._folder / key[:2]
        room.mkdir(parents=True, exist_ok=True)
        draft = room / f".{key}.{os.getpid()}.part"
        draft.write_text(json.dumps({"answer": answer}, ensure_ascii=False), encoding="utf-8")
        draft.replace(room / f"{key}.json")
