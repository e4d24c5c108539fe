"""A client for chat completions as OpenAI's API has them (llama.cpp, vLLM, Ollama and others speak it too): bounded, repeatable, quiet."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import httpcore

from ...ontology.errors import MedcoopError
from .cache import Cache

Sleep = Callable[[float], None]
_RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_FATAL = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
_MOST_BYTES = 4_000_000
_LONGEST_WAIT = 30.0
_FORMS = ("json_schema", "json_object", None)


class ModelError(MedcoopError):
    """The language model can't be reached, refuses the key or name, or gave no usable answer."""


class BudgetError(ModelError):
    """The bound on tokens is reached."""


@dataclass(frozen=True, slots=True)
class Model:
    """Which model, where, and within which bounds.

    url: the API's base, such as http://localhost:8080/v1; name: the model's; key: sent as a bearer token, never logged;
    timeout: seconds for one answer in all; attempts: how often one request is made; tokens: most tokens, in and out, of a whole run.
    """

    url: str
    name: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    attempts: int = 4
    tokens: int = 2_000_000


@dataclass(slots=True)
class Usage:
    """What a run has cost so far."""

    tokens: int = 0
    requests: int = 0
    cached: int = 0


class _Again(Exception):
    """A failure that may pass."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


class Client:
    """Asks the model, from several threads if need be. `cache`: answers by content; `sleep`: waits between attempts."""

    def __init__(self, model: Model, cache: Cache, sleep: Sleep = time.sleep) -> None:
        self.model, self.usage = model, Usage()
        self._cache, self._sleep = cache, sleep
        self._pool = httpcore.ConnectionPool(max_connections=16, retries=0)
        self._lock, self._form = threading.Lock(), 0

    def ask(self, system: str, user: str, schema: dict[str, Any]) -> str:
        """The text of the model's answer. ModelError when there is none, BudgetError when the bound on tokens would be passed."""
        key = self._cache.key(self.model.name, system, user)
        if (held := self._cache.get(key)) is not None:
            with self._lock:
                self.usage.cached += 1
            return held
        answer = self._insist(system, user, schema)
        self._cache.put(key, answer)
        return answer

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()

    def _insist(self, system: str, user: str, schema: dict[str, Any]) -> str:
        """Ask until it answers, `attempts` times at most; waits double, or last as long as the server says."""
        why = ""
        for attempt in range(self.model.attempts):
            try:
                return self._once(system, user, schema)
            except _Again as failure:
                why = str(failure)
                if attempt + 1 < self.model.attempts:
                    self._sleep(min(failure.wait if failure.wait is not None else 0.5 * 2**attempt, _LONGEST_WAIT))
        raise ModelError(f"no answer after {self.model.attempts} attempts ({why})", where=self.model.url, remedy="run again later")

    def _once(self, system: str, user: str, schema: dict[str, Any]) -> str:
        self._reserve(system, user)
        form = self._form
        status, headers, body = self._post(_request(self.model.name, system, user, schema, _FORMS[form]))
        if status == HTTPStatus.BAD_REQUEST and form + 1 < len(_FORMS):  # a server without this kind of structured output
            self._form = max(self._form, form + 1)
            return self._once(system, user, schema)
        if status in _RETRIED:
            raise _Again(f"status {status}", _seconds(headers.get("retry-after")))
        if status != HTTPStatus.OK:
            remedy = "check the address, MEDCOOP_LLM_MODEL and MEDCOOP_LLM_KEY" if status in _FATAL else "see the server's log"
            raise ModelError(f"the model's server answers {status}", where=self.model.url, remedy=remedy)
        return self._content(body, system, user)

    def _reserve(self, system: str, user: str) -> None:
        with self._lock:
            if self.usage.tokens + _estimate(system + user) > self.model.tokens:
                raise BudgetError(
                    f"the bound of {self.model.tokens} tokens is reached",
                    where=self.model.url,
                    remedy="raise --llm-tokens, or read fewer pages",
                )
            self.usage.requests += 1

    def _content(self, body: bytes, system: str, user: str) -> str:
        try:
            said = json.loads(body)
            content = said["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise _Again("its answer is no chat completion") from error
        if not isinstance(content, str):
            raise _Again("its answer is empty")
        used = said.get("usage")
        total = used.get("total_tokens") if isinstance(used, dict) else None
        with self._lock:
            self.usage.tokens += total if isinstance(total, int) and total > 0 else _estimate(system + user + content)
        return content

    def _post(self, body: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        headers = [(b"Content-Type", b"application/json"), (b"Accept", b"application/json"), (b"User-Agent", b"medcoop")]
        if self.model.key:
            headers.append((b"Authorization", b"Bearer " + self.model.key.encode()))
        end = time.monotonic() + self.model.timeout
        waits = dict.fromkeys(("connect", "read", "write", "pool"), self.model.timeout)
        address = f"{self.model.url.rstrip('/')}/chat/completions"
        try:
            content = json.dumps(body, ensure_ascii=False).encode()
            with self._pool.stream("POST", address, headers=headers, content=content, extensions={"timeout": waits}) as answer:
                named = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
                return answer.status, named, b"".join(_bounded(answer.iter_stream(), end))
        except httpcore.ConnectError as error:
            raise ModelError(
                "the model's server can't be reached", where=self.model.url, remedy="start it, or check the address"
            ) from error
        except (httpcore.UnsupportedProtocol, httpcore.LocalProtocolError, ValueError) as error:
            raise ModelError(
                "this is no address of a model's server", where=self.model.url, remedy="name it as http://HOST:PORT/v1"
            ) from error
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
            raise _Again(type(error).__name__) from error


def _bounded(chunks: Iterator[bytes], end: float) -> Iterator[bytes]:
    """The body's chunks within size and time: a server that drips for ever is left."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > _MOST_BYTES:
            raise _Again("its answer is larger than 4 MB")
        if time.monotonic() > end:
            raise _Again("its answer takes too long")
        yield chunk


def _request(model: str, system: str, user: str, schema: dict[str, Any], form: str | None) -> dict[str, Any]:
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        "temperature": 0,
        "seed": 0,
    }
    if form == "json_schema":
        body["response_format"] = {"type": form, "json_schema": {"name": "facts", "strict": True, "schema": schema}}
    elif form:
        body["response_format"] = {"type": form}
    return body


def _estimate(text: str) -> int:
    """Tokens of a text where the server does not say: about three letters each in both languages."""
    return len(text) // 3 + 1


def _seconds(value: str | None) -> float | None:
    try:
        return max(0.0, float(value)) if value else None
    except ValueError:
        return None
