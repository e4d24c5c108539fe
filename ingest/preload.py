"""Importing this module loads all that extraction needs (2 s): a fork server does so before it forks workers (see `workers`).

The garbage collector is off meanwhile: it would walk through all of it again and again, and later copy it in each worker.
"""

from __future__ import annotations

import gc

from ..ontology.model import Document
from .extract import extract

_SHORT = (
    ("ru", "Ташкентская клиника и Самарский центр хирургии подписали меморандум: в мае 2021 года врач Иван Петров обучит коллег."),
    ("en", "The Tashkent Clinic and Berlin University Hospital signed a memorandum in May 2021: Dr John Smith will train surgeons."),
)


def _load() -> None:
    active = gc.isenabled()
    gc.disable()
    try:
        for lang, text in _SHORT:
            extract(Document(source="medcoop:preload", lang=lang, text=text))
    finally:
        gc.freeze()
        if active:
            gc.enable()


_load()
