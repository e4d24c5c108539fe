"""What every request passes: who may ask and how often; what every answer carries; the log and the figures."""

from __future__ import annotations

import base64
import binascii
import hmac
import ipaddress
import json
import secrets
import sys
import time
from collections import OrderedDict
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from . import accept, answers
from .metrics import Metrics
from .problems import Problem
from .settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SECURITY = {
    "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "x-frame-options": "DENY",
    "content-security-policy": POLICY, "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}  # fmt: skip
_OPEN = ("/healthz",)
_CLIENTS = 10_000
_EXPOSED = "ETag, Medcoop-Snapshot, Retry-After, Content-Location, Link"


class Gate:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics) -> None:
        self._app, self._settings, self._metrics = app, settings, metrics
        self._allowance = Allowance(settings.rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        began, said = time.monotonic(), {"status": 500, "sent": 0, "whole": False}
        headers = _headers(scope)
        scope["medcoop"] = {
            "id": secrets.token_hex(6),
            "gzip": accept.takes_gzip(headers.get("accept-encoding", "")),
            "snapshot": "",
            "route": "",
        }

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                said["status"] = message["status"]
                message["headers"] = [*message["headers"], *self._extra(scope, message["headers"])]
            elif message["type"] == "http.response.body":
                said["sent"] += len(message.get("body", b""))
                said["whole"] = not message.get("more_body", False)
            await send(message)

        self._metrics.open += 1
        try:
            self._admit(scope, headers)
            await self._app(scope, receive, sending)
        except Problem as error:
            await answers.problem(error)(scope, receive, sending)
        except (ConnectionError, TimeoutError):
            said["whole"] = False  # the client has left, or must see that the answer is not whole
            raise
        finally:
            self._metrics.open -= 1
            self._note(scope, said, time.monotonic() - began)
        return None

    def _admit(self, scope: Scope, headers: MutableMapping[str, str]) -> None:
        if scope["path"] in _OPEN or is_local(scope):
            return
        if self._settings.token and not _shows(headers.get("authorization", ""), self._settings.token) and scope["method"] != "OPTIONS":
            raise Problem(401, "a token is needed", headers={"WWW-Authenticate": 'Bearer, Basic realm="medcoop", charset="UTF-8"'})
        wait = self._allowance.take(client(scope))
        if wait:
            raise Problem(429, "too many requests from your address", headers={"Retry-After": str(int(wait) + 1)})

    def _extra(self, scope: Scope, present: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        names = {name for name, _ in present}
        extra = {**_SECURITY, "x-request-id": scope["medcoop"]["id"]}
        if self._settings.cors:
            extra |= {
                "access-control-allow-origin": self._settings.cors, "access-control-expose-headers": _EXPOSED,
                "cross-origin-resource-policy": "cross-origin",
            }  # fmt: skip
        return [(name.encode(), value.encode("latin-1")) for name, value in extra.items() if name.encode() not in names]

    def _note(self, scope: Scope, said: dict[str, Any], seconds: float) -> None:
        about = scope["medcoop"]
        self._metrics.request(about["route"] or "other", _method(scope), said["status"], seconds, said["sent"])
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "id": about["id"], "client": client(scope),
            "method": _method(scope), "path": scope["path"][:500], "status": said["status"], "bytes": said["sent"],
            "ms": round(seconds * 1000, 1), "snapshot": about["snapshot"],
        }  # fmt: skip
        if not said["whole"]:
            line["broken"] = True
        with suppress(OSError):  # a log that can't be written must not cost an answer
            sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")


class Allowance:
    """So many requests a second for each client, and ten seconds' worth at once. 0: any number."""

    def __init__(self, rate: float) -> None:
        self._rate, self._most = rate, rate * 10
        self._clients: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str) -> float:
        """Seconds to wait; 0 when the request may pass."""
        if not self._rate:
            return 0.0
        now = time.monotonic()
        left, then = self._clients.get(name, (self._most, now))
        left = min(self._most, left + (now - then) * self._rate)
        wait = 0.0 if left >= 1 else (1 - left) / self._rate
        self._clients[name] = (left if wait else left - 1, now)
        self._clients.move_to_end(name)
        if len(self._clients) > _CLIENTS:
            self._clients.popitem(last=False)
        return wait


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def _method(scope: Scope) -> str:
    known = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH")
    return scope["method"] if scope["method"] in known else "OTHER"


def client(scope: Scope) -> str:
    """The client's address."""
    return str(scope["client"][0]) if scope.get("client") else ""


def is_local(scope: Scope) -> bool:
    """Whether the request comes from this machine."""
    try:
        address = ipaddress.ip_address(client(scope))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def _shows(header: str, token: str) -> bool:
    """Whether the header has the token: as a bearer, or as the password of a browser's dialogue."""
    kind, _, value = header.partition(" ")
    if kind.lower() == "basic":
        try:
            value = base64.b64decode(value, validate=True).decode().partition(":")[2]
        except (binascii.Error, ValueError):
            return False
    elif kind.lower() != "bearer":
        return False
    return hmac.compare_digest(value.strip().encode(), token.encode())
