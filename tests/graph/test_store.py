"""What users of a store rely on: documents come, change and go; readers see whole states; the record keeps what was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from medcoop.graph import base, record
from medcoop.graph.store import Store
from medcoop.ontology import iris
from medcoop.ontology.errors import InputError, QueryError, StoreError
from medcoop.ontology.model import Agreement, Facts, Person

from .simple import document, evidence, pair

Opened = Callable[..., Store]
PARTNERS = """
SELECT ?a ?b ?sources ?since ?until ?status WHERE {
  ?strand mc:onTopic <https://w3id.org/medcoop/topic/transplantation> ; mc:strandOf ?p ; mc:sources ?sources ; mc:ladderStatus ?status .
  ?p mc:partner ?x, ?y . FILTER(STR(?x) < STR(?y)) ?x skos:prefLabel ?n . ?y skos:prefLabel ?m .
  OPTIONAL { ?strand mc:since ?since ; mc:until ?until }
  BIND(IF(STR(?n) < STR(?m), STR(?n), STR(?m)) AS ?a) BIND(IF(STR(?n) < STR(?m), STR(?m), STR(?n)) AS ?b) }
"""


def rows(store: Store) -> list[tuple[str | None, ...]]:
    return sorted(tuple(row.values()) for row in store.query(PARTNERS).values())


def test_a_subtopic_answers_for_its_topic(opened: Opened) -> None:
    store = opened()
    assert store.replace(document("1", "abc"), pair("Центр", "Больница")).kind == "added"
    assert rows(store) == [("Больница", "Центр", "1", "2023-07", "2023-07", iris.concept("ladder", "active"))]


def test_reprints_count_once_and_dates_span(opened: Opened) -> None:
    store = opened()
    store.replace(document("1", "Центр учит врачей."), pair("Центр", "Больница", date="2019/2020"))
    store.replace(document("2", "центр учит   врачей"), pair("Центр", "Больница", date="2021-05"))
    assert rows(store)[0][2:5] == ("1", "2019", "2021-05")
    store.replace(document("3", "Другой текст"), pair("Центр", "Больница", date=None, status="discussed"))
    assert rows(store)[0][2:] == ("2", "2019", "2021-05", iris.concept("ladder", "active"))


def test_a_revision_replaces_and_a_withdrawal_removes(opened: Opened) -> None:
    store = opened()
    store.replace(document("1", "раз"), pair("Центр", "Больница"))
    assert store.replace(document("1", "раз"), pair("Центр", "Больница")).kind == "unchanged"
    assert store.replace(document("1", "два"), pair("Центр", "Клиника")).kind == "revised"
    assert [row[:2] for row in rows(store)] == [("Клиника", "Центр")]
    assert (held := store.document("file:///docs/1")) and (held.revision, held.text, held.state) == (2, "два", "current")
    assert store.withdraw("file:///docs/1").kind == "withdrawn"
    assert rows(store) == []
    assert not [line for line in store.lines() if "/id/" in line or "/doc/" in line]
    assert (held := store.document("file:///docs/1")) and held.state == "withdrawn"
    with pytest.raises(InputError, match="is withdrawn already"):
        store.withdraw("file:///docs/1")


def test_unchanged_facts_keep_their_iris(opened: Opened) -> None:
    store = opened()
    store.replace(document("1", "раз"), pair("Центр", "Больница"))
    query = "SELECT ?c WHERE { ?c a mc:Cooperation }"
    before = store.query(query).values()
    store.replace(document("1", "раз, дополнено"), pair("Центр", "Больница"))
    assert store.query(query).values() == before


def test_members_merge_and_their_old_iris_lead_on(opened: Opened) -> None:
    store = opened()
    store.replace_many([(document("1", "a"), pair("Центр", "Больница")), (document("2", "b"), pair("Центр хирургии", "Больница"))])
    assert store.status()["things"] == {"institution": 2}
    ids = [iris.thing("institution", name) for name in ("центр", "центр хирургии")]
    assert store.resolve(ids[0]) == store.resolve(ids[1]) == min(ids)
    labels = store.query(
        f"SELECT ?n ?also WHERE {{ <{min(ids)}> skos:prefLabel ?n ; skos:altLabel ?also . <{max(ids)}> dct:isReplacedBy <{min(ids)}> }}"
    )
    assert labels.values() == [{"n": "Центр хирургии", "also": "Центр"}]
    assert [row[2] for row in rows(store)] == ["2"]


def test_uncertain_facts_stay_out_of_the_canonical_view(opened: Opened) -> None:
    store, text = opened(), "Центр и больница, возможно, сотрудничают."
    store.replace(document("1", text), pair("Центр", "Больница", evidence=evidence(text, "возможно", 0.2)))
    assert rows(store) == []
    own = iris.document("file:///docs/1")
    assert store.query(f"ASK {{ GRAPH <{own}> {{ ?c a mc:Cooperation, mc:Candidate }} }}")


def test_every_fact_leads_to_its_quote(opened: Opened) -> None:
    store, text = opened(), "Центр и больница сотрудничают."
    store.replace(document("1", text), pair("Центр", "Больница", evidence=evidence(text, "сотрудничают")))
    found = store.query(
        "SELECT ?quote ?start ?end WHERE { ?c a mc:Cooperation ; mc:evidence ?e ; prov:hadPrimarySource ?d ."
        " GRAPH ?d { ?e oa:hasTarget [ oa:hasSource ?d ; oa:hasSelector ?s ] . ?s oa:exact ?quote ; oa:start ?start ; oa:end ?end } }"
    ).values()
    assert [text[int(row["start"] or 0) : int(row["end"] or 0)] for row in found] == [row["quote"] for row in found] == ["сотрудничают"]


def test_agreements_make_partnerships_and_steps(opened: Opened) -> None:
    store, facts = opened(), pair("Центр", "Больница", status="discussed", date=None)
    agreement = Agreement(key="g", parties=("a", "b"), status="signed", signed="2020-02")  # type: ignore[arg-type]
    people = (Person(name="Иван Петров", position="директор", org="a"),)
    store.replace(document("1", "x", published="2020-03-01"), facts.model_copy(update={"agreements": (agreement,), "people": people}))
    steps = store.query("SELECT ?rung ?date WHERE { ?s a mc:LifecycleStep ; mc:ladderStatus ?rung OPTIONAL { ?s mc:date ?date } }").values()
    assert sorted((iris.code(row["rung"] or ""), row["date"] or "") for row in steps) == [("discussed", ""), ("signed", "2020-02")]
    post = "ASK { ?p a org:Post ; org:heldBy [ foaf:name ?n ] ; org:postIn ?i ; mc:reported ?d ; skos:prefLabel ?l FILTER(STR(?l) = 'директор') }"
    assert store.query(post)


def test_a_reader_sees_the_last_published_state(opened: Opened) -> None:
    writer = opened()
    writer.replace(document("1", "a"), pair("Центр", "Больница"))
    first = writer.publish()
    reader = opened(write=False)
    writer.replace(document("2", "b"), pair("Университет", "Клиника"))
    assert len(rows(reader)) == 1
    second = writer.publish()
    assert (len(rows(reader)), reader.snapshot_id) == (1, first)
    assert (len(rows(opened(write=False))), second != first) == (2, True)


def test_a_snapshot_in_use_is_kept_and_others_are_cleared(opened: Opened, tmp_path: Path) -> None:
    writer = opened()
    writer.replace(document("0", "a"), pair("Центр", "Больница"))
    writer.publish()
    reader = opened(write=False)
    for number in range(1, 6):
        writer.replace(document(str(number), str(number)), pair("Центр", f"Больница{number}"))
        writer.publish()
    assert len(rows(reader)) == 1
    assert len(list((tmp_path / "store" / "snapshots").iterdir())) == 3


def test_refusals_are_listed_until_the_source_is_taken(opened: Opened) -> None:
    store = opened()
    store.refuse("file:///docs/1", "it is empty", "give another")
    assert [one["reason"] for one in store.status()["refusals"]] == ["it is empty"]
    store.replace(document("1", "a"), pair("Центр", "Больница"))
    assert store.status()["refusals"] == []


def test_facts_that_do_not_fit_their_text_are_refused_and_stop_nothing(opened: Opened) -> None:
    store = opened()
    wrong = pair("Центр", "Больница", evidence=evidence("совсем другой текст", "другой"))
    done = store.replace_many([(document("1", "a"), wrong), (document("2", "b"), pair("Центр", "Больница"))])
    assert (done.added, [change.source for change in done.refused]) == (1, ["file:///docs/1"])
    assert [one["source"] for one in store.status()["refusals"]] == ["file:///docs/1"]


def test_followers_learn_what_has_changed(opened: Opened) -> None:
    store = opened()
    store.replace(document("1", "a"), pair("Центр", "Больница"))
    seq, _ = store.changes_since(0)
    store.replace(document("2", "b"), pair("Университет", "Клиника"))
    now, subjects = store.changes_since(seq)
    assert now == seq + 2  # the document, and what shelves and coverage count of it
    assert subjects is not None and iris.document("file:///docs/2") in subjects and iris.document("file:///docs/1") not in subjects
    assert store.changes_since(now) == (now, frozenset())
    store.rebuild()
    assert store.changes_since(now)[1] is None


def test_a_store_validates(opened: Opened) -> None:
    store, text = opened(), "Центр и больница сотрудничают."
    store.replace(document("1", text, published="2024"), pair("Центр", "Больница", evidence=evidence(text, "сотрудничают")))
    assert store.validate() == []
    store.dataset.update("INSERT DATA { <http://a.example/> <http://a.example/> 1 }")
    assert "does not say what follows" in store.validate()[0]


def test_a_document_known_by_maker_need_not_be_read_again(opened: Opened) -> None:
    store = opened()
    store.replace(document("1", "a"), pair("Центр", "Больница"), maker="rules 1")
    assert store.holds(document("1", "a"), "rules 1")
    assert not store.holds(document("1", "a"), "rules 2")
    assert not store.holds(document("1", "b"), "rules 1")


def test_the_property_graph_follows(opened: Opened) -> None:
    store = opened(project=True)
    store.replace(document("1", "a"), pair("Центр", "Больница"))
    store.publish()
    count = "MATCH (i:Institution) RETURN count(i)"
    assert store.cypher(count)[1] == ((2,),)
    store.replace(document("2", "b"), pair("Университет", "Клиника"))
    store.publish()
    assert store.cypher(count)[1] == ((4,),)


def test_reading_needs_a_store_and_cannot_write(opened: Opened, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        Store.open(tmp_path / "nothing")
    opened().close()
    reader = opened(write=False)
    with pytest.raises(StoreError, match="open for reading"):
        reader.replace(document("1", "a"), pair("Центр", "Больница"))
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.doc").touch()
    with pytest.raises(StoreError, match="holds something else"):
        opened("other")


@pytest.mark.parametrize("query", [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent ?x { ?s ?p ?o } }",
    "SELECT * { # SERVICE\n SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "LOAD <http://127.0.0.1:9/>",
    "PREFIX a: <http://a/> INSERT DATA { a:a a:b a:c }",
    "SELEKT nonsense",
])  # fmt: skip
def test_queries_that_write_or_connect_out_are_refused(opened: Opened, query: str) -> None:
    with pytest.raises(QueryError):
        list(opened().query(query))


def test_words_in_names_strings_and_comments_are_no_keywords(opened: Opened) -> None:
    query = '# SERVICE\nPREFIX service: <http://a/service#> SELECT ?service WHERE { ?service service:SERVICE \'SERVICE\', """LOAD "SERVICE" """, <http://a/SERVICE> }'
    assert list(opened().query(query)) == []


def test_strange_text_survives(opened: Opened) -> None:
    store, name = opened(), 'Центр "А\\Б"\t\x01\x7f\u2028\U0001f600 <b>'
    store.replace(document("1", "a", url="http://exa mple/{x}", title="Строка\nдве\r\n"), pair(name, "Больница"))
    assert {"n": name} in store.query("SELECT ?n { ?i a mc:Institution ; skos:prefLabel ?n }").values()
    assert store.replace(document("1", "a", url="http://exa mple/{x}", title="Строка\nдве\r\n"), pair(name, "Больница")).kind == "unchanged"
    assert store.validate(shapes=0) == []


def test_empty_facts_are_a_document_still(opened: Opened) -> None:
    store = opened()
    store.replace(document("1", ""), Facts(id="x", lang="ru"))
    assert store.status()["documents"] == {"current": 1}


def test_a_store_of_other_rules_is_not_read_in_part(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened()
    store.replace(document("1", "abc"), pair("Центр", "Больница"))
    store.close()
    monkeypatch.setattr(record, "RULES", record.RULES + 1)
    with pytest.raises(StoreError, match="another version") as told:
        opened(write=False)
    assert "medcoop rebuild" in str(told.value)
    base.version.cache_clear()
    writer = opened()
    writer.rebuild()
    writer.close()
    assert len(rows(opened(write=False))) == 1
    base.version.cache_clear()
