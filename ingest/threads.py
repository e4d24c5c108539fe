"""How many threads the libraries for matrices may start."""

from __future__ import annotations

import os


def one_thread() -> None:
    """One for each process, unless the user has set it otherwise: the matrices are small, and threads get in each other's way.

    To be called before numpy is loaded.
    """
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
