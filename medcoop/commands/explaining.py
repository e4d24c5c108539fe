"""`extract --explain`: what was found in a document and by which rule, in the terminal or as a page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..ontology.model import Document


def show(document: Document, candidates: bool, html: Path | None, in_terminal: bool) -> None:
    """Print the explanation of a document, or write its page; `candidates`: with what is too unsure to be reported."""
    from ..ingest.explain.explanation import explain
    from ..ingest.explain.terminal import Paint, lines, paint, plain

    explanation = explain(document, 0.0 if candidates else None)
    if in_terminal:
        style: Paint = paint if sys.stdout.isatty() else plain
        for line in lines(explanation, style):
            click.echo(line)
    if html:
        from ..graph.export.target import written
        from ..ingest.explain.page import page

        with written(html) as stream:
            stream.write(page(explanation).encode())
        click.echo(f"written: {html}", err=True)
