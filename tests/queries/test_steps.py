"""What happens to rows after a query, and what is written about them: pure functions."""

import pytest

from medcoop.queries import coverage, offices, steps, typed
from medcoop.queries.question import catalogue


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [("2023", "2023-01-01", "2023-12-31"), ("2023-02", "2023-02-01", "2023-02-31"), ("2023-02-03", "2023-02-03", "2023-02-03"),
     ("2018/2020-03", "2018-01-01", "2020-03-31"), ("2018/..", "2018-01-01", "9999-99-99"), ("../2020", "0000-00-00", "2020-12-31")],
)  # fmt: skip
def test_bounds_of_dates(date, first, last):
    assert (steps.first_day(date), steps.last_day(date)) == (first, last)


def test_a_date_that_may_lie_outside_is_marked():
    question = catalogue()["who_on"]
    rows = [
        {"since": "2023", "until": "2023"},
        {"since": "2023-05", "until": "2023-05"},
        {"since": "2022", "until": "2022"},
        {"since": None, "until": None},
    ]
    kept = steps.within(question, {"since": "2023-03"}, rows)
    assert [(row["until"], row["maybe"]) for row in kept] == [("2023", True), ("2023-05", None)]
    assert len(steps.within(question, {}, rows)) == 4


def test_unknown_values_come_last_in_descending_order():
    rows = [{"x": None}, {"x": 1}, {"x": 2}]
    assert [row["x"] for row in steps.in_order(rows, ["-x"])] == [2, 1, None]


@pytest.mark.parametrize(
    ("asked", "said", "same"),
    [("ректор", "Rector", True), ("главного врача", "главный врач", True), ("chief physician", "главный врач больницы", True), ("директор", "заместитель директора", False),
     ("заместитель директора", "заместитель директора по науке", True), ("дериктор", "директор", True), ("ректор", "директор", False), ("rector", "vice-rector", False), ("nurse", "хирург", False)],
)  # fmt: skip
def test_offices(asked, said, same):
    assert offices.same(asked, said) is same


def test_places_are_found_inflected_and_in_either_script():
    assert typed.place("Казахстаном").endswith("country/KZ")
    assert typed.place("Самарской области").endswith("region/RU-SAM")
    assert "ru-sam" in typed.spellings(typed.place("Samara"))
    assert typed.place("Атлантида") is None


def test_months_without_documents():
    assert list(coverage.gaps(["2019-11", "2020-01", "2020-02", "2020-06"])) == ["2019-12", "2020-03/2020-05"]


def test_a_picture_in_time():
    from medcoop.commands.table import width_of
    from medcoop.commands.timeline import picture

    lines = picture([("signed", "2019-03-12"), ("идёт", "2020"), ("идёт", "2022-05"), ("医院", "2023")], 80)
    assert len(lines) == 4
    assert all(width_of(line) <= 80 for line in lines)
    assert lines[0].split() == [str(year) for year in range(2019, 2024)]
    assert picture([("x", None)], 80) == []
