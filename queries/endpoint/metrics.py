"""Figures for Prometheus, in its text format."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .front import Front

_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
MEDIA = "text/plain; version=0.0.4; charset=utf-8"


@dataclass
class _Histogram:
    counts: list[int] = field(default_factory=lambda: [0] * (len(_BOUNDS) + 1))
    total: float = 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(_BOUNDS, seconds)] += 1
        self.total += seconds

    def lines(self, name: str) -> Iterator[str]:
        running = 0
        for bound, count in zip((*_BOUNDS, "+Inf"), self.counts, strict=True):
            running += count
            yield f'{name}_bucket{{le="{bound}"}} {running}'
        yield f"{name}_sum {self.total:.6f}"
        yield f"{name}_count {running}"


@dataclass
class Metrics:
    """Counts since the start."""

    requests: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    seconds: _Histogram = field(default_factory=_Histogram)
    waits: _Histogram = field(default_factory=_Histogram)
    sent: int = 0
    open: int = 0

    def request(self, route: str, method: str, status: int, seconds: float, sent: int) -> None:
        """A request has ended."""
        self.requests[route, method, status] += 1
        self.seconds.add(seconds)
        self.sent += sent

    def waited(self, seconds: float) -> None:
        """A request has waited for a worker."""
        self.waits.add(seconds)

    def ended(self, why: str) -> None:
        """A worker was ended before its answer was whole."""
        self.ends[why] += 1


def text(front: Front) -> str:
    """All figures."""
    return "\n".join([*_lines(front), ""])


def _lines(front: Front) -> Iterator[str]:
    metrics = front.metrics
    yield from _about("medcoop_http_requests_total", "counter", "Requests by route, method and status.")
    for (route, method, status), count in sorted(metrics.requests.items()):
        yield f'medcoop_http_requests_total{{route="{route}",method="{method}",status="{status}"}} {count}'
    yield from _about("medcoop_http_request_seconds", "histogram", "Time from a request to the end of its answer.")
    yield from metrics.seconds.lines("medcoop_http_request_seconds")
    yield from _about("medcoop_worker_wait_seconds", "histogram", "Time that requests waited for a worker.")
    yield from metrics.waits.lines("medcoop_worker_wait_seconds")
    yield from _about("medcoop_workers_ended_total", "counter", "Workers that were ended before their answer was whole, by reason.")
    yield from (f'medcoop_workers_ended_total{{reason="{why}"}} {count}' for why, count in sorted(metrics.ends.items()))
    for name, kind, about, value in _simple(front):
        yield from _about(name, kind, about)
        yield f"{name} {value}"
    yield from _about("medcoop_snapshot_info", "gauge", "The snapshot that is served.")
    if front.snapshots.current:
        yield f'medcoop_snapshot_info{{id="{front.snapshots.current.id}"}} 1'
    yield from _about("medcoop_workers", "gauge", "Workers by pool and state.")
    for served in front.snapshots.all():
        for name, pool in zip(("answers", "queries"), served.pools(), strict=True):
            for state, count in (("idle", pool.idle), ("busy", len(pool.busy) - pool.slow), ("slow", pool.slow)):
                yield f'medcoop_workers{{snapshot="{served.id}",pool="{name}",state="{state}"}} {count}'


def _about(name: str, kind: str, about: str) -> Iterator[str]:
    yield f"# HELP {name} {about}"
    yield f"# TYPE {name} {kind}"


def _simple(front: Front) -> Iterator[tuple[str, str, str, int | float]]:
    yield "medcoop_http_sent_bytes_total", "counter", "Bytes of answers sent.", front.metrics.sent
    yield "medcoop_http_requests_open", "gauge", "Requests that are being answered.", front.metrics.open
    yield "medcoop_cache_hits_total", "counter", "Answers that were known already.", front.cache.hits
    yield "medcoop_cache_misses_total", "counter", "Answers that were not.", front.cache.misses
    yield "medcoop_snapshot_switches_total", "counter", "How often a newer snapshot was turned to.", front.snapshots.switched
    published = front.snapshots.current.published.timestamp() if front.snapshots.current else 0
    yield "medcoop_snapshot_published_seconds", "gauge", "When the snapshot was published (Unix time).", published
