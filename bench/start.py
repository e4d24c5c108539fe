"""Cold start: whole processes of `medcoop who transplantation` on a store: wall clock, and the processor's time of the median process.

python bench/start.py STORE [--runs 20]
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path


def processor() -> float:
    """Seconds of processor that finished children have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print one row of a Markdown table."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("store", type=Path)
    args.add_argument("--runs", type=int, default=20)
    args.add_argument("--command", nargs="*", default=["who", "transplantation"])
    given = args.parse_args()
    command = [str(Path(sys.executable).parent / "medcoop"), "--store", str(given.store), *given.command]
    times, cpu = [], []
    for _ in range(given.runs + 1):
        begun, spent = time.perf_counter(), processor()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"COLUMNS": "120"})
        times.append(time.perf_counter() - begun)
        cpu.append(processor() - spent)
    times = sorted(times[1:])
    print("| command | runs | min, s | median, s | p95, s | processor, s |\n|---|---|---|---|---|---|")
    figures = (
        f"{times[0]:.3f} | {statistics.median(times):.3f} | {times[int(0.95 * len(times)) - 1]:.3f} | {statistics.median(cpu[1:]):.3f}"
    )
    print(f"| `medcoop {' '.join(given.command)}` | {given.runs} | {figures} |")


if __name__ == "__main__":
    main()
