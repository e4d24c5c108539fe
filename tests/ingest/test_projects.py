"""Projects and events by name."""

from __future__ import annotations

import pytest

from medcoop.ingest.names.events import find_events
from medcoop.ingest.names.projects import find_projects
from medcoop.ingest.reading import Reading
from medcoop.ingest.understand import understand
from medcoop.ontology.model import Document

PROJECTS = """
ru: В рамках проекта «Здоровое сердце» Омский медицинский университет обучил врачей. -> Здоровое сердце
ru: Программа «Север без инсульта» продолжается. -> Север без инсульта
ru: Пациенты набраны в «АЛЬФА-2» — исследование нового лекарства. -> АЛЬФА-2
en: The "Clean Hands" project was launched by Riverside General Hospital. -> Clean Hands
en: Nurses were trained under the Northern Lights Fellowship Programme. -> Northern Lights Fellowship Programme
en: HEARTLINE, a study of heart failure, is under way. -> HEARTLINE
en: The study is called MOONRISE. -> MOONRISE
ru: Больницы ведут Единый регистр больных гемофилией. -> Единый регистр больных гемофилией
ru: Стартовала совместная школа по детской урологии. -> совместная школа по детской урологии
en: Nurses applied for the Harriet Lane bursary. -> Harriet Lane bursary
en: Doctors meet every week within Project LANTERN. -> Project LANTERN
ru: Проект получил название «Тёплая рука» и продлён на год. -> Тёплая рука
ru: Студенты приехали по программе Erasmus+ на семестр. -> Erasmus+
ru: Тверской медицинский университет провёл Олимпиаду по хирургии имени А. П. Громова. -> Олимпиада по хирургии имени А. П. Громова
en: Patients of the STELLAR trial come from Santa Clara Hospital. -> STELLAR trial
en: Northern HEART was created in 2017 by Santa Clara Hospital and Riverside General Hospital. -> Northern HEART
en: The two plan a joint teaching clinic, the Pacific Needle House, by June. -> the Pacific Needle House
en: The bank pays for the "Rural Health System" project of the ministry. -> Rural Health System
en: Doctors met at the Baltic School "Thyroid without fear", held for the second time. -> Thyroid without fear
""".strip("\n").split("\n")


def read(line: str) -> Reading:
    lang, _, text = line.partition(": ")
    return understand(Document(source="test", lang=lang, text=text))


@pytest.mark.parametrize("line", PROJECTS)
def test_named_projects(line: str) -> None:
    sentence, name = line.split(" -> ")
    reading = read(sentence)
    assert [p.name for p in find_projects(reading)] == [name]
    for project in find_projects(reading):
        assert all(reading.document.text[e.start : e.end] == e.quote for e in project.evidence)


def test_a_project_keeps_the_words_before_its_name() -> None:
    (project,) = find_projects(read("ru: Началась государственная программа «Здоровое село»."))
    assert "государственная программа «Здоровое село»" in project.also


def test_a_joint_centre_is_a_project() -> None:
    reading = read("ru: Омский медицинский университет и Тверская областная больница открыли совместный Центр детской урологии.")
    assert any("Центр детской урологии" in p.name for p in find_projects(reading))


@pytest.mark.parametrize("line", ["ru: Врач сказал: «Мы рады, что программа идёт».", "en: The programme of the visit was full."])
def test_no_project(line: str) -> None:
    assert find_projects(read(line)) == ()


def test_events_have_names_and_dates() -> None:
    (event,) = find_events(read("ru: Врачи выступили на конгрессе «Сердце Сибири» 3 мая 2024 года в Омске."))
    assert (event.name, str(event.date)) == ("Сердце Сибири", "2024-05-03")
