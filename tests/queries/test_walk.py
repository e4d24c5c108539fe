"""Shelves are walked from the latest years on, and those that can't hold an answer are passed over."""

from __future__ import annotations

import pytest

from medcoop.graph.shelves import years
from medcoop.queries import walk
from medcoop.queries.steps import in_order

DATES = ("2020", "2021-05", "2018/2020", "2018/..", "../2020", "2019-03-04", "")


def test_the_order_of_shelves_is_that_of_the_dates() -> None:
    rows = in_order([{"date": date or None} for date in DATES], ["-date"])
    shelves = [walk._order(f"x/{years(row['date'] or '')}") for row in rows]
    assert shelves == sorted(shelves, reverse=True)


@pytest.mark.parametrize(
    ("date", "since", "until", "may"),
    [
        ("2020", "2020-05", None, True), ("2020", "2021", None, False), ("2018/..", "2024", None, True), ("2018/2020", "2021", None, False),
        ("../2020", None, "1990", True), ("2020", None, "2019-12", False), ("", None, None, True), ("", "2000", None, False),
    ],
)  # fmt: skip
def test_a_shelf_is_read_when_its_years_may_meet_the_period(date: str, since: str | None, until: str | None, *, may: bool) -> None:
    assert walk._may(walk._years(f"x/{years(date)}"), since, until) is may
