"""A push that meets trouble on a real server: nothing is lost, nothing doubled, and the message says what to do."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

from medcoop.graph import projections
from medcoop.graph.property import neo4j_statements, push, server, writing
from medcoop.graph.property.ladybug import PropertyGraph
from medcoop.graph.property.server import Server
from medcoop.graph.store import Store
from medcoop.ontology.errors import StoreBusyError, StoreError

from ... import neo4j_server
from .sample import HOSTILE, inst, say, scattered, small
from .test_neo4j import Told, everything, projected

PASSWORD = "correct horse"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[neo4j_server.Running]:
    """A server with a password, to be stopped and started."""
    neo4j_server.required()
    with neo4j_server.running(tmp_path_factory.mktemp("own"), PASSWORD) as found:
        yield found


def test_wrong_password_and_missing_database(own: neo4j_server.Running) -> None:
    with pytest.raises(StoreError, match="does not accept the user name and password; check NEO4J_USERNAME and NEO4J_PASSWORD"):
        Server.open(own.uri, "neo4j", "wrong")
    with pytest.raises(StoreError, match="does not accept the user name and password"):
        Server.open(own.uri)
    with pytest.raises(StoreError, match=r"no such database; name another with --database"):
        Server.open(own.uri, "neo4j", PASSWORD, "nowhere")


def test_a_user_who_must_change_the_password(own: neo4j_server.Running) -> None:
    with neo4j.GraphDatabase.driver(own.uri, auth=("neo4j", PASSWORD)) as driver, driver.session(database="system") as system:
        system.run("CREATE USER reader SET PASSWORD 'secret secret' CHANGE REQUIRED").consume()
    with pytest.raises(StoreError, match="the password must be changed first"):
        Server.open(own.uri, "reader", "secret secret")


def test_an_old_server(own: neo4j_server.Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "OLDEST", (99, 0))
    with pytest.raises(StoreError, match=r"the server is Neo4j 5\.26\.12, too old; medcoop needs Neo4j 99\.0 or later"):
        Server.open(own.uri, "neo4j", PASSWORD)


def test_no_server_and_another_kind_of_server() -> None:
    for address in ("bolt://127.0.0.1:1", "neo4j://127.0.0.1:1"):
        with pytest.raises(StoreError, match="no Neo4j server answers; start it or check the address"):
            Server.open(address, patience=0.1)


def test_a_server_stopped_in_the_middle_of_a_push(own: neo4j_server.Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """kill -9 of the server, and its start again: the push goes on by itself."""
    monkeypatch.setattr(writing, "ROWS", 20)
    dataset, graph = scattered(4, size=60), PropertyGraph.open(tmp_path / "graph.lbug")
    sent, restarted = [0], threading.Event()
    send = writing.Writer.send

    def restart() -> None:
        own.stop(kill=True)
        restarted.set()
        own.start()

    def counting(self: Any, *args: Any, **more: Any) -> None:
        sent[0] += 1
        if sent[0] == 12:
            threading.Thread(target=restart).start()
            restarted.wait()
        send(self, *args, **more)

    monkeypatch.setattr(writing.Writer, "send", counting)
    with Server.open(own.uri, "neo4j", PASSWORD, patience=120) as found:
        assert push.push(found, Told(dataset, "one"), graph).done == "loaded"
        assert sent[0] > 12
        assert everything(found) == projected(dataset)


def test_a_batch_is_not_written_twice(there: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer to a commit is lost, and the driver sends the batch once more."""
    monkeypatch.setattr(writing, "ROWS", 20)
    write = Server.write

    def twice(self: Server, work: Any) -> Any:
        found = write(self, work)
        return write(self, work) if "Writer" in work.__qualname__ else found

    monkeypatch.setattr(Server, "write", twice)
    dataset = scattered(4, size=60)
    report = push.push(there, Told(dataset, "one"), PropertyGraph.open(tmp_path / "graph.lbug"))
    assert everything(there) == projected(dataset)
    assert report.put == sum(there.read("RETURN COUNT { (:Medcoop) }, COUNT { (:Medcoop)-->() }", {})[0])


def test_a_database_that_may_only_be_read(own: neo4j_server.Running, tmp_path: Path) -> None:
    own.stop()
    own.start(server__databases__read_only="neo4j")
    with Server.open(own.uri, "neo4j", PASSWORD) as found, pytest.raises(StoreError, match="read-only"):
        push.push(found, Told(small(), "two"), PropertyGraph.open(tmp_path / "graph.lbug"))


@pytest.fixture
def there(neo4j_uri: str) -> Iterator[Server]:
    with Server.open(neo4j_uri) as found:
        yield found


_KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, str(Path(sys.argv[2]).parents[3]))
from medcoop.graph.property import push, writing
from medcoop.graph.property.ladybug import PropertyGraph
from medcoop.graph.property.server import Server
from tests.graph.property.sample import scattered
from tests.graph.property.test_neo4j import Told
writing.ROWS = 20
sent, fenced = [0], writing.Writer._fenced
def count(self, *args):
    sent[0] += 1
    if sent[0] == int(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)
    return fenced(self, *args)
