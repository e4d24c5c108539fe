"""Pages from a real server on this machine: bounds of time, size and redirects, and no private addresses unless allowed."""

import gzip
import ipaddress
import socket
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from medcoop.ingest.read import ReadOptions, Refusal, connect, read
from medcoop.ontology.model import Document

TEXT = "The hospital and the clinic signed a memorandum.\nTheir nurses will train together.\n"
HTML = f"<!DOCTYPE html><title>News</title><h1>Nurses train together</h1><p>{TEXT}</p>"
ALLOWED = ReadOptions(allow_private=True)
Answer = tuple[int, dict[str, str], bytes]


class Handler(BaseHTTPRequestHandler):
    """Answers from a table; paths that are not in it wait until the test ends."""

    pages: ClassVar[dict[str, Answer]] = {}
    seen: ClassVar[list[tuple[str, str]]] = []
    release: ClassVar[threading.Event]

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers["Host"]))
        if self.path == "/drip":
            self.drip()
            return
        if self.path not in self.pages:
            self.release.wait(30)
            return
        status, headers, body = self.pages[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.release.wait(0.02):
            self.wfile.write(b"X-Slow: 1\r\n")

    def log_message(self, *_: object) -> None:
        pass


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are what some tests are about."""


@pytest.fixture
def server() -> Iterator[str]:
    Handler.pages, Handler.seen, Handler.release = {}, [], threading.Event()
    with QuietServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        Handler.release.set()
        running.shutdown()
        thread.join()


def serve(path: str, body: str | bytes = TEXT, kind: str | None = "text/plain; charset=utf-8", status: int = 200, **headers: str) -> None:
    kinds = {"Content-Type": kind} if kind else {}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    Handler.pages[path] = (status, kinds | named, body.encode() if isinstance(body, str) else body)


def fetched(url: str, options: ReadOptions = ALLOWED) -> Document:
    (found,) = read([url], options=options)
    assert isinstance(found, Document), found
    return found


def refused(url: str, options: ReadOptions = ALLOWED) -> str:
    (found,) = read([url], options=options)
    assert isinstance(found, Refusal)
    assert found.source == url and found.remedy
    return found.reason


def test_a_text(server: str) -> None:
    serve("/a.txt")
    found = fetched(f"{server}/a.txt#part")
    assert (found.text, found.source, found.url) == (TEXT, f"{server}/a.txt", f"{server}/a.txt")
    assert found.retrieved is not None and found.retrieved.endswith("+00:00")


def test_a_page(server: str) -> None:
    serve("/a", HTML, "text/html")
    found = fetched(f"{server}/a")
    assert found.title == "Nurses train together" and "<p>" not in found.text


def test_the_charset_of_the_header(server: str) -> None:
    serve("/a", "Больница и клиника подписали меморандум.".encode("iso8859-5"), "text/plain; charset=ISO-8859-5")
    assert fetched(f"{server}/a").text == "Больница и клиника подписали меморандум."


def test_markdown_by_type_and_by_name(server: str) -> None:
    serve("/a", "# Nurses train\n\n" + TEXT, "text/markdown")
    serve("/b.md", "# Nurses train\n\n" + TEXT)
    assert fetched(f"{server}/a").title == fetched(f"{server}/b.md").title == "Nurses train"


@pytest.mark.parametrize("kind", ["application/x-ndjson", "application/jsonl"])
def test_json_lines(server: str, kind: str) -> None:
    serve("/docs", '{"text": "The hospital trains nurses."}\n{broken\n', kind)
    first, second = read([f"{server}/docs"], options=ALLOWED)
    assert isinstance(first, Document) and first.source == f"{server}/docs#line=1" and first.retrieved
    assert isinstance(second, Refusal) and second.source == f"{server}/docs:2"


def test_russian_letters_in_the_address(server: str) -> None:
    serve("/%D0%B0?q=%D0%B1")
    assert fetched(f"{server}/а?q=б").text == TEXT


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_compressed_content(server: str, encoding: str, pack: object) -> None:
    serve("/a", pack(TEXT.encode()), Content_Encoding=encoding)  # type: ignore[operator]
    assert fetched(f"{server}/a").text == TEXT


def test_a_bomb_is_stopped(server: str) -> None:
    serve("/a", gzip.compress(b"a " * 20_000_000), Content_Encoding="gzip")
    assert "larger than 10 MB" in refused(f"{server}/a")


def test_unknown_and_damaged_compression(server: str) -> None:
    serve("/a", b"x", Content_Encoding="br")
    serve("/b", b"not gzip", Content_Encoding="gzip")
    serve("/c", gzip.compress(TEXT.encode())[:-12], Content_Encoding="gzip")
    assert "compressed" in refused(f"{server}/a")
    assert "damaged" in refused(f"{server}/b")
    assert "damaged" in refused(f"{server}/c")


def test_too_much(server: str) -> None:
    serve("/a", "word " * 1000)
    assert "larger" in refused(f"{server}/a", ReadOptions(allow_private=True, max_bytes=4999))


def test_redirects_are_followed_and_the_last_address_is_kept(server: str) -> None:
    for step in range(5):
        serve(f"/{step}", "", status=302, Location=f"/{step + 1}")
    serve("/5")
    found = fetched(f"{server}/0")
    assert (found.source, found.url) == (f"{server}/0", f"{server}/5")


def test_redirect_loops_end(server: str) -> None:
    serve("/a", "", status=301, Location="/b")
    serve("/b", "", status=301, Location="/a")
    assert "redirects more than 5 times" in refused(f"{server}/a")
    assert len(Handler.seen) == 6


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/", "gopher://x"])
def test_redirects_elsewhere_are_refused(server: str, target: str) -> None:
    serve("/a", "", status=302, Location=target)
    assert "not a web address" in refused(f"{server}/a")


def test_private_addresses_are_refused_without_a_connection(server: str) -> None:
    serve("/a")
    assert "private address" in refused(f"{server}/a", ReadOptions())
    assert Handler.seen == []


def test_a_redirect_to_a_private_address_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "is_public", lambda address: address == ipaddress.ip_address("127.0.0.1"))
    serve("/a", "", status=302, Location=server.replace("127.0.0.1", "127.0.0.2") + "/b")
    serve("/b")
    assert "127.0.0.2 is at a private address" in refused(f"{server}/a", ReadOptions())
    assert [path for path, _ in Handler.seen] == ["/a"]


def test_a_name_is_resolved_once_and_keeps_its_host_header(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look-up, in which the name would have another address, never comes."""
    asked = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[object]:
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *rest, **more: (resolve if host == "clinic.test" else real)(host, *rest, **more)
    )
    serve("/a")
    port = server.rpartition(":")[2]
    assert fetched(f"http://clinic.test:{port}/a").text == TEXT
    assert asked == ["clinic.test"]
    assert Handler.seen == [("/a", f"clinic.test:{port}")]


