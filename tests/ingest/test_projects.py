"""Projects and events by name."""

from __future__ import annotations

import pytest

from medcoop.ingest.names.events import find_events
from medcoop.ingest.names.projects import find_projects
from medcoop.ingest.names.projects_choice import chance, chosen, forms_of, grouped
from medcoop.ingest.names.projects_measure import Names
from medcoop.ingest.names.projects_parties import participants
from medcoop.ingest.names.projects_rules import ruled
from medcoop.ingest.names.projects_wide import places
from medcoop.ingest.names.word_classes import classes
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


def names_of(reading: Reading) -> Names:
    return grouped(reading, places(reading))


@pytest.mark.parametrize("line", PROJECTS)
def test_patterns_propose_names(line: str) -> None:
    sentence, name = line.split(" -> ")
    reading = read(sentence)
    kinds = {e.key: e.type for e in reading.entities}
    assert {p.name for s in reading.sentences for p in ruled(reading, s, kinds)} == {name}


@pytest.mark.parametrize("line", PROJECTS)
def test_named_projects(line: str) -> None:
    sentence, name = line.split(" -> ")
    reading = read(sentence)
    assert [p.name for p in find_projects(reading)] == [name]
    for project in find_projects(reading):
        assert all(reading.document.text[e.start : e.end] == e.quote for e in project.evidence)


WIDE = """
en: KIDNEYLINK: what the second year brought. -> KIDNEYLINK -> project.acronym
en: Nurses came through PolarNurse from five towns. -> PolarNurse -> project.acronym
en: The Welsh Government's Hills for Africa scheme paid for the trip. -> Hills for Africa -> project.run
ru: Картотека «Редкий камень» заработала в январе. -> Редкий камень -> project.quoted
ru: Реестр редких болезней у детей ведут три больницы. -> Реестр редких болезней у детей -> project.phrase
ru: Название: Раннее выявление рака печени в горных районах -> Раннее выявление рака печени в горных районах -> project.field
""".strip("\n").split("\n")


@pytest.mark.parametrize("line", WIDE)
def test_names_without_a_pattern_are_proposed(line: str) -> None:
    text, name, rule = line.split(" -> ")
    assert (name, rule) in {(p.name, p.rule) for p in places(read(text))}


def test_a_short_name_in_brackets_is_the_same_name() -> None:
    names = names_of(read("en: The Highland Midwives Network (HMN) was set up in May. HMN has four members."))
    (group,) = [group for group in names.groups.values() if "HMN" in forms_of(group)]
    assert "Highland Midwives Network" in forms_of(group)


def test_of_names_that_overlap_the_likelier_stands() -> None:
    names = names_of(read("en: The SIERRA Eye Network trains nurses."))
    inside = next(key for key, group in names.groups.items() if group[0].name == "SIERRA")
    whole = next(key for key, group in names.groups.items() if "SIERRA Eye Network" in forms_of(group))
    for best, other in ((whole, inside), (inside, whole)):
        ((group, score),) = chosen(names, {best: 0.9, other: 0.8})
        assert group == names.groups[best] and score == 0.9
    assert not list(chosen(names, {whole: 0.01, inside: 0.02}))


def test_a_name_is_measured_by_all_its_places() -> None:
    names = names_of(read("en: SEAGLASS began in May.\n\nPatients were enrolled within the project SEAGLASS, funded by Erasmus+."))
    features = names.measure("seaglass")
    assert features["before kind"] == 1.0 and features["starts block"] == 1.0 and features["times"] == 2.0
    assert features["says:money"] == features["says:funder"] == 1.0


def test_an_endless_word_names_nothing() -> None:
    assert all(len(p.name) < 500 for p in places(read("en: The study aB" + "aB" * 1500 + " began.")))


def test_words_have_the_classes_of_their_longest_known_beginning() -> None:
    assert classes("Программы") == classes("programmes") == ("programme",)
    assert classes("регистратор") == ("system",) and classes("регистре") == ("registry",)
    assert classes("зебра") == ()


def test_confidence_is_calibrated_and_rises() -> None:
    assert [chance(score) for score in (0.0, 0.3, 0.6, 1.0)] == sorted(chance(score) for score in (0.0, 0.3, 0.6, 1.0))
    (project,) = find_projects(read('en: The "Clean Hands" project was launched by Riverside General Hospital.'))
    assert 0.5 < project.evidence[0].confidence < 1


def test_participants_come_from_the_next_sentences_too() -> None:
    reading = read(
        'en: The "Clean Hands" project started in May. Riverside General Hospital trains the nurses.'
        " Santa Clara Hospital lends its wards. Northern Eye Hospital is not part of it."
    )
    (project,) = find_projects(reading)
    assert [reading.entity(key).name for key in project.participants] == ["Riverside General Hospital", "Santa Clara Hospital"]


def test_a_project_takes_no_part_in_itself() -> None:
    reading = read("ru: Омский медицинский университет и Тверская областная больница открыли совместный Центр детской урологии.")
    groups = names_of(reading).groups.values()
    (group,) = [group for group in groups if any(p.rule == "project.founded" for p in group)]
    assert [reading.entity(key).name for key in participants(reading, group)] == [
        "Омский медицинский университет",
        "Тверская областная больница",
    ]


def test_a_joint_centre_is_a_project() -> None:
    reading = read("ru: Омский медицинский университет и Тверская областная больница открыли совместный Центр детской урологии.")
    assert any("Центр детской урологии" in p.name for p in find_projects(reading))


def test_a_project_keeps_the_words_before_its_name() -> None:
    (project,) = find_projects(read("ru: Началась государственная программа «Здоровое село»."))
    assert "государственная программа «Здоровое село»" in project.also


@pytest.mark.parametrize("line", ["ru: Врач сказал: «Мы рады, что программа идёт».", "en: The programme of the visit was full."])
def test_no_project(line: str) -> None:
    assert find_projects(read(line)) == ()


def test_events_have_names_and_dates() -> None:
    (event,) = find_events(read("ru: Врачи выступили на конгрессе «Сердце Сибири» 3 мая 2024 года в Омске."))
    assert (event.name, str(event.date)) == ("Сердце Сибири", "2024-05-03")
