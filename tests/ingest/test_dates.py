"""Dates in text: one line a phenomenon, `text -> EDTF values`, with the publication date where it matters."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medcoop.ingest.names.dates import find_dates
from medcoop.ontology.dates import PartialDate

MONTHS = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]
EN_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]

ABSOLUTE = """
Соглашение подписано 12 марта 2021 года -> 2021-03-12
Документ подписан 24.12.2019 в Минске -> 2019-12-24
The memorandum was signed on March 5, 2020 -> 2020-03-05
The memorandum was signed on 5 March 2020 -> 2020-03-05
signed on the 5th of March 2020 -> 2020-03-05
The visit took place from June 3 to 5, 2024 -> 2024-06-03/2024-06-05
Форум прошёл с 12 по 14 мая 2021 г. -> 2021-05-12/2021-05-14
Форум прошёл 12–14 мая 2021 года -> 2021-05-12/2021-05-14
Приём шёл с 28 декабря 2020 по 3 января 2021 -> 2020-12-28 2021-01-03
Приём шёл 28 декабря – 3 января 2021 -> 2020-12-28/2021-01-03
в марте 2021 года -> 2021-03
март–май 2021 -> 2021-03/2021-05
in March 2021 -> 2021-03
в 2019 году -> 2019
in 2019 -> 2019
в 2019-м подписали договор -> 2019
план на 2025–2027 годы -> 2025/2027
the plan for 2018-2020 -> 2018/2020
с 2018 по 2020 год -> 2018/2020
from 2018 to 2020 -> 2018/2020
центры дружат с 2016 года -> 2016/..
partners since 2014 -> 2014/..
договор действует до 2029 года -> ../2029
valid until 2029 -> ../2029
весной 2020 года -> 2020-03/2020-05
in the summer of 2021 -> 2021-06/2021-08
зимой 2020 года -> 2020
в I квартале 2021 года -> 2021-01/2021-03
second quarter of 2019 -> 2019-04/2019-06
в 1990-х годах -> 1990/1999
in the 1990s -> 1990/1999
2021-03-12 -> 2021-03-12
The hospital has 2000 beds ->
31 февраля 2020 года ничего не было -> 2020-02
палата № 2019 ->
They may help in many ways ->
""".strip("\n").split("\n")  # fmt: skip

RELATIVE = """
2023-09-29 | в июле этого года -> 2023-07
2023-09-29 | в июле прошлого года -> 2022-07
2023-09-29 | в прошлом году -> 2022
2023-09-29 | в нынешнем году -> 2023
2023-09-29 | в следующем году -> 2024
2023-09-29 | last year -> 2022
2023-09-29 | next year -> 2024
2023-09-29 | в прошлом месяце -> 2023-08
2023-01-10 | в прошлом месяце -> 2022-12
2023-09-29 | last month -> 2023-08
2023-09-29 | сегодня -> 2023-09-29
2023-09-29 | вчера -> 2023-09-28
2023-09-29 | tomorrow -> 2023-09-30
2023-09-29 | на прошлой неделе -> 2023-09-18/2023-09-24
2023-09-29 | two years ago -> 2021
2023-09-29 | три года назад -> 2020
2023-09-29 | 10 февраля состоялась встреча -> 2023-02-10
2023-01-10 | 20 декабря состоялась встреча -> 2022-12-20
2023-12-20 | 15 января клиника примет гостей, визит запланирован -> 2024-01-15
2023-09-29 | in July -> 2023-07
2023-09-29 | гости приедут в марте, визит запланирован -> 2024-03
2023-09-29 | last July -> 2023-07
2023-03-12 | осенью прошлого года -> 2022-09/2022-11
2023 | в прошлом году -> 2022
2023 | сегодня ->
2023-03-15 | on Monday -> 2023-03-13
""".strip("\n").split("\n")  # fmt: skip


def values(text: str, published: str | None = None) -> list[str]:
    """EDTF texts of the dates that are found."""
    lang = "ru" if any("а" <= c <= "я" for c in text.lower()) else "en"
    return [d.value.text for d in find_dates(text, lang, PartialDate(published) if published else None)]


@pytest.mark.parametrize("line", ABSOLUTE)
def test_absolute(line: str) -> None:
    text, expected = line.split(" ->")
    assert values(text) == expected.split()


@pytest.mark.parametrize("line", RELATIVE)
def test_relative_is_settled_by_the_publication(line: str) -> None:
    head, expected = line.split(" ->")
    published, text = head.split(" | ")
    assert values(text, published) == expected.split()


@pytest.mark.parametrize("line", RELATIVE)
def test_relative_without_publication_stays_open(line: str) -> None:
    text = line.split(" ->", maxsplit=1)[0].split(" | ")[1]
    assert values(text) == []


def test_slashes_are_read_by_language_and_not_guessed() -> None:
    assert find_dates("on 03/04/2020", "en")[0].value.text == "2020"
    assert find_dates("on 13/04/2020", "en")[0].value.text == "2020-04-13"
    assert find_dates("от 03/04/2020", "ru")[0].value.text == "2020-04-03"


def test_span_limits_the_search() -> None:
    text = "в 2019 году и в 2020 году"
    assert [d.value.text for d in find_dates(text, "ru", None, (12, len(text)))] == ["2020"]


@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2049, 12, 31)))
def test_any_day_is_read_in_every_notation(day: dt.date) -> None:
    notations = (
        f"{day.day} {MONTHS[day.month - 1]} {day.year} года",
        f"{EN_MONTHS[day.month - 1]} {day.day}, {day.year}",
        f"{day.day} {EN_MONTHS[day.month - 1]} {day.year}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
    )
    for written in notations:
        assert values(f"Подписано {written} на форуме") == [day.isoformat()], written


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2040, 1, 1)), st.integers(-85, 85))
def test_a_day_without_a_year_is_near_the_publication(published: dt.date, days: int) -> None:
    past = published - dt.timedelta(days=abs(days))
    assert values(f"Встреча прошла {past.day} {MONTHS[past.month - 1]}.", published.isoformat()) == [past.isoformat()]


@given(st.text(max_size=400), st.sampled_from(["ru", "en"]), st.none() | st.dates().map(lambda d: PartialDate(d.isoformat())))
def test_any_text(text: str, lang: str, published: PartialDate | None) -> None:
    found = find_dates(text, lang, published)
    assert all(0 <= d.start < d.end <= len(text) for d in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("piece", ["12 марта ", "2019–", "в прошлом ", "1 ", "May 5 to ", "с 2016 по "])
def test_time_is_linear(piece: str) -> None:
    found = find_dates(piece * 20_000, "ru", PartialDate("2023-09-29"))
    assert len(found) <= 20_000
