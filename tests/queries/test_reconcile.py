"""The reconciliation API with batches as OpenRefine sends them (its queries, data extension, suggestions and preview)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from medcoop.graph.store import Store
from medcoop.ingest.identity.resolver import bare_resolver
from medcoop.ontology.errors import InputError, UnknownNameError
from medcoop.ontology.model import Document, Facts, Institution, Person
from medcoop.queries import reconcile

RU, EN = "Центр хирургии имени Ларина", "Larin Surgery Center"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("reconcile") / "store"
    institutions = {
        "ru": (
            Institution(key="a", name=RU, kind="hospital", country="RU", city="Томск"),
            Institution(key="b", name="Клиника Дорна", country="LV"),
        ),
        "en": (
            Institution(key="a", name=EN, country="RU", city="Tomsk"),
            Institution(key="b", name="Larin Surgery Center of Riga", country="LV"),
        ),
    }
    with Store.open(path, write=True, create=True, resolver=bare_resolver(), project=False) as writing:
        for lang, held in institutions.items():
            people = (Person(name="Пётр Дорн"),) if lang == "ru" else ()
            writing.replace(
                Document(source=f"https://example.org/{lang}", lang=lang, text="x"),
                Facts(id=lang, lang=lang, institutions=held, people=people),
            )
    with Store.open(path) as reading:
        yield reading


def ask(store: Store, **queries: object) -> dict[str, list[dict[str, object]]]:
    answer = reconcile.reconcile(store, json.loads(json.dumps(queries)), bare_resolver())
    return {id_: found["result"] for id_, found in answer.items()}


def test_the_manifest_names_every_part(store: Store) -> None:
    told = reconcile.manifest("http://127.0.0.1:8000/reconcile/")
    assert {"versions", "name", "identifierSpace", "schemaSpace", "defaultTypes", "view", "preview", "suggest", "extend"} <= told.keys()
    assert "0.2" in told["versions"] and told["view"]["url"].endswith("{{id}}")
    assert told["suggest"]["entity"] == {"service_url": "http://127.0.0.1:8000/reconcile", "service_path": "/suggest/entity"}
    assert told["preview"]["url"] == "http://127.0.0.1:8000/reconcile/preview?id={{id}}"


def test_a_batch_is_answered_by_its_ids_in_both_scripts(store: Store) -> None:
    found = ask(
        store,
        q0={"query": "центр хирургии им. Ларина", "limit": 3},
        q1={
            "query": "Larin Surgical Centre",
            "type": "institution",
            "type_strict": "should",
            "properties": [{"pid": "country", "v": "RU"}],
        },
        q2={"query": "Nothing Like It At All"},
        q3={"query": ""},
    )
    assert set(found) == {"q0", "q1", "q2", "q3"}
    first = found["q0"][0]
    assert {"id", "name", "type", "score", "match", "features"} <= first.keys()
    assert first["name"] == EN and first["type"] == [{"id": "institution", "name": "institution"}]
    assert first["match"] is False  # without a country the one in Riga is as likely
    assert found["q1"][0]["id"] == first["id"] and found["q1"][0]["match"] is True
    assert not any(one["match"] for one in found["q2"]) and found["q3"] == []
    assert all(0 <= float(str(one["score"])) <= 100 for one in found["q0"])


def test_a_stated_country_outweighs_the_name(store: Store) -> None:
    both = ask(
        store,
        a={"query": EN, "properties": [{"pid": "country", "v": {"id": "LV"}}]},
        b={"query": EN, "properties": [{"pid": "country", "v": ["Russia"]}]},
    )
    assert [both[id_][0]["name"] for id_ in "ab"] == ["Larin Surgery Center of Riga", EN]


def test_types_choose(store: Store) -> None:
    found = ask(store, people={"query": "Дорн Петр", "type": [{"id": "person"}]}, none={"query": "Дорн", "type": "spaceship"})
    assert [one["name"] for one in found["people"]] == ["Пётр Дорн"]
    assert found["none"] == []


def test_data_extension_and_preview(store: Store) -> None:
    (first, *_) = ask(store, q={"query": RU})["q"]
    answer = reconcile.extend(
        store, {"ids": [first["id"], "institution/0000000000000000"], "properties": [{"id": "country"}, {"id": "name"}]}
    )
    assert answer["meta"] == [{"id": "country", "name": "country (ISO 3166-1)"}, {"id": "name", "name": "name"}]
    rows = answer["rows"]
    assert rows[first["id"]]["country"] == [{"str": "RU"}]
    assert {cell["str"] for cell in rows[first["id"]]["name"]} == {RU, EN}
    assert rows["institution/0000000000000000"] == {"country": [], "name": []}
    assert "<h1>Larin Surgery Center</h1>" in reconcile.preview(store, str(first["id"]))
    assert reconcile.properties("institution")["properties"][0] == {"id": "name", "name": "name"}


def test_suggestions(store: Store) -> None:
    assert reconcile.suggest(store, "entity", "Larin Sur")["result"][0]["name"] == EN
    assert reconcile.suggest(store, "type", "inst")["result"] == [{"id": "institution", "name": "institution"}]
    assert {"id": "country", "name": "country (ISO 3166-1)"} in reconcile.suggest(store, "property", "coun")["result"]


def test_requests_that_are_none_are_refused(store: Store) -> None:
    with pytest.raises(InputError):
        reconcile.reconcile(store, {"q0": "text"}, bare_resolver())  # type: ignore[dict-item]
    with pytest.raises(InputError):
        reconcile.extend(store, {"ids": "x"})
    with pytest.raises(UnknownNameError):
        reconcile.preview(store, "institution/0000000000000000")
    with pytest.raises(UnknownNameError):
        reconcile.suggest(store, "planet", "m")
