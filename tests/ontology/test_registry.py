"""The registry: what ships is valid, what a user adds is checked line by line."""

from __future__ import annotations

import json

import pytest

from medcoop.ontology import registry
from medcoop.ontology.errors import InputError


def row(**fields):
    return {
        "id": "test-hospital", "kind": "hospital", "country": "KG", "city": {"ru": "Ош", "en": "Osh"}, "name": {"ru": "Больница", "en": "Hospital"},
        "short": {"ru": [], "en": []}, "aka": {"ru": [], "en": []}, "former": [], "parent": None, "honorific": None, "owner": None, **fields,
    }  # fmt: skip


@pytest.fixture
def write(tmp_path):
    def written(*rows):
        path = tmp_path / "mine.jsonl"
        path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
        return path

    return written


def test_the_shipped_registry_is_valid_and_large():
    entries = registry.load()
    assert len(entries) > 1000
    assert [e.id for e in entries] == sorted(e.id for e in entries)


def test_a_former_name_leads_to_its_entry_with_the_date_of_its_end():
    entry = next(e for e in registry.load() if e.id == "russian-university-of-medicine")
    former = registry.former_names(entry)
    assert all(a.form == "former" for a in former)
    assert {a.until for a in former} == {"2023"}
    assert entry.name("ru") == "Российский университет медицины"


def test_a_users_entry_is_added_and_may_replace_one(write):
    path = write(row(), row(id="who", kind="international_org", name={"ru": "ВОЗ", "en": "WHO"}))
    entries = {e.id: e for e in registry.load((path,))}
    assert entries["test-hospital"].country == "KG"
    assert [a.text for a in entries["who"].aliases] == ["ВОЗ", "WHO"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        (row(colour="red"), "unknown field 'colour'"),
        (row(id=""), "id is missing"),
        (row(id="Test Hospital"), "lower-case"),
        (row(kind=None), "kind is missing"),
        (row(name={}), "name is missing"),
        (row(name={"de": "Krankenhaus"}), "object with ru and en"),
        (row(country="Kyrgyzstan"), "ISO 3166-1"),
        (row(short={"ru": "ОКБ"}), "short is not an object with lists"),
        (row(aka={"ru": [""]}), "aka is not a text"),
        (row(former=[{"ru": "Старая больница", "until": "long ago"}]), "is not a date"),
        (row(former=[{"since": "2000"}]), "former is not a list"),
        (row(parent="nowhere"), "parent 'nowhere' is not the id"),
        (row(owner="nobody"), "owner 'nobody' is not the id"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_the_reason(write, bad, reason):
    path = write(row(id="good"), bad)
    with pytest.raises(InputError, match=reason) as caught:
        registry.load((path,))
    assert str(caught.value).startswith(f"{path}:2: ")


def test_the_same_id_twice_in_a_users_files_is_refused(write):
    path = write(row(), row())
    with pytest.raises(InputError, match=r"already that of .*mine.jsonl:1"):
        registry.load((path,))


def test_a_file_that_is_missing_or_not_text_is_refused(tmp_path):
    with pytest.raises(InputError, match="can't be read"):
        registry.load((tmp_path / "absent.jsonl",))
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="can't be read"):
        registry.load((tmp_path / "bytes.jsonl",))
