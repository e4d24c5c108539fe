"""What a question need not read for its first rows is not read: in the queries that it ran, with the rows that it gives when it reads all."""

from __future__ import annotations

import pytest

from medcoop.ontology import iris
from medcoop.queries import runner
from medcoop.queries.question import catalogue

ENGINES = ("rq", "cypher")


def _ask(store, name, given, engine):
    return runner.ask(store, catalogue()[name], given, engine=engine)


def _pair(store) -> tuple[str, str]:
    """Two institutions that are partners."""
    rows = store.query(
        "SELECT ?a ?b WHERE { ?p mc:partner ?a, ?b . ?a a mc:Institution . ?b a mc:Institution FILTER(STR(?a) < STR(?b)) } ORDER BY ?a ?b LIMIT 1"
    )
    return next((row["a"], row["b"]) for row in rows.values())


@pytest.mark.parametrize("engine", ENGINES)
def test_partners_are_linked_without_walking_from_them(samples, engine):
    one, other = _pair(samples)
    answer = _ask(samples, "path", {"a": one, "b": other}, engine)
    assert [(row["step"], row["fact"]) for row in answer.rows] == [(1, iris.partnership(one, other))]
    assert len(answer.ran) == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_a_card_is_read_section_by_section(samples, engine):
    one, _ = _pair(samples)
    whole = _ask(samples, "show", {"name": one}, engine)
    assert {row["section"][0] for row in whole.rows} >= {"1", "6", "9"}
    assert len(whole.ran) == 3
    first = _ask(samples, "show", {"name": one, "limit": "1"}, engine)
    assert first.rows == whole.rows[:1]
    assert (len(first.ran), first.complete) == (1, False)


def test_documents_are_read_until_there_are_rows_enough(samples):
    few, every = (_ask(samples, "changes", {"since": "2000", "limit": "20"}, engine) for engine in ENGINES)
    assert few.rows == every.rows
    assert len(few.rows) == 20 > len(few.ran)
