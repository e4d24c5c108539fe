"""What the operator chose, as one frozen value."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve a store.

    workers: processes for the catalogue and pages, and as many for queries; timeout: seconds a query may take; memory: MiB a worker may
    take; slow: long queries that may run at the same time; body: bytes of a request; rate: requests a second of one client from elsewhere
    (0: any number); token: what clients from elsewhere must show; public_url: how the service is reached from outside; cache: bytes of
    answers that are kept; grace: seconds for what runs when the server stops; watch: seconds between looks for a newer snapshot;
    patience: seconds that a request waits for a free worker.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = field(default_factory=lambda: max(2, os.cpu_count() or 2))
    timeout: float = 30.0
    memory: int = 1024
    slow: int = 4
    body: int = MIB
    rate: float = 20.0
    token: str | None = field(default=None, repr=False)
    cors: str = "*"
    public_url: str | None = None
    proxies: str = "127.0.0.1"
    cache: int = 64 * MIB
    grace: float = 10.0
    watch: float = 1.0

    patience: float = 10.0
