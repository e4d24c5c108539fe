"""The blocks of a page as text: a paragraph, a heading, a list item, a table row each on a line of its own."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from lxml import etree

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_BREAK = "\u2028"
_DROPPED = (
    "head", "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "iframe", "svg", "select", "button",
)  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "main", "ul", "ol", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "br", "dd",
    "dt", "pre", "table", "center", "hr", "td", "th",
}  # fmt: skip


def main_blocks(body: etree._Element) -> str:
    """The text of trafilatura's tree (p, head, quote, list with item, table with row and cell); blocks apart by blank lines."""
    return "\n\n".join(block for child in body for block in _blocks(child))


def plain_blocks(tree: etree._Element) -> str:
    """All text of a page but its menus, forms and scripts: for pages in which no main text is found."""
    tree = copy.deepcopy(tree)
    etree.strip_elements(tree, *_DROPPED, with_tail=False)
    for element in tree.iter(etree.Element):
        if element.tag in _BLOCKS:
            element.text, element.tail = _BREAK + (element.text or ""), _BREAK + (element.tail or "")
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(tree.itertext(etree.Element)).split(_BREAK))
    return "\n\n".join(line for line in lines if line)


def _blocks(element: etree._Element) -> Iterator[str]:
    match element.tag:
        case "list":
            yield from _joined(line for item in element for line in _item(item))
        case "table" if _is_layout(element):
            yield from (block for cell in element.iter("cell") for block in _cell_blocks(cell))
        case "table":
            yield from _joined(" | ".join(filter(None, map(_line, row.iterchildren("cell")))) for row in element.iter("row"))
        case _:
            yield from _joined(_text(element).split("\n"))


def _is_layout(table: etree._Element) -> bool:
    """A table that divides the page into columns: some cell holds several blocks."""
    return any(len(cell.findall("p")) + len(cell.findall("head")) > 2 for cell in table.iter("cell"))


def _cell_blocks(cell: etree._Element) -> Iterator[str]:
    yield from _joined([" ".join((cell.text or "").split())])
    for child in cell:
        yield from _blocks(child)


def _item(item: etree._Element) -> Iterator[str]:
    inner = list(item.iterchildren("list"))
    own = copy.deepcopy(item)
    etree.strip_elements(own, "list", with_tail=False)
    if text := _line(own):
        yield f"- {text}"
    for each in inner:
        for sub in each:
            yield from _item(sub)


def _joined(lines: Iterator[str] | list[str]) -> Iterator[str]:
    text = "\n".join(filter(None, lines))
    if text:
        yield text


def _line(element: etree._Element) -> str:
    return _text(element).replace("\n", " ")


def _text(element: etree._Element) -> str:
    """The text below an element, spaces made one; line breaks and inner paragraphs of the page stay as lines."""
    own = copy.deepcopy(element)
    own.tail = None
    for inner in own.iterdescendants("lb", "p", "head", "item", "row", "quote"):
        inner.text, inner.tail = _BREAK + (inner.text or ""), _BREAK + (inner.tail or "")
    lines = "".join(own.itertext(etree.Element)).split(_BREAK)
    return "\n".join(filter(None, (_SPACES.sub(" ", line).strip() for line in lines)))
