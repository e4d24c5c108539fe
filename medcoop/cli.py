"""The command line: wiring only. Commands are loaded when they are called, so that an answer starts fast."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from . import __version__
from .ingest.threads import one_thread
from .ontology.errors import MedcoopError

COMMANDS = {
    "ingest": "reading",
    "extract": "reading",
    "ask": "ask",
    "who": "asking",
    "partners": "asking",
    "between": "asking",
    "agreements": "asking",
    "agreement": "asking",
    "people": "asking",
    "person": "asking",
    "how-many": "asking",
    "path": "asking",
    "projects": "asking",
    "brokers": "asking",
    "gaps": "asking",
    "changes": "asking",
    "silent": "asking",
    "coverage": "asking",
    "show": "asking",
    "timeline": "timelining",
    "questions": "cataloguing",
    "sparql": "querying",
    "cypher": "querying",
    "validate": "keeping",
    "export": "keeping",
    "withdraw": "keeping",
    "rebuild": "keeping",
    "status": "keeping",
    "schema": "pushing",
    "push": "pushing",
    "network": "network",
    "review": "review",
    "same": "deciding",
    "different": "deciding",
    "renamed": "deciding",
    "split": "deciding",
    "why": "deciding",
    "decisions": "deciding",
    "link": "linking",
    "identity": "identity",
    "serve": "serve",
    "snapshot": "snapshot",
    "demo": "demo",
}


class LazyGroup(click.Group):
    """A group whose commands live in `medcoop.commands` and are imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, in the order in which a user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f".commands.{COMMANDS[cmd_name]}", __package__)
        command = getattr(module, cmd_name)
        assert isinstance(command, click.Command)
        return command


def default_store() -> Path:
    """The folder of the user's own store, as the platform has it for application data."""
    from platformdirs import user_data_path

    return user_data_path("medcoop", appauthor=False) / "store"


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--store", type=click.Path(path_type=Path), envvar="MEDCOOP_STORE", help="Folder of the store [env: MEDCOOP_STORE].")
@click.version_option(__version__, prog_name="medcoop")
@click.pass_context
def cli(ctx: click.Context, store: Path | None) -> None:
    """A knowledge graph of healthcare cooperation: who works with whom on what, with the quoted sentence behind it.

    \b
    medcoop ingest pages/                    read documents into the store
    medcoop who "liver transplantation"      who cooperates with whom on it
    medcoop show "Almazov Centre"            all that is known of one thing

    Exit status: 0 done; 1 some input was refused (the rest is done); 2 wrong usage, unknown name or invalid query;
    3 the store can't be used; 4 another process writes to the store.

    Completion: eval "$(_MEDCOOP_COMPLETE=bash_source medcoop)" (or zsh_source, fish_source).
    """
    ctx.obj = store


def main() -> None:
    """Entry point: errors become one line on stderr and an exit status."""
    one_thread()
    try:
        sys.exit(cli(prog_name="medcoop", standalone_mode=False))  # click gives back what ctx.exit() was called with
    except MedcoopError as error:
        click.echo(f"medcoop: {error}", err=True)
        for iri, kind, name in getattr(error, "candidates", ()):
            click.echo(f"  {iri}  {name} ({kind})", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("medcoop: interrupted", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # the reader of a pipe has left: say nothing, and keep Python from complaining at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
