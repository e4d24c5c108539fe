"""`medcoop review`: the pairs and facts that wait for a person, one key each; for programs as JSON lines in and out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import click

from ..ontology.errors import InputError, MedcoopError
from .deciding import author
from .keyboard import Keyboard
from .present import place
from .shared import open_to_read, open_to_write, store_path, write_json
from .table import wrap

if TYPE_CHECKING:
    from ..graph.store import Store

_WIDTH = 100


class Kind(Protocol):
    """What is reviewed: pairs or facts. keys: key -> what it does, beside skip, undo and quit."""

    keys: ClassVar[Mapping[str, str]]

    def queue(self) -> Iterator[Any]:
        """What waits, the first to be asked first; each has its `id`."""

    def whole(self, one: Any) -> Any:
        """The same as a dataclass, for programs."""

    def show(self, one: Any) -> Iterator[str]:
        """The lines that a person reads."""

    def answer(self, one: Any, key: str, keyboard: Keyboard) -> bool:
        """Do what the key says, asking for more where it must; False when the person has thought better of it."""


@click.command()
@click.option("--facts", is_flag=True, help="Facts in place of pairs: those too unsure for the canonical view, in their sentences.")
@click.option("--joined", is_flag=True, help="The least sure of the pairs that the program has joined.")
@click.option("--limit", type=click.IntRange(1), help="So many at most.")
@click.option("--json", "form", flag_value="json", help="Print what waits, one JSON object a line, and ask nothing.")
@click.option(
    "--answers", type=click.File(encoding="utf-8"), help='Take answers from JSON lines {"a", "b" or "id", "answer"} (- is standard input).'
)
@click.pass_context
def review(ctx: click.Context, /, facts: bool, joined: bool, limit: int | None, form: str | None, answers: Any) -> None:
    """Decide what the program leaves open: which names are one thing, which facts are stated.

    One key each, in a plain terminal: for pairs s same, d different; for facts a accept, r refuse, c correct; for both k skip, u undo,
    q quit. Each answer is stored at once. Nobody else can write to the store meanwhile.

    \b
    Examples:
      medcoop review
      medcoop review --facts
      medcoop review --json --limit 10
    """
    from . import review_facts, review_pairs

    if form:
        with open_to_read(ctx) as store:
            kind: Kind = review_facts.Facts(store) if facts else review_pairs.Pairs(store, joined=joined)
            return write_json(asdict(kind.whole(one)) for one in _first(kind.queue(), limit))
    with open_to_write(store_path(ctx)) as store:
        if answers:
            return _take(store, answers, facts)
        kind = review_facts.Facts(store) if facts else review_pairs.Pairs(store, joined=joined)
        _ask(store, kind, limit)
    return None


def _first(items: Iterable[Any], limit: int | None) -> Iterator[Any]:
    return (one for number, one in enumerate(items) if limit is None or number < limit)


def _take(store: Store, answers: Any, facts: bool) -> None:
    """Answers of a program: all of them are stored as one step, or none."""
    from . import review_facts, review_pairs

    read = review_facts.row if facts else review_pairs.row
    rows = [read(store, _object(line, f"{answers.name}:{number}")) for number, line in enumerate(answers, 1) if line.strip()]
    added = store.decide(*rows) if rows else []
    click.echo(f"{len(added)} answers taken", err=True)


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise InputError(f"is not JSON ({error})", where=where, remedy="give one JSON object a line") from error
    if not isinstance(found, dict) or "answer" not in found:
        raise InputError("is no answer", where=where, remedy='give {"a": ..., "b": ..., "answer": "same"}, or with "id" for facts')
    return found


@dataclass
class _Course:
    """How a review has gone: what was passed by, and what was done with each, for undo."""

    kind: Kind
    keyboard: Keyboard
    passed: set[str] = field(default_factory=set)
    done: list[tuple[str, str]] = field(default_factory=list)

    def note(self, what: str, id_: str) -> None:
        self.passed.add(id_)
        self.done.append((what, id_))


def _ask(store: Store, kind: Kind, limit: int | None) -> None:
    with Keyboard() as keyboard:
        course = _Course(kind, keyboard)
        while limit is None or len(course.done) < limit:
            one = next((one for one in kind.queue() if one.id not in course.passed), None)
            if one is None:
                click.echo("nothing waits" if not course.done else "nothing else waits")
                break
            if not _one(store, one, course):
                break
    decided = sum(what == "decided" for what, _ in course.done)
    click.echo(f"{decided} decided, {len(course.done) - decided} skipped", err=True)


def _one(store: Store, one: Any, course: _Course) -> bool:
    """Ask about one; False to stop."""
    keys = {**course.kind.keys, "k": "skip", "u": "undo", "q": "quit"}
    click.echo("\n".join(["", *course.kind.show(one)]))
    click.echo(click.style("   ".join(f"{key} {what}" for key, what in keys.items()), bold=True))
    while (key := course.keyboard.key()) != "q":
        if key == "u" and course.done:
            _undo(store, course)
            return True
        if key == "k":
            course.note("skipped", one.id)
            return True
        if key in course.kind.keys:
            _answer(one, key, course)
            return True
    return False


def _undo(store: Store, course: _Course) -> None:
    what, id_ = course.done.pop()
    course.passed.discard(id_)
    if what == "decided":
        store.undo(author())
    click.echo("undone")


def _answer(one: Any, key: str, course: _Course) -> None:
    try:
        if course.kind.answer(one, key, course.keyboard):
            course.note("decided", one.id)
            click.echo(course.kind.keys[key])
    except MedcoopError as error:
        click.echo(f"not stored: {error}", err=True)
        course.note("skipped", one.id)


def lines(text: str, indent: str = "   ") -> list[str]:
    """A text wrapped for a terminal."""
    return [indent + line for line in wrap(text, _WIDTH - len(indent))]


def where(source: str, title: str | None, published: str | None) -> str:
    """A document in a line."""
    return ", ".join(part for part in (title, published, place(source)) if part)
