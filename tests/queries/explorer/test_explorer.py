"""The explorer in a real browser: each thing that a reader does there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ..endpoint.service import Service

ONCOLOGY = "/network?about=/topic/oncology"
VIEWS = ("/", "/search?q=Samara", "/q", "/q/who_on?topic=transplantation", ONCOLOGY, "/timeline?about=/topic/oncology",
         "/matrix?about=/topic/oncology", "/countries", "/regions?country=RU", "/topics", "/topic/oncology", "/sparql", "/cypher", "/about")  # fmt: skip


def settled(page: Page) -> None:
    """Wait until the network picture has come to rest."""
    expect(page.locator("#picture[data-settled]")).to_be_visible(timeout=30_000)


def count(page: Page, what: str) -> int:
    return int(page.locator("#picture").get_attribute(f"data-{what}") or 0)


def test_search_suggests_in_both_scripts_and_opens_a_card(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    field = page.locator("#find")
    expect(field).to_be_focused()
    field.press_sequentially("samarsk")
    first = page.locator(".suggestions:visible li").first
    expect(first).to_contain_text("Самарский центр")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Самарский центр")


def test_a_fact_is_one_click_from_its_source_with_the_quote_lit(page: Page) -> None:
    page.goto("/search?q=Самарский центр")
    page.locator("ol.found a").first.click()
    page.locator("#partnerships .proof").first.click()
    page.locator("#evidence blockquote a").first.click()
    lit = page.locator(".text mark.here").first
    expect(lit).to_be_visible()
    before = page.url
    page.keyboard.press("n")
    expect(page).not_to_have_url(before)
    assert "#char=" in page.url


def test_the_network_is_filtered_as_one_chooses_and_the_address_follows(page: Page) -> None:
    page.goto(ONCOLOGY)
    settled(page)
    every = count(page, "links")
    assert every > 12 and count(page, "things") == 14
    page.select_option("#f-status", "planned")
    expect(page.locator("#picture")).not_to_have_attribute("data-links", str(every))
    planned = count(page, "links")
    assert 0 < planned < every
    expect(page).to_have_url(re.compile("status=planned"))
    page.goto(page.url)
    settled(page)
    assert count(page, "links") == planned, "a deep link shows the same"
    page.fill("#f-since", "2022")
    expect(page.locator("#picture")).not_to_have_attribute("data-links", str(planned))
    page.fill("#f-sources", "50")
    expect(page.get_by_role("status")).to_contain_text("Nothing fits")


def test_a_large_network_shows_its_leading_links_first_and_then_all(page: Page, explored: Service) -> None:
    about = "/network?about=/topic/nephrology"
    page.goto(about)
    expect(page.locator("#picture[data-whole]")).to_be_visible()
    assert (count(page, "things"), count(page, "links")) == (61, 60)
    page.locator("#listed summary").click()
    expect(page.locator("#listed tbody tr")).to_have_count(50)
    page.locator("#listed .more a").click()
    expect(page.locator("#listed summary small")).to_have_text("60")
    first, whole = (json.loads(explored.page(f"/api{about}{more}").text) for more in ("&first=1", ""))
    assert (len(first["links"]), first["whole"], len(whole["links"]), whole["whole"]) == (50, False, 60, True)


def test_a_thing_of_the_picture_says_its_name_and_opens(page: Page) -> None:
    page.goto(ONCOLOGY)
    settled(page)
    spot = page.evaluate(
        """() => {
          const canvas = document.querySelector('#picture canvas'), context = canvas.getContext('2d');
          const probe = document.createElement('i'); probe.style.color = getComputedStyle(document.documentElement).getPropertyValue('--n4'); document.body.append(probe);
          const [r, g, b] = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
          const {data, width, height} = context.getImageData(0, 0, canvas.width, canvas.height), ratio = canvas.width / canvas.clientWidth;
          const is = (x, y) => { const at = 4 * (y * width + x); return data[at] === r && data[at+1] === g && data[at+2] === b; };
          for (let y = 8; y < height - 8; y++) for (let x = 8; x < width - 8; x++)
            if ([[0,0],[4,0],[-4,0],[0,4],[0,-4]].every(([dx, dy]) => is(x + dx, y + dy))) return [x / ratio, y / ratio];
        }"""
    )
    box = page.locator("#picture canvas").bounding_box()
    assert spot and box
    page.mouse.move(box["x"] + spot[0], box["y"] + spot[1])
    expect(page.locator("#picture .hint")).to_contain_text("partners")
    page.mouse.down()
    page.mouse.up()
    expect(page.locator("body.card.c-institution")).to_be_visible()


def test_the_picture_zooms_by_wheel_buttons_and_keys(page: Page) -> None:
    page.goto(ONCOLOGY)
    settled(page)
    canvas = page.locator("#picture canvas")
    shot = canvas.screenshot()
    page.get_by_role("button", name="Zoom in").click()
    nearer = canvas.screenshot()
    assert nearer != shot
    canvas.focus()
    page.keyboard.press("ArrowRight")
    assert canvas.screenshot() != nearer
    page.get_by_role("button", name="Show all").click()
    canvas.hover()
    page.mouse.wheel(0, -300)
    assert canvas.screenshot() != shot


@pytest.mark.parametrize("kind", ["SVG", "PNG"])
def test_the_picture_is_saved(page: Page, kind: str, tmp_path: Path) -> None:
    page.goto(ONCOLOGY)
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Save as {kind}").click()
    saved = tmp_path / "picture"
    download.value.save_as(saved)
    if kind == "PNG":
        assert saved.read_bytes().startswith(b"\x89PNG")
        return
    circles = ElementTree.parse(saved).iter("{http://www.w3.org/2000/svg}circle")
    assert sum(1 for _ in circles) == count(page, "things")


def test_an_answer_with_pairs_has_its_picture(page: Page) -> None:
    page.goto("/q/who_on?topic=oncology")
    settled(page)
    assert count(page, "links") == page.locator("table.rows tbody tr").count()


def test_the_timeline_of_a_partnership_leads_to_its_facts(page: Page) -> None:
    page.goto("/timeline?about=/topic/oncology")
    page.locator("svg.timeline .bar").first.click()
    expect(page.locator("#evidence")).to_be_visible()


def test_the_map_leads_to_a_country_and_is_narrowed_to_a_topic(page: Page) -> None:
    page.goto("/countries")
    lines = page.locator("svg.map .arc").count()
    page.select_option("#f-topic", "oncology")
    page.get_by_role("button", name="Show").click()
    assert 0 < page.locator("svg.map .arc").count() < lines
    page.locator('svg.map [data-country="KZ"]').click(force=True)
    expect(page.locator("h1")).to_have_text("Kazakhstan")


def test_the_map_of_regions_leads_to_the_partners_of_a_region(page: Page) -> None:
    page.goto("/countries")
    page.locator('tr[data-country="RU"]').get_by_role("link", name="regions").click()
    expect(page.locator("h1")).to_have_text("Russia: regions")
    assert page.locator("svg.map .arc").count() == 1
    page.locator('svg.map [data-region="RU-TA"]').click(force=True)
    expect(page.locator("table.rows tbody")).to_contain_text("Penza Clinic")


def test_the_matrix_counts_partners_by_topic(page: Page) -> None:
    page.goto("/matrix?about=/country/KZ")
    assert page.locator("table.matrix tbody tr").count() > 3


@pytest.mark.parametrize("words", ["who cooperates with whom on oncology", "кто с кем сотрудничает по онкологии"])
def test_a_question_in_words_shows_what_was_understood(page: Page, words: str) -> None:
    page.goto("/")
    page.locator("input#ask").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator(".understood")).to_contain_text("oncology")
    assert page.locator("table.rows tbody tr").count() > 3


def test_the_editor_runs_a_query(page: Page) -> None:
    page.goto("/sparql")
    expect(page.locator(".yasqe .CodeMirror")).to_be_visible()
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#results table tbody tr").first).to_be_visible()
    expect(page).to_have_url(re.compile("query="))


def test_both_languages_and_back(page: Page) -> None:
    page.goto("/topic/oncology")
    page.locator('nav.lang a[hreflang="ru"]').click()
    expect(page.locator("h1")).to_have_text("онкология")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    page.get_by_role("link", name="Сеть").click()
    expect(page.get_by_label("Сохранить SVG")).to_be_visible()


def test_the_theme_is_kept(page: Page) -> None:
    page.goto("/")
    before = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_role("button", name="Dark or light").click()
    page.goto("/topics")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != before


def test_everything_is_reached_by_keyboard(page: Page) -> None:
    page.goto(ONCOLOGY)
    settled(page)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id || document.activeElement.className || document.activeElement.tagName"))
    assert {"find", "f-status", "f-since"} <= seen
    assert page.evaluate("[...document.querySelectorAll('#picture button, #picture canvas')].every(e => e.tabIndex >= 0)")


@pytest.mark.parametrize("path", VIEWS)
def test_a_narrow_screen_scrolls_one_way_only(chromium: Browser, explored: Service, path: str) -> None:
    narrow = chromium.new_context(base_url=explored.base, viewport={"width": 375, "height": 700})
    page = narrow.new_page()
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    narrow.close()


@pytest.mark.parametrize("path", [ONCOLOGY, "/q/who_on?topic=oncology", "/search?q=Samara", "/countries", "/regions?country=RU"])
def test_without_scripts_the_same_is_there(chromium: Browser, explored: Service, path: str) -> None:
    bare = chromium.new_context(base_url=explored.base, java_script_enabled=False)
    page = bare.new_page()
    page.goto(path)
    assert page.locator("main a").count() >= 2
    assert not page.locator("#picture").is_visible()
    bare.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", VIEWS)
def test_axe_finds_nothing_serious(context: BrowserContext, axe: str, path: str, scheme: str) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.evaluate(axe)
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
    serious = [
        (one["id"], [node["target"] for node in one["nodes"]][:3])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_names_and_quotes_of_a_hostile_document_are_only_words(page: Page) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a script of the document ran: {dialog.message}"))
    page.goto("/search?q=Больница")
    for path in (ONCOLOGY, "/timeline?about=/topic/oncology", "/matrix?about=/topic/oncology", "/q/who_on?topic=oncology"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
    page.locator("#find").press_sequentially("Больница")
    expect(page.locator(".suggestions:visible li").first).to_contain_text("<script>")
