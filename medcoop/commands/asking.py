"""Questions of the catalogue as commands, made from their declarations."""

from __future__ import annotations

from typing import Any

import click

from ..queries import runner
from ..queries.question import Parameter, Question, catalogue
from .present import present
from .shared import open_to_read, output_options


def _option(parameter: Parameter) -> click.Parameter:
    if parameter.required:
        return click.Argument([parameter.name], metavar=parameter.name.upper())
    text = parameter.help["en"] + (f" [default: {parameter.default}]" if parameter.default is not None else "")
    return click.Option([f"--{parameter.name.replace('_', '-')}"], help=f"{text[0].upper()}{text[1:]}.")


def _nothing(answer: runner.Answer) -> None:
    given = ", ".join(f"{k} = {v}" for k, v in answer.parameters.items() if k != "limit")
    click.echo(f"medcoop: the store has no evidence of this ({given}); see `medcoop status` for what it has read", err=True)


def command(question: Question) -> click.Command:
    """The command of a question: its parameters, and the options that all questions have."""
    language = click.Choice(["en", "ru"])
    engines = click.Choice(["rq", "cypher"])

    @click.command(question.command, short_help=question.asks["en"], help=f"{question.asks['en']}\n\nExample: {question.example}")
    @output_options
    @click.option("--evidence", "quotes", is_flag=True, help="Show the quoted sentences behind each row.")
    @click.option("--lang", type=language, default="en", show_default=True, help="Language of names and headers.")
    @click.option("--query", "show_query", type=engines, help="Print the query instead of running it.")
    @click.option("--on", "engine", type=engines, default="rq", help="Run it as SPARQL (rq) or on the embedded graph (cypher).")
    @click.pass_context
    def run(ctx: click.Context, /, form: str | None, quotes: bool, lang: str, show_query: Any, engine: Any, **given: Any) -> None:
        with open_to_read(ctx) as store:
            if show_query:
                return click.echo(runner.pasteable(question, runner.understand(question, given, store.names), lang, show_query))
            answer = runner.ask(store, question, given, lang=lang, engine=engine)
            found = [runner.evidence(store, row[question.evidence]) for row in answer.rows] if quotes and question.evidence else None
        present(answer, form, lang, found) if answer.rows or form else _nothing(answer)
        return None

    run.params = [_option(p) for p in question.parameters] + run.params
    return run


def __getattr__(name: str) -> click.Command:
    for question in catalogue().values():
        if question.command == name:
            return command(question)
    raise AttributeError(name)
