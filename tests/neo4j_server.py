"""A real Neo4j Community server for tests and the demo, on loopback: its published jars by Maven, run by Java 17.

The jars are kept in the cache folder of the user, so only the first run downloads them. Without Maven or Java the tests are skipped,
in CI they fail.

    python tests/neo4j_server.py COMMAND...     run a command with NEO4J_URI set to a fresh server, and stop the server
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
import platformdirs

VERSION = "5.26.12"
PATIENCE = 120.0
"""Seconds for the server to answer."""
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>medcoop</groupId><artifactId>neo4j</artifactId><version>1</version><packaging>pom</packaging><dependencies>
<dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{0}</version></dependency>
<dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{0}</version></dependency>
</dependencies></project>"""
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
QUICK = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Options of Java for a server that is soon there and does little."""
SETTINGS = {
    "server.default_listen_address": "127.0.0.1",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "dbms.usage_report.enabled": "false",
    "server.memory.pagecache.size": "128m",
}


def jars() -> Path:
    """The folder with the server's jars, made when it is not there."""
    kept = platformdirs.user_cache_path("medcoop", appauthor=False) / f"neo4j-{VERSION}"
    if kept.is_dir():
        return kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as work:
        pom = Path(work, "pom.xml")
        pom.write_text(POM.format(VERSION), encoding="utf-8")
        out = Path(work, "jars")
        goal = ["dependency:copy-dependencies", f"-DoutputDirectory={out}", "-DincludeScope=runtime"]
        subprocess.run(["mvn", "-q", "-B", "-f", str(pom), *goal], check=True, timeout=600)
        if not kept.is_dir():  # another worker may have been quicker
            out.rename(kept)
    return kept


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ends_with_us(pid: int) -> subprocess.Popen[bytes]:
    """A process that kills another when the present one is gone, however that came: the end of its input tells it."""
    return subprocess.Popen(["sh", "-c", 'read -r _; kill -9 "$0"', str(pid)], stdin=subprocess.PIPE, start_new_session=True)


class Running:
    """A server in a folder, which can be stopped, killed and started again at the same address."""

    def __init__(self, folder: Path, password: str | None = None, java: tuple[str, ...] = QUICK) -> None:
        self.folder, self._password, self._java, self._port = folder, password, java, _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._watcher: subprocess.Popen[bytes] | None = None
        self.uri = f"bolt://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int:
        """Of the Java process."""
        assert self._process
        return self._process.pid

    def start(self, **settings: str) -> str:
        """Start it and wait until it answers; its address. settings: names with "__" for "."."""
        fresh = not (self.folder / "data").exists()
        every = SETTINGS | {
            "server.bolt.listen_address": f"127.0.0.1:{self._port}",
            "dbms.security.auth_enabled": str(self._password is not None).lower(),
            **{name.replace("__", "."): value for name, value in settings.items()},
        }
        (self.folder / "conf").mkdir(parents=True, exist_ok=True)
        (self.folder / "conf" / "neo4j.conf").write_text("".join(f"{key}={value}\n" for key, value in every.items()), encoding="utf-8")
        if self._password and fresh:
            admin(self.folder, "dbms", "set-initial-password", self._password)
        opened = [f"--add-opens={module}=ALL-UNNAMED" for module in OPENED]
        command = ["java", *self._java, *opened, "-cp", f"{jars()}/*"]
        command += ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.folder}", f"--config-dir={self.folder / 'conf'}"]
        with (self.folder / "out.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        self._watcher = ends_with_us(self._process.pid)
        self._wait()
        return self.uri

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        auth = ("neo4j", self._password) if self._password else None
        assert self._process
        with neo4j.GraphDatabase.driver(self.uri, auth=auth) as driver:
            while time.monotonic() < until and self._process.poll() is None:
                try:
                    return driver.verify_connectivity()
                except (neo4j.exceptions.ServiceUnavailable, neo4j.exceptions.DatabaseUnavailable):
                    time.sleep(0.1)
        raise RuntimeError(f"Neo4j does not answer: {(self.folder / 'out.log').read_text(errors='replace')[-2000:]}")

    def stop(self, *, kill: bool = False) -> None:
        """Stop it; kill: as kill -9 does."""
        if self._process:
            self._process.kill() if kill else self._process.terminate()
            if self._watcher:
                self._watcher.kill()
                self._watcher.communicate()
            self._process.wait(60)
            self._process = self._watcher = None


def admin(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """neo4j-admin on the folder of a stopped server."""
    (folder / "conf").mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"NEO4J_HOME": str(folder), "NEO4J_CONF": str(folder / "conf")}
    opened = [f"--add-opens={module}=ALL-UNNAMED" for module in OPENED]
    command = ["java", "-Xmx1g", *opened, "-cp", f"{jars()}/*", "org.neo4j.cli.AdminTool", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=600)


@contextmanager
def running(folder: Path, password: str | None = None, *, java: tuple[str, ...] = QUICK, **settings: str) -> Iterator[Running]:
    """A server in `folder`, stopped at the end. java: options of Java; settings: see `Running.start`."""
    server = Running(folder, password, java)
    try:
        server.start(**settings)
        yield server
    finally:
        server.stop()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file for oneself, among processes."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def required() -> None:
    """Skip, or fail in CI, where Maven or Java is missing."""
    import pytest

    missing = [tool for tool in ("java", "mvn") if not shutil.which(tool)]
    if missing:
        message = f"{' and '.join(missing)} missing: install Java 17 and Maven (Debian: openjdk-17-jre-headless, maven)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as _folder, running(Path(_folder)) as _server:
        sys.exit(subprocess.run(sys.argv[1:], env=os.environ | {"NEO4J_URI": _server.uri}, check=False).returncode)
