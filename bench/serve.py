"""Load on `medcoop serve`: good clients for a time, then the same beside clients with runaway queries, as a Markdown table.

Starts the server on a store, asks mixed catalogue questions over 32 connections, and reports requests a second, p50, p99, errors and the
memory of the server with its workers.

python bench/serve.py STORE [--seconds 60] [--connections 32] [--timeout 5]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

TOPICS = ("transplantation", "oncology", "cardiology", "surgery", "neurology", "liver-transplantation", "pediatrics", "telemedicine")
COUNTRIES = ("RU", "KZ", "KG", "UZ", "MN", "CN", "IN", "DE")
MAIN = [f"/api/who_on?topic={topic}" for topic in TOPICS]
MIXED = [
    *MAIN, *(f"/api/who_on?topic={topic}&country={code}" for topic in TOPICS[:4] for code in COUNTRIES),
    *(f"/api/agreements?country={code}&limit=50" for code in COUNTRIES), *(f"/q/who_on?topic={topic}" for topic in TOPICS),
    *(f"/api/find?q={quote(name)}" for name in ("центр", "больница", "institut", "universitet")),
    *(f"/topic/{topic}" for topic in TOPICS), "/", "/topics",
    "/sparql?query=" + quote("SELECT ?s ?n WHERE { ?s a mc:Institution ; skos:prefLabel ?n } LIMIT 50"),
]  # fmt: skip
RUNAWAY = [
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT DISTINCT ?a ?i WHERE { ?a (!<x:x>|^!<x:x>)* ?i } ORDER BY ?i",
    'SELECT ?s WHERE { ?s ?p ?o . ?x ?y ?z FILTER REGEX(CONCAT(STR(?o), STR(?z)), "(a|b|ab)*c(d|e)*$") } ORDER BY ?s',
]
_STATUS = re.compile(rb"HTTP/1\.1 (\d+)")
_LENGTH = re.compile(rb"(?i)content-length: (\d+)")


@dataclass
class Seen:
    """What clients saw. times: seconds of each good answer."""

    times: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)


async def get(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> int:
    """One request on an open connection; its status. Reads bodies with a length and chunked ones."""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(_STATUS.match(head)[1])  # type: ignore[index]
    if length := _LENGTH.search(head):
        await reader.readexactly(int(length[1]))
    elif b"chunked" in head.lower():
        while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    return status


async def client(port: int, paths: list[str], until: float, seen: Seen, seed: int) -> None:
    """One connection that asks one thing after the other."""
    choose, writer = random.Random(seed), None
    while time.monotonic() < until:
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            began = time.monotonic()
            status = await get(reader, writer, choose.choice(paths))
            seen.times.append(time.monotonic() - began)
            seen.statuses[status] += 1
        except (OSError, asyncio.IncompleteReadError) as error:
            seen.errors[type(error).__name__] += 1
            if writer:
                writer.close()
            writer = None
    if writer:
        writer.close()


async def runaways(port: int, until: float, seen: Seen, count: int) -> None:
    """Clients that send queries without end."""
    paths = [f"/sparql?query={quote(query)}" for query in RUNAWAY]
    await asyncio.gather(*(client(port, paths, until, seen, seed) for seed in range(count)))


async def load(port: int, paths: list[str], seconds: float, connections: int, bad: int = 0) -> tuple[Seen, Seen]:
    """(what good clients saw, what bad ones saw)."""
    good, wild, until = Seen(), Seen(), time.monotonic() + seconds
    await asyncio.gather(*(client(port, paths, until, good, seed) for seed in range(connections)), runaways(port, until, wild, bad))
    return good, wild


def memory(pid: int) -> float:
    """MiB of a process and all below it, shared pages counted once for each by their share (PSS)."""
    below = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    own = 0.0
    with suppress(OSError, TypeError):
        own = int(re.search(r"Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text())[1]) / 1024  # type: ignore[index]
    return own + sum(memory(int(child)) for child in below)


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(store: Path, port: int, timeout: float) -> subprocess.Popen[bytes]:
    """The server, when it answers."""
    command = [sys.executable, "-m", "medcoop", "serve", "--port", str(port), "--timeout", str(timeout)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, "MEDCOOP_STORE": str(store)})
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def row(name: str, seen: Seen, seconds: float, mib: float) -> str:
    """One row of the table."""
    times = sorted(seen.times)
    at = lambda share: f"{times[min(len(times) - 1, int(len(times) * share))] * 1000:.0f}" if times else "-"  # noqa: E731
    statuses = ", ".join(f"{status}: {count}" for status, count in sorted(seen.statuses.items()))
    cells = [name, f"{len(times) / seconds:.0f}", at(0.5), at(0.99), at(1.0), statuses, str(sum(seen.errors.values())), f"{mib:.0f}"]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--timeout", type=float, default=5, help="of the server, for one query")
    options = parser.parse_args()
    port = free_port()
    process = start(options.store, port, options.timeout)
    try:
        print("| load | requests/s | p50, ms | p99, ms | longest, ms | statuses | errors | memory, MiB |")
        print("|---" * 8 + "|", flush=True)
        for name, paths, bad in (
            ("main question", MAIN, 0),
            ("mixed questions and pages", MIXED, 0),
            ("mixed, beside runaway queries", MIXED, 4),
        ):
            good, wild = asyncio.run(load(port, paths, options.seconds, options.connections, bad))
            print(row(name, good, options.seconds, memory(process.pid)), flush=True)
            if bad:
                print(row("the runaway queries", wild, options.seconds, memory(process.pid)), flush=True)
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
