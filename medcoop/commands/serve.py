"""The HTTP service."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path

import click

from ..ontology.errors import InputError
from .shared import open_to_read


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option("--workers", type=click.IntRange(1, 256), help="Worker processes a pool [default: one a core, two at least].")
@click.option("--timeout", default=30.0, show_default=True, type=click.FloatRange(0.1, 3600), help="Seconds that a query may take.")
@click.option("--memory", default=1024, show_default=True, type=click.IntRange(128), help="MiB that a worker may take.")
@click.option("--slow", default=4, show_default=True, type=click.IntRange(1, 256), help="Long queries that may run at the same time.")
@click.option("--rate", default=20.0, show_default=True, help="Requests a second of one client from elsewhere; 0: any number.")
@click.option("--token-file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="File with the token that clients from elsewhere must show [or env MEDCOOP_TOKEN].")  # fmt: skip
@click.option("--cors", default="*", show_default=True, help="Sites whose pages may ask; empty: none.")
@click.option("--public-url", help="How the service is reached from outside, behind a proxy.")
@click.option("--proxies", default="127.0.0.1", show_default=True, help="Addresses of proxies that are believed who the client is.")
@click.pass_context
def serve(ctx: click.Context, /, workers: int | None, token_file: Path | None, **options: object) -> None:
    """Serve the store: SPARQL endpoint, linked data, JSON API and pages for a browser.

    \b
    Examples:
      medcoop serve
      medcoop serve --host 0.0.0.0 --port 8080 --token-file token.txt
    """
    from ..queries.endpoint.server import serve as run
    from ..queries.endpoint.settings import Settings

    with open_to_read(ctx) as store:
        path = store.path.resolve()
    token = token_file.read_text(encoding="utf-8").strip() if token_file else os.environ.get("MEDCOOP_TOKEN", "").strip()
    if token_file and not token:
        raise InputError("is empty", where=str(token_file), remedy="write the token into it")
    settings = Settings(store=path, token=token or None, **({"workers": workers} if workers else {}), **options)  # type: ignore[arg-type]
    if not token and not _is_loopback(settings.host):
        click.echo("medcoop: anybody who reaches this address can read the store; give a token to prevent it", err=True)
    run(settings)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
