"""What an answer leaves out: parties, countries, topics, kinds, types and states, on random worlds and on the samples."""

import pytest

from medcoop.ontology import vocabulary
from medcoop.ontology.errors import UnknownNameError
from medcoop.queries import runner, without
from medcoop.queries.question import catalogue
from medcoop.queries.values import MAX_ROWS


def rows(store, name, left_out=(), **given):
    question = catalogue()[name]
    understood = runner.understand(question, {"limit": MAX_ROWS} | given, store)
    return without.answer(store, question, understood, left_out)


def test_a_party_is_left_out(world):
    store, _, _ = world
    full = rows(store, "who_on", topic="oncology").rows
    gone = full[0]["a"]
    left = rows(store, "who_on", (gone,), topic="oncology").rows
    assert left == tuple(row for row in full if gone not in (row["a"], row["b"]))
    assert len(left) < len(full)


@pytest.mark.parametrize("name", ["who_on", "agreements"])
def test_a_country_is_left_out_with_its_institutions(world, name):
    store, _, _ = world
    given = {"topic": "oncology"} if name == "who_on" else {}
    full, there = rows(store, name, **given), rows(store, name, country="RU", **given)
    answer = rows(store, name, ("Россия",), **given)
    assert answer.without == ("Russia",)
    assert answer.rows == tuple(row for row in full.rows if row not in there.rows)


def test_a_state_a_kind_and_a_topic_are_held_against_the_row(world):
    store, _, _ = world
    full = rows(store, "who_on", topic="oncology").rows
    for text, keep in (
        ("active", lambda row: row["status"] != "active"),
        ("training", lambda row: row["kinds"] != ("training",)),
        ("oncology", lambda row: not set(row["topics"]) <= set(vocabulary.load().narrower_closed("oncology"))),
    ):
        assert rows(store, "who_on", (text,), topic="oncology").rows == tuple(filter(keep, full)), text


def test_the_limit_holds_after_the_rows_are_dropped(world):
    store, _, _ = world
    full = rows(store, "who_on", topic="oncology")
    limited = rows(store, "who_on", ("active",), topic="oncology", limit=2)
    assert limited.rows == rows(store, "who_on", ("active",), topic="oncology").rows[:2]
    assert full.complete and not limited.complete


def test_what_nobody_knows_changes_nothing_and_is_said(samples):
    answer = rows(samples, "who_on", ("Zzyzx Clinic", " "), topic="transplantation")
    assert answer.rows == rows(samples, "who_on", topic="transplantation").rows
    assert answer.without == ("Zzyzx Clinic (not known here)",)


def test_a_city_cannot_be_left_out_where_no_party_can_be_given(samples):
    with pytest.raises(UnknownNameError, match="can't be left out of `who`"):
        rows(samples, "who_on", ("Berlin",), topic="transplantation")
