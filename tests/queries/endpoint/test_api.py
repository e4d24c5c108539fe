"""The JSON API of the catalogue."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from medcoop.graph.store import Store
from medcoop.queries.question import catalogue
from medcoop.queries.runner import ask

from .service import Service


def test_the_rows_are_the_runners(service: Service, filled) -> None:
    said = service.get("/api/who_on?topic=transplantation&evidence=1").json
    with Store.open(filled) as store:
        rows = ask(store, catalogue()["who_on"], {"topic": "transplantation"}).rows
    assert [{key: value for key, value in row.items() if key != "evidence"} for row in said["rows"]] == [
        {key: list(value) if isinstance(value, tuple) else value for key, value in row.items()} for row in rows
    ]
    assert said["snapshot"] == service.get("/healthz").json["snapshot"]
    assert all(quote["quote"] for row in said["rows"] for quote in row["evidence"])
    assert said["parameters"]["topic"] == "transplantation"


def test_names_in_russian(service: Service) -> None:
    said = service.get(f"/api/who_on?{urlencode({'topic': 'трансплантация печени', 'lang': 'ru'})}").json
    assert said["parameters"]["topic"] == "liver-transplantation"


def test_every_question_is_described(service: Service) -> None:
    described = service.get("/openapi.json").json
    assert described["openapi"].startswith("3.1")
    assert {f"/api/{name}" for name in catalogue()} <= set(described["paths"])
    for name, question in catalogue().items():
        operation = described["paths"][f"/api/{name}"]["get"]
        assert {one.name for one in question.parameters} <= {one["name"] for one in operation["parameters"]}
    assert {one["name"] for one in service.get("/api").json["questions"]} == set(catalogue())


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_question_answers_or_says_what_it_needs(service: Service, name: str) -> None:
    values = {"topic": "transplantation", "who": "Riga Hospital", "a": "Riga Hospital", "b": "Samara Center", "what": "trained",
              "since": "2020", "name": "Riga Hospital"}  # fmt: skip
    if name == "person":
        values["name"] = "Иванов"
    given = {one.name: values[one.name] for one in catalogue()[name].parameters if one.required}
    said = service.get(f"/api/{name}?{urlencode(given)}")
    assert said.status in (200, 400), said.text
    assert service.page(f"/q/{name}?{urlencode(given)}").status in (200, 404)
    if given:
        missing = service.get(f"/api/{name}")
        assert (missing.status, missing.json["where"]) == (400, next(iter(given)))


def test_wrong_parameters(service: Service) -> None:
    said = service.get("/api/who_on?topic=oncology&colour=red")
    assert (said.status, "colour" in said.json["detail"]) == (400, True)
    said = service.get("/api/who_on?topic=onkologija-xx-yy")
    assert (said.status, said.json["where"]) == (400, "topic")
    assert service.get("/api/nonsense").status == 404
    assert service.ask("POST", "/api/who_on?topic=oncology").status == 405


def test_suggestions(service: Service) -> None:
    found = service.get(f"/api/find?{urlencode({'q': 'riga hosp'})}").json["found"]
    assert (found[0]["name"], found[0]["type"]) == ("Riga Hospital", "institution")
    assert service.get(found[0]["href"]).status == 200


def test_what_a_question_in_words_means(service: Service) -> None:
    said = service.get(f"/api/ask?{urlencode({'q': 'who cooperates with whom on oncology'})}").json["understood"]
    assert said == {"question": "who_on", "params": {"topic": "oncology"}}
    assert service.get(f"/api/ask?{urlencode({'q': 'how to cook rice'})}").json["understood"] is None


def test_evidence_of_a_fact(service: Service) -> None:
    row = service.get("/api/who_on?topic=heart-transplantation").json["rows"][0]
    fact = row["fact"] if "fact" in row else row["facts"][0]
    found = service.get(f"/api/evidence?{urlencode({'fact': fact})}").json["evidence"]
    assert "trained surgeons" in found[0]["quote"]
    assert service.get("/api/evidence?fact=x").status == 400
