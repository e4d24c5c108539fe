"""What a worker may not do: reach a network, start programs, take all memory, outlive its parent.

Linux; elsewhere only what resource limits give.

A network namespace of its own where the kernel lets a user have one; a seccomp filter that refuses new sockets and programs in any case.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from contextlib import suppress

_NEWUSER, _NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_FILTER = 1, 38, 22, 2
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000  # refuse with EPERM
_LOAD, _EQUAL, _ABOVE, _RETURN = 0x20, 0x15, 0x35, 0x06
_X32 = 0x40000000
# audit number of the architecture, and numbers of: socket, socketpair, connect, bind, listen, execve, execveat, ptrace, io_uring_setup
_CALLS = {
    "x86_64": (0xC000003E, (41, 53, 42, 49, 50, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, (198, 199, 203, 200, 201, 221, 281, 117, 425)),
}


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def leave_network() -> bool:
    """Move this process, which has one thread, and all its children into a network namespace without any interface. Whether it worked."""
    if sys.platform != "linux":
        return False
    libc = _libc()
    return any(libc.unshare(flags) == 0 for flags in (_NEWUSER | _NEWNET, _NEWNET))


def refuse_sockets() -> bool:
    """Let this process and its children neither open a socket nor start a program. Whether it worked."""
    if sys.platform != "linux" or platform.machine() not in _CALLS:
        return False
    code = _filter(*_CALLS[platform.machine()])
    text = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(text))
    libc = _libc()
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_FILTER, ctypes.c_char_p(program), 0, 0) == 0)


def _filter(architecture: int, refused: tuple[int, ...]) -> bytes:
    """A BPF program: another architecture kills; the refused calls fail; all else is allowed."""

    def step(code: int, then: int, other: int, value: int) -> bytes:
        return struct.pack("HBBI", code, then, other, value)

    lines = [step(_LOAD, 0, 0, 4), step(_EQUAL, 1, 0, architecture), step(_RETURN, 0, 0, _KILL), step(_LOAD, 0, 0, 0)]
    lines.append(step(_ABOVE, len(refused) + 1, 0, _X32))
    lines += [step(_EQUAL, len(refused) - at, 0, number) for at, number in enumerate(refused)]
    return b"".join([*lines, step(_RETURN, 0, 0, _ALLOW), step(_RETURN, 0, 0, _REFUSE)])


def die_with_parent() -> None:
    """Be killed when the parent process ends."""
    if sys.platform == "linux":
        _libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def limit(memory: int, nice: int) -> None:
    """Bound this process: MiB of its own memory (beyond it allocations fail) and its priority."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (memory << 20, memory << 20))
    with suppress(OSError):
        os.nice(nice)
