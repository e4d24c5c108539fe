"""The sample answer of each question is what its example gives on the bundled sample documents."""

import importlib.util
from pathlib import Path

import pytest

from medcoop.queries import sample
from medcoop.queries.question import catalogue

MAKER = Path(__file__).parents[2] / "docs" / "samples.py"


@pytest.fixture(scope="module")
def wanted(samples_store):
    spec = importlib.util.spec_from_file_location("samples", MAKER)
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    return dict(maker.texts(samples_store))


def test_the_samples_are_true(wanted):
    wrong = [path.parent.name for path, text in wanted.items() if path.read_text(encoding="utf-8") != text]
    assert not wrong, f"run docs/make.py: {wrong}"


@pytest.mark.parametrize("question", catalogue().values(), ids=lambda q: q.name)
def test_each_question_has_a_sample_in_its_columns(question):
    found = sample.read(question)
    assert found["parameters"] == sample.given(question)
    shown = {c.name for c in question.columns if not c.hidden}
    assert all(row.keys() <= shown for row in found["rows"])
    assert len(found["rows"]) == min(found["of"], sample.MOST)
    assert found["rows"]