def test_one_private_address_among_others_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert "10.0.0.1" in refused("http://clinic.test/", ReadOptions())


@pytest.mark.parametrize("path", ["/silent", "/drip"])
def test_a_slow_server_is_left_in_time(server: str, path: str) -> None:
    assert "within 0.2 seconds" in refused(f"{server}{path}", ReadOptions(allow_private=True, timeout=0.2))


@pytest.mark.parametrize(
    ("kind", "status", "reason"),
    [("application/pdf", 200, "application/pdf"), ("image/png", 200, "image/png"), ("text/plain", 404, "404"), ("text/html", 500, "500")],
)
def test_wrong_types_and_errors(server: str, kind: str, status: int, reason: str) -> None:
    serve("/a", TEXT, kind, status)
    assert reason in refused(f"{server}/a")


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "could not be fetched" in refused(f"http://127.0.0.1:{port}/")


def test_a_server_that_speaks_something_else(server: str) -> None:
    assert "could not be fetched" in refused(server.replace("http:", "https:"))


@pytest.mark.parametrize("url", ["http://user:secret@127.0.0.1/", "http://[::1", "http://127.0.0.1:99999/", "http:///path"])
def test_strange_addresses(url: str) -> None:
    assert refused(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not connect.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_that_are_public(address: str) -> None:
    assert connect.is_public(ipaddress.ip_address(address))
