"""The reconciliation service as OpenRefine uses it: manifest, batches by form POST, suggestions, data extension, preview."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from .service import Service

FORM = {"Content_Type": "application/x-www-form-urlencoded"}


def test_the_manifest_leads_to_parts_that_answer(service: Service) -> None:
    told = service.get("/reconcile").json
    assert told["versions"] == ["0.1", "0.2"]
    for name in ("entity", "type", "property"):
        part = told["suggest"][name]
        address = (part["service_url"] + part["service_path"]).removeprefix(service.base)
        assert "result" in service.get(f"{address}?prefix=Sam").json


def test_a_batch_finds_a_thing_whose_page_preview_and_data_are_there(service: Service) -> None:
    batch = {"q0": {"query": "Riga Hospital", "type": "institution", "limit": 3}, "q1": {"query": "nothing of the kind"}}
    said = service.ask("POST", "/reconcile", urlencode({"queries": json.dumps(batch)}), **FORM).json
    assert set(said) == {"q0", "q1"}
    best = said["q0"]["result"][0]
    assert best["name"] == "Riga Hospital"
    assert "Riga Hospital" in service.get(f"/reconcile/preview?{urlencode({'id': best['id']})}").text
    wanted = {"ids": [best["id"]], "properties": [{"id": "country"}]}
    rows = service.ask("POST", "/reconcile", urlencode({"extend": json.dumps(wanted)}), **FORM).json["rows"]
    assert rows[best["id"]]["country"]
    view = service.get("/reconcile").json["view"]["url"].replace("{{id}}", best["id"])
    assert view.startswith("http")


def test_what_can_not_be_read_is_said_plainly(service: Service) -> None:
    assert service.ask("POST", "/reconcile", urlencode({"queries": "{nonsense"}), **FORM).status == 400
    assert service.ask("POST", "/reconcile", urlencode({"queries": "[1]"}), **FORM).status == 400
    assert service.get("/reconcile/elsewhere").status == 404
    assert service.get("/reconcile/preview?id=institution/none").status == 404
