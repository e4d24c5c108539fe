"""The pages, without JavaScript: every link leads somewhere, every fact to its source, nothing of a source is interpreted."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import unquote, urlencode, urljoin, urlsplit

import pytest

from .service import HOSTILE, SCRIPT, Service, thing

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Page(HTMLParser):
    """What of a page matters here."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for name, attrs in self.tags if name == tag and attribute in attrs]


def links(base: str, html: str) -> set[str]:
    """Addresses of the service that a page leads to."""
    found = {urljoin(base, href).partition("#")[0] for href in Page(html).all("a", "href")}
    return {href for href in found if href.startswith(base.partition("/")[0]) and urlsplit(href).netloc == urlsplit(base).netloc}


def kind(address: str) -> str:
    """Addresses of the same kind differ in values alone: ``/id/person`` of all people, ``/q/who_on?topic`` of all topics."""
    parts = urlsplit(address)
    names = "&".join(sorted({pair.partition("=")[0] for pair in parts.query.split("&")}))
    return f"{'/'.join(parts.path.split('/')[:3] if parts.path.startswith(('/id/', '/q/')) else parts.path.split('/')[:2])}?{names}"


def test_every_link_leads_somewhere(service: Service) -> None:
    """From the front page on, three addresses of each kind are followed."""
    todo, seen, followed = [f"{service.base}/"], {f"{service.base}/"}, Counter[str]()
    while todo:
        here = todo.pop()
        followed[kind(here)] += 1
        if followed[kind(here)] > 3 or "lang=" in here:
            continue
        parts = urlsplit(here)
        said = service.page(parts.path + (f"?{parts.query}" if parts.query else ""))
        assert said.status == 200, (here, Page(said.text).text)
        if said.headers["content-type"].startswith("text/html"):
            new = links(here, said.text) - seen
            seen |= new
            todo += sorted(new)
    assert len(followed) > 20


def test_no_inline_script_or_style(service: Service) -> None:
    for path in ("/", "/q/who_on?topic=oncology", "/ask?q=x", "/sparql", "/topic/oncology"):
        page = Page(service.page(path).text)
        assert not [tag for tag, attrs in page.tags if tag == "style" or "style" in attrs or any(name.startswith("on") for name in attrs)]
        assert all(attrs.get("src") for tag, attrs in page.tags if tag == "script")
        assert "'unsafe" not in service.page(path).headers["content-security-policy"]


def test_every_field_has_a_label_and_every_page_a_title(service: Service) -> None:
    for path in ("/", "/q/who_on", "/q/agreements", "/search?q=samara", "/sparql", "/cypher", "/ask"):
        page = Page(service.page(path).text)
        labels = set(page.all("label", "for"))
        fields = [attrs for tag, attrs in page.tags if tag in ("input", "select", "textarea") and attrs.get("type") != "hidden"]
        assert all(attrs.get("id") in labels for attrs in fields), (path, fields, labels)
        ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
        assert len(ids) == len(set(ids)), path
        assert page.all("html", "lang") == ["en"]


def test_search_in_both_scripts(service: Service, filled) -> None:
    samara = thing(filled, "Самарский центр")
    for text in ("Самарский центр", "samarsky tsentr", "самарского центра"):
        assert samara in Page(service.page(f"/search?{urlencode({'q': text})}").text).all("a", "href")
    assert "/topic/oncology" in service.page(f"/search?{urlencode({'q': 'онкология'})}").text
    assert "/country/KG" in service.page(f"/search?{urlencode({'q': 'Киргизия'})}").text
    assert "Nothing in this snapshot" in service.page("/search?q=qqqqqqqq").text


def test_from_a_card_to_the_words_in_one_step(service: Service, filled) -> None:
    card = service.page(thing(filled, "Riga Hospital")).text
    cooperation = next(path for path in Page(card).all("a", "href") if "/id/cooperation/" in path)
    quoted = [href for href in Page(service.page(cooperation).text).all("a", "href") if "#char=" in href]
    assert quoted
    document = service.page(quoted[0].partition("#")[0]).text
    page = Page(document)
    assert quoted[0].partition("#")[2] in page.all("a", "id")
    assert any("here" in (classes or "") for classes in page.all("mark", "class"))


