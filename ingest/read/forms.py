"""Which form a text is in, and how each becomes a document: plain text, Markdown, HTML."""

from __future__ import annotations

from ...ontology.model import Document
from .decode import decode
from .document import Origin, Told, check_filled, make_document
from .frontmatter import body_of, told_by_front_matter
from .outcome import ReadOptions
from .title import markdown_heading

FORMS = {".txt": "text", ".md": "markdown", ".html": "html", ".htm": "html"}
RECORDS = (".jsonl", ".ndjson")


def document(data: bytes, form: str, origin: Origin, options: ReadOptions, charset: str | None = None) -> Document:
    """The document of some bytes. form: "text", "markdown" or "html"; charset: as the server declares it. Raises `Refused`."""
    if form == "html":
        from .html import declared_charset, read_html  # noqa: PLC0415  (trafilatura and lxml are slow to load)

        page = decode(data, charset or declared_charset(data))
        check_filled(page)
        text, told = read_html(page)
        return make_document(text, origin, told, options)
    text = decode(data, charset)
    return make_document(text, origin, _told(text, form), options)


def _told(text: str, form: str) -> Told:
    """What a front matter tells, in plain text too, and in Markdown the first heading."""
    title, published = told_by_front_matter(text)
    if form == "markdown":
        title = title or markdown_heading(body_of(text))
    return Told(title=title, published=published)
