"""`medcoop ask`: shows what it understood, answers, refuses, and parses files without a store."""

import json
import subprocess
import sys

import pytest


def run(*args, store=None, text=None):
    where = ["--store", str(store)] if store else []
    done = subprocess.run([sys.executable, "-m", "medcoop", *where, "ask", *args], capture_output=True, text=True, input=text, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def samples_store(tmp_path_factory):
    """A store with two documents on transplantation."""
    folder = tmp_path_factory.mktemp("ask")
    page = "In May 2022, Vilnius University Hospital trained surgeons of Riga Heart Hospital in heart transplantation."
    (folder / "page.txt").write_text(page, encoding="utf-8")
    command = [sys.executable, "-m", "medcoop", "--store", str(folder / "store"), "ingest", str(folder / "page.txt")]
    subprocess.run(command, capture_output=True, check=True)
    return folder / "store"


def test_parse_needs_no_store(tmp_path):
    code, out, err = run("--parse", "кто сотрудничает с Монголией по онкологии после 2019", store=tmp_path / "none")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "q": "кто сотрудничает с Монголией по онкологии после 2019", "question": "partners_of",
        "params": {"who": "Монголией", "topic": "oncology", "since": "2020"},
    }  # fmt: skip


def test_parse_reads_standard_input_and_files(tmp_path):
    questions = ["кардиология в Чили", "what is the weather", "проекты ВОЗ"]
    code, out, _ = run("--parse", "-", text="\n".join(questions) + "\n\n")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["q"] for row in rows] == questions
    assert [row["question"] for row in rows] == ["who_on", None, "projects"]
    plain, listed = tmp_path / "q.txt", tmp_path / "q.jsonl"
    plain.write_text("\n".join(questions), encoding="utf-8")
    listed.write_text("\n".join(json.dumps({"q": q, "lang": "ru"}) for q in questions), encoding="utf-8")
    assert run("--parse", str(plain))[1] == run("--parse", str(listed))[1] == out


def test_a_question_is_answered_after_what_was_understood(samples_store):
    code, out, err = run("who works with whom on transplantation", store=samples_store)
    assert code == 0, err
    assert out.index("topic = transplantation") < out.index("medcoop who transplantation") < out.index("party")


def test_rows_for_programs_stand_alone(samples_store):
    code, out, err = run("кто с кем работает по трансплантации", "--json", store=samples_store)
    assert code == 0
    assert all(json.loads(line)["fact"] for line in out.splitlines())
    assert "topic = transplantation" in err


def test_explain_shows_words_and_other_readings(samples_store):
    _, out, _ = run("трансплантация сердца", "--explain", store=samples_store)
    assert "'трансплантация сердца' → topic heart-transplantation" in out


def test_what_the_graph_cannot_answer_is_refused(samples_store):
    code, out, err = run("which hospital is the best in Chile", store=samples_store)
    assert (code, out) == (2, "")
    assert "can't be answered" in err


def test_without_a_store_it_says_so(tmp_path):
    code, _, err = run("transplantation", store=tmp_path / "none")
    assert code == 3
    assert "no store" in err


def test_an_answer_starts_without_the_models(samples_store):
    code = (
        "import sys; from medcoop.cli import cli\n"
        "try: cli(['--store', sys.argv[1], 'ask', 'who works with whom on transplantation'])\n"
        "except SystemExit: pass\n"
        "print([m for m in ('pydantic', 'rdflib', 'ladybug') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(samples_store)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
