"""Identity outside a store: which of many mentions are one thing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from ..ontology.errors import InputError
from .shared import write_json


@click.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--registry", "registries", type=click.Path(exists=True, path_type=Path), multiple=True, help="More known institutions.")
def identity(file: Any, registries: tuple[Path, ...]) -> None:
    """Say which mentions are one thing: reads {"mention", "type", "name", ...} lines, writes {"mention", "entity"} lines.

    A mention may have "also" (other forms in the same document), "lang", "country" and "city".

    \b
    Example: medcoop identity mentions.jsonl
    """
    from ..ingest.identity import batch, entries

    mentions = [_mention(line, f"{file.name}:{number}") for number, line in enumerate(file, 1) if line.strip()]
    found = batch.resolve(mentions, entries.known(registries))
    write_json({"mention": mention, "entity": thing} for mention, thing in found)


def _mention(line: str, where: str) -> dict[str, Any]:
    try:
        mention = json.loads(line)
    except ValueError as error:
        raise InputError(f"is not JSON ({error})", where=where, remedy="give one JSON object a line") from error
    if not isinstance(mention, dict):
        raise InputError("is not a JSON object", where=where, remedy='give {"mention": ..., "type": ..., "name": ...}')
    return mention
