"""Kills an ingest with -9 at random moments, again and again, and looks at the store each time.

    python bench/kill.py [--kills 100] [--documents 300] [--batch 20]

After each kill the store is opened for writing and every document must be wholly in or wholly out: the record, its own graph and the
canonical view agree to the last line. At the end the store must say the same as one that was never disturbed.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generate import ByName, World

from medcoop.graph.store import Store


def ingest(folder: Path, documents: int, batch: int) -> str:
    """Bring the store to what it should hold: all documents, every seventh in a second version, every eleventh withdrawn."""
    first, second = (list(World(60, seed=seed).documents(documents)) for seed in (3, 4))
    with Store.open(folder, write=True, create=True, resolver=ByName(), project=False) as store:
        print("ready", flush=True)
        store.replace_many(first, batch=batch)
        for number, ((document, _), (other, facts)) in enumerate(zip(first, second, strict=True)):
            if number % 7 == 0:
                store.replace(document.model_copy(update={"text": other.text}), facts)
            if number % 11 == 0:
                store.withdraw(document.source)
        return store.publish()


def whole(folder: Path) -> tuple[str, int]:
    """Open the store for writing, as the next run would, and check it. (content id, documents)."""
    with Store.open(folder, write=True, create=True, resolver=ByName(), project=False) as store:
        problems = store.validate(shapes=0)
        assert not problems, problems
        before = store.snapshot_id
        store.rebuild()
        assert store.snapshot_id == before, "what was there is not what the record gives"
        return before, int(store.status()["documents"].get("current", 0))


def kill_once(folder: Path, documents: int, batch: int, chance: random.Random) -> bool:
    """Run the ingest and kill it at a random moment. False when it came to its end first."""
    command = [sys.executable, __file__, "--ingest", str(folder), "--documents", str(documents), "--batch", str(batch)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        time.sleep(chance.random() * 3)
        ended = child.poll() is not None
        child.send_signal(signal.SIGKILL)
    return not ended


def main() -> None:
    """Kill, look, kill again; then compare with an undisturbed store."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--batch", type=int, default=20)
    parser.add_argument("--ingest", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ingest:
        ingest(options.ingest, options.documents, options.batch)
        return
    chance, killed = random.Random(7), 0
    with tempfile.TemporaryDirectory() as scratch:
        number = 0
        while killed < options.kills:
            folder = Path(scratch) / f"store-{number}"
            while killed < options.kills and kill_once(folder, options.documents, options.batch, chance):
                killed += 1
                identity, count = whole(folder)
                print(f"kill {killed}: {count} documents whole, {identity}", flush=True)
            number += 1
        straight, crooked = (
            ingest(Path(scratch) / "undisturbed", options.documents, options.batch),
            ingest(folder, options.documents, options.batch),
        )
        assert straight == crooked, "the disturbed store says something else"
        print(f"{killed} kills; finished afterwards, the store says the same as an undisturbed one: {straight}")


if __name__ == "__main__":
    main()
