"""What hostile clients and queries try: nothing is fetched, nothing shown that should not be, nobody else waits."""

from __future__ import annotations

import contextlib
import http.client
import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from .service import Service, serving, until

RUNAWAYS = {
    "cross join": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!<x:x>|^!<x:x>)* ?b . ?b (!<x:x>|^!<x:x>)* ?c . ?c (!<x:x>|^!<x:x>)* ?d }",
    "regex": 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?x ?y ?z . ?u ?v ?w FILTER REGEX(CONCAT(STR(?o), STR(?z)), "(a|b|ab)*(c|d)*e$") }',
}
FACTORS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def trap() -> Iterator[tuple[str, list[str]]]:
    """An HTTP server that notes whoever comes."""
    came: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            came.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/trap", came
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { service silent <URL> { ?s ?p ?o } }",
        "SELECT * { SeRvIcE #\n <URL> { ?s ?p ?o } }",
        "PREFIX s: <BASE> SELECT * { SERVICE s:trap { ?s ?p ?o } }",
        "BASE <BASE> SELECT * { SERVICE <trap> { ?s ?p ?o } }",
        "SELECT * { BIND(<URL> AS ?x) SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { SERVICE <http://127.0.0.1\\u003APORT/trap> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } } } }",
        "SELECT * { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
        "SELECT ('''#''' AS ?x) { SERVICE <URL> { ?s ?p ?o } } # '''",
        "SELECT * FROM <URL> { ?s ?p ?o }",
        "SELECT * FROM NAMED <URL> { GRAPH <URL> { ?s ?p ?o } }",
        "CONSTRUCT { ?s ?p ?o } FROM <URL> WHERE { ?s ?p ?o }",
        "DESCRIBE <URL>",
        "LOAD <URL>",
        "LOAD SILENT <URL> INTO GRAPH <a:a>",
        "CLEAR ALL; LOAD <URL>",
    ],
)
def test_nothing_is_fetched(service: Service, trap: tuple[str, list[str]], query: str) -> None:
    url, came = trap
    port = url.rpartition(":")[2].partition("/")[0]
    text = query.replace("URL", url).replace("BASE", url.removesuffix("trap")).replace("PORT", port)
    for more in ({}, {"default-graph-uri": url}, {"named-graph-uri": url}):
        said = service.query(text, "*/*", **more)
        assert said.status in (200, 400, 403), said.text
        if said.status == 200:
            assert b"http" not in said.body.split(b"results")[-1] or b'bindings":[]' in said.body
    assert not came


def test_workers_have_no_network(service: Service) -> None:
    """Even if a query got past the parser, there is nowhere to go."""
    health = service.get("/healthz").json
    assert health["namespace"] or health["seccomp"]
    alive = [pid for pid in service.workers() if "Z" not in Path(f"/proc/{pid}/stat").read_text().split()]
    for pid in alive:
        if health["namespace"]:
            assert Path(f"/proc/{pid}/ns/net").readlink() != Path("/proc/self/ns/net").readlink()
        status = Path(f"/proc/{pid}/status").read_text()
        assert not health["seccomp"] or "Seccomp:\t2" in status
        assert "NoNewPrivs:\t1" in status


@pytest.mark.parametrize("name", RUNAWAYS)
def test_runaway_queries_end(service: Service, name: str) -> None:
    began = time.monotonic()
    said = service.query(RUNAWAYS[name])
    assert said.status == 503, said.text
    assert "Retry-After".lower() in said.headers
    assert time.monotonic() - began < 2 + 1


def test_a_result_that_grows_without_end_is_a_503_too(service: Service) -> None:
    assert service.query(FACTORS).status == 503


def test_memory_is_bounded(service: Service) -> None:
    said = service.query(
        "SELECT ?x { { SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?d), STR(?f))) AS ?x) { ?a ?b ?c . ?d ?e ?f } } }"
    )
    assert said.status == 503
    assert service.query("ASK {}").status == 200


def test_good_queries_go_on_beside_bad_ones(service: Service) -> None:
    bad = [threading.Thread(target=service.query, args=(query,)) for query in list(RUNAWAYS.values()) * 3]
    for one in bad:
        one.start()
    times = []
    for number in range(30):
        began = time.monotonic()
        assert service.query(f"SELECT * {{ ?s a mc:Institution }} LIMIT {number + 1}").status == 200
        assert service.get(f"/api/who_on?topic=transplantation&limit={number + 1}").status == 200
        times.append(time.monotonic() - began)
    for one in bad:
        one.join()
    assert sorted(times)[len(times) // 2] < 1.0


def test_killed_workers_are_replaced(own: Service) -> None:
    for pid in own.workers():
        os.kill(pid, signal.SIGKILL)
    for _ in range(5):
        assert own.query("ASK {}").status == 200
        assert own.get("/api/who_on?topic=oncology").status == 200
    template = Path(f"/proc/{own.process.pid}/task/{own.process.pid}/children").read_text().split()[0]
    os.kill(int(template), signal.SIGKILL)

    def back() -> bool:
        return own.query("SELECT (1 AS ?x) {}").status == 200

    until(back)


def test_workers_end_with_the_server(own: Service) -> None:
    pids = own.workers()
    own.process.kill()
    own.process.wait()
    until(lambda: not any(Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2] for pid in pids))


