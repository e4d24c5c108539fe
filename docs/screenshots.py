"""Pictures of the explorer for the README and docs/explorer.md, from the sample documents: `make screenshots`.

python docs/screenshots.py [FOLDER]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

PORT = 8377
BASE = f"http://127.0.0.1:{PORT}"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: paths of the machine that makes the pictures say nothing to a reader
SHORTENED = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) walk.currentNode.data = walk.currentNode.data.replace(/file:\\S*?\\/samples\\//g, "samples/");
}"""
#: name -> (address, width, height, language, colours)
VIEWS = {
    "home": ("/", 1100, 700, "light"),
    "answer": ("/ask?q=who cooperates with whom on transplantation", 1100, 900, "light"),
    "network": ("/network?about=/country/RU", 1100, 860, "light"),
    "network-dark": ("/network?about=/country/RU", 1100, 860, "dark"),
    "timeline": ("/timeline?about=/country/RU", 1100, 700, "light"),
    "matrix": ("/matrix?about=/country/RU", 1100, 800, "light"),
    "map": ("/countries", 1100, 800, "light"),
    "regions": ("/regions?country=RU", 1100, 800, "light"),
    "sparql": ("/sparql", 1100, 620, "light"),
    "narrow": ("/ask?q=кто с кем сотрудничает по трансплантации&lang=ru", 375, 760, "light"),
}


def started(store: Path) -> subprocess.Popen[bytes]:
    """A server on the samples."""
    medcoop = [sys.executable, "-m", "medcoop", "--store", str(store)]
    subprocess.run([*medcoop, "demo"], check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([*medcoop, "serve", "--port", str(PORT)], stderr=subprocess.DEVNULL)
    while server.poll() is None:
        try:
            urlopen(f"{BASE}/healthz")  # noqa: S310 - our own
            return server
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def card_and_document(page: Page) -> dict[str, tuple[str, int, int, str]]:
    """The addresses of an institution's card and of a source with its quotes, found as a reader finds them."""
    page.goto(f"{BASE}/search?q=Волжский центр трансплантологии")
    page.locator("ol.found a").first.click()
    card = page.url
    page.locator(".proof").first.click()
    page.locator("#evidence blockquote a").first.click()
    return {"card": (card, 1100, 900, "light"), "document": (page.url, 1100, 900, "light")}


def main() -> None:
    """Make the pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        raise SystemExit("Chromium is not installed (Debian: apt install chromium)")
    with tempfile.TemporaryDirectory() as scratch:
        server = started(Path(scratch) / "store")
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
                page = browser.new_page()
                for name, (address, width, height, colours) in (VIEWS | card_and_document(page)).items():
                    page.set_viewport_size({"width": width, "height": height})
                    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
                    page.goto(address if address.startswith("http") else BASE + address)
                    page.wait_for_load_state("networkidle")
                    if page.locator("#picture[data-things]").count():
                        page.wait_for_selector("#picture[data-settled]", timeout=30_000)
                    page.evaluate(SHORTENED)
                    page.screenshot(path=folder / f"{name}.png")
                    print(folder / f"{name}.png")
                browser.close()
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