def test_the_text_is_shown_whole(service: Service) -> None:
    (path,) = {row["d"] for row in service.rows('SELECT ?d { ?d dct:identifier "javascript:alert(5)" }')}
    page = Page(service.page(urlsplit(path).path.removeprefix("/medcoop")).text)
    without = re.sub(r"\d+(?=[^\d])|›", "", page.text)
    assert re.sub(r"\d+|›|\s", "", HOSTILE) in re.sub(r"\d+|›|\s", "", without)


def test_hostile_document(service: Service) -> None:
    """Scripts in names, titles, quotes and addresses are words, wherever they are shown."""
    (row,) = service.rows('SELECT ?d ?f { ?d dct:identifier "javascript:alert(5)" . ?f prov:hadPrimarySource ?d ; a mc:Cooperation }')
    paths = [urlsplit(row[name]).path.removeprefix("/medcoop") for name in ("d", "f")]
    paths += ["/search?" + urlencode({"q": f"Больница {SCRIPT}"}), "/q/who_on?topic=oncology", "/ask?" + urlencode({"q": SCRIPT})]
    paths += [
        "/q/who_on?" + urlencode({"topic": SCRIPT}),
        "/sparql?" + urlencode({"query": "SELECT * { ?s skos:prefLabel ?o }", "format": "html"}),
    ]
    paths += ["/q/" + SCRIPT, "/id/institution/" + SCRIPT, "/?lang=" + SCRIPT, "/search?" + urlencode({"q": "x", "snapshot": SCRIPT})]
    paths += [href for href in Page(service.page(paths[3]).text).all("a", "href") if href.startswith("/id/institution/")]
    seen = False
    for path in paths:
        said = service.page(path.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20"))
        page = Page(said.text)
        scripts = [attrs for tag, attrs in page.tags if tag == "script"]
        assert [attrs["type"] for attrs in scripts] == ["module"], path
        assert str(scripts[0]["src"]).startswith("/static/"), path
        assert not [attrs for _, attrs in page.tags if any(name.startswith("on") for name in attrs)], path
        assert not [one for tag in ("a", "form", "img") for one in (*page.all(tag, "href"), *page.all(tag, "src"), *page.all(tag, "action"))
                    if unquote(one).lower().startswith(("javascript:", "data:"))], path  # fmt: skip
        assert "Set-Cookie" not in said.headers
        seen |= SCRIPT in page.text
    assert seen, "the words themselves are shown"


def test_both_languages(service: Service) -> None:
    assert "<h1>Сотрудничество в здравоохранении</h1>" in service.get("/", Accept=BROWSER, Accept_Language="ru").text
    assert "<h1>Healthcare cooperation</h1>" in service.get("/?lang=en", Accept=BROWSER, Accept_Language="ru").text
    russian = service.page("/q/who_on?topic=heart-transplantation&lang=ru")
    assert "трансплантация сердца" in russian.text
    assert all("lang=ru" in href for href in Page(russian.text).all("a", "href") if href.startswith("/id/"))


def test_the_answer_is_the_runners(service: Service) -> None:
    page = service.page("/q/who_on?topic=heart-transplantation").text
    assert "Samara Center" in page
    assert "Riga Hospital" in page
    assert "2022-05" in page


def test_unknown_values_say_what_to_do(service: Service) -> None:
    said = service.page("/q/who_on?topic=qqqqqq")
    assert said.status == 404
    assert "not a known topic" in said.text


@pytest.mark.parametrize("path", ["/network", "/timeline", "/matrix"])
@pytest.mark.parametrize("about", ["Samara Center", "<x>", 'a"b'])
def test_what_is_no_iri_is_refused(service: Service, path: str, about: str) -> None:
    said = service.page(f"{path}?{urlencode({'about': about})}")
    assert (said.status, "topic/transplantation" in said.text) == (400, True)


def test_nothing_found_is_told_apart_from_nothing_read(service: Service) -> None:
    assert "/q/coverage" in service.page("/q/who_on?topic=dentistry").text


@pytest.mark.parametrize("query", ["MATCH (a) RETURN a", "nonsense", "MATCH (a) DELETE a"])
def test_cypher_without_a_property_graph_or_with_a_bad_query(service: Service, query: str) -> None:
    said = service.page("/cypher?" + urlencode({"query": query}))
    assert said.status == 200
    assert 'role="alert"' in said.text
