"""Former names that a text tells lead to the institution's present name, with the date of the change."""

from __future__ import annotations

import pytest

from medcoop.ingest.extract import extract
from medcoop.ingest.identity.resolver import bare_resolver
from medcoop.ontology.identity import Renaming
from medcoop.ontology.model import Document, Facts

TOLD = """
ru: Национальный центр детской хирургии (до 2019 года — Институт педиатрии Орлова) принял гостей. -> Национальный центр детской хирургии < Институт педиатрии Орлова 2019
ru: Клиника «Рассвет» (бывшая городская больница № 7) принимает гостей. -> Клиника «Рассвет» < городская больница № 7
ru: Городская больница № 4, переименованная в 2015 году в Клинический центр «Маяк», лечит детей. -> Клинический центр «Маяк» < Городская больница № 4 2015
ru: Кардиологический центр Бреста, ранее известный как Брестский диспансер, рад гостям. -> Кардиологический центр Бреста < Брестский диспансер
ru: Гостей принял Брестский диспансер, ныне Кардиологический центр Бреста. -> Кардиологический центр Бреста < Брестский диспансер
en: Northfield University Hospital (formerly Northfield General Hospital) hosted visitors. -> Northfield University Hospital < Northfield General Hospital
en: The Alder Institute of Cardiology, known until 2018 as the Alder Heart Centre, hosted visitors. -> Alder Institute of Cardiology < Alder Heart Centre 2018
en: Elm Clinic, now the Oak Medical Center, hosts visitors. -> Oak Medical Center < Elm Clinic
en: Port Hospital was renamed in 2020 to Bay Regional Hospital. -> Bay Regional Hospital < Port Hospital 2020
""".strip("\n").split("\n")  # fmt: skip
OTHERS = """
ru: Ранее Брестский диспансер и Кардиологический центр Минска обучили врачей.
ru: Директор Брестского диспансера, бывший главный врач Кардиологического центра Минска, рад гостям.
en: Elm Clinic and, until 2018, the Oak Medical Center trained nurses of Port Hospital.
en: Formerly of Elm Clinic, he now heads the Oak Medical Center.
""".strip("\n").split("\n")


def facts(line: str) -> Facts:
    lang, _, text = line.partition(": ")
    return extract(Document(source="file:///one.txt", lang=lang, text=text))


@pytest.mark.parametrize("line", TOLD)
def test_an_older_name_is_a_form_of_the_present_one(line: str) -> None:
    sentence, told = line.split(" -> ")
    name, old = told.split(" < ")
    (one,) = facts(sentence).institutions
    assert one.name == name
    assert f"{one.former[0]} {one.renamed or ''}".strip() == old
    assert one.former[0] in one.also


@pytest.mark.parametrize("line", OTHERS)
def test_what_two_institutions_did_before_renames_none(line: str) -> None:
    found = facts(line).institutions
    assert len(found) > 1 and not any(one.former for one in found)


def test_the_year_of_a_renaming_is_not_the_end_of_an_agreement() -> None:
    (one,) = facts("en: Elm Clinic, known until 2018 as Port Hospital, signed an agreement with Oak Medical Center.").agreements
    assert one.valid_until is None


def test_the_change_is_told_once_whoever_knows_it() -> None:
    held = facts(TOLD[0].split(" -> ")[0])
    (member,) = bare_resolver().members(held, "doc").values()
    assert list(bare_resolver().renamings(member)) == [
        Renaming("told институт педиатрии орлова", "Институт педиатрии Орлова", "Национальный центр детской хирургии", "ru", "ru", "2019")
    ]
