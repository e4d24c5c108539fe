"""Bad input: a clear line with the name, the reason and what to do; the rest goes on; exit status 1; `status` lists it."""

import json

import pytest

GOOD = "Clinic and university agree\n\nOn 3 May 2021, Aarhus University Hospital and Turku University signed an agreement on oncology.\n"


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "encoding.txt").write_bytes("Соглашение подписано".encode()[:-1] + b"\xff\xfe\x81\x8d\x00\x01" * 30)
    (folder / "huge.txt").write_bytes(b"Text. " * 8_400_000)
    (folder / "third.txt").write_text(
        "Das Krankenhaus und die Universität unterzeichneten am Montag eine Vereinbarung über die Ausbildung junger Ärzte in der Onkologie. "
        "Die Zusammenarbeit soll im nächsten Jahr beginnen und drei Jahre dauern.", encoding="utf-8",
    )  # fmt: skip
    (folder / "lines.jsonl").write_text(
        json.dumps({"text": GOOD, "url": "https://example.org/1"}) + '\n{"text": "broken\n', encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def done(bad, tmp_path_factory):
    from .conftest import medcoop

    store = tmp_path_factory.mktemp("refused") / "store"
    said = medcoop("ingest", str(bad), str(bad / "missing.txt"), store=store)
    return said, medcoop("status", "--json", store=store), store


REFUSED = ["empty.txt", "binary.txt", "encoding.txt", "huge.txt", "third.txt", "lines.jsonl:2", "missing.txt"]


@pytest.mark.parametrize("name", REFUSED)
def test_each_is_refused_by_name_with_reason_and_remedy(done, name):
    [line] = [line for line in done[0].stderr.splitlines() if line.startswith("refused") and name in line]
    reason = line.split(name, 1)[1]
    assert ";" in reason, "what to do is missing"
    assert "Traceback" not in done[0].stderr


def test_the_rest_goes_on_and_the_exit_status_tells(done):
    said, status, _ = done
    assert said.returncode == 1
    assert "2 added" in said.stderr
    assert len([r for r in json.loads(status.stdout)["refusals"] if r["reason"] and r["remedy"]]) == len(REFUSED)


def facts(**change):
    line = {
        "id": "x",
        "lang": "en",
        "text": GOOD,
        "institutions": [{"key": "i1", "name": "Aarhus University Hospital"}, {"key": "i2", "name": "Turku University"}],
    }
    quote = "Aarhus University Hospital and Turku University signed an agreement on oncology"
    start = GOOD.index(quote)
    cooperation = {"parties": ["i1", "i2"], "topics": ["oncology"], "status": "active",
                   "evidence": [{"start": start, "end": start + len(quote), "quote": quote, "rule": "by hand", "confidence": 1}]}  # fmt: skip
    return json.dumps(line | {"cooperations": [cooperation | change]})


def moved():
    [evidence] = json.loads(facts())["cooperations"][0]["evidence"]
    return [evidence | {"start": evidence["start"] + 1, "end": evidence["end"] + 1}]


WRONG = {
    "a quote that is not at its offsets": ({"evidence": moved()}, "quote"),
    "an unknown topic": ({"topics": ["onkology"]}, "oncology"),
    "a party that is not declared": ({"parties": ["i1", "i7"]}, "i7"),
    "no evidence": ({"evidence": []}, "evidence"),
    "an unknown field": ({"colour": "red"}, "colour"),
    "a date that is none": ({"date": "2021-13"}, "date"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_facts_are_refused_and_the_others_taken(run, tmp_path, case):
    change, named = WRONG[case]
    file = tmp_path / "facts.jsonl"
    file.write_text("\n".join([facts(**change), facts().replace('"id": "x"', '"id": "y"')]), encoding="utf-8")
    said = run("ingest", "--facts", str(file), store=tmp_path / "store")
    assert said.returncode == 1
    assert "1 added" in said.stderr
    assert f"{file}:1" in said.stderr
    assert named in said.stderr


def test_errors_of_use_say_what_to_do(run, filled, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for args, store, code, says in (
        (("who", "transplantology of fish"), filled, 2, "topic"),
        (("who", "oncology"), tmp_path / "none", 3, "medcoop ingest"),
        (("show", "Qqqqqq Wwwwww Zzzzzz"), filled, 2, "status"),
        (("sparql", "SELECT ?x WHERE { ?x"), filled, 2, "SPARQL"),
        (("sparql", "INSERT DATA { <urn:a> <urn:b> <urn:c> }"), filled, 2, "SELECT"),
        (("sparql", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"), filled, 2, "SERVICE"),
        (("cypher", "CREATE (n:Topic {id: 'x'})"), filled, 2, "read"),
        (("cypher", "MATCH (n"), filled, 2, "query"),
        (("withdraw", "https://example.org/unknown"), filled, 1, "document"),
        (("export", "--format", "graphml", str(tmp_path)), filled, 1, "folder"),
        (("export", str(tmp_path / "graph.xyz")), filled, 1, ".ttl"),
        (("same", "Riga Heart Hospital", "Zzz Clinic of Atlantis"), filled, 2, "known"),
        (("same", "Riga Heart Hospital", "Vilnius Hospice of Lions"), filled, 2, "did you mean"),
        (("ingest", str(tmp_path / "file")), tmp_path / "file", 3, "is a file"),
        (("ingest",), filled, 2, "name at least one"),
        (("nothing",), filled, 2, "No such command"),
    ):
        done = run(*args, store=store)
        assert done.returncode == code, (args, done.returncode, done.stderr)
        assert says.casefold() in done.stderr.casefold(), (args, done.stderr)
        assert "Traceback" not in done.stderr


def test_a_file_is_written_as_its_ending_says(run, filled, tmp_path):
    assert run("export", str(tmp_path / "graph.ttl"), store=filled).returncode == 0
    assert (tmp_path / "graph.ttl").read_text(encoding="utf-8").startswith("@prefix")


def test_a_description_needs_no_braces(run, filled):
    assert "transplantation" in run("sparql", "DESCRIBE <https://w3id.org/medcoop/topic/transplantation>", store=filled).stdout
