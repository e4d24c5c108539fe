"""What is generated is current, complete and the same on every run."""

import json
import os
import subprocess
import sys

import pytest
from rdflib import Graph

from medcoop.ontology import generate
from medcoop.ontology.classes import CLASSES
from medcoop.ontology.generate_schema import schema
from medcoop.ontology.generate_vocabularies import read_yaml
from medcoop.ontology.model import Facts

TURTLE = [path for path in generate.OUTPUTS if path.suffix == ".ttl"]


def test_all_files_are_current():
    assert not generate.outdated(), "run: python -m medcoop.ontology.generate"


def test_check_names_what_is_not_current_and_writes_nothing(monkeypatch, tmp_path, capsys):
    stale = tmp_path / "new" / "medcoop.ttl"
    monkeypatch.setattr(generate, "OUTPUTS", {stale: lambda: "made\n"})
    assert generate.main(["--check"]) == 1
    assert not stale.exists()
    assert generate.main([]) == 0
    assert stale.read_text() == "made\n"
    assert generate.main(["--check"]) == 0
    assert capsys.readouterr().out.split("\n")[0] == "not current: medcoop.ttl"


def test_another_hash_seed_makes_the_same_bytes():
    command = [sys.executable, "-m", "medcoop.ontology.generate", "--check"]
    assert subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": "12345"}, check=False).returncode == 0


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_turtle_files_parse_and_have_only_labelled_blank_nodes(path):
    text = path.read_text(encoding="utf-8")
    assert len(Graph().parse(data=text, format="turtle")) > 100
    assert not [line for line in text.splitlines() if line.lstrip().startswith("[") or (" [ " in line and '"' not in line)]


def test_the_facts_schema_knows_the_codes_and_describes_every_field():
    definitions = schema()["$defs"]
    assert definitions["Cooperation"]["properties"]["topics"]["items"]["enum"] == list(read_yaml("topic")["concepts"])
    assert definitions["Agreement"]["properties"]["type"]["enum"] == list(read_yaml("agreement-type")["concepts"])
    fields = [
        about for one in (schema(), *definitions.values()) for name, about in one["properties"].items() if "$ref" not in json.dumps(about)
    ]
    assert fields and all(about["description"] for about in fields)
    assert set(schema()["required"]) == {"id", "lang"} and set(schema()["properties"]) == set(Facts.model_fields)


def test_the_page_shows_every_class_and_every_vocabulary():
    page = next(path for path in generate.OUTPUTS if path.suffix == ".md").read_text(encoding="utf-8")
    assert all(f"### {model.__name__}\n" in page for model in CLASSES)
    assert "### Vocabulary ladder" in page and "```mermaid\nclassDiagram" in page
    assert "`(:Institution)-[:PARTICIPATES_IN]->(:Cooperation)`" in page
