"""medcoop: a knowledge graph of healthcare cooperation.

>>> import medcoop
>>> g = medcoop.open("store")  # doctest: +SKIP
>>> g.who_on("transplantation")  # doctest: +SKIP
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
__all__ = ["Graph", "Rows", "__version__", "open"]


def __getattr__(name: str) -> Any:
    if name in ("open", "Graph", "Rows"):  # imported on use, so that the command line starts fast
        return getattr(import_module(".api", __name__), name)
    raise AttributeError(f"module 'medcoop' has no attribute {name!r}")
