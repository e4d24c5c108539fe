"""slovnet's Russian models from the data folder of the natasha distribution, which is found by path and not imported."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

from navec import Navec


def _data() -> Path:
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("natasha is not installed; its data folder holds the Russian models: pip install natasha")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


@cache
def _embeddings() -> Any:
    """The word vectors that all models share, once for a process."""
    return Navec.load(str(_data() / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))


def load(kind: Any, name: str) -> Any:
    """A model by its slovnet class (`Morph`, `NER`) and short name ("morph", "ner")."""
    model = kind.load(str(_data() / "model" / f"slovnet_{name}_news_v1.tar"), batch_size=8)
    model.navec(_embeddings())
    return model
