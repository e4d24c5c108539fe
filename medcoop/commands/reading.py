"""Reading documents: `ingest` puts their facts into the store, `extract` prints them."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from ..ingest.read import ReadOptions, Refusal, read
from ..ontology.model import Document, Facts
from ..pipeline import given_facts, ingest_into
from .explaining import show
from .llm import extractor, llm_options, model_of
from .shared import open_to_write, store_path

TARGETS = click.argument("paths", nargs=-1, metavar="PATH|URL|-...")


def reading_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of both commands."""
    for option in (
        click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Worker processes for extraction."),
        click.option("--language", type=click.Choice(["ru", "en"]), help="Take all documents to be in this language."),
        click.option("--allow-private", is_flag=True, help="Web addresses of private networks may be read."),
        click.option("--max-mb", type=click.FloatRange(0.001, 1000), default=10, show_default=True, help="Largest document read, in MB."),
    ):
        function = option(function)
    return function


def _options(language: str | None, allow_private: bool, max_mb: float) -> ReadOptions:
    return ReadOptions(max_bytes=int(max_mb * 1e6), language=language, allow_private=allow_private)


def _total(paths: Iterable[str]) -> int:
    """How many files will be read, for the progress bar; a file of JSON Lines or a page counts as one."""
    return sum(sum(len(names) for _, _, names in os.walk(path)) if Path(path).is_dir() else 1 for path in paths)


@contextmanager
def progress(total: int, what: str) -> Iterator[Callable[[int], None]]:
    """A progress bar on a terminal's stderr, nothing elsewhere; the value steps it."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    with click.progressbar(length=total, label=what, file=sys.stderr) as bar:
        yield bar.update


@click.command()
@TARGETS
@click.option("--facts", type=click.Path(allow_dash=True), multiple=True, help="Facts from elsewhere, in the format that `extract` prints.")
@reading_options
@llm_options
@click.pass_context
def ingest(ctx: click.Context, /, paths: tuple[str, ...], facts: tuple[str, ...], jobs: int, **options: Any) -> None:
    """Read documents and put what they state into the store.

    A PATH is a file (.txt, .md, .html, .jsonl), a folder, an http(s) address, or - for standard input. A document that was read
    before is replaced when its text has changed. What can't be read is named, with the reason; the rest goes on.

    \b
    Examples:
      medcoop ingest pages/ news.jsonl --jobs 2
      medcoop ingest https://example.org/news/12
      medcoop ingest --facts facts.jsonl
    """
    if not paths and not facts:
        raise click.UsageError("name at least one file, folder or address, or --facts FILE")
    counts: Counter[str] = Counter()
    with (
        open_to_write(store_path(ctx), create=True) as store,
        progress(_total(paths) + len(facts), "reading") as step,
        extractor(**model_of(options), jobs=jobs, candidates=True) as (extracted, maker),
    ):
        documents = read(paths, options=_options(**options))
        counts += ingest_into(store, documents, extractor=extracted, maker=maker, complain=_complain, step=step)
        for file in facts:
            counts += ingest_into(store, given_facts(file, store), maker=f"facts of {Path(file).name}", complain=_complain, step=step)
    click.echo(", ".join(f"{n} {state}" for state, n in sorted(counts.items())) or "nothing to read", err=True)
    if counts["refused"]:
        ctx.exit(1)


def _complain(refusal: Refusal) -> None:
    click.echo(f"refused  {refusal}", err=True)


@click.command()
@TARGETS
@click.option("--with-text", is_flag=True, help="Add the document's text, so that the facts can be ingested elsewhere.")
@click.option("--candidates", is_flag=True, help="Print facts of low confidence too.")
@click.option("--explain", is_flag=True, help="Show the text with what was found in it, and the rule behind each finding.")
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False, writable=True), help="The same as one HTML page, written to this file."
)
@reading_options
@llm_options
@click.pass_context
def extract(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    with_text: bool,
    candidates: bool,
    explain: bool,
    html: Path | None,
    jobs: int,
    **options: Any,
) -> None:
    """Print the facts of documents, one JSON object a line, without a store.

    \b
    Examples:
      medcoop extract page.html | python -m json.tool
      medcoop extract page.html --explain --html found.html
    """
    if not paths:
        raise click.UsageError("name at least one file, folder or address, or - for standard input")
    if html and len(paths) > 1:
        raise click.UsageError("--html shows one document: name one")
    refused, model = [], model_of(options)

    def documents() -> Iterator[Document]:
        for outcome in read(paths, options=_options(**options)):
            if isinstance(outcome, Document):
                yield outcome
            elif not outcome.skipped:
                refused.append(outcome)
                _complain(outcome)

    if explain or html:
        for document in documents():
            show(document, candidates, html, in_terminal=explain)
        ctx.exit(1 if refused else 0)
    with extractor(**model, jobs=jobs, candidates=candidates) as (extracted, _):
        for document, facts in extracted(documents()):
            if isinstance(facts, Refusal):
                refused.append(facts)
                _complain(facts)
            else:
                click.echo(json.dumps(_shown(document, facts, with_text), ensure_ascii=False))
    if refused:
        ctx.exit(1)


def _shown(document: Document, facts: Facts, with_text: bool) -> dict[str, Any]:
    return facts.as_json() | ({"text": document.text} if with_text else {})
