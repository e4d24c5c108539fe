"""The process from which workers are forked: it has loaded all code once, opened nothing, and lost the network. A fork takes milliseconds.

On its control socket it gets, for each worker to make, a JSON line with a socket attached; it answers with the worker's number and a
descriptor of its process, by which the front can kill it for sure.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from typing import Any

from . import sandbox


def main(control: socket.socket) -> None:
    """Serve the control socket until the front leaves."""
    from . import worker  # noqa: PLC0415 - loads all that workers need, once

    worker.preload()
    sandbox.die_with_parent()
    apart, filtered = sandbox.leave_network(), sandbox.refuse_sockets()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the front, which ends us in good order
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    gc.collect()
    gc.freeze()  # so that children share the pages
    control.sendall(json.dumps({"namespace": apart, "seccomp": filtered}).encode() + b"\n")
    while True:
        line, files, *_ = socket.recv_fds(control, 65536, 1)
        _reap()
        if not line:
            return
        _make(control, json.loads(line), socket.socket(fileno=files[0]))


def _make(control: socket.socket, order: dict[str, Any], channel: socket.socket) -> None:
    from . import worker  # noqa: PLC0415

    pid = os.fork()
    if pid == 0:
        control.close()
        sandbox.die_with_parent()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        worker.run(channel, order)
        os._exit(0)
    channel.close()
    handle = os.pidfd_open(pid)
    socket.send_fds(control, [json.dumps({"pid": pid}).encode() + b"\n"], [handle])
    os.close(handle)


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
