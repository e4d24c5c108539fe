"""Reprints count as one source and are shown as reprints."""

from __future__ import annotations

import json

SENTENCE = "In May 2022, Vilnius University Hospital trained surgeons of Riga Heart Hospital in heart transplantation."
REST = " ".join(f"Word{n} follows word{n + 1} in this long report on the visit of the surgeons." for n in range(12))


def test_a_reprint_is_shown_as_one(run, tmp_path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(f"Training in Vilnius\n\n{SENTENCE} {REST}\n", encoding="utf-8")
    (pages / "b.txt").write_text(f"News of the day\n\n{SENTENCE} {REST} Source: the agency.\n", encoding="utf-8")
    store = tmp_path / "store"
    assert run("ingest", str(pages), store=store).returncode == 0
    rows = [json.loads(line) for line in run("who", "heart transplantation", "--json", store=store).stdout.splitlines()]
    assert rows and all(row["sources"] == 1 for row in rows)
    assert "a reprint of the same text" in run("who", "heart transplantation", "--evidence", store=store).stdout
