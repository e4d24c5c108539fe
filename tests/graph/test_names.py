"""Names are found in either script, misspelt or inflected."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from medcoop.graph.names import key
from medcoop.graph.store import Store

from .simple import document, pair

NAMES = ("Национальный центр хирургии", "Областная клиническая больница", "Национальный онкологический центр", "Almazov Centre",
         "Институт имени Шумакова", "Khujand Medical College", "Научный центр травматологии")  # fmt: skip


@pytest.mark.parametrize(("typed", "name"), [
    ("Национальный центр хирургии", "Национальный центр хирургии"),
    ("национального центра хирургии", "Национальный центр хирургии"),
    ("Nacionalnyj centr khirurgii", "Национальный центр хирургии"),
    ("нацыональный центр хирурги", "Национальный центр хирургии"),
    ("Алмазов центр", "Almazov Centre"),
    ("almasov", "Almazov Centre"),
    ("Шумаков", "Институт имени Шумакова"),
    ("Shumakov", "Институт имени Шумакова"),
    ("Худжанд медикал колледж", "Khujand Medical College"),
    ("онкоцентр национальный", "Национальный онкологический центр"),
])  # fmt: skip
def test_a_name_is_found_as_people_type_it(opened: Callable[..., Store], typed: str, name: str) -> None:
    store = opened()
    store.replace_many((document(str(n), str(n)), pair(one, NAMES[n - 1])) for n, one in enumerate(NAMES))
    assert store.names.search(typed)[0].name == name
    assert store.names.search(typed, types=["person"]) == []


def test_the_exact_name_scores_one(opened: Callable[..., Store]) -> None:
    store = opened()
    store.replace(document("1"), pair("Центр хирургии", "Центральная больница"))
    assert [match.score for match in store.names.search("Центр хирургии", limit=1)] == [1.0]
    assert store.names.search("") == []
    assert store.names.search('"*^:(') == []


def test_keys_are_latin_without_endings() -> None:
    assert key("Центра хирургии") == key("центру Хирургию") == key("Centr hirurgii")
