"""Content negotiation."""

import pytest

from medcoop.queries.endpoint.accept import best, language, takes_gzip, wants_html

OFFERED = ["text/turtle", "text/html", "application/ld+json"]


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", "text/html"),
        ("text/*", "text/turtle"),
        ("text/html;q=0.4, application/ld+json;q=0.5", "application/ld+json"),
        ("text/turtle;q=0, */*;q=0.1", "text/html"),
        ("TEXT/HTML", "text/html"),
        ("application/*;q=1, application/ld+json;q=0", None),
        ("image/png", None),
        ("text/html;level=1;q=0.3,text/turtle;q=0.2", "text/html"),
        ("nonsense", None),
        ("text/html;q=x", None),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_best(header: str, chosen: str | None) -> None:
    assert best(header, OFFERED) == chosen


def test_browsers_are_told_from_programs() -> None:
    assert wants_html("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert not wants_html("*/*")
    assert not wants_html("text/turtle,text/html;q=0.5")


@pytest.mark.parametrize(
    ("header", "chosen"), [("ru-RU,ru;q=0.9,en;q=0.8", "ru"), ("de,en;q=0.5", "en"), ("de", "en"), ("", "en"), ("en;q=0.1,ru;q=0.2", "ru")]
)
def test_language(header: str, chosen: str) -> None:
    assert language(header) == chosen


def test_gzip() -> None:
    assert takes_gzip("deflate, gzip;q=0.5")
    assert takes_gzip("*")
    assert not takes_gzip("gzip;q=0, *")
    assert not takes_gzip("")
