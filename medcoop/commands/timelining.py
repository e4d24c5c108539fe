"""Partnerships in time, as a picture for the terminal."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from typing import Any

import click

from ..ontology.errors import UnknownNameError
from ..queries import runner, wording
from ..queries.question import catalogue
from .asking import understood
from .shared import open_to_read
from .table import cut

WIDEST = 0.4  # of the width, for names


@click.command(short_help="Partnerships in time, as a picture in the terminal.")
@click.argument("who")
@click.argument("other", required=False)
@click.option("--topic", help="On this topic.")
@click.option("--since", help="On this date or later.")
@click.option("--until", help="On this date or earlier.")
@click.option("--limit", default=25, show_default=True, type=click.IntRange(1, 200), help="Lines at most.")
@click.option("--lang", type=click.Choice(["en", "ru"]), default="en", show_default=True, help="Language of names.")
@click.pass_context
def timeline(ctx: click.Context, /, who: str, other: str | None, **options: Any) -> None:
    """Draw the partnerships of WHO in time: a line for each partner, from the first date to the last one.

    WHO is an institution, a country, a region or a city. With OTHER what happened between the two, a line for each step of the ladder.

    \b
    Examples: medcoop timeline "Mtkvari University Clinic"
              medcoop timeline Россия --topic transplantation --lang ru
              medcoop timeline "Yamuna Institute" "Tuul State Hospital"
    """
    from .timeline import picture

    lang = options.pop("lang")
    given = {"a": who, "b": other, "topic": options["topic"]} if other else {"who": who} | options
    question = catalogue()["between" if other else "partners_of"]
    with open_to_read(ctx) as store:
        answer = runner.answer(store, question, understood(store, question, given), lang=lang)
        if not answer.rows:
            from ..queries.absence import explain

            return click.echo(f"medcoop: {explain(store, answer).message}", err=True)
    width = shutil.get_terminal_size((120, 40)).columns
    events = list(_steps(answer) if other else _spans(answer))
    short = [(cut(label, int(width * WIDEST)), date) for label, date in events]
    lines = picture([event for event in short if event[1]], width)
    undated = list(dict.fromkeys(label for label, date in events if not date))
    if not lines and not undated:
        raise UnknownNameError("the terminal is too narrow for a picture", where="COLUMNS", remedy="use a wider one, or `medcoop partners`")
    click.echo("\n".join(lines))
    if undated:
        click.echo(("\n" if lines else "") + f"{wording.word('no date', lang)}: {'; '.join(undated)}")
    return None


def _spans(answer: runner.Answer) -> Iterator[tuple[str, str]]:
    """(partner, EDTF interval) of each partnership, the one that began first first."""
    rows = sorted(answer.rows, key=lambda row: (row["since"] or row["until"] or "9999", row["b_name"] or ""))
    yield from ((str(row["b_name"] or row["b"]), _span(row)) for row in rows)


def _span(row: Mapping[str, Any]) -> str:
    since, until = row["since"] or row["until"], row["until"] or row["since"]
    return since if since == until else f"{since}/{until}" if since else ""


def _steps(answer: runner.Answer) -> Iterator[tuple[str, str]]:
    columns = {c.name: c for c in answer.question.columns}
    for row in answer.rows:
        yield str(wording.value(columns["status"], row["status"], answer.lang)), row["date"] or ""