writing.Writer._fenced = count
push.push(Server.open(sys.argv[1]), Told(scattered(4, size=60), "one"), PropertyGraph.open(sys.argv[3]))
"""


@pytest.mark.parametrize("after", [1, 9])
def test_a_push_that_was_killed_is_taken_up(there: Server, tmp_path: Path, after: int) -> None:
    command = [sys.executable, "-c", _KILLED, there.uri, __file__, str(tmp_path / "graph.lbug"), str(after)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    report = push.push(there, Told(scattered(4, size=60), "one"), PropertyGraph.open(tmp_path / "graph.lbug"))
    assert (report.done, report.gone) == ("compared", 0)
    assert report.why.startswith("an earlier push")
    assert everything(there) == projected(scattered(4, size=60))


def test_two_pushes_at_once(there: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second is told to wait, whatever it would do; the first comes to its end."""
    monkeypatch.setattr(push, "WAIT", 0.2)
    second: list[BaseException] = []
    finish = push._finish

    def meet(job: Any, state: str) -> None:
        with Server.open(there.uri) as other:
            try:
                push.push(other, Told(small(), "two"), PropertyGraph.open(tmp_path / "other.lbug"))
            except StoreBusyError as error:
                second.append(error)
        finish(job, state)

    monkeypatch.setattr(push, "_finish", meet)
    push.push(there, Told(scattered(1), "one"), PropertyGraph.open(tmp_path / "graph.lbug"))
    assert "another push is at work on this database; try again when it is done" in str(second[0])
    assert everything(there) == projected(scattered(1))


def test_a_push_that_was_overtaken_stops(there: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finish = push._finish

    def overtaken(job: Any, state: str) -> None:
        job.server.run(neo4j_statements.BEGIN, {"owner": "another", "target": "x"})
        finish(job, state)

    monkeypatch.setattr(push, "_finish", overtaken)
    with pytest.raises(StoreBusyError):
        push.push(there, Told(small(), "one"), PropertyGraph.open(tmp_path / "graph.lbug"))
    assert there.read("MATCH (s:MedcoopState {id: 'medcoop'}) RETURN s.snapshot", {}) == [[""]]


def test_strangers_with_our_labels_in_the_way(there: Server, tmp_path: Path) -> None:
    graph = PropertyGraph.open(tmp_path / "graph.lbug")
    for statement in ("DROP CONSTRAINT medcoop_institution_id IF EXISTS", "DROP INDEX medcoop_institution_id IF EXISTS"):
        there.declare(statement)
    there.run("CREATE (:Institution {id: 'x', name: 'mine'}), (:Institution {id: 'x', name: 'mine too'})")
    with pytest.raises(StoreError, match=r"a constraint can't be made .* push into a database of its own") as met:
        push.push(there, Told(small(), "one"), graph)
    assert "Institution" in str(met.value)
    there.run("MATCH (n:Institution) SET n.id = $id WITH n LIMIT 1 DETACH DELETE n", {"id": inst("a")})
    with pytest.raises(StoreError, match="a node that is not medcoop's stands in the way"):
        push.push(there, Told(small(), "one"), graph)
    assert there.read("MATCH (n:Institution) WHERE n.name STARTS WITH 'mine' RETURN n:Medcoop", {}) == [[False]]
    there.run("MATCH (n:Institution {id: $id}) SET n.id = 'my own'", {"id": inst("a")})
    push.push(there, Told(small(), "one"), graph)
    assert everything(there) == projected(small())


def test_hostile_text_is_data(there: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever names and quotes hold, every statement is one that the schema alone makes."""
    dataset, graph = small(), PropertyGraph.open(tmp_path / "graph.lbug")
    said: set[str] = set()
    write = Server.write

    class Listening:
        def __init__(self, transaction: Any) -> None:
            self._transaction = transaction

        def run(self, text: str, *args: Any, **more: Any) -> Any:
            said.add(text)
            return self._transaction.run(text, *args, **more)

    monkeypatch.setattr(Server, "write", lambda self, work: write(self, lambda transaction: work(Listening(transaction))))
    push.push(there, Told(dataset, "one"), graph)
    harmless = set(said)
    for number, text in enumerate(HOSTILE):
        say(dataset, inst(f"h{number}"), "mc:Institution", skos__prefLabel=(text[:2000], "en"), skos__altLabel=[(text, "ru"), ("z", "en")])
    push.push(there, Told(dataset, "two"), graph)
    assert not [text for text in said - harmless if any(odd in text for odd in ("h0", "quote", "DETACH", "зз", "\x00"))]
    for number, text in enumerate(HOSTILE):
        found = there.read("MATCH (n:Institution {name: $name}) RETURN n.id, n.also", {"name": text[:2000]})
        assert found == [[inst(f"h{number}"), sorted([text, "z"])]]
    assert everything(there) == projected(dataset)


def test_no_statement_is_made_from_data() -> None:
    """Statements hold names of the schema and parameters, nothing else: they are the same whatever the store says."""
    import ast
    import inspect

    for module in (neo4j_statements, push, writing):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.JoinedStr):
                used = {ast.unparse(part.value) for part in node.values if isinstance(part, ast.FormattedValue)}
                assert not [one for one in used if "row" in one.split(".")[0] or one in ("iri", "value", "text", "batch")], used


def test_the_store_is_not_changed_by_a_push(there: Server, tmp_path: Path) -> None:
    from ..simple import SimpleResolver

    with Store.open(tmp_path / "store", write=True, create=True, resolver=SimpleResolver()):
        pass
    (tmp_path / "store" / "property" / "servers.json").write_text("no json")
    with Store.open(tmp_path / "store") as store, projections.property_graph(tmp_path / "store") as graph:
        push.push(there, store, graph)
        assert push.push(there, store, graph).done == "current"
    assert {path.name for path in (tmp_path / "store" / "property").iterdir()} >= {"graph.lbug", "servers.json"}
    assert not list((tmp_path / "store" / "property").glob(".push-*"))
