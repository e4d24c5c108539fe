"""The catalogue is data: guarded lines, declared parameters and columns, and a question is a folder."""

import re

import pytest

from medcoop.queries.question import catalogue, select_lines

QUESTIONS = list(catalogue().values())


def test_a_guarded_line_stands_only_with_its_parameter():
    query = "MATCH (n)\nWHERE n.a = $a  //? a\nRETURN n\n"
    assert select_lines(query, ()) == "MATCH (n)\nRETURN n\n"
    assert select_lines(query, ("a",)) == "MATCH (n)\nWHERE n.a = $a\nRETURN n\n"


def test_a_line_may_stand_only_without_a_parameter():
    query = "MATCH (n:Few)  //? few\nMATCH (n)  //! few\nRETURN n\n"
    assert select_lines(query, ()) == "MATCH (n)\nRETURN n\n"
    assert select_lines(query, ("few",)) == "MATCH (n:Few)\nRETURN n\n"


def test_the_shortcut_serves_few_rows_that_nothing_narrows():
    question = catalogue()["who_on"]
    assert "mc:leadsOn ?topic" in question.text("rq", {"topic": "oncology", "limit": 50})
    for given in ({"limit": 51}, {"limit": 10, "kind": "training"}):
        assert "mc:leadsOn ?topic" not in question.text("rq", {"topic": "oncology"} | given)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_every_question_says_what_it_is_in_both_languages(question):
    for said in (question.asks, question.asked_by, *(p.help for p in question.parameters), *(c.label for c in question.columns)):
        assert said["en"].strip() and said["ru"].strip()
        assert re.search("[а-я]", said["ru"])
    assert question.example.startswith(f"medcoop {question.command}")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
@pytest.mark.parametrize("language", ["rq", "cypher"])
def test_queries_give_the_declared_columns_and_guard_only_declared_parameters(question, language):
    raw = (question.folder / f"query.{language}").read_text(encoding="utf-8")
    guards = set(re.findall(r"(?:#|//)[?!] (\w+)", raw))
    kinds = {f"{p.name}_{kind}" for p in question.parameters if p.type == "party" for kind in ("thing", "country", "place")}
    shelved = {"shelf"} if question.shelf or question.walk else set()
    assert guards <= {p.name for p in question.parameters} | kinds | shelved | ({question.shortcut.name} if question.shortcut else set())
    for column in question.columns:
        if not column.made and question.computed not in ("path", "brokers", "gaps"):
            assert re.search(rf"[?\s`]{column.source}\b", raw), column.name
