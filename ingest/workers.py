"""Worker processes for extraction: copies of one process that has loaded all models and tables, which they share in memory."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib import import_module
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.process import BaseProcess

from .threads import one_thread

_PRELOAD = "medcoop.ingest.preload"


def pool(jobs: int) -> ProcessPoolExecutor:
    """A pool of workers that have everything loaded. They end with the process that started them, however that ends."""
    one_thread()
    if "forkserver" not in get_all_start_methods():  # Windows
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=partial(import_module, _PRELOAD))
    context = get_context("forkserver")
    context.set_forkserver_preload([_PRELOAD])
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_follow)


def _follow() -> None:
    """End when the process that started this one has ended: it may have been killed before it could say so."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
