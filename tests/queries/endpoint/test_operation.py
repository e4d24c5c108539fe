"""Running it: health, figures, the log, stopping, and snapshots that come, stay and can be asked again."""

from __future__ import annotations

import json
import re
import signal
import threading
import time
from pathlib import Path

import pytest

from medcoop.graph.dataset import Snapshots
from medcoop.ontology import iris

from .service import SECOND, Service, first, open_to_write, second, serving, until


def test_health(service: Service) -> None:
    said = service.get("/healthz").json
    assert said["status"] == "ok"
    assert re.fullmatch("[0-9a-f]{12}", said["snapshot"])


def test_figures(service: Service) -> None:
    service.query("ASK {}")
    said = service.get("/metrics")
    assert said.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = [line for line in said.text.splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r'[a-z_]+(\{([a-z]+="[^"]*",?)+\})? [0-9.e+-]+', line) for line in lines)
    names = {re.split(r"[{ ]", line)[0] for line in lines}
    declared = {line.split()[2] for line in said.text.splitlines() if line.startswith("# TYPE")}
    assert {
        re.sub("_(bucket|sum|count)$", "", name) if re.sub("_(bucket|sum|count)$", "", name) in declared else name for name in names
    } <= declared
    assert 'medcoop_http_requests_total{route="/sparql",method="GET",status="200"}' in said.text


def test_the_log_has_a_line_a_request(service: Service) -> None:
    said = service.get("/topics?secret=1")
    (line,) = until(lambda: [line for line in service.lines() if line["id"] == said.headers["x-request-id"]])
    assert (line["method"], line["path"], line["status"], line["bytes"]) == ("GET", "/topics", 200, len(said.body))
    assert line["snapshot"] == said.headers["medcoop-snapshot"]


def test_a_running_request_is_finished_when_the_server_stops(own: Service) -> None:
    answers: list[int] = []
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER(STRLEN(CONCAT(STR(?a), STR(?f))) > 3) }"
    ask = threading.Thread(target=lambda: answers.append(own.query(slow).status))
    ask.start()
    time.sleep(0.1)
    own.process.send_signal(signal.SIGTERM)
    ask.join()
    assert own.process.wait(20) == 0
    assert answers in ([200], [503])


def test_an_ingest_is_seen_without_a_failed_request(own: Service) -> None:
    """Five publications while clients ask: every answer is of one whole snapshot, and no request fails."""
    failed: list[object] = []
    seen: dict[str, set[int]] = {}
    stop = threading.Event()

    def ask() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            query = f"SELECT (COUNT(DISTINCT ?d) AS ?n) (COUNT(DISTINCT ?g) AS ?m) {{ {{ ?d a mc:Document }} UNION {{ GRAPH ?g {{ ?g a mc:Document }} }} }} # {number}"
            said = own.query(query)
            if said.status != 200:
                failed.append((said.status, said.text))
                continue
            (row,) = said.json["results"]["bindings"]
            seen.setdefault(said.headers["medcoop-snapshot"], set()).add(int(row["n"]["value"]))
            if row["n"]["value"] != row["m"]["value"]:
                failed.append(row)

    clients = [threading.Thread(target=ask) for _ in range(3)]
    for one in clients:
        one.start()
    for number in range(3, 8):
        with open_to_write(own.store) as store:
            store.replace(*second(SECOND.replace("May", f"{number} May"), number))
            published = time.monotonic()
        with open_to_write(own.store) as store:
            wanted = store.snapshot_id
        until(lambda wanted=wanted: own.get("/healthz").json["snapshot"] == wanted)
        assert time.monotonic() - published < 5
        until(lambda wanted=wanted: wanted in seen)  # a client asked it too, however slowly they take turns
    stop.set()
    for one in clients:
        one.join()
    assert not failed, failed[:3]
    assert all(len(counts) == 1 for counts in seen.values())
    assert {7} in seen.values()


def test_a_kept_snapshot_can_be_asked_again(own: Service) -> None:
    first_id = own.get("/healthz").json["snapshot"]
    Snapshots(own.store / "snapshots").keep(first_id, "for a citation")
    cited = own.query("SELECT ?d { ?d a mc:Document } ORDER BY ?d")
    for number in range(3, 8):
        with open_to_write(own.store) as store:
            store.replace(*second(SECOND, number))
    until(lambda: own.get("/healthz").json["snapshot"] != first_id)
    assert own.query("SELECT ?d { ?d a mc:Document } ORDER BY ?d").body != cited.body
    again = own.query("SELECT ?d { ?d a mc:Document } ORDER BY ?d", snapshot=first_id)
    assert (again.body, again.headers["medcoop-snapshot"]) == (cited.body, first_id)
    page = own.page(f"/topic/transplantation?snapshot={first_id}")
    assert f"?snapshot={first_id}" in page.text
    assert f"This is snapshot {first_id}" in page.text or first_id in page.text
    assert own.get(f"/api/who_on?topic=transplantation&snapshot={first_id}").json["snapshot"] == first_id
    kept = {one["id"]: one for one in own.get("/api/snapshots").json["snapshots"]}
    assert kept[first_id]["note"] == "for a citation"
    unknown = own.query("ASK {}", snapshot="000000000000")
    assert (unknown.status, unknown.headers["content-type"]) == (404, "application/problem+json")
    assert own.query("ASK {}", snapshot="../..").status == 404


def test_texts_are_those_of_the_snapshot(own: Service) -> None:
    """A revised document is shown, in an old snapshot, as it was then: offsets count its old text."""
    before = own.get("/healthz").json["snapshot"]
    Snapshots(own.store / "snapshots").keep(before)
    longer = "Some words before. " + SECOND
    with open_to_write(own.store) as store:
        document, facts = second(longer)
        store.replace(document, facts)
    until(lambda: own.get("/healthz").json["snapshot"] != before)
    path = "/" + iris.document("https://news.example/news-2").removeprefix(iris.BASE)
    assert "Some words before." in own.page(path).text
    assert "Some words before." not in own.page(f"{path}?snapshot={before}").text


def test_without_a_store(tmp_path: Path) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "medcoop", "--store", str(tmp_path / "none"), "serve"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert "medcoop ingest" in done.stderr


def test_a_port_that_is_taken(filled: Path, service: Service) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "medcoop", "--store", str(filled), "serve", "--port", str(service.port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode != 0
    assert "address already in use" in done.stderr.lower()


@pytest.mark.parametrize("command", [["keep", "--note", "x"], ["list", "--json"]])
def test_snapshot_commands(tmp_path: Path, command: list[str]) -> None:
    from click.testing import CliRunner

    from medcoop.cli import cli

    with open_to_write(tmp_path / "store") as store:
        store.replace(*first())
        wanted = store.snapshot_id
    done = CliRunner().invoke(cli, ["--store", str(tmp_path / "store"), "snapshot", *command])
    assert done.exit_code == 0, done.output
    assert wanted in done.output
    if command[0] == "list":
        assert json.loads(done.output.splitlines()[0])["id"] == wanted


def test_drop(tmp_path: Path) -> None:
    with open_to_write(tmp_path / "store") as store:
        store.replace(*first())
        wanted = store.snapshot_id
    snapshots = Snapshots(tmp_path / "store" / "snapshots")
    name = snapshots.keep(wanted)
    assert name
    assert snapshots.is_kept(name)
    with serving(tmp_path / "store", tmp_path / "log") as running:
        assert running.get(f"/?snapshot={wanted}").status == 200
    snapshots.drop(name)
    assert not snapshots.is_kept(name)
