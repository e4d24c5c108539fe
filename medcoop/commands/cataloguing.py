"""The catalogue itself: which questions there are, and what one asks, takes and gives."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import click

from ..ontology.errors import UnknownNameError
from ..queries import sample, wording
from ..queries.question import Question, catalogue
from .shared import output_options, write_json, write_rows


@click.command(short_help="List the questions that the graph answers, with examples.")
@click.argument("name", required=False)
@output_options
@click.option("--lang", type=click.Choice(["en", "ru"]), default="en", show_default=True, help="Language of the list.")
def questions(name: str | None, form: str | None, lang: str) -> None:
    """List the questions that the graph answers, with an example of each.

    With the NAME of one (or of its command): who asks it, what it takes, what its columns mean, and a sample answer.

    \b
    Examples: medcoop questions --lang ru
              medcoop questions who
    """
    if name is not None:
        return _one(_named(name), form, lang)
    rows = [{"command": q.command, "question": q.asks[lang], "example": q.example, "name": q.name} for q in catalogue().values()]
    return write_rows(form, {"command": "command", "question": "question", "example": "example"} | ({"name": "name"} if form else {}), rows)


def _named(name: str) -> Question:
    for question in catalogue().values():
        if name in (question.name, question.command):
            return question
    known = ", ".join(question.command for question in catalogue().values())
    raise UnknownNameError(f"{name!r} is no question", where="NAME", remedy=f"it is one of {known}")


def _one(question: Question, form: str | None, lang: str) -> None:
    found = sample.read(question)
    if form == "json":
        return write_json([_declared(question, lang) | {"sample": found}])
    if form is None:
        click.echo("\n".join(_told(question, lang)) + (f"\n\n$ {question.example}" if found else ""))
    rows = found["rows"] if found else []
    columns = [c for c in question.columns if any(c.name in row for row in rows)]
    worded = [wording.row(columns, {c.name: _plain(row.get(c.name)) for c in columns}, lang) for row in rows]
    if rows:
        write_rows(form, {c.name: c.name if form else c.label[lang] for c in columns}, worded)
    if found and found["of"] > len(rows) and form is None:
        click.echo(f"... {found['of']} rows in all")
    return None


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _declared(question: Question, lang: str) -> dict[str, object]:
    told = (
        {"name": p.name, "type": p.type, "required": p.required, "default": p.default, "help": p.help[lang]} for p in question.parameters
    )
    columns = ({"name": c.name, "type": c.type, "many": c.many, "label": c.label[lang]} for c in question.columns)
    head = {"name": question.name, "command": question.command, "asks": question.asks[lang], "asked_by": question.asked_by[lang]}
    return {**head, "parameters": [*told], "columns": [*columns], "example": question.example}


def _told(question: Question, lang: str) -> Iterator[str]:
    across = shutil.get_terminal_size((120, 40)).columns
    yield click.style(f"{question.command}: {question.asks[lang]}", bold=True)
    yield click.wrap_text(question.asked_by[lang], across) + "\n"
    names = {p.name: p.name.upper() if p.required else f"--{p.name.replace('_', '-')}" for p in question.parameters}
    wide = max(map(len, names.values())) + 4
    for p in question.parameters:
        default = f" [{p.default}]" if p.default is not None else ""
        yield click.wrap_text(p.help[lang] + default, across, f"  {names[p.name]}".ljust(wide), " " * wide)
    columns = "; ".join(f"{c.name}: {c.label[lang]}" for c in question.columns)
    yield "\n" + click.wrap_text(f"{'Столбцы' if lang == 'ru' else 'Columns'}: {columns}", across)
