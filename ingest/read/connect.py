"""Connections that keep to a time limit and, unless allowed, to public addresses.

A name is resolved once; all its addresses must be public, and the connection goes to one of those that were checked, so that a name which
changes its address between check and use gains nothing. The server still sees the name: in the Host header and in TLS.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from .outcome import Refused

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Clock:
    """The time that is left of `seconds` from now. `left` raises httpcore's timeout when none is."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, error: type[Exception] = httpcore.ReadTimeout) -> float:
        """Seconds left, more than 0."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise error("no time left")
        return left


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to checked addresses only, and counts all waiting against one clock."""

    def __init__(self, clock: Clock, allow_private: bool) -> None:
        self._clock, self._allow_private, self._inner = clock, allow_private, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that answers. Raises `Refused` when one of them is not public."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in _addresses(host, port, self._allow_private):
            try:
                stream = self._inner.connect_tcp(address, port, self._clock.left(httpcore.ConnectTimeout), local_address, socket_options)
                return _TimedStream(stream, self._clock)
            except httpcore.ConnectError as error:
                failure = error
        raise failure


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every wait is bounded by the clock, so that a server that drips bytes is left in time."""

    def __init__(self, inner: httpcore.NetworkStream, clock: Clock) -> None:
        self._inner, self._clock = inner, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._clock.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._clock.left(httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, self._clock.left(httpcore.ConnectTimeout)), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def is_public(address: Address) -> bool:
    """Neither private, loopback, link-local, multicast nor reserved; an IPv6 address that carries an IPv4 one is judged by that."""
    if isinstance(address, ipaddress.IPv6Address) and (inner := _embedded(address)):
        return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def _addresses(host: str, port: int, allow_private: bool) -> list[str]:
    try:
        found = dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except (OSError, UnicodeError):
        raise Refused(f"the host {host} is not found", "check the address and the connection to the network") from None
    private = [each for each in found if not is_public(ipaddress.ip_address(each))]
    if private and not allow_private:
        raise Refused(f"{host} is at a private address ({private[0]})", "read it with --allow-private when you trust it")
    return list(found)
