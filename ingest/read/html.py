"""HTML pages: the main text without menus, notices and teasers, and the title and date that the page declares."""

from __future__ import annotations

import copy
import re

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from .blocks import main_blocks, plain_blocks
from .document import Told
from .outcome import Refused
from .pagemeta import page_date, page_title, page_url

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding=["']([\w-]+)""", re.IGNORECASE)
# characters that a tree of lxml can't hold
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
# small boxes that may be taken for text, by what their class or id says, and cells and boxes that hold only links
_BOXES = (
    "comment",
    "reply",
    "respond",
    "related",
    "teaser",
    "cookie",
    "consent",
    "gdpr",
    "subscri",
    "crumb",
    "counter",
    "person-card",
    "author-box",
)
_NOISE = (
    *(
        f"//*[self::div or self::section or self::aside or self::ul or self::p][contains(@class, '{name}') or contains(@id, '{name}')]"
        "[not(.//h1)][string-length(normalize-space(.)) < 3000]"
        for name in _BOXES
    ),
    "//*[self::div or self::td][count(a) > 1][not(text()[normalize-space()])][not(*[not(self::a or self::br)])]",
)
_LONGEST_FORM = 1500
_NO_TEXT = ("the page holds no text", "save the page after its scripts have run, or as text")


def declared_charset(data: bytes) -> str | None:
    """The character set that a page declares in its first bytes."""
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def read_html(page: str) -> tuple[str, Told]:
    """The main text, blocks apart by blank lines, and what the page declares. Raises `Refused` when it holds no text."""
    tree = _tree(page)
    told = Told(title=page_title(tree), published=page_date(tree), url=page_url(tree))
    body = _main_text(copy.deepcopy(tree)) or plain_blocks(_without_noise(copy.deepcopy(tree))) or plain_blocks(tree)
    if not body:
        raise Refused(*_NO_TEXT)
    return _headed(body, tree), told


def _main_text(tree: lxml_html.HtmlElement) -> str:
    """Without trafilatura's second opinions (fast), which lose lists and tables of pages that have no <article> or <main>."""
    found = trafilatura.bare_extraction(
        tree, fast=True, favor_recall=True, include_comments=False, include_tables=True, prune_xpath=[*_NOISE]
    )
    return main_blocks(found.body) if isinstance(found, trafilatura.settings.Document) and found.body is not None else ""


def _without_noise(tree: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    for path in _NOISE:
        for box in tree.xpath(path):
            box.drop_tree()
    return tree


def _headed(body: str, tree: lxml_html.HtmlElement) -> str:
    """The page's only first heading belongs to its text, wherever it stands on the page."""
    headings = list(filter(None, (" ".join(heading.text_content().split()) for heading in tree.xpath("//h1"))))
    return f"{headings[0]}\n\n{body}" if len(headings) == 1 and headings[0] not in body else body


def _tree(page: str) -> lxml_html.HtmlElement:
    try:
        tree = lxml_html.document_fromstring(_DECLARATION.sub("", _NOT_XML.sub("", page)))
    except (etree.ParserError, ValueError):
        raise Refused(*_NO_TEXT) from None
    for form in tree.iter("form"):
        if len(form.text_content()) > _LONGEST_FORM or form.find(".//h1") is not None:
            form.tag = "div"  # some engines wrap the whole page in a form
    return tree
