"""Pages of the explorer: milliseconds until the HTML is whole, and in Chromium until the first picture stands, as Markdown tables.

    python bench/pages.py STORE [--times 30]

Each page is asked for once before it is measured, with another query text, so that the answer's cache does not serve it. The picture's time
is that of the browser from the start of navigation to the first frame with the network's things, on a page that the browser has not seen.
"""

from __future__ import annotations

import argparse
import http.client
import json
import shutil
import statistics
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import sync_playwright
from serve import free_port, start

TOPICS = ("transplantation", "oncology", "cardiology", "surgery", "neurology", "pediatrics", "telemedicine", "nephrology")
COUNTRIES = ("RU", "KZ", "KG", "UZ", "MN", "CN", "IN", "DE")
FIRST = "() => document.querySelector('#picture[data-things] canvas') && performance.now()"
WHOLE = "() => document.querySelector('#picture[data-whole] canvas') && performance.now()"


def get(connection: http.client.HTTPConnection, path: str) -> tuple[float, int]:
    """(milliseconds, bytes) of one answer; a status other than 200 ends the measurement."""
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept": "text/html"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path}: status {answer.status}")
    return (time.perf_counter() - start) * 1000, len(body)


def things(connection: http.client.HTTPConnection) -> tuple[list[str], list[str], list[str]]:
    """(pages of institutions, of partnerships, of documents) of the store, some of each."""
    found = []
    for name in ("mc:Institution", "mc:Partnership", "mc:Document"):
        query = f"SELECT ?x WHERE {{ ?x a {name} }} LIMIT 400"
        connection.request("GET", f"/sparql?query={quote(query)}", headers={"Accept": "application/sparql-results+json"})
        rows = json.load(connection.getresponse())["results"]["bindings"]
        found.append([urlsplit(row["x"]["value"]).path.removeprefix("/medcoop") for row in rows[::10]])
    return found[0], found[1], found[2]


def pages(connection: http.client.HTTPConnection) -> dict[str, list[str]]:
    """Addresses by the kind of page."""
    institutions, partnerships, documents = things(connection)
    return {
        "start page": ["/"],
        "search": [f"/search?q={name}" for name in map(quote, ("центр", "больница", "university", "clinic", "институт"))],
        "main question": [f"/q/who_on?topic={topic}" for topic in TOPICS],
        "main question of a country": [f"/q/who_on?topic={TOPICS[at % 8]}&country={code}" for at, code in enumerate(COUNTRIES)],
        "card of an institution": institutions,
        "card of a partnership": partnerships,
        "a source with its quotes": documents,
        "card of a topic": [f"/topic/{topic}" for topic in TOPICS],
        "network of a topic": [f"/network?about=/topic/{topic}" for topic in TOPICS],
        "network of an institution": [f"/network?about={path}" for path in institutions],
        "timeline of an institution": [f"/timeline?about={path}" for path in institutions],
        "partners by topics of an institution": [f"/matrix?about={path}" for path in institutions],
        "map": ["/countries", *(f"/countries?topic={topic}" for topic in TOPICS)],
    }


def html(connection: http.client.HTTPConnection, times: int) -> None:
    """A row for each kind of page."""
    print("| page | p50, ms | p95, ms | longest, ms | size, KiB |\n|---|---|---|---|---|")
    for kind, paths in pages(connection).items():
        seen = [get(connection, paths[at % len(paths)]) for at in range(max(times, len(paths)))]
        spent = sorted(one for one, _ in seen)
        size = statistics.median(size for _, size in seen) / 1024
        print(
            f"| {kind} | {statistics.median(spent):.0f} | {spent[int(len(spent) * 0.95)]:.0f} | {spent[-1]:.0f} | {size:.0f} |", flush=True
        )


def pictures(port: int) -> None:
    """A row for each network picture."""
    print("\n| picture | first, ms | whole, ms | things | lines |\n|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for topic in TOPICS[:4]:
            page = browser.new_context().new_page()
            page.goto(f"http://127.0.0.1:{port}/network?about=/topic/{topic}")
            first, whole = (page.wait_for_function(drawn, timeout=60_000).json_value() for drawn in (FIRST, WHOLE))
            shown = page.locator("#picture")
            held = " | ".join(str(shown.get_attribute(f"data-{what}")) for what in ("things", "links"))
            print(f"| {topic} | {first:.0f} | {whole:.0f} | {held} |", flush=True)
            page.close()
        browser.close()


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--times", type=int, default=30)
    options = parser.parse_args()
    port = free_port()
    process = start(options.store, port, 30)
    try:
        html(http.client.HTTPConnection("127.0.0.1", port), options.times)
        pictures(port)
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
