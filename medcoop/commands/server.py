"""Reaching a Neo4j server from the command line: its address, user and database; the password is asked for or in the environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import click

from ..ontology.errors import StoreError

if TYPE_CHECKING:
    from ..graph.property.server import Server
    from ..graph.store import Store

Function = TypeVar("Function", bound=Callable[..., Any])
SCHEMES = ("neo4j", "bolt", "neo4j+s", "bolt+s", "neo4j+ssc", "bolt+ssc")
MISSING = "name the server: neo4j://localhost:7687, or set NEO4J_URI"


def is_address(text: str) -> bool:
    """Whether a text is a server's address."""
    return urlsplit(text).scheme in SCHEMES


def server_options(function: Function) -> Function:
    """--user and --database."""
    function = click.option("--database", envvar="NEO4J_DATABASE", help="Database, if not the user's home one [env: NEO4J_DATABASE].")(
        function
    )
    return click.option(
        "--user", envvar="NEO4J_USERNAME", help="User name [env: NEO4J_USERNAME]; the password: NEO4J_PASSWORD, or asked for."
    )(function)


class On(click.ParamType):  # type: ignore[type-arg] # generic in the newest click alone
    """Where a question is answered: rq (SPARQL), cypher (the embedded graph), or the address of a Neo4j server."""

    name = "engine"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The same text, checked."""
        return value if value in ("rq", "cypher") else checked(value)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """As the help shows it."""
        return "[rq|cypher|neo4j://...]"


@contextmanager
def answering(store: Store, on: str) -> Iterator[tuple[Any, Any]]:
    """(a store, "rq" or "cypher") that answers where `on` says. A server's user and password: NEO4J_USERNAME and NEO4J_PASSWORD."""
    if on in ("rq", "cypher"):
        yield store, on
        return
    from ..graph.property.neo4j import Neo4jGraph, OnServer

    with connect(on, os.environ.get("NEO4J_USERNAME"), os.environ.get("NEO4J_DATABASE")) as server:
        yield OnServer(store, Neo4jGraph(server)), "cypher"


def connect(uri: str | None, user: str | None, database: str | None, **options: Any) -> Server:
    """A connection. StoreError when the server can't be reached or doesn't let us in."""
    from ..graph.property.server import Server

    address = checked(uri)
    return Server.open(address, user, password(address, user), database, **options)


def checked(uri: str | None) -> str:
    """The address, or the one of NEO4J_URI. A password has no place in it."""
    found = uri or os.environ.get("NEO4J_URI")
    if not found:
        raise click.UsageError(MISSING)
    parts = urlsplit(found)
    if "@" in parts.netloc:
        raise click.UsageError(
            "an address with a name or password in it is seen by everybody on this machine: use --user and NEO4J_PASSWORD"
        )
    if parts.scheme not in SCHEMES:
        raise click.UsageError(f"{found} is no address of a Neo4j server; {MISSING}")
    return found


def password(uri: str, user: str | None) -> str | None:
    """The password of NEO4J_PASSWORD, or what is typed at a prompt; None without a user name."""
    if not user:
        return None
    if (found := os.environ.get("NEO4J_PASSWORD")) is not None:
        return found
    if not sys.stdin.isatty():
        raise StoreError("no password was given", where=uri, remedy="set NEO4J_PASSWORD, or run it on a terminal to be asked")
    return str(click.prompt(f"Password of {user}", hide_input=True, err=True))
