"""Dates are read as precisely as they are stated, and a dateline is told from a date in a sentence."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medcoop.ingest.read.dateline import find_dateline
from medcoop.ingest.read.stated import parse_date, stated_dates

RUSSIAN_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()  # noqa: SIM905
BODY = "\n\nЦентр и больница подписали соглашение 5 мая 2001 года. Документ рассчитан на пять лет."


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("17.05.2021 11:42:09", "2021-05-17"),
        ("12 марта 2021", "2021-03-12"),
        ("12 марта 2021 года", "2021-03-12"),
        ("8 апреля 2022 г.", "2022-04-08"),
        ("Apr 24, 2019", "2019-04-24"),
        ("Apr 242019", "2019-04-24"),
        ("Apr 42019", "2019-04-04"),
        ("March 5, 2020", "2020-03-05"),
        ("5th of March 2020", "2020-03-05"),
        ("2021-03-12", "2021-03-12"),
        ("Март 2021", "2021-03"),
        ("September 2020", "2020-09"),
        ("Sept. 3, 2020", "2020-09-03"),
        ("12 дек 2024", "2024-12-12"),
        ("Thursday, 7 July 2022 | 10:15", "2022-07-07"),
        ("05.02.2024 | Общество", "2024-02-05"),
        ("Новости — 20.02.2025", "2025-02-20"),
        ("Опубликовано 9 февраля 2023, обновлено 10 февраля", "2023-02-09"),
        ("Posted on 6 March 2025 by the press office", "2025-03-06"),
        ("Алматы, 21 мая 2024 года", "2024-05-21"),
        ("АСТАНА, 9 апреля 2024 г. Больницу достроит компания из Анкары.", "2024-04-09"),
        ("LISBON - Wire Service - 14 June 2023 - A clinic learns to share its nurses.", "2023-06-14"),
        ("№ 11, ноябрь 2023", "2023-11"),
        ("Журнал «Здоровье», № 5 (2024)", "2024"),
        ("03/04/2020", "2020"),
        ("25/04/2020", "2020-04-25"),
        ("04/25/2020", "2020-04-25"),
    ],
)
def test_datelines(line: str, date: str) -> None:
    found = find_dateline(line + BODY)
    assert found is not None and found.text == date


@pytest.mark.parametrize(
    "line",
    [
        "12 марта 2021 года в Москве прошла встреча.",
        "The agreement of 5 March 2020 was prolonged.",
        "Porto, 11–13 September 2016",
        "Дата рождения: 5 мая 1970",
        "Подписано 5 мая 2020",
        "Срок: 5 мая 2020",
        "Closing date: 28 February 2026",
        "Duration: 1 February 2023 – 31 January 2026",
        "31.02.2020",
        "© 2023 Волга-Медиа",
        "Отчёт за 2024 год",
        "Телефон: 12.05.20",
    ],
)
def test_no_datelines(line: str) -> None:
    assert find_dateline(line + BODY) is None


@settings(deadline=None)
@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_in_every_notation(day: dt.date) -> None:
    russian = f"{day.day} {RUSSIAN_MONTHS[day.month - 1]} {day.year} года"
    for line in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}", russian):
        assert [stated.date.text for stated in stated_dates(line)] == [day.isoformat()]


@settings(deadline=None)
@given(st.text(max_size=120))
def test_no_line_breaks_the_search(line: str) -> None:
    for stated in stated_dates(line):
        assert 0 <= stated.start < stated.end <= len(line)
    find_dateline(line)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2021-03-12T10:00:00+03:00", "2021-03-12"),
        ("12-04-2022 10:00", "2022-04-12"),
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("20240507", "2024-05-07"),
        ("soon", None),
        ("2024-13", None),
    ],
)
def test_fields_that_give_a_date(value: str, date: str | None) -> None:
    found = parse_date(value)
    assert (found and found.text) == date
