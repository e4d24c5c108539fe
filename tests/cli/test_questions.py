"""The commands of the catalogue: the example of each one's help runs; ambiguous names, empty answers and files behave as promised."""

import json
import re
import shlex

import pytest

from medcoop.queries.question import catalogue


@pytest.fixture
def demo(samples_store):
    return samples_store


@pytest.mark.parametrize("question", catalogue().values(), ids=lambda q: q.name)
def test_the_example_of_the_help_runs(run, demo, question):
    assert question.example in " ".join(run(question.command, "--help").stdout.split())
    done = run(*shlex.split(question.example)[1:], store=demo, COLUMNS="100")
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert all(len(line) <= 100 for line in done.stdout.splitlines())


def test_the_list_of_questions_has_them_all(run):
    rows = [json.loads(line) for line in run("questions", "--json").stdout.splitlines()]
    assert {row["name"] for row in rows} == set(catalogue())


def test_a_question_is_shown_with_what_it_takes_and_a_sample(run):
    for name in ("who", "who_on"):
        shown = run("questions", name, COLUMNS="70").stdout
        assert "--status" in shown
        assert "$ medcoop who transplantation" in shown
        assert all(len(line) <= 70 for line in shown.splitlines())
    assert "подтемы" in run("questions", "who", "--lang", "ru").stdout
    assert run("questions", "agreements", "--csv").stdout.startswith("party_names,")
    assert json.loads(run("questions", "path", "--json").stdout)["sample"]["parameters"] == {"a": "Minsk", "b": "Tashkent"}
    missing = run("questions", "nothing")
    assert missing.returncode == 2
    assert "agreements" in missing.stderr


def test_every_query_of_a_question_of_several_steps_is_printed(run, demo):
    text = run("path", "Minsk", "Tashkent", "--query", "rq", store=demo).stdout
    blocks = re.split(r"^# query \d+ of \d+\n", text, flags=re.MULTILINE)[1:]
    assert len(blocks) >= 3
    for block in blocks:
        done = run("sparql", "-", stdin=block, store=demo)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()


def test_output_forms(run, demo):
    assert run("who", "transplantation", "--markdown", store=demo).stdout.startswith("| party | party |")
    assert "a_name,b_name" in run("who", "transplantation", "--csv", store=demo).stdout
    row = json.loads(run("who", "transplantation", "--json", "--evidence", store=demo).stdout.splitlines()[0])
    assert row["evidence"][0]["quote"]
    assert "сторона" in run("who", "transplantation", "--lang", "ru", store=demo).stdout
    assert "VALUES ?topic" in run("who", "transplantation", "--query", "rq", store=demo).stdout
    assert ":param topic" in run("who", "transplantation", "--query", "cypher", store=demo).stdout
    assert "@misc" in run("who", "transplantation", "--cite", store=demo).stdout


def test_an_empty_answer_says_why_and_is_no_failure(run, demo):
    done = run("who", "oncology", "--country", "BR", store=demo)
    assert done.returncode == 0
    assert "0 documents name institutions of Brazil" in done.stderr


def test_an_ambiguous_name_fails_in_a_pipe_with_the_candidates(run, demo):
    done = run("show", "Ministry of Health", store=demo)
    assert done.returncode == 2
    assert "Ministry of Health of Kenya" in done.stderr


def test_a_replication_package(run, demo, tmp_path):
    done = run("export", "--answer", "who_on", "topic=transplantation", str(tmp_path / "package"), store=demo)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "package" / "rows.csv").is_file()
    assert run("export", "--answer", "nothing", str(tmp_path / "other"), store=demo).returncode == 2
