"""Typed words find their concept: either language, inflected, misspelt; what is unknown gets the nearest."""

import pytest

from medcoop.ontology.errors import UnknownNameError
from medcoop.queries import match

TYPED = {
    "transplantation": "transplantation",
    "liver transplantation": "liver-transplantation",
    "трансплантация печени": "liver-transplantation",
    "трансплантации печени": "liver-transplantation",
    "пересадка печени": "liver-transplantation",
    "онкология": "oncology",
    "онкологии": "oncology",
    "онкалогия": "oncology",
    "cardiac surgery": "cardiac-surgery",
    "кардиохирургия": "cardiac-surgery",
    "telemedicine": "telemedicine",
    "телемедицина": "telemedicine",
    "pediatrics": "pediatrics",
    "педиатрия": "pediatrics",
}


@pytest.mark.parametrize(("typed", "topic"), TYPED.items())
def test_a_topic_is_found(typed, topic):
    assert match.concept("topic", typed, "topic") == topic


def test_an_unknown_topic_names_the_nearest():
    with pytest.raises(UnknownNameError) as caught:
        match.concept("topic", "transplantology of liver", "topic")
    assert "topic" in str(caught.value)
    assert "transplantation" in str(caught.value)


def test_one_word_of_a_topic_leads_to_it():
    with pytest.raises(UnknownNameError) as caught:
        match.concept("topic", "печени", "topic")
    assert "did you mean gastroenterology, liver-transplantation" in str(caught.value)


def test_countries_that_are_near_are_named():
    with pytest.raises(UnknownNameError) as caught:
        match.country("Mars", "country")
    assert "Mauritius (MU)" in str(caught.value)


COUNTRIES = {"KG": "KG", "kg": "KG", "Кыргызстан": "KG", "Киргизия": "KG", "Kyrgyzstan": "KG", "Германии": "DE", "монгольский": "MN"}


@pytest.mark.parametrize(("typed", "code"), COUNTRIES.items())
def test_a_country_is_found(typed, code):
    assert match.country(typed, "country") == code
