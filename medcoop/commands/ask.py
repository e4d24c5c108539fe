"""A question in words: what was understood is shown first, then the answer as the question's own command gives it."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from ..ontology.errors import InputError, UnknownNameError
from .shared import open_to_read, store_path

if TYPE_CHECKING:
    from ..queries.ask import Reading

UNSURE = 0.65
WIDEST = "partners_of"  # the question with most parameters
NAMED = ("who", "a", "b", "name")
KNOWS = "the graph knows who works with whom on what, agreements, people in office, numbers, projects and what the sources cover"


def _common() -> list[click.Option]:
    """The options that the commands of all questions have: those of one of them, without its parameters."""
    from ..queries.question import named
    from .asking import command

    question = named(WIDEST)
    own = {p.name for p in question.parameters}
    return [p for p in command(question).params if isinstance(p, click.Option) and p.name not in own]


class _Ask(click.Command):
    """A command whose further options are those that all questions have; they are looked up when it runs or is asked for help."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments. `--parse` alone needs no questions, and starts faster without."""
        if "--parse" not in args:
            known = {p.name for p in self.params}
            self.params = [*self.params, *(p for p in _common() if p.name not in known)]
        return super().parse_args(ctx, args)


@click.command(cls=_Ask)
@click.argument("text", metavar="QUESTION", nargs=-1, required=True)
@click.option(
    "--parse",
    "parse_only",
    is_flag=True,
    help="Print what is understood as JSON, one line a question; QUESTION may be a file, or - for standard input.",
)
@click.option("--explain", is_flag=True, help="Show which words were taken for what, and the other readings.")
@click.pass_context
def ask(ctx: click.Context, /, text: tuple[str, ...], parse_only: bool, explain: bool, **options: Any) -> None:
    """Answer a question in words, in English or Russian.

    Shows what was understood, then the answer. What the graph can't answer is refused.

    \b
    Example: medcoop ask "who works with Uzbekistan on transplantation since 2019"
             medcoop ask "кто сотрудничает с Узбекистаном по трансплантации"
    """
    question = " ".join(text)
    if parse_only:
        return _parse(question)
    from ..queries.ask import is_russian, read

    names = _names(ctx)
    reading = read(question, names)
    if ctx.get_parameter_source("lang") is not ParameterSource.COMMANDLINE:
        options["lang"] = "ru" if is_russian(question) else "en"
    if reading.question is None:
        raise UnknownNameError(_refusal(reading), where=repr(question), remedy=_nearest(reading))
    err = bool(options.get("form")) or bool(options.get("show_query"))
    for line in _understood(names, reading, explain):
        click.echo(line, err=err)
    return _answer(ctx, reading, options)


def _answer(ctx: click.Context, reading: Reading, options: dict[str, Any]) -> None:
    from ..queries.question import named
    from .asking import command

    sub = command(named(str(reading.question)))
    options["left_out"] = (*options.get("left_out", ()), *reading.without)
    given = {p.name: value for p in sub.params if p.name and (value := reading.params.get(p.name, options.get(p.name))) is not None}
    ctx.invoke(sub, **given)


def _names(ctx: click.Context) -> Any:
    """The name index of the store; None when there is no store, which is said when the question is answered."""
    return open_to_read(ctx).names if (store_path(ctx) / "store.json").is_file() else None


def _parse(source: str) -> None:
    from ..queries.ask import read

    for question in _questions(source):
        reading = read(question)
        click.echo(json.dumps({"q": question, "question": reading.question, "params": dict(reading.params)}, ensure_ascii=False))


def _questions(source: str) -> Iterator[str]:
    """The questions of standard input ("-"), of a file, or the one that was typed."""
    if source == "-":
        return _lines(sys.stdin)
    path = Path(source)
    try:
        given = len(source) < 1000 and path.is_file()
    except (OSError, ValueError):
        given = False
    if not given:
        return iter((source,))
    try:
        return _lines(path.read_text(encoding="utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"can't be read ({error})", where=source, remedy="give a UTF-8 file with one question a line") from error


def _lines(lines: Iterable[str]) -> Iterator[str]:
    """One question a line; a line of JSON with a key "q" is one too."""
    for line in lines:
        text = line.rstrip("\r\n")
        if not text.strip():
            continue
        if text.startswith("{"):
            try:
                said = json.loads(text)
            except ValueError:
                said = None
            if isinstance(said, dict) and isinstance(said.get("q"), str):
                text = said["q"]
        yield text


def as_typed(reading: Reading) -> str:
    """The command that asks the same."""
    from ..queries.question import named

    question = named(str(reading.question))
    required = [p.name for p in question.parameters if p.required]
    words = [reading.params.get(name, name.upper()) for name in required]
    options = [part for name, value in reading.params.items() if name not in required for part in (f"--{name.replace('_', '-')}", value)]
    left_out = [part for text in reading.without for part in ("--without", text)]
    return shlex.join(["medcoop", question.command, *words, *options, *left_out])


def _understood(names: Any, reading: Reading, explain: bool) -> Iterator[str]:
    from ..queries.question import named

    question = named(str(reading.question))
    lang = "ru" if any("а" <= letter <= "я" for part in reading.matched for letter in part.text.casefold()) else "en"
    yield click.style(question.asks[lang], bold=True)
    said = {m.part: m.text for m in reading.matched}
    found = dict(_found(names, reading))
    for name, value in reading.params.items():
        text = f" ← {said[name]!r}" if said.get(name) and said[name] != value else ""
        match = f" → {found[name]}" if name in found else ""
        yield f"  {name} = {value}{text}{match}"
    if reading.without:
        yield f"  without {', '.join(reading.without)}"
    yield f"  {as_typed(reading)}"
    if explain:
        yield from _explained(reading)
    if (explain or reading.confidence < UNSURE) and reading.alternatives:
        yield "Not sure. It may also be:" if reading.confidence < UNSURE else "Other readings:"
        yield from (f"  {as_typed(other)}" for other in reading.alternatives)
    yield ""


def _explained(reading: Reading) -> Iterator[str]:
    yield f"  confidence {reading.confidence}"
    for m in sorted(reading.matched, key=lambda m: (m.start, m.part)):
        yield f"  [{m.start}:{m.end}] {m.text!r} → {m.part}" + ("" if m.part == "cue" or m.value == m.text else f" {m.value}")


def _found(names: Any, reading: Reading) -> Iterator[tuple[str, str]]:
    """What the store has by the names that were typed."""
    from ..queries.question import named
    from ..queries.typed import LIKE, place

    agreements = {p.name for p in named(str(reading.question)).parameters if p.type == "agreement"}
    for name in set(NAMED) - agreements:
        text = reading.params.get(name, "")
        if names is None or not text or (name != "name" and place(text)):
            continue
        for match in names.search(text, limit=1):
            if match.score >= LIKE:
                yield name, f"{match.name} ({match.type}, {match.score:.2f})"


def _refusal(reading: Reading) -> str:
    return f"can't be answered from the graph: {KNOWS}" if reading.confidence > UNSURE else "is not understood"


def _nearest(reading: Reading) -> str:
    if reading.alternatives:
        return "the nearest reading: " + as_typed(reading.alternatives[0])
    return "ask for example: who cooperates with Mongolia on oncology since 2019"
