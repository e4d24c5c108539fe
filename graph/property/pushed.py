"""What a store remembers of the servers it was pushed to: a small file beside the embedded graph."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

KEPT = 50
"""Former states of a server that are recognised when it was restored from a copy."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """The last push to one database. states: what it showed, newest last; bookmark: unequal once anybody has written."""

    states: tuple[str, ...] = ()
    bookmark: str = ""
    nodes: int = -1
    relationships: int = -1

    def after(self, state: str, bookmark: str, nodes: int, relationships: int) -> Pushed:
        """The note of a push that came after this one."""
        states = (*(one for one in self.states if one != state), state)[-KEPT:]
        return Pushed(states, bookmark, nodes, relationships)


def recall(path: Path, database: str) -> Pushed:
    """What is remembered of a database by its id; nothing when the file is not there or can't be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))[database]
        return Pushed(**(found | {"states": tuple(found["states"])}))
    except (OSError, ValueError, KeyError, TypeError):
        return Pushed()


def note(path: Path, database: str, pushed: Pushed) -> None:
    """Remember it. In a folder that can't be written to nothing is remembered: the next push compares everything."""
    try:
        every = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        every = {}
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}.part")
        draft.write_text(json.dumps({**every, database: asdict(pushed)}, indent=1) + "\n", encoding="utf-8")
        draft.replace(path)
