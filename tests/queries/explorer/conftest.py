"""A real Chromium on a real server. Where it is missing, tests are skipped, but not in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from medcoop.ontology.model import Cooperation, Document, Facts, Institution

from ...graph.simple import evidence
from ..endpoint.service import Service, first, hostile, open_to_write, second, serving, source

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
TOWNS = ("Aldmoor", "Brinley", "Corvane", "Dunmere", "Elswick", "Farrow", "Garling", "Hexton", "Ibsley", "Jarrow", "Kelsing", "Lodmoor")
KINDS, STATUSES = ("training", "telemedicine", "research"), ("active", "planned", "discussed")


def news(number: int) -> tuple[Document, Facts]:
    """Two of twelve hospitals, on oncology."""
    a, b = f"{TOWNS[number % 12]} Hospital", f"{TOWNS[(number * 7 + number // 12 + 3) % 12]} Hospital"
    text = f"{a} and {b} work together on oncology, story {number}."
    proof = evidence(text, text)
    facts = Facts(
        id=str(number), lang="en",
        institutions=(
            Institution(key="a", name=a, kind="hospital", country="DE", evidence=evidence(text, a)),
            Institution(key="b", name=b, kind="hospital", country="KZ", evidence=evidence(text, b)),
        ),
        cooperations=(
            Cooperation(parties=("a", "b"), topics=("oncology",), kinds=(KINDS[number % 3],), status=STATUSES[number % 3],
                        date=str(2015 + number % 9), evidence=proof),
        ),
    )  # fmt: skip
    return source(f"story-{number}", text, "en", title=f"Story {number}", published=f"{2015 + number % 9}-06-01"), facts


def between_regions() -> tuple[Document, Facts]:
    """Institutions of two regions of one country."""
    text = "Kazan Clinic and Penza Clinic work together on nursing."
    facts = Facts(
        id="regions", lang="en",
        institutions=(
            Institution(key="a", name="Kazan Clinic", kind="hospital", country="RU", region="RU-TA", evidence=evidence(text, "Kazan Clinic")),
            Institution(key="b", name="Penza Clinic", kind="hospital", country="RU", region="RU-PNZ", evidence=evidence(text, "Penza Clinic")),
        ),
        cooperations=(Cooperation(parties=("a", "b"), topics=("nursing",), kinds=("training",), evidence=evidence(text, text)),),
    )  # fmt: skip
    return source("regions", text, "en", title="Two regions"), facts


def many() -> tuple[Document, Facts]:
    """A hospital with sixty partners on nephrology."""
    begin, end = (
        ("Sar", "Sel", "Tov", "Ten", "Ugor", "Uhul", "Vas", "Vip", "Wum", "Zos"),
        ("anka", "ebridge", "ilow", "ostrum", "uvale", "yther"),
    )
    names = ["Vellmar Hospital", *(f"{one}{other} Clinic" for one in begin for other in end)]
    text = "They work together on nephrology: " + "; ".join(names) + "."
    facts = Facts(
        id="many", lang="en",
        institutions=tuple(Institution(key=str(at), name=name, kind="hospital", country="AT", evidence=evidence(text, name))
                           for at, name in enumerate(names)),
        cooperations=tuple(Cooperation(parties=("0", str(at + 1)), topics=("nephrology",), evidence=evidence(text, names[at + 1]))
                           for at in range(len(names) - 1)),
    )  # fmt: skip
    return source("many", text, "en", title="Many partners"), facts


@pytest.fixture(scope="session")
def explored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A server on a store with a network in it; tests only read."""
    folder = tmp_path_factory.mktemp("explored")
    made = {frozenset(i.name for i in facts.institutions): (document, facts) for document, facts in map(news, range(40))}
    with open_to_write(folder / "store") as store:
        store.replace_many(
            [first(), second(), hostile(), between_regions(), many(), *(pair for names, pair in made.items() if len(names) == 2)]
        )
    with serving(folder / "store", folder / "log") as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        complaint = "Chromium is not installed (Debian: apt install chromium)"
        if os.environ.get("CI"):
            pytest.fail(complaint)
        pytest.skip(complaint)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, explored: Service) -> Iterator[BrowserContext]:
    """A fresh profile at the server's address."""
    made = chromium.new_context(base_url=explored.base, viewport={"width": 1280, "height": 900}, accept_downloads=True)
    made.set_default_timeout(15_000)
    yield made
    made.close()


def watched(page: Page) -> list[str]:
    """What a page complains of on its console."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab that must not complain."""
    opened = context.new_page()
    complaints = watched(opened)
    yield opened
    assert complaints == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, from the explorer's development packages."""
    path = Path(__file__).parents[3] / "queries" / "explorer" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        complaint = "the explorer's packages are not installed (npm ci in queries/explorer, Node.js 20.19 or later)"
        if os.environ.get("CI"):
            pytest.fail(complaint)
        pytest.skip(complaint)
    return path.read_text(encoding="utf-8")
