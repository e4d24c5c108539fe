"""Dates as stated: what is a date, what days it can mean."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medcoop.ontology.dates import PATTERN, PartialDate
from medcoop.ontology.model import Quantity


def is_date(text: str) -> bool:
    try:
        PartialDate(text)
    except ValueError:
        return False
    return True


YEARS = st.integers(1, 9999)
POINTS = st.one_of(
    YEARS.map(lambda y: f"{y:04d}"),
    st.tuples(YEARS, st.integers(1, 12)).map(lambda d: f"{d[0]:04d}-{d[1]:02d}"),
    st.dates().map(dt.date.isoformat),
)
INTERVALS = st.tuples(POINTS, POINTS).map(sorted).map("/".join).filter(is_date)
OPEN = st.one_of(POINTS.map(lambda point: f"{point}/.."), POINTS.map(lambda point: f"../{point}"))
DATES = st.one_of(POINTS, INTERVALS, OPEN)


@given(DATES)
def test_a_date_keeps_its_text_and_its_days_are_in_order(text):
    date = PartialDate(text)
    assert str(date) == text
    assert re.match(PATTERN, text)
    if date.earliest and date.latest:
        assert date.earliest <= date.latest


@given(st.dates())
def test_a_day_lies_within_its_month_and_its_year(day):
    month, year = PartialDate(f"{day:%Y-%m}" if day.year > 999 else day.isoformat()[:7]), PartialDate(day.isoformat()[:4])
    assert year.earliest <= month.earliest <= day <= month.latest <= year.latest


@given(DATES)
def test_a_model_reads_and_writes_the_same_text(text):
    quantity = Quantity(what="trained", value=1, date=text)
    assert quantity.date == PartialDate(text)
    assert Quantity.model_validate_json(quantity.model_dump_json()) == quantity
    assert quantity.model_dump(mode="json")["date"] == text


@pytest.mark.parametrize(
    "text",
    ["", "..", "../..", "23", "2023-1", "2023-13", "2023-00", "2023-02-30", "0000", "2023-07-05T10:00", "2023/2021", "2023-06/2023-05",
     " 2023", "2023 ", "2023\n", "2023/", "/2023", "2023/2024/2025", "5 July 2023", "..2023", "2023..", "٢٠٢٣", "-2023", "20230705",
     "2023/..\n"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"date|month|day|year|ends"):
        PartialDate(text)


@given(st.text(max_size=12))
def test_any_text_is_a_date_of_the_pattern_or_is_refused(text):
    assert not is_date(text) or re.match(PATTERN, text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29"), ("2023-07-05", "2023-07-05", "2023-07-05"),
        ("2018/2020-03", "2018-01-01", "2020-03-31"), ("2018/..", "2018-01-01", None), ("../2020", None, "2020-12-31"),
        ("2023/2023-05", "2023-01-01", "2023-05-31"),
    ],
)  # fmt: skip
def test_the_days_that_a_date_can_mean(text, earliest, latest):
    date = PartialDate(text)
    assert (date.earliest and str(date.earliest), date.latest and str(date.latest)) == (earliest, latest)
