"""Every command explains itself, with an example; the shell can complete them."""

import click
import pytest

from medcoop.cli import cli

COMMANDS = cli.list_commands(click.Context(cli))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name):
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    text = command.get_help(click.Context(command, info_name=name))
    assert f"medcoop {name}" in text
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_the_shell_completes_commands(run):
    done = run(_MEDCOOP_COMPLETE="bash_complete", COMP_WORDS="medcoop sh", COMP_CWORD="1")
    assert "show" in done.stdout


def test_the_main_help_says_what_exit_statuses_mean(run):
    said = run("--help").stdout
    assert "Exit status" in said
    assert all(name in said for name in COMMANDS)
