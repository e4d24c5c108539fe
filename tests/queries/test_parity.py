"""SPARQL and Cypher give equal rows for every question with every parameter, on random worlds and in both languages."""

import json

import pytest

from medcoop.queries import runner
from medcoop.queries.question import catalogue

from .parity import cases, rows, shapes

TOLD = ("who_on", "partners_of", "between", "agreements", "how_many", "people_of", "silent", "path")


def test_every_parameter_is_tried(world):
    given = {(name, parameter) for name, parameters in cases(world[0]) for parameter in parameters}
    assert given == {(q.name, p.name) for q in catalogue().values() for p in q.parameters}


@pytest.mark.parametrize("name", catalogue())
def test_both_engines_give_equal_rows(world, name):
    store, every = world[0], [case for case in cases(world[0]) if case[0] == name]
    wrong = [case for case in every if rows(store, case, "rq") != rows(store, case, "cypher")]
    assert not wrong, f"{len(wrong)} of {len(every)}: {wrong[:5]}"


def test_both_engines_give_equal_rows_in_russian(world):
    store = world[0]
    wrong = [case for case in shapes(cases(store), store)[::2] if rows(store, case, "rq", "ru") != rows(store, case, "cypher", "ru")]
    assert not wrong, wrong[:5]


@pytest.mark.parametrize("name", sorted(set(catalogue()) - {"brokers"}))  # a small world may be one community
def test_a_question_has_rows_somewhere_and_they_go_into_json(world, name):
    found = [rows(world[0], case, "rq") for case in cases(world[0]) if case[0] == name]
    assert any(found)
    json.dumps(found)


def test_every_row_leads_to_its_evidence(world):
    store = world[0]
    for name, given in cases(store, most=2)[::9]:
        answer = runner.ask(store, catalogue()[name], given)
        for row in answer.rows[:3]:
            quotes = runner.evidence(store, answer.facts(row))
            assert quotes or name not in TOLD, (name, given)
            assert all(store.document(one.document).text[one.start : one.end] == one.quote for one in quotes)
