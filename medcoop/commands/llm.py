"""--llm: documents are read by a language model too. Off unless the user names its address."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..pipeline import MAKER, Extracted, Extractor, Given, extracted

if TYPE_CHECKING:
    from ..ontology.model import Document

MODEL, KEY = "MEDCOOP_LLM_MODEL", "MEDCOOP_LLM_KEY"


def llm_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a reading with a language model."""
    api = f"Let a language model read too: the address of an OpenAI-compatible API. Its name and key come from {MODEL} and {KEY}."
    kept = "Folder of the model's answers [default: the user's cache]."
    function = click.option("--llm-cache", type=click.Path(path_type=Path, file_okay=False), help=kept)(function)
    function = click.option(
        "--llm-tokens", type=click.IntRange(1), default=2_000_000, show_default=True, help="Most tokens that it may cost."
    )(function)
    return click.option("--llm", metavar="URL", help=api)(function)


def model_of(options: dict[str, Any]) -> dict[str, Any]:
    """Those options, taken out of a command's."""
    return {name: options.pop(name) for name in ("llm", "llm_tokens", "llm_cache")}


@contextmanager
def extractor(llm: str | None, llm_tokens: int, llm_cache: Path | None, *, jobs: int, candidates: bool) -> Iterator[tuple[Extractor, str]]:
    """How documents get their facts, and the name of who makes them; at the end the model's costs are told on stderr."""
    if llm is None:
        yield partial(extracted, jobs=jobs, candidates=candidates), MAKER
        return
    from ..ingest.extract import REPORTED
    from ..ingest.llm.cache import Cache
    from ..ingest.llm.client import Client, Model
    from ..ingest.llm.reader import read_with_model

    name = os.environ.get(MODEL)
    if not name:
        raise click.UsageError(f"--llm needs the model's name in {MODEL}")
    client = Client(
        Model(llm, name, os.environ.get(KEY) or os.environ.get("OPENAI_API_KEY"), tokens=llm_tokens), Cache(llm_cache or _cache())
    )
    dropped: Counter[str] = Counter()

    def read(items: Iterable[Document | Given]) -> Extracted:
        documents = (item for item in items if not isinstance(item, tuple))
        return read_with_model(documents, client, floor=0.0 if candidates else REPORTED, requests=max(jobs, 2), dropped=dropped)

    try:
        yield read, f"{MAKER} + {name}"
    finally:
        client.close()
        used = client.usage
        click.echo(f"{name}: {used.requests} requests, {used.cached} answers from the cache, {used.tokens} tokens", err=True)
        for reason, times in sorted(dropped.items()):
            click.echo(f"dropped  {times} of the model's proposals: {reason}", err=True)


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("medcoop", appauthor=False) / "llm"
