"""Abbreviations of names by their first letters."""

import pytest

from medcoop.graph.initials import initials


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Федеральный научный центр пульмонологии и астмы имени академика И. И. Носова", {"ФНЦПА", "ФНЦ ПА"}),
        ("НИИ пульмонологии и аллергических болезней", {"НИИ ПАБ", "НИИПАБ"}),
        ("National Institute for Lung Research", {"NILR", "NI LR"}),
        ("Госпиталь «Заря»", set()),
        ("Clinic", set()),
        ("", set()),
    ],
)
def test_initials(name, wanted):
    assert initials(name) == wanted
