"""Registers of institutions as their publishers give them: a ROR dump (JSON), Wikidata's TSV, any CSV with an id and a name."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TextIO

from ...ontology.errors import InputError
from ...ontology.places import places

_CHUNK = 1 << 20
_CELL = re.compile(r'^"(.*)"(?:@([a-z]{2,3})(?:-\w+)*)?(?:\^\^.*)?$', re.DOTALL)
_SEPARATORS = re.compile(r"\s*[|;]\s*")
_IDS = ("id", "item", "qid", "ror", "ror_id", "identifier", "iri", "uri", "wikidata")
_NAMES = ("name", "label", "itemlabel", "title", "name_en", "name_ru", "label_en", "label_ru")
_OTHERS = ("also", "aliases", "alias", "altlabel", "itemaltlabel", "acronyms", "acronym", "short")
_COUNTRIES = ("country", "country_code", "countrycode", "country_name", "countrylabel")
_CITIES = ("city", "town", "location", "locationlabel", "citylabel")


@dataclass(frozen=True, slots=True)
class Listed:
    """One institution of a register. id: its IRI; country: ISO 3166-1 alpha-2."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    country: str | None = None
    city: str | None = None


def read(path: Path, base: str = "") -> Iterator[Listed]:
    """The institutions of a file. base: what stands before ids that are no IRIs. InputError when the file is none of these."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            first = stream.read(1)
            stream.seek(0)
            if first in "[{":
                yield from filter(None, map(_from_ror, _objects(stream, str(path))))
            else:
                yield from _table(stream, str(path), base)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"can't be read ({error})", where=str(path), remedy="give a ROR dump (JSON), or a CSV or TSV file in UTF-8"
        ) from error


def _objects(stream: TextIO, where: str) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON array or of JSON Lines, one after another: a dump need not fit in memory."""
    decoder, held, end = json.JSONDecoder(), "", False
    while not end or held.strip(" \t\r\n,[]"):
        held = held.lstrip(" \t\r\n,[]")
        try:
            found, at = decoder.raw_decode(held) if held else (None, 0)
        except ValueError as error:
            if end:
                raise InputError(f"is not whole JSON ({error})", where=where, remedy="give the dump as it was published") from error
            found, at = None, 0
        if at:
            held = held[at:]
            if isinstance(found, dict):
                yield found
        else:
            more = stream.read(_CHUNK)
            end, held = not more, held + more


def _from_ror(row: Mapping[str, Any]) -> Listed | None:
    """An organisation of the ROR dump, schema 1 or 2."""
    if not isinstance(row.get("id"), str):
        return None
    if isinstance(row.get("names"), list):
        names = sorted(row["names"], key=lambda n: "ror_display" not in n.get("types", ()))
        values = [n["value"] for n in names if n.get("value")]
        place = (row.get("locations") or [{}])[0].get("geonames_details", {})
        country, city = place.get("country_code"), place.get("name")
    else:
        labels = [one.get("label") for one in row.get("labels", ())]
        values = [row.get("name"), *labels, *row.get("aliases", ()), *row.get("acronyms", ())]
        country = (row.get("country") or {}).get("country_code")
        city = (row.get("addresses") or [{}])[0].get("city")
    kept = list(dict.fromkeys(str(value) for value in values if value))
    return Listed(row["id"], kept[0], tuple(kept[1:]), country, city) if kept else None


def _table(stream: TextIO, where: str, base: str) -> Iterator[Listed]:
    head = stream.readline()
    mark = max("\t,;", key=head.count)
    stream.seek(0)
    quoting: Literal[0, 3] = csv.QUOTE_NONE if mark == "\t" else csv.QUOTE_MINIMAL  # in Wikidata's TSV the quotes are part of the term
    rows = csv.DictReader(stream, delimiter=mark, quoting=quoting)
    columns = {_plain(name): name for name in rows.fieldnames or ()}
    ids, names = _columns(columns, _IDS), _columns(columns, _NAMES)
    if not ids or not names:
        raise InputError("has no column for ids, or none for names", where=where, remedy="name them id and name in the header")
    others, countries, cities = (_columns(columns, group) for group in (_OTHERS, _COUNTRIES, _CITIES))
    found: dict[str, list[Listed]] = {}
    for row in rows:
        id_ = _iri(_value(row.get(ids[0])), base)
        said = [value for name in names if (value := _value(row.get(name)))]
        more = [one for name in others for one in _SEPARATORS.split(_value(row.get(name))) if one]
        if id_ and said:
            country, city = _first(row, countries), _first(row, cities)
            found.setdefault(id_, []).append(Listed(id_, said[0], (*said[1:], *more), _code(country), city))
    yield from (_one(rows) for rows in found.values())


def _one(rows: list[Listed]) -> Listed:
    """An id may have a row for each of its names."""
    first = rows[0]
    names = dict.fromkeys(name for row in rows for name in (row.name, *row.also))
    country, city = (next((value for row in rows if (value := getattr(row, field))), None) for field in ("country", "city"))
    return Listed(first.id, first.name, tuple(name for name in names if name != first.name), country, city)


def _plain(name: str) -> str:
    return name.strip().lstrip("?").casefold().replace(" ", "_")


def _columns(columns: Mapping[str, str], wanted: Iterable[str]) -> list[str]:
    return [columns[name] for name in wanted if name in columns]


def _first(row: Mapping[str, str | None], names: Iterable[str]) -> str | None:
    return next((value for name in names if (value := _value(row.get(name)))), None)


def _value(cell: str | None) -> str:
    """A cell, without the signs of Wikidata's TSV: <iri>, "label"@en."""
    text = (cell or "").strip()
    if text.startswith("<") and text.endswith(">"):
        return text[1:-1]
    match = _CELL.match(text)
    return (match[1] if match else text).strip()


def _iri(text: str, base: str) -> str:
    if "://" in text or not text:
        return text
    if not base and re.fullmatch(r"Q\d+", text):
        return f"http://www.wikidata.org/entity/{text}"
    if not base and re.fullmatch(r"0[a-hj-km-np-tv-z0-9]{6}\d{2}", text):
        return f"https://ror.org/{text}"
    return (base or "urn:id:") + text


def _code(text: str | None) -> str | None:
    if not text:
        return None
    known = places().countries
    if text.upper() in known:
        return text.upper()
    wanted = text.casefold()
    return next((code for code, c in known.items() if wanted in {form.casefold() for form in (*c.name, *c.forms.en, *c.forms.ru)}), None)
