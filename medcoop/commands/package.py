"""An answer as a replication package: a part of `export`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from ..ontology.errors import UnknownNameError

if TYPE_CHECKING:
    from ..graph.store import Store


def write_package(store: Store, name: str | None, arguments: tuple[str, ...], folder: Path) -> None:
    """Answer a question (by its name or its command) and write the package. arguments: ``name=value`` of its parameters."""
    from ..queries import package, runner
    from ..queries.question import by_command, catalogue

    question = catalogue().get(name or "") or by_command(name or "")
    if question is None:
        raise UnknownNameError(f"{name!r} is no question", where="--answer", remedy=f"choose one of {', '.join(catalogue())}")
    if wrong := next((one for one in arguments if "=" not in one), None):
        raise UnknownNameError("is no parameter", where=wrong, remedy="write NAME=VALUE, and the folder last")
    if str(folder) == "-":
        raise UnknownNameError("a package is a folder", where="TARGET", remedy="name a new folder")
    given = {key: value for key, _, value in (one.partition("=") for one in arguments)}
    command = f"export --answer {question.name} {shlex.join(arguments)} DIR"
    package.write(store, runner.ask(store, question, given), folder, command)