@pytest.mark.parametrize(
    "path",
    ["/static/../../../../etc/passwd", "/static/..%2f..%2f..%2fetc/passwd", "/static/%2e%2e/%2e%2e/words.yaml", "/static//etc/passwd",
     "/id/../../../../etc/passwd", "/doc/..%2f..%2f..%2frecord.db", "/q/../../../pyproject.toml", "/q/..%2f..%2fwho_on", "/static/%00",
     "/api/..%2f..%2f", "/static/..%5c..%5cwords.yaml"],
)  # fmt: skip
def test_path_traversal(service: Service, path: str) -> None:
    said = service.raw(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert said.split()[1] in (b"404", b"400", b"405"), said
    assert b"root:" not in said
    assert b"[project]" not in said


@pytest.mark.parametrize(
    "path",
    ["/?lang=x%0d%0aSet-Cookie:%20a=b", "/id/x%0d%0aSet-Cookie:%20a=b", "/?snapshot=%0d%0aX-Y:%20z", "/search?q=%0d%0aSet-Cookie:%20a=b"],
)
def test_header_injection(service: Service, path: str) -> None:
    said = service.get(path)
    assert "set-cookie" not in said.headers
    assert "x-y" not in said.headers


@pytest.mark.parametrize("host", ["evil.example/x", "a b", 'x"><script>', "localhost:1\t2"])
def test_host_header(service: Service, host: str) -> None:
    said = service.raw(f"GET /sparql HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert said.split()[1] == b"400"


def test_large_queries(service: Service) -> None:
    large = "SELECT * { ?s ?p '" + "x" * 10_000_000 + "' }"
    with contextlib.suppress(ConnectionError):  # the server may close before all is sent
        said = service.ask("POST", "/sparql", large, Content_Type="application/sparql-query")
        assert (said.status, said.json["limit"]) == (413, 1 << 20)
    streamed = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n"
    with contextlib.suppress(ConnectionError):
        assert b" 413 " in service.raw(streamed, *[b"80000\r\n" + b"x" * 0x80000 + b"\r\n"] * 4, b"0\r\n\r\n")
    with contextlib.suppress(ConnectionError):
        assert service.raw(f"GET /sparql?query={'x' * 10_000_000} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())[:12].split()[1] in (
            b"400",
            b"414",
            b"431",
        )
    assert service.query("ASK {}").status == 200


def test_slow_clients_hold_nobody(service: Service) -> None:
    with contextlib.ExitStack() as held:
        slow = [held.enter_context(socket.create_connection(("127.0.0.1", service.port))) for _ in range(40)]
        for one in slow:
            one.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nSEL"
            )
        unread = [held.enter_context(socket.create_connection(("127.0.0.1", service.port))) for _ in range(8)]
        for one in unread:
            query = quote("SELECT * { ?a ?b ?c . ?d a ?f } LIMIT 60000")
            one.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        for number in range(5):
            assert service.query(f"SELECT ({number} AS ?x) {{}}").status == 200


def test_many_connections(service: Service) -> None:
    with contextlib.ExitStack() as held:
        every = [held.enter_context(socket.create_connection(("127.0.0.1", service.port), timeout=20)) for _ in range(500)]
        for one in every:
            one.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for one in every:
            assert b" 200 " in one.recv(4096)
        assert service.query("ASK {}").status == 200


def test_answers_say_what_browsers_may_do(service: Service) -> None:
    for path in ("/", "/nope", "/api/who_on?topic=oncology", "/static/medcoop.css", "/sparql?query=ASK%7B%7D"):
        headers = service.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "server" not in headers


def test_tokens_and_rates_for_who_comes_from_elsewhere(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("sesame\n")
    options = ("--token-file", str(tmp_path / "token"), "--rate", "2", "--proxies", "127.0.0.1")
    with serving(filled, tmp_path / "log", *options) as running:
        assert running.get("/").status == 200, "from this machine"
        away = {"X_Forwarded_For": "203.0.113.5"}
        assert running.get("/", **away).status == 401
        assert running.get("/healthz", **away).status == 200
        assert running.get("/", Authorization="Bearer wrong", **away).status == 401
        assert running.get("/", Authorization="Bearer sesame", **away).status == 200
        assert running.get("/", Authorization="Basic dTpzZXNhbWU=", **away).status == 200
        statuses = [running.get("/topics", Authorization="Bearer sesame", **away) for _ in range(40)]
        refused = [one for one in statuses if one.status == 429]
        assert refused
        assert int(refused[0].headers["retry-after"]) >= 1
        assert running.get("/topics", Authorization="Bearer sesame", X_Forwarded_For="203.0.113.6").status == 200, (
            "others are not concerned"
        )
        assert running.get("/topics").status == 200
        assert "sesame" not in (tmp_path / "log").read_text()


def test_a_full_disk_harms_one_answer(own: Service) -> None:
    """Where no more can be written, a large answer is not whole, as its client sees, and small ones go on."""
    resource.prlimit(own.process.pid, resource.RLIMIT_FSIZE, (3 << 20, 3 << 20))
    query = {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000"}
    with contextlib.suppress(http.client.IncompleteRead):
        assert own.get(f"/sparql?{urlencode(query)}").status == 503
    assert own.query(FACTORS).status == 503
    assert own.query("ASK {}").status == 200
    assert own.get("/api/who_on?topic=oncology").status == 200
