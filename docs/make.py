"""Keeps the pages true: writes the command reference, the page of questions and the sample answers of the catalogue, and runs the commands
of every console block and shows what they print.

    python docs/make.py            rewrite the pages
    python docs/make.py --check    exit 1 and show the difference where a page is not true

A block marked ```console holds lines that begin with ``$``, each followed by its output; a shown line that is only ``...`` stands for any
lines. Set-up commands (git, make, pip) are not run here: the build runs them. Every page starts without a store.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parent))

import questions_page
import samples

from medcoop.cli import cli

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```)", re.DOTALL | re.MULTILINE)
SETUP = ("git ", "make ", "pip ", "docker ")
WIDTH = 118


def commands_page() -> str:
    """docs/commands.md: the help of every command."""
    parts = ["# Commands\n\nGenerated from the program's help by `docs/make.py`.\n", _help(cli, "medcoop")]
    with click.Context(cli) as context:
        for name in cli.list_commands(context):
            command = cli.get_command(context, name)
            assert command is not None
            parts.append(f"## medcoop {name}\n\n{_help(command, f'medcoop {name}')}")
    return "\n".join(parts)


def _help(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=name, max_content_width=100, terminal_width=100)
    lines = (line.rstrip() for line in command.get_help(context).splitlines())
    return "```text\n" + "\n".join(lines) + "\n```\n"


def refreshed(text: str) -> str:
    """A page with the present output in its console blocks."""
    with tempfile.TemporaryDirectory() as home:
        environment = _environment(home)
        return BLOCK.sub(lambda block: "".join(_run(block[1], environment)), text)


def _environment(home: str) -> dict[str, str]:
    found = {name: value for name, value in os.environ.items() if name != "MEDCOOP_STORE"}
    places = {"XDG_CACHE_HOME": f"{home}/.cache", "XDG_DATA_HOME": f"{home}/.local/share", "HOME": home}
    return found | places | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": str(WIDTH), "NO_COLOR": "1"}


def _run(block: str, environment: dict[str, str]) -> Iterator[str]:
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        command, _, shown = part.removeprefix("$ ").partition("\n")
        if not part.startswith("$ ") or command.startswith(SETUP):
            yield part
        elif command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            environment[name] = shlex.split(value.replace("~", environment["HOME"]))[0]
            yield part
        else:
            done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, env=environment, check=False)
            if done.returncode:
                raise SystemExit(f"$ {command}\n{done.stdout}{done.stderr}")
            said = "".join(f"{line.rstrip()}\n" for line in done.stdout.strip("\n").splitlines())
            yield f"$ {command}\n{shown if same(shown, said) else said}"


def same(shown: str, said: str) -> bool:
    """Whether what is shown is what was said, `...` standing for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in shown.splitlines())
    return bool(shown) and re.fullmatch(pattern, said) is not None


def main() -> None:
    """Rewrite or check all pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where a page is not true")
    check = parser.parse_args().check
    wanted = {ROOT / "docs" / "commands.md": commands_page(), ROOT / "docs" / "questions.md": refreshed(questions_page.page())}
    wanted |= samples.pages()
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = path.read_text(encoding="utf-8")
        if path not in wanted and BLOCK.search(text):
            wanted[path] = refreshed(text)
    wrong = [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in wrong:
        if check:
            old = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
            print("\n".join(difflib.unified_diff(old, wanted[path].splitlines(), f"{path.name}", f"{path.name}, true", lineterm="")))
        else:
            path.write_text(wanted[path], encoding="utf-8")
    sys.exit(1 if check and wrong else 0)


if __name__ == "__main__":
    main()
