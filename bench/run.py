"""The figures of docs/benchmarks.md that a machine gives in some twenty minutes, as Markdown tables; `bench/load.py` does larger sizes.

python bench/run.py [--sizes 1000,10000]
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
LIBRARIES = ("pyoxigraph", "ladybug", "pydantic")


def machine() -> str:
    """Cores, memory, load and versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}, {versions}; load {load:.1f}"


def run(title: str, script: str, *arguments: str) -> None:
    """Run one of the scripts beside this one."""
    print(f"\n## {title}\n", flush=True)
    subprocess.run([sys.executable, str(HERE / script), *arguments], check=True)


def main() -> None:
    """Run them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000")
    given = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        run("Store", "load.py", "--sizes", given.sizes, "--keep", folder)
        run("Cold start", "start.py", f"{folder}/{given.sizes.split(',')[-1]}")
        run("Extraction", "extraction.py")


if __name__ == "__main__":
    main()
