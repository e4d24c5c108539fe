"""A real Neo4j Community server for tests, on loopback: its published jars by Maven, run by Java 17.

The jars are kept in the cache folder of the user, so only the first run downloads them. Without Maven or Java the tests are skipped,
in CI they fail.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
import platformdirs
import pytest

VERSION = "5.26.12"
PATIENCE = 120.0
"""Seconds for the server to answer."""
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>medcoop</groupId><artifactId>neo4j</artifactId><version>1</version><packaging>pom</packaging><dependencies>
<dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{0}</version></dependency>
<dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{0}</version></dependency>
</dependencies></project>"""
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")


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


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The bolt:// address of a server in `folder`, without authentication, stopped at the end."""
    bolt = _free_port()
    (folder / "conf").mkdir(parents=True)
    settings = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{bolt}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "dbms.security.auth_enabled": "false",
        "dbms.usage_report.enabled": "false",
        "server.memory.pagecache.size": "128m",
    }
    (folder / "conf" / "neo4j.conf").write_text("".join(f"{key}={value}\n" for key, value in settings.items()), encoding="utf-8")
    opened = [f"--add-opens={module}=ALL-UNNAMED" for module in OPENED]
    command = ["java", "-Xmx1g", *opened, "-cp", f"{jars()}/*", "org.neo4j.server.CommunityEntryPoint"]
    with (folder / "out.log").open("wb") as log:
        server = subprocess.Popen([*command, f"--home-dir={folder}", f"--config-dir={folder / 'conf'}"], stdout=log, stderr=log)
        try:
            yield _answering(f"bolt://127.0.0.1:{bolt}", server, folder / "out.log")
        finally:
            server.terminate()
            server.wait(60)


def _answering(uri: str, server: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + PATIENCE
    with neo4j.GraphDatabase.driver(uri) as driver:
        while time.monotonic() < until and server.poll() is None:
            try:
                driver.verify_connectivity()
                return uri
            except neo4j.exceptions.ServiceUnavailable:
                time.sleep(0.2)
    raise RuntimeError(f"Neo4j does not answer: {log.read_text(errors='replace')[-2000:]}")


def required() -> None:
    """Skip, or fail in CI, where Maven or Java is missing."""
    missing = [tool for tool in ("java", "mvn") if not shutil.which(tool)]
    if missing:
        message = f"{' and '.join(missing)} missing: install Java 17 and Maven (Debian: openjdk-17-jre-headless, maven)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
