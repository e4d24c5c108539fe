"""Registers outside: read in each of their forms, matched by the same scorer as names among themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from medcoop.ingest.identity import entries, outside
from medcoop.ingest.identity.registers import Listed, read
from medcoop.ingest.identity.resolver import bare_resolver
from medcoop.ontology.errors import InputError
from medcoop.ontology.identity import Member
from medcoop.ontology.model import Facts, Institution

ROR1 = {
    "id": "https://ror.org/0abcdef12", "name": "Larin Institute", "aliases": ["Institut Larina"], "acronyms": ["LI"],
    "labels": [{"label": "Институт Ларина", "iso639": "ru"}], "country": {"country_code": "RU"}, "addresses": [{"city": "Tomsk"}],
}  # fmt: skip
ROR2 = {
    "id": "https://ror.org/0abcdef12",
    "names": [{"value": "LI", "types": ["acronym"]}, {"value": "Larin Institute", "types": ["ror_display", "label"]}],
    "locations": [{"geonames_details": {"country_code": "RU", "name": "Tomsk"}}],
}  # fmt: skip


def written(tmp_path: Path, text: str, name: str = "file") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (json.dumps([ROR1], indent=1), Listed("https://ror.org/0abcdef12", "Larin Institute", ("Институт Ларина", "Institut Larina", "LI"), "RU", "Tomsk")),
        (json.dumps([ROR2, {"no": "id"}]), Listed("https://ror.org/0abcdef12", "Larin Institute", ("LI",), "RU", "Tomsk")),
        (json.dumps(ROR2) + "\n", Listed("https://ror.org/0abcdef12", "Larin Institute", ("LI",), "RU", "Tomsk")),
        ("?item\t?itemLabel\n<http://www.wikidata.org/entity/Q5>\t\"Larin Institute\"@en\n<http://www.wikidata.org/entity/Q5>\t\"Институт Ларина\"@ru\n",
         Listed("http://www.wikidata.org/entity/Q5", "Larin Institute", ("Институт Ларина",))),
        ("id;name;also;country\nQ5;Larin Institute;LI|Larin;Russia\n", Listed("http://www.wikidata.org/entity/Q5", "Larin Institute", ("LI", "Larin"), "RU")),
    ],
)  # fmt: skip
def test_each_form_is_read(tmp_path: Path, text: str, expected: Listed) -> None:
    assert list(read(written(tmp_path, text))) == [expected]


def test_a_large_dump_is_read_piece_by_piece(tmp_path: Path) -> None:
    rows = [ROR1 | {"id": f"https://ror.org/{n:09d}", "name": f"Institute {n} " + "x" * 500} for n in range(5000)]
    assert len(list(read(written(tmp_path, json.dumps(rows))))) == 5000


@pytest.mark.parametrize("text", ["a,b\n1,2\n", '[{"id": "x", "na', "\x00"])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError):
        list(read(written(tmp_path, text)))


def things(*items: tuple[str, str, str | None]) -> dict[str, list[Member]]:
    institutions = tuple(Institution(key=f"i{n}", name=name, country=country, city=city) for n, (name, country, city) in enumerate(items))
    members = bare_resolver().members(Facts(id="x", lang="ru", institutions=institutions), "d")
    return {member.iri: [member] for member in members.values()}


def test_sure_matches_and_what_is_left_to_a_person() -> None:
    listed = [
        Listed("x:1", "Larin Surgery Center", (), "RU", "Tomsk"),
        Listed("x:2", "Larin Surgery Center", (), "LV", "Riga"),
        Listed("x:3", "Dorn Clinic", (), "LV", None),
        Listed("x:4", "Dorn Clinic", (), "LV", None),
    ]
    found = list(
        outside.match(
            things(("Центр хирургии имени Ларина", "RU", "Томск"), ("Клиника Дорна", "LV", None)), listed, entries.nothing(), lambda n: None
        )
    )
    assert {(one.outside, one.sure) for one in found} == {("x:1", True), ("x:3", False)}
