"""The commands of the catalogue: the example of each one's help runs; ambiguous names, empty answers and files behave as promised."""

import json
import shlex
from importlib.resources import as_file, files

import pytest

from medcoop.queries.question import catalogue

from .conftest import medcoop

MAY_BE_EMPTY = {"brokers"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    store = tmp_path_factory.mktemp("demo") / "store"
    with as_file(files("medcoop") / "samples") as samples:
        assert medcoop("ingest", str(samples), store=store).returncode == 0
    return store


@pytest.mark.parametrize("question", catalogue().values(), ids=lambda q: q.name)
def test_the_example_of_the_help_runs(run, demo, question):
    assert question.example in " ".join(run(question.command, "--help").stdout.split())
    done = run(*shlex.split(question.example)[1:], store=demo, COLUMNS="100")
    assert done.returncode == 0, done.stderr
    assert done.stdout or question.name in MAY_BE_EMPTY
    assert all(len(line) <= 100 for line in done.stdout.splitlines())


def test_the_list_of_questions_has_them_all(run):
    rows = [json.loads(line) for line in run("questions", "--json").stdout.splitlines()]
    assert {row["name"] for row in rows} == set(catalogue())


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
