"""The sample answer of a question: ``sample.yaml`` in its folder, what its example gives on the bundled sample documents.

It holds the parameters of the example and the first rows with plain values, without what is for programs alone. `docs/make.py` writes it.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

from .question import Question
from .runner import Store, ask

MOST = 6
"""Rows that are kept."""
_OF_THE_DAY = {("changes", "date")}
"""Columns that tell when documents were read."""
Row = Mapping[str, Any]


def read(question: Question) -> dict[str, Any] | None:
    """{"parameters", "rows", "of"}; of: how many rows there are in all. None for a question that has no sample."""
    import yaml  # noqa: PLC0415

    file = question.folder / "sample.yaml"
    found: dict[str, Any] | None = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else None
    return found


def given(question: Question) -> dict[str, str]:
    """The parameters of the question's example, as they are typed there."""
    words = shlex.split(question.example)[2:]
    found: dict[str, str] = {}
    required = iter([p.name for p in question.parameters if p.required])
    while words:
        word = words.pop(0)
        found[word.removeprefix("--").replace("-", "_") if word.startswith("--") else next(required)] = (
            words.pop(0) if word.startswith("--") else word
        )
    return found


def made(store: Store, question: Question, folder: str) -> dict[str, Any]:
    """The sample that a store of the sample documents gives. folder: URI of their folder, which is left out of the rows."""
    typed = given(question)
    rows = [_row(question, row, folder) for row in ask(store, question, typed).rows]
    if any(name == question.name for name, _ in _OF_THE_DAY):
        rows.sort(key=repr)
    return {"parameters": typed, "of": len(rows), "rows": rows[:MOST]}


def _row(question: Question, row: Row, folder: str) -> dict[str, Any]:
    kept = {c.name: row[c.name] for c in question.columns if not c.hidden and (question.name, c.name) not in _OF_THE_DAY}
    return {name: _value(value, folder) for name, value in kept.items() if value not in (None, ())}


def _value(value: Any, folder: str) -> Any:
    if isinstance(value, tuple):
        return [_value(one, folder) for one in value]
    return value.removeprefix(folder) if isinstance(value, str) else value


def text(sample: Mapping[str, Any]) -> str:
    """The sample as YAML, a row a line."""
    import yaml  # noqa: PLC0415

    def flow(value: Any) -> str:
        return yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10_000).strip()

    head = "# What the question's example gives on the bundled sample documents; written by docs/make.py.\n"
    rows = "".join(f"\n  - {flow(row)}" for row in sample["rows"]) or " []"
    return f"{head}parameters: {flow(sample['parameters'])}\nof: {sample['of']}\nrows:{rows}\n"
