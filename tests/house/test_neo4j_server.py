"""The Neo4j server of the tests does not outlive them."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

_STARTER = """
import subprocess, sys
sys.path.insert(0, sys.argv[1])
from tests.neo4j_server import ends_with_us
started = subprocess.Popen(["sleep", "600"], start_new_session=True)
ends_with_us(started.pid)
print(started.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waiting for the end of a stranger's process is Linux's")
def test_a_server_ends_with_a_starter_that_was_killed() -> None:
    command = [sys.executable, "-c", _STARTER, str(Path(__file__).parents[2])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as starter:
        assert starter.stdout
        watched = os.pidfd_open(int(starter.stdout.readline()))
        try:
            assert not select.select([watched], [], [], 0)[0]
            starter.kill()
            assert select.select([watched], [], [], 60)[0]
        finally:
            os.close(watched)
