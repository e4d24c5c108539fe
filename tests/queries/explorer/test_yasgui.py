"""YASGUI in the browser, on a page of its own at another origin, asks the endpoint as a user's copy of it would."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ..endpoint.service import Service
from ..endpoint.test_clients import NAMES
from .conftest import watched

PAGE = """<!doctype html><meta charset="utf-8"><title>YASGUI</title>
<link rel="stylesheet" href="yasgui.min.css"><link rel="icon" href="data:,"><div id="yasgui"></div>
<script src="yasgui.min.js"></script>
<script>
  const at = new URLSearchParams(location.search)
  window.yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint: at.get("endpoint"), method: at.get("method") }, copyEndpointOnNewTab: true, persistenceId: null,
  })
</script>"""


class _Site(SimpleHTTPRequestHandler):
    """The page, and the package's files beside it."""

    def do_GET(self) -> None:
        if self.path.startswith("/?"):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.encode())
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def site(clients: Path) -> Iterator[str]:
    """The address of the page with YASGUI."""
    build = clients / "@zazuko" / "yasgui" / "build"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Site, directory=str(build)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_yasgui(chromium: Browser, explored: Service, site: str, method: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints = watched(page)
    page.goto(f"{site}/?endpoint={explored.base}/sparql&method={method}")
    page.wait_for_function("window.yasgui?.getTab()?.getYasqe()")
    page.evaluate("query => window.yasgui.getTab().getYasqe().setValue(query)", NAMES)
    page.locator(".yasqe_queryButton").click()
    table = page.locator(".yasr .dataTable")
    expect(table).to_contain_text("Riga Hospital")
    expect(table).to_contain_text("Samara Center")
    page.evaluate("() => window.yasgui.getTab().getYasqe().setValue('SELECT nonsense')")
    page.locator(".yasqe_queryButton").click()
    expect(page.locator(".yasr .errorResult")).to_contain_text("column")
    assert [c for c in complaints if "400" not in c] == []
    context.close()
