"""Prints, as JSON, every regular expression that the package compiles while its modules are loaded and a text of each language is read."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

HOME = str(Path(__file__).parents[2])
found: dict[tuple[str, int], str] = {}
compiled = re._compile  # type: ignore[attr-defined]


def noting(pattern: Any, flags: Any) -> Any:
    """Compile, and note what is ours."""
    frame = sys._getframe(2)
    name = frame.f_code.co_filename
    if isinstance(pattern, str) and name.startswith(HOME) and "site-packages" not in name:
        found.setdefault((pattern, int(flags)), f"{name.removeprefix(HOME + '/')}:{frame.f_lineno}")
    return compiled(pattern, flags)


def main() -> None:
    """Load everything, read a little."""
    re._compile = noting  # type: ignore[attr-defined]
    import medcoop

    for module in pkgutil.walk_packages(medcoop.__path__, "medcoop."):
        if "node_modules" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from medcoop.ingest.extract import extract
    from medcoop.ingest.read import read
    from medcoop.ontology.model import Document

    with as_file(files("medcoop") / "samples") as folder:
        by_language = {one.lang: one for one in read([folder]) if isinstance(one, Document)}
    for document in by_language.values():
        extract(document)
    print(json.dumps([[pattern, flags, where] for (pattern, flags), where in found.items()]))


if __name__ == "__main__":
    main()
