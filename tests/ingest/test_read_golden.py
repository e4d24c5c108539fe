"""Golden folders: an input page and the documents that are read from it. Their texts were written for these tests."""

import json
from pathlib import Path
from typing import Any

import pytest

from medcoop.ingest.read import Refusal, read
from medcoop.ontology.model import Document

CASES = Path(__file__).resolve().parents[1] / "cases" / "read"
SAMPLES = Path(__file__).resolve().parents[2] / "medcoop" / "samples"


def told(each: Document | Refusal) -> dict[str, Any]:
    if isinstance(each, Refusal):
        return {"refused": Path(each.source).name, "reason": each.reason}
    return {"title": each.title, "published": each.published and each.published.text, "lang": each.lang, "text": each.text.split("\n")}


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_golden(case: Path) -> None:
    (page,) = case.glob("input.*")
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert [told(each) for each in read([page])] == expected


def test_the_samples_are_read_whole() -> None:
    found = list(read([SAMPLES]))
    assert [each for each in found if isinstance(each, Refusal) and not each.skipped] == []
    documents = [each for each in found if isinstance(each, Document)]
    assert len(documents) >= 16
    assert all(each.title and each.published for each in documents)
    assert {each.lang for each in documents} == {"ru", "en"}
    assert len({each.source for each in documents}) == len(documents)
