"""The registry of well-known institutions: JSON Lines that ship with the package, and any further files of the same form.

A prior and never the truth: the registry's word is one feature among others when two names are compared (see docs/identity.md).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from .errors import InputError

LANGUAGES = ("ru", "en")
_FIELDS = {"id", "kind", "country", "city", "name", "short", "aka", "former", "parent", "honorific", "owner"}
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_UNTIL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an entry. form: name, short, aka or former; `until`: the year (or day) until which a former name was official."""

    text: str
    lang: str
    form: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One institution. `city` and `honorific` are pairs (language, text); `parent` and `owner` are ids of other entries."""

    id: str
    kind: str
    country: str | None
    city: tuple[tuple[str, str], ...]
    aliases: tuple[Alias, ...]
    honorific: tuple[tuple[str, str], ...] = ()
    parent: str | None = None
    owner: str | None = None

    def name(self, lang: str) -> str | None:
        """The official name in one language; None where the registry has none."""
        return next((a.text for a in self.aliases if a.form == "name" and a.lang == lang), None)


def former_names(entry: Entry) -> tuple[Alias, ...]:
    """The older names of an entry, each with the date of its end where that is known; the current ones follow from `Entry.name`."""
    return tuple(a for a in entry.aliases if a.form == "former")


@cache
def load(extra_paths: tuple[Path, ...] = ()) -> tuple[Entry, ...]:
    """All entries, the package's own and those of `extra_paths`, in order of their ids; an extra entry replaces one of the same id.

    InputError names the file, line and reason of the first line that is not valid.
    """
    own = sorted((f for f in files(__package__).joinpath("registry").iterdir() if f.name.endswith(".jsonl")), key=lambda f: f.name)
    shipped = _unique(chain.from_iterable(read(f.read_text("utf-8"), f.name) for f in own))
    extra = _unique(chain.from_iterable(read(_text(p), str(p)) for p in extra_paths))
    entries = shipped | extra
    for where, entry in entries.values():
        for field, other in (("parent", entry.parent), ("owner", entry.owner)):
            if other is not None and other not in entries:
                raise _bad(where, f"{field} {other!r} is not the id of an entry")
    return tuple(entries[key][1] for key in sorted(entries))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise InputError(f"the registry can't be read ({e})", where=str(path), remedy="give a UTF-8 file of JSON Lines") from e


def _unique(rows: Iterable[tuple[str, Entry]]) -> dict[str, tuple[str, Entry]]:
    found: dict[str, tuple[str, Entry]] = {}
    for where, entry in rows:
        if entry.id in found:
            raise _bad(where, f"the id {entry.id!r} is already that of {found[entry.id][0]}")
        found[entry.id] = (where, entry)
    return found


def read(text: str, source: str) -> Iterator[tuple[str, Entry]]:
    """("file:line", entry) of each line of a registry file. InputError at the first line that is not valid."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            where = f"{source}:{number}"
            try:
                row = json.loads(line)
            except ValueError as e:
                raise _bad(where, f"not JSON ({e})") from e
            yield where, _entry(row, where)


def _bad(where: str, why: str) -> InputError:
    return InputError(why, where=where, remedy="mend the line; the form is described in the README beside the package's registry")


def _entry(row: Any, where: str) -> Entry:
    if not isinstance(row, dict):
        raise _bad(where, "not a JSON object")
    if unknown := set(row) - _FIELDS:
        raise _bad(where, f"unknown field {min(unknown)!r}")
    for field in ("id", "kind", "name"):
        if not row.get(field):
            raise _bad(where, f"{field} is missing")
    if not (isinstance(row["id"], str) and _ID.fullmatch(row["id"])):
        raise _bad(where, f"the id {row['id']!r} is not lower-case letters, digits and hyphens")
    country = row.get("country")
    if country is not None and not (isinstance(country, str) and re.fullmatch("[A-Z]{2}", country)):
        raise _bad(where, f"the country {country!r} is not an ISO 3166-1 alpha-2 code")
    aliases = tuple(dict.fromkeys(_aliases(row, where)))
    if not aliases:
        raise _bad(where, "no name in any language")
    return Entry(
        id=row["id"], kind=_word(row["kind"], "kind", where), country=country, city=_pair(row, "city", where), aliases=aliases,
        honorific=_pair(row, "honorific", where), parent=_optional(row, "parent", where), owner=_optional(row, "owner", where),
    )  # fmt: skip


def _word(value: Any, field: str, where: str) -> str:
    if not (isinstance(value, str) and value.strip()):
        raise _bad(where, f"{field} is not a text that says something: {value!r}")
    return value.strip()


def _optional(row: dict[str, Any], field: str, where: str) -> str | None:
    return None if row.get(field) is None else _word(row[field], field, where)


def _pair(row: dict[str, Any], field: str, where: str) -> tuple[tuple[str, str], ...]:
    value = row.get(field) or {}
    if not isinstance(value, dict) or set(value) - set(LANGUAGES):
        raise _bad(where, f"{field} is not an object with ru and en")
    return tuple((lang, _word(value[lang], field, where)) for lang in LANGUAGES if value.get(lang) is not None)


def _aliases(row: dict[str, Any], where: str) -> Iterator[Alias]:
    for lang, text in _pair(row, "name", where):
        yield Alias(text, lang, "name")
    for form in ("short", "aka"):
        value = row.get(form) or {}
        if not isinstance(value, dict) or set(value) - set(LANGUAGES) or not all(isinstance(v, list) for v in value.values()):
            raise _bad(where, f"{form} is not an object with lists ru and en")
        for lang in LANGUAGES:
            yield from (Alias(_word(text, form, where), lang, form) for text in value.get(lang) or ())
    yield from _former(row.get("former") or [], where)


def _former(value: Any, where: str) -> Iterator[Alias]:
    if not isinstance(value, list) or not all(isinstance(v, dict) and not set(v) - {*LANGUAGES, "until"} for v in value):
        raise _bad(where, "former is not a list of objects with ru, en and until")
    for old in value:
        until = old.get("until")
        if until is not None and not (isinstance(until, str) and _UNTIL.fullmatch(until)):
            raise _bad(where, f"until {until!r} is not a date: write 2017, 2017-05 or 2017-05-31")
        yield from (Alias(_word(old[lang], "former", where), lang, "former", until) for lang in LANGUAGES if old.get(lang) is not None)
