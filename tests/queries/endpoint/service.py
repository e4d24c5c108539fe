"""The service as its users meet it: a process, asked over HTTP."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from medcoop.graph.store import Store
from medcoop.ontology import iris
from medcoop.ontology.model import Agreement, Cooperation, Document, Facts, Institution, Person

from ...graph.simple import SimpleResolver, evidence

SCRIPT = "<script>alert(1)</script>"
FIRST = "Самарский центр и Клиника Бишкека подписали меморандум о трансплантации печени. Директор Иванов рад."
SECOND = "Samara Center trained surgeons of the Riga Hospital in heart transplantation in May 2022."
HOSTILE = f'Больница {SCRIPT} и Центр " onmouseover=alert(2) x=" сотрудничают. javascript:alert(3) <img src=x onerror=alert(4)>'


@dataclass(frozen=True)
class Reply:
    """An answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass
class Service:
    """A running server on a store."""

    process: subprocess.Popen[bytes]
    port: int
    store: Path
    log: Path

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Reply:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body.encode() if isinstance(body, str) else body, named)
            answer = connection.getresponse()
            return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())

    def get(self, path: str, **headers: str) -> Reply:
        """GET."""
        return self.ask("GET", path, **headers)

    def query(self, sparql: str, accept: str = "application/sparql-results+json", **more: str) -> Reply:
        """A query by GET."""
        return self.get(f"/sparql?{urlencode({'query': sparql, **more})}", Accept=accept)

    def rows(self, sparql: str, **more: str) -> list[dict[str, str]]:
        """Rows of a SELECT, as plain values."""
        found = self.query(sparql, **more).json["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in found]

    def page(self, path: str) -> Reply:
        """GET as a browser does."""
        return self.get(path, Accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")

    def raw(self, *parts: bytes, wait: float = 5) -> bytes:
        """Bytes sent as they are; all that comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as connection:
            for part in parts:
                connection.sendall(part)
            found = b""
            with contextlib.suppress(TimeoutError, ConnectionError):
                while piece := connection.recv(65536):
                    found += piece
            return found

    def workers(self) -> list[int]:
        """Processes of its workers."""
        (template,) = _children(self.process.pid)
        return _children(template)

    def lines(self) -> list[dict[str, Any]]:
        """The access log."""
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{") and line.endswith("}")]


def _children(pid: int) -> list[int]:
    return [int(one) for path in Path(f"/proc/{pid}/task").glob("*/children") for one in path.read_text().split()]


def until(check: Any, seconds: float = 10) -> Any:
    """What `check` gives as soon as it is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := check():
            return found
        time.sleep(0.01)
    raise AssertionError("it did not come true")


@contextlib.contextmanager
def serving(store: Path, log: Path, *options: str, **environment: str) -> Iterator[Service]:
    """A server on a store, until the block is left."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "medcoop", "--store", str(store), "serve", "--port", str(port), *options]
    with log.open("wb") as sink:
        process = subprocess.Popen(command, stderr=sink, stdout=sink, env=os.environ | environment)
    service = Service(process, port, store, log)

    def healthy() -> bool:
        assert process.poll() is None, log.read_text()
        with contextlib.suppress(OSError):
            return service.get("/healthz").status == 200
        return False

    try:
        until(healthy, 40)
        yield service
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def source(name: str, text: str, lang: str, **more: Any) -> Document:
    """A document read from the web."""
    url = f"https://news.example/{name}"
    return Document(source=url, url=url, lang=lang, text=text, title=more.pop("title", name), **more)


def open_to_write(path: Path) -> Store:
    """The store, for writing."""
    return Store.open(path, write=True, create=True, resolver=SimpleResolver(), project=False)


def first() -> tuple[Document, Facts]:
    """A memorandum on liver transplantation."""
    proof = evidence(FIRST, "Самарский центр и Клиника Бишкека подписали меморандум о трансплантации печени")
    facts = Facts(
        id="1", lang="ru",
        institutions=(
            Institution(key="a", name="Самарский центр", kind="medical_center", country="RU", evidence=evidence(FIRST, "Самарский центр")),
            Institution(key="b", name="Клиника Бишкека", kind="hospital", country="KG", evidence=evidence(FIRST, "Клиника Бишкека")),
        ),
        people=(Person(key="p", name="Иванов", position="директор", org="a", evidence=evidence(FIRST, "Директор Иванов")),),
        agreements=(
            Agreement(key="g", type="memorandum", parties=("a", "b"), signed="2021-03-12", status="signed", topics=("liver-transplantation",), evidence=proof),
        ),
        cooperations=(
            Cooperation(parties=("a", "b"), topics=("liver-transplantation",), kinds=("training",), date="2021-03", under=("g",), evidence=proof),
        ),
    )  # fmt: skip
    return source("first", FIRST, "ru", title="Меморандум", published="2021-03-13"), facts


def second(text: str = SECOND, number: int = 2) -> tuple[Document, Facts]:
    """A training."""
    facts = Facts(
        id="2", lang="en",
        institutions=(
            Institution(key="a", name="Samara Center", kind="medical_center", country="RU", evidence=evidence(text, "Samara Center")),
            Institution(key="b", name="Riga Hospital", kind="hospital", country="LV", evidence=evidence(text, "Riga Hospital")),
        ),
        cooperations=(
            Cooperation(parties=("a", "b"), providers=("a",), topics=("heart-transplantation",), kinds=("training",), date="2022-05",
                        evidence=evidence(text, text.rstrip("."))),
        ),
    )  # fmt: skip
    return source(f"news-{number}", text, "en", title=f"News {number}", published="2022-05-20"), facts


def hostile() -> tuple[Document, Facts]:
    """A document whose author wants to run scripts in our readers' browsers."""
    name, other = f"Больница {SCRIPT}", 'Центр " onmouseover=alert(2) x="'
    facts = Facts(
        id="3", lang="ru",
        institutions=(
            Institution(key="a", name=name, kind="hospital", country="RU", evidence=evidence(HOSTILE, name)),
            Institution(key="b", name=other, kind="hospital", country="KZ", evidence=evidence(HOSTILE, other)),
        ),
        cooperations=(Cooperation(parties=("a", "b"), topics=("oncology",), kinds=("training",), evidence=evidence(HOSTILE, HOSTILE)),),
    )  # fmt: skip
    document = Document(
        source="javascript:alert(5)", url="javascript:alert(5)", lang="ru", text=HOSTILE, title=f"{SCRIPT}\r\nSet-Cookie: a=b"
    )
    return document, facts


def thing(store: Path, name: str) -> str:
    """The path of the page of an institution by its name."""
    with Store.open(store) as opened:
        found = opened.names.search(name, {"institution"})[0]
        return "/" + found.iri.removeprefix(iris.BASE)
