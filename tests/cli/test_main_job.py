"""From a folder of documents to who cooperates with whom, with the words that say so."""

import csv
import io
import json


def test_who_answers_with_quotes_that_stand_in_the_text(run, filled, pages):
    done = run("who", "transplantation", "--evidence", "--json", store=filled)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    texts = [p.read_text(encoding="utf-8") for p in pages.iterdir()]
    assert len(rows) == 2
    for row in rows:
        assert row["evidence"]
        for quote in row["evidence"]:
            assert any(text[quote["start"] : quote["end"]] == quote["quote"] for text in texts)


def test_subtopics_are_included_and_other_topics_are_not(run, filled):
    assert "Riga" in run("who", "heart transplantation", store=filled).stdout
    liver = run("who", "трансплантация печени", "--lang", "ru", store=filled).stdout
    assert "Самарский" in liver
    assert "Riga" not in liver


def test_both_stores_give_the_same_rows(run, filled):
    sparql = run("who", "transplantation", "--json", store=filled)
    cypher = run("who", "transplantation", "--json", "--on", "cypher", store=filled)
    assert sparql.stdout == cypher.stdout != ""


def test_csv_has_a_header_and_the_same_rows(run, filled):
    rows = list(csv.DictReader(io.StringIO(run("who", "transplantation", "--csv", store=filled).stdout)))
    assert len(rows) == 2
    assert {"a_name", "b_name", "topics", "since", "sources"} <= rows[0].keys()


def test_the_printed_query_runs_as_it_stands(run, filled):
    query = run("who", "transplantation", "--query", "rq", store=filled).stdout
    done = run("sparql", "-", "--json", store=filled, stdin=query)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2


def test_show_finds_a_name_misspelt_and_in_the_other_script(run, filled):
    for typed in ("Riga Heart Hospital", "riga hart hospital", "Самарского научного центра трансплантологии"):
        done = run("show", typed, store=filled)
        assert done.returncode == 0, done.stderr
        assert "partner" in done.stdout


def test_extract_prints_the_facts_format_and_ingest_takes_it(run, pages, tmp_path):
    printed = run("extract", "--with-text", str(pages))
    facts = tmp_path / "facts.jsonl"
    facts.write_text(printed.stdout, encoding="utf-8")
    done = run("ingest", "--facts", str(facts), store=tmp_path / "store")
    assert done.returncode == 0, done.stderr
    assert len(run("who", "transplantation", "--json", store=tmp_path / "store").stdout.splitlines()) == 2


def test_the_same_input_twice_changes_nothing_and_jobs_do_not_matter(run, pages, filled, tmp_path):
    store = tmp_path / "store"
    assert run("ingest", "--jobs", "2", str(pages / "training.txt"), str(pages / "agreement.txt"), store=store).returncode == 0
    again = run("ingest", str(pages), store=store)
    assert "2 unchanged" in again.stderr
    first, second = (run("export", "-", store=place).stdout for place in (store, filled))
    assert first == second != ""


def test_a_changed_document_replaces_its_facts_and_withdraw_removes_them(run, tmp_path, pages):
    page, store = tmp_path / "page.txt", tmp_path / "store"
    page.write_text((pages / "training.txt").read_text(encoding="utf-8"), encoding="utf-8")
    run("ingest", str(page), store=store)
    page.write_text(page.read_text(encoding="utf-8").replace("Riga Heart Hospital", "Tartu Heart Hospital"), encoding="utf-8")
    assert "1 revised" in run("ingest", str(page), store=store).stderr
    said = run("who", "transplantation", store=store).stdout
    assert "Tartu" in said
    assert "Riga" not in said
    assert run("withdraw", str(page), store=store).returncode == 0
    assert run("who", "transplantation", "--json", store=store).stdout == ""
    assert "withdrawn already" in run("withdraw", str(page), store=store).stderr
