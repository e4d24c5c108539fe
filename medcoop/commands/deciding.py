"""What a person decides on identity: same, different, renamed, split, why, and the log of it all."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..ontology.errors import InputError
from .shared import open_to_read, open_to_write, output_options, store_path, write_json, write_rows

if TYPE_CHECKING:
    import sqlite3

    from ..graph.decisions import Row
    from ..graph.store import Store

BECAUSE = click.option("--because", "reason", default="", help="Why, in a few words: it is kept with the decision.")


def author() -> str:
    """Who decides: MEDCOOP_AUTHOR, else the name of the user."""
    try:
        name = os.environ.get("MEDCOOP_AUTHOR") or getpass.getuser()
    except (KeyError, OSError):
        name = "person"
    return f"{name} (person)" if name == "medcoop" else name


def show(side: Any) -> str:
    """A member in a line: its name, where it is, its IRI."""
    place = ", ".join(part for part in (side.city, side.country) if part)
    return f"{side.name or side.iri}" + (f" ({place})" if place else "")


def _pair(ctx: click.Context, a: str, b: str, act: str, reason: str, **detail: str) -> None:
    from ..graph.clock import now
    from ..graph.decisions import Row
    from ..graph.known import member_of, side

    with open_to_write(store_path(ctx)) as store:
        one, other = member_of(store.record, a), member_of(store.record, b)
        if one == other:
            raise InputError("both names mean the same member", where=f"{a} / {b}", remedy="give names that documents use for two things")
        sides = side(store.record, one), side(store.record, other)
        if sides[0].type != sides[1].type:
            kinds = " and ".join(f"{show(each)} is of type {each.type}" for each in sides)
            raise InputError(
                f"a decision is about two things of one type, but {kinds}", remedy="give names of two things of one type, or IRIs"
            )
        if act in ("renamed", "succeeded"):  # as the names are now: the event keeps them
            for when, known in zip(("old", "new"), sides, strict=True):
                detail |= {f"{when}_name": known.name, f"{when}_lang": known.lang}
        store.decide(Row(act, one, other, reason=reason, author=author(), at=now(), detail=detail))
        click.echo(f"{act}: {show(sides[0])} / {show(sides[1])}", err=True)


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@BECAUSE
@click.pass_context
def same(ctx: click.Context, /, a: str, b: str, reason: str) -> None:
    """Say that A and B are one thing. It outranks the program, whatever is read later, until it is withdrawn.

    A and B are names as documents have them, or IRIs.

    \b
    Example: medcoop same "Shumakov Centre" "НМИЦ ТИО"
    """
    _pair(ctx, a, b, "same", reason)


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@BECAUSE
@click.pass_context
def different(ctx: click.Context, /, a: str, b: str, reason: str) -> None:
    """Say that A and B are two things: no chain of others joins them any more.

    \b
    Example: medcoop different "Regional Cancer Center" "National Cancer Center"
    """
    _pair(ctx, a, b, "different", reason)


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--on", "date", help="Since when it has the new name: 2017, 2017-05 or 2017-05-31.")
@click.option("--successor", is_flag=True, help="NEW is another institution that took OLD's place.")
@BECAUSE
@click.pass_context
def renamed(ctx: click.Context, /, old: str, new: str, date: str | None, successor: bool, reason: str) -> None:
    """Say that the institution OLD is called NEW now: both names lead to one thing, and `show` tells since when.

    \b
    Example: medcoop renamed "City Clinic" "City Hospital No. 4" --on 2019
    """
    from ..ontology.dates import PartialDate

    if date:
        try:
            PartialDate(date)
        except ValueError as error:
            raise InputError(f"{date!r} is no date", where="--on", remedy="write 2017, 2017-05 or 2017-05-31") from error
    _pair(ctx, old, new, "succeeded" if successor else "renamed", reason, **({"date": date} if date else {}))


@click.command()
@click.argument("thing", metavar="THING")
@click.argument("names", metavar="[NAME...]", nargs=-1)
@BECAUSE
@click.pass_context
def split(ctx: click.Context, /, thing: str, names: tuple[str, ...], reason: str) -> None:
    """Take THING apart: the members with these NAMEs leave it together. Without names, list its members.

    \b
    Examples:
      medcoop split "Central Hospital"
      medcoop split "Central Hospital" "Central Hospital of Riga"
    """
    from ..graph.known import member_of, side
    from ..graph.split import members_of

    if not names:
        with open_to_read(ctx) as store:
            members = members_of(store.record, store.resolve(member_of(store.record, thing)))
            sides = [side(store.record, iri) for iri in members]
        return write_rows(
            None,
            {"name": "name", "country": "country", "city": "city", "documents": "documents", "iri": "IRI"},
            [asdict(one) for one in sides],
        )
    with open_to_write(store_path(ctx)) as store:
        root = store.resolve(member_of(store.record, thing))
        members = members_of(store.record, root)
        apart = [_inside(store, members, name) for name in names]
        if len(set(apart)) == len(members):
            raise InputError("these are all its members", where=thing, remedy="name those that should leave")
        added = store.split(root, apart, author(), reason)
        click.echo(f"split off {len(set(apart))} of {len(members)} members; {len(added)} rows in the log", err=True)
    return None


def _inside(store: Store, members: Sequence[str], name: str) -> str:
    from ..graph.known import nearest

    found = nearest(store.record, members, name)
    if found is None:
        raise InputError("is not one of its members", where=name, remedy="see `medcoop split THING`")
    return found


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--json", "form", flag_value="json", help="One JSON object.")
@click.pass_context
def why(ctx: click.Context, /, a: str, b: str, form: str | None) -> None:
    """Say why A and B are one thing, or why not: what people said, what the program makes of the names.

    \b
    Example: medcoop why "Shumakov Centre" "НМИЦ ТИО"
    """
    from ..graph.known import member_of
    from ..graph.reasons import reasons
    from ..ingest.identity.resolver import default_resolver

    with open_to_read(ctx) as store:
        found = reasons(store.record, default_resolver(), member_of(store.record, a), member_of(store.record, b))
    if form:
        return write_json([asdict(found)])
    for one in (found.a, found.b):
        click.echo(f"{show(one)} — {one.documents} documents — {one.iri}")
    click.echo("one thing" if found.one_thing else "two things")
    for step in found.chain:
        click.echo(f"  {step.a} / {step.b}: {'same' if step.same else 'different'} {step.confidence:.2f}, {step.reason} ({step.author})")
    for step in found.direct:
        click.echo(f"  these two: {'same' if step.same else 'different'} {step.confidence:.2f}, {step.reason} ({step.author})")
    if found.a.iri == found.b.iri:
        click.echo("  a document has both names for one thing, or both lead to the same one of its forms")
    elif not found.direct:
        click.echo("  these two: the names have too little in common for an opinion")
    return None


@click.command()
@output_options
@click.option("--export", "target", type=click.Path(path_type=Path, allow_dash=True), help="Write the decisions on identity (SSSOM, TSV).")
@click.option("--import", "source", type=click.Path(exists=True, path_type=Path, allow_dash=True), help="Take decisions from such a file.")
@click.option("--skip-unknown", is_flag=True, help="When importing, leave out lines about names that this store never met.")
@click.option("--withdraw", "id_", metavar="ID", help="Withdraw a decision.")
@click.option("--undo", is_flag=True, help="Withdraw the last step.")
@click.pass_context
def decisions(
    ctx: click.Context, /, form: str | None, target: Path | None, source: Path | None, skip_unknown: bool, id_: str | None, undo: bool
) -> None:
    """List what people decided; export and import it, or withdraw some of it.

    \b
    Examples:
      medcoop decisions --export decisions.tsv
      medcoop decisions --import decisions.tsv
      medcoop decisions --withdraw 6f1d2c3b4a596877
    """
    if sum(map(bool, (target, source, id_, undo))) > 1:
        raise click.UsageError("choose one of --export, --import, --withdraw and --undo")
    if target:
        return _export(ctx, target)
    if source:
        return _import(ctx, source, skip_unknown)
    if id_ or undo:
        with open_to_write(store_path(ctx)) as store:
            rows = store.undo(author(), id_)
        click.echo(f"withdrawn: {len(rows)} decisions" if rows else "nothing to withdraw", err=True)
        return None
    with open_to_read(ctx) as store:
        listed = list(_listed(store.record))
    columns = ("id", "at", "author", "act", "subject", "object", "reason", "withdrawn")
    return write_rows(form, {key: key for key in columns}, listed, () if form else ("reason",))


def _listed(con: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    from ..graph.decisions import everything

    for row, by in everything(con):
        subject, object_ = _called(con, row)
        yield {"id": row.id, "at": row.at, "author": row.author, "act": row.act, "subject": subject, "object": object_,
               "reason": row.reason, "withdrawn": by.at if by else ""}  # fmt: skip


def _called(con: sqlite3.Connection, row: Row) -> tuple[str, str]:
    from ..graph.decisions import SAME
    from ..graph.known import side

    if row.act in SAME:
        first, second = side(con, row.subject), side(con, row.object)
        return first.name or first.iri, second.name or second.iri
    return row.subject, str(row.detail.get("quote", ""))


def _export(ctx: click.Context, target: Path) -> None:
    import io

    from ..graph import sssom
    from ..graph.export.target import written

    out = io.StringIO()
    with open_to_read(ctx) as store:
        count = sssom.write(store.record, out)
    if str(target) == "-":
        click.echo(out.getvalue(), nl=False)
    else:
        with written(target) as stream:
            stream.write(out.getvalue().encode())
        click.echo(f"{count} decisions", err=True)


def _import(ctx: click.Context, source: Path, skip_unknown: bool) -> None:
    from ..graph import sssom

    with click.open_file(str(source), encoding="utf-8") as stream, open_to_write(store_path(ctx)) as store:
        rows = sssom.read(store.record, stream, str(source), skip_unknown=skip_unknown)
        added = store.decide(*rows) if rows else []
    click.echo(f"{len(added)} decisions taken, {len(rows) - len(added)} known before", err=True)
