"""Questions of the catalogue as commands, made from their declarations."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..ontology import iris
from ..ontology.errors import AmbiguousNameError
from ..queries import runner, without, wording
from ..queries.pasting import pasteable
from ..queries.question import Parameter, Question, by_command
from .present import present
from .server import On, answering
from .shared import open_to_read, output_options, write_json

if TYPE_CHECKING:
    from ..graph.store import Store

ALIKE = 0.65  # a name that resembles what was typed less is said


def _option(parameter: Parameter) -> click.Parameter:
    if parameter.required:
        return click.Argument([parameter.name], metavar=parameter.name.upper())
    text = parameter.help["en"] + (f" [default: {parameter.default}]" if parameter.default is not None else "")
    return click.Option([f"--{parameter.name.replace('_', '-')}"], help=f"{text[0].upper()}{text[1:]}.")


def understood(store: Store, question: Question, given: dict[str, Any]) -> dict[str, Any]:
    """The parameters' plain values. A name that several things have is asked about on a terminal; elsewhere AmbiguousNameError."""
    while True:
        try:
            plain = runner.understand(question, given, store)
            _guessed(store, question, given, plain)
            return plain
        except AmbiguousNameError as error:
            if not (sys.stdin.isatty() and sys.stderr.isatty() and error.where):
                raise
            given = given | {error.where: _chosen(error)}


def _guessed(store: Store, question: Question, given: dict[str, Any], plain: dict[str, Any]) -> None:
    """Say on standard error which thing a name was taken for, where the two are not much alike."""
    for parameter in question.parameters:
        text, iri = str(given.get(parameter.name) or ""), plain.get(parameter.name)
        if parameter.type not in ("thing", "person", "party") or text.startswith(iris.BASE) or not str(iri).startswith(f"{iris.BASE}id/"):
            continue
        best = next((one for one in store.names.search(text, limit=8) if one.iri == iri), None)
        if best and best.score < ALIKE:
            click.echo(f"medcoop: {parameter.name}: {text!r} is taken for {best.name} ({best.type}, {best.score:.2f})", err=True)


def _chosen(error: AmbiguousNameError) -> str:
    click.echo(f"{error.where}: {error.what.partition(':')[0]}", err=True)
    for number, (_, kind, name) in enumerate(error.candidates, 1):
        click.echo(f"  {number}  {name} ({kind})", err=True)
    number = click.prompt("Which one", type=click.IntRange(1, len(error.candidates)), default=1, err=True)
    return error.candidates[number - 1][0]


def command(question: Question) -> click.Command:
    """The command of a question: its parameters, and the options that all questions have."""
    languages = click.Choice(["en", "ru"])
    engines = click.Choice(["rq", "cypher"])

    @click.command(question.command, short_help=question.asks["en"], help=f"{question.asks['en']}\n\nExample: {question.example}")
    @output_options
    @click.option("--markdown", "form", flag_value="markdown", help="A Markdown table.")
    @click.option("--without", "left_out", multiple=True, help="Leave out a party, country, topic, kind, type or status [may be repeated].")
    @click.option("--evidence", "quotes", is_flag=True, help="Show the quoted sentences behind each row.")
    @click.option("--lang", type=languages, default="en", show_default=True, help="Language of names and headers.")
    @click.option("--query", "show_query", type=engines, help="Print the query, ready to paste, instead of running it.")
    @click.option("--on", type=On(), default="rq", help="Run it as SPARQL (rq), on the embedded graph (cypher), or on a Neo4j server.")
    @click.option(
        "--cite", is_flag=True, help="Print how to cite the answer: snapshot, query, date, bibliography (BibTeX; CSL-JSON with --json)."
    )
    @click.option(
        "--network", type=click.Path(path_type=Path), hidden=not question.pairs, help="Write the pairs as a .graphml or .gexf file."
    )
    @click.option("--plot", type=click.Path(path_type=Path), help="Draw the answer into an .svg or .png file [needs medcoop[plot]].")
    @click.option("--as", "picture", type=click.Choice(["network", "matrix", "timeline"]), help="Kind of the picture of --plot.")
    @click.option(
        "--candidates", is_flag=True, hidden=not question.has("candidate"), help="Add facts that are too unsure to be shown, marked."
    )
    @click.pass_context
    def run(
        ctx: click.Context, /, form: str | None, quotes: bool, lang: str, show_query: Any, on: str, cite: bool, network: Path | None,
        plot: Path | None, picture: str | None, candidates: bool, left_out: tuple[str, ...] = (), **given: Any,
    ) -> None:  # fmt: skip
        with open_to_read(ctx) as own, answering(own, on) as (store, engine):
            plain = understood(store, question, given)
            if show_query and left_out:
                click.echo("medcoop: the query gives all rows; --without drops some of them afterwards", err=True)
            if show_query:
                return click.echo(pasteable(own, question, plain, lang, show_query))
            answer = without.answer(store, question, plain, left_out, lang=lang, engine=engine, candidates=candidates)
            for_files(store, answer, network, plot, picture)
            if cite:
                return _cite(store, answer, form)
            print_answer(store, answer, form, quotes)
        return None

    run.params = [_option(p) for p in question.parameters] + run.params
    return run


def print_answer(store: Store, answer: runner.Answer, form: str | None = None, quotes: bool = False) -> None:
    """Print an answer with its quotes, or say what its emptiness means."""
    if answer.without:
        click.echo(f"medcoop: {wording.word('left out', answer.lang)}: {'; '.join(answer.without)}", err=True)
    found = [runner.evidence(store, answer.facts(row)) for row in answer.rows] if quotes else None
    if answer.rows or form:
        present(answer, form, answer.lang, found)
    if not answer.rows:
        from ..queries.absence import explain

        click.echo(f"medcoop: {explain(store, answer).message}", err=True)


def for_files(store: Store, answer: runner.Answer, network: Path | None, plot: Path | None, picture: str | None) -> None:
    """Write the files that were asked for."""
    if network:
        from ..queries.network import write

        write(store, answer, network)
    if plot:
        from ..queries.plot import draw

        draw(store, answer, plot, picture)


def _cite(store: Store, answer: runner.Answer, form: str | None) -> None:
    from ..queries.cite import bibtex, citation, csl, said

    told = citation(store, answer)
    if form == "json":
        return write_json([told | {"bibliography": csl(told["documents"])}])
    told["parameters"] = said(told["parameters"])
    return click.echo(
        "\n".join(f"{name}: {value}" for name, value in told.items() if name != "documents") + "\n\n" + bibtex(told["documents"])
    )


def __getattr__(name: str) -> click.Command:
    found = by_command(name)
    if found is None:
        raise AttributeError(name)
    return command(found)
