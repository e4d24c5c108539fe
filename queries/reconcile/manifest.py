"""What the reconciliation service is and where its parts are."""

from __future__ import annotations

from typing import Any

from ...ontology import iris
from .things import SPACE, TYPES


def manifest(base: str) -> dict[str, Any]:
    """The service manifest. base: the service's address, such as http://127.0.0.1:8000/reconcile."""
    base = base.rstrip("/")
    return {
        "versions": ["0.1", "0.2"],
        "name": "medcoop: institutions, people, projects and events of healthcare cooperation",
        "identifierSpace": SPACE,
        "schemaSpace": iris.MC,
        "defaultTypes": [{"id": id_, "name": name} for id_, name in TYPES.items()],
        "view": {"url": SPACE + "{{id}}"},
        "preview": {"url": f"{base}/preview?id={{{{id}}}}", "width": 420, "height": 220},
        "suggest": {kind: {"service_url": base, "service_path": f"/suggest/{kind}"} for kind in ("entity", "type", "property")},
        "extend": {"propose_properties": {"service_url": base, "service_path": "/properties"}, "property_settings": []},
    }
