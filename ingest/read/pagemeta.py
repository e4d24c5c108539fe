"""The title and the date of publication that an HTML page declares: meta tags, JSON-LD, headings, time tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import html as lxml_html

from ...ontology.dates import PartialDate
from .dateline import find_dateline
from .stated import parse_date

_DATES = (
    "//meta[@property='article:published_time' or @property='og:published_time' or @property='og:article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[contains('|date|pubdate|publish-date|publish_date|publishdate|dc.date|dc.date.issued|dcterms.created|article:published_time|mediator_published_time|',"
    " concat('|', translate(@name, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), '|'))]/@content",
)
_TIME_TAGS = ("//time[@pubdate]/@datetime", "//article//time/@datetime | //main//time/@datetime", "//time/@datetime")
_SPACES = re.compile(r"\s+")
_SITE_TAIL = re.compile(r"\s+(?:[|•·»«/—–]|::|-)\s+(?:(?!\s[|•·»/—–-]\s).)*$")


def page_title(tree: lxml_html.HtmlElement) -> str | None:
    """og:title, else the only first heading, else the title tag without the site's name at its end."""
    headings = [text for heading in tree.xpath("//h1") if (text := _clean(heading.text_content()))]
    declared = [_clean(value) for value in tree.xpath("//meta[@property='og:title' or @name='og:title']/@content")]
    tag = _clean(" ".join(tree.xpath("string(//head/title)").split()))
    for found in (*declared[:1], *headings[:1]):
        if found:
            return found
    return _SITE_TAIL.sub("", tag) or tag or None


def page_date(tree: lxml_html.HtmlElement) -> PartialDate | None:
    """The declared date of publication, else that of a time tag, else a dateline that stands near the heading."""
    declared = [*_values(tree, _DATES[:1]), *_linked_data(tree), *_values(tree, _DATES[1:]), *_values(tree, _TIME_TAGS)]
    dates = (parse_date(value) for value in declared)
    return next((date for date in dates if date), None) or _visible_date(tree)


def page_url(tree: lxml_html.HtmlElement) -> str | None:
    """The address that a page gives as its own, so that a saved page can be cited."""
    declared = _values(tree, ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"))
    return next((url.strip() for url in declared if url.strip().startswith(("http://", "https://"))), None)


def _values(tree: lxml_html.HtmlElement, paths: tuple[str, ...]) -> list[str]:
    return [str(value) for path in paths for value in tree.xpath(path)]


def _linked_data(tree: lxml_html.HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from _published(json.loads(script))
        except (ValueError, RecursionError):
            continue


def _published(data: Any) -> Iterator[str]:
    if isinstance(data, list):
        for each in data:
            yield from _published(each)
    elif isinstance(data, dict):
        if isinstance(data.get("datePublished"), str):
            yield data["datePublished"]
        yield from _published(data.get("@graph"))


def _visible_date(tree: lxml_html.HtmlElement) -> PartialDate | None:
    """A date in an element whose class says date, or in the lines around the first heading."""
    for element in tree.xpath("//*[contains(@class,'date') or contains(@class,'time') or contains(@class,'published')][not(*)]"):
        if date := find_dateline(_clean(element.text_content())):
            return date
    return None


def _clean(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
