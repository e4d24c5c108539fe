"""A card beside the page names an institution of the text by another name: the name is kept, nothing else is."""

from __future__ import annotations

import pytest

from medcoop.ingest.extract import extract
from medcoop.ontology.model import Document, Institution

TEXT = """Хирурги двух стран обсудили пересадку лёгких

НМИЦ онкологии имени Н.Н. Блохина Минздрава России и Республиканский онкологический центр Таджикистана обсудили обучение врачей.

О планах рассказал заместитель директора Пётр Сергеевич Лобанов. Он отметил, что первые стажировки пройдут осенью в Москве.

Поделиться
Анализ
×
Пётр Сергеевич Лобанов
Последняя должность: Заместитель директора ({})
12
"""


def institutions(name: str) -> list[Institution]:
    return list(extract(Document(source="file:///one.txt", lang="ru", text=TEXT.format(name))).institutions)


def test_a_card_gives_a_form_of_an_institution_of_the_text() -> None:
    name = "ФГБУ РОНЦ им. Н.Н. Блохина Минздрава России"
    (one,) = [i for i in institutions(name) if "Блохина" in i.name]
    assert name in one.also and one.name.startswith("НМИЦ онкологии")


@pytest.mark.parametrize("name", ["Городская больница № 12", "НМИЦ кардиологии Минздрава России", "Правительство Тулы"])
def test_a_card_brings_no_institution_and_no_form_of_another(name: str) -> None:
    found = institutions(name)
    assert len(found) == len(institutions("Москва")) and not any(name in i.also for i in found)
