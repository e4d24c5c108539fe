"""People, their offices and institutions: `sentence -> name | office | institution` (a part of its name)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medcoop.ingest.names.people import find_people, person_facts
from medcoop.ingest.names.people_given import fold, is_given
from medcoop.ingest.names.people_nominative import nominative
from medcoop.ingest.reading import Reading
from medcoop.ingest.understand import understand
from medcoop.ontology.dates import PartialDate
from medcoop.ontology.model import Document

LINES = """
ru: Соглашение подписал ректор Казанского медицинского университета Ильдар Сафин. -> Ильдар Сафин | ректор университета | Казанский
ru: Об этом рассказала Мария Игоревна Лунёва, главный врач Тверской областной больницы. -> Мария Игоревна Лунёва | главный врач больницы | Тверская
ru: Делегацию принял заместитель министра здравоохранения Казахстана Ержан Сеитов. -> Ержан Сеитов | заместитель министра здравоохранения Казахстана |
ru: Гости поблагодарили директора Института кардиологии Петра Громова за приём. -> Пётр Громов | директор института | Институт кардиологии
ru: В конференции участвовала доцент Омского медицинского университета Алия Бекова. -> Алия Бекова | доцент университета | Омский
ru: Операцию провёл д.м.н. Р.Т. Каримов, хирург Первой городской больницы. -> Р.Т. Каримов | хирург больницы | Первая
ru: Занятия вела Анна Швец (Новосибирский институт травматологии). -> Анна Швец | | Новосибирский
ru: Главным врачом Тверской областной больницы стал Ренат Ахметов. -> Ренат Ахметов | главный врач больницы | Тверская
ru: С июля Тверскую областную больницу возглавил Ренат Ахметов. -> Ренат Ахметов | руководитель | Тверская
ru: Лекцию прочла профессор Елена Зайкина из Омского медицинского университета. -> Елена Зайкина | профессор | Омский
en: Dr. Isaac Ofori, of Kumasi Teaching Hospital, spent two days in Houston. -> Isaac Ofori | Dr. | Kumasi
en: The course was opened by Dr. Laura Stein, head of surgery at Riverside General Hospital. -> Laura Stein | head of surgery, Dr. | Riverside
en: Health Minister Joseph Banda thanked the guests from Lusaka Central Hospital. -> Joseph Banda | Health Minister |
en: Prof. Chen Wei of Harbin Medical University spoke about grafts. -> Chen Wei | Prof. | Harbin
en: Samuel Otieno, chief executive officer of Kisumu Regional Hospital, signed the paper. -> Samuel Otieno | chief executive officer of the hospital | Kisumu
en: Maria Lopez, who heads the cardiology department at Santa Clara Hospital, agreed. -> Maria Lopez | head of cardiology department | Santa Clara
ru: Елена Сухова назначена главным врачом Тверской областной больницы. -> Елена Сухова | главный врач больницы | Тверская
ru: В гостях был выпускник Антон Белов. Сегодня он кардиолог клиники «Северная». -> Антон Белов | кардиолог клиники | «Северная»
ru: Второй врач, Антон Белов, вернулся домой. -> Антон Белов | второй врач |
ru: Подарок вручили исполняющему обязанности директора Северного центра крови Андрею Климову. -> Андрей Климов | исполняющий обязанности директора центра | Северный
ru: Об этом сказала представитель Всемирной организации здравоохранения Ольга Рогова. -> Ольга Рогова | представитель организации | Всемирная
en: Anna Lee joins Santa Clara Hospital as head of surgery. -> Anna Lee | head of surgery | Santa Clara
en: Santa Clara Hospital has named Ms Goh Siew Min its Group Chief Nurse. -> Goh Siew Min | Group Chief Nurse | Santa Clara
en: Two technicians of Santa Clara Hospital, Mr Chisomo Phiri and Ms Ruth Zulu, went home. -> Ruth Zulu | technician | Santa Clara
en: The Chief Executive of the National Blood Authority (NBA), Dr. Victoria Bonsu, spoke. -> Victoria Bonsu | Chief Executive of the authority, Dr. | National Blood
en: Gulnara Saidova came from Bukhara. She works as head of the transplant unit at Santa Clara Hospital. -> Gulnara Saidova | head of the transplant unit | Santa Clara
en: The delegation met Kyoto University Hospital's director Kenji Tanaka. -> Kenji Tanaka | director | Kyoto
""".strip("\n").split("\n")  # fmt: skip

CARDS = [
    ("ru", "Крутов Максим Андреевич\nПоследняя должность: директор по развитию (АО «Ромашка Хэлскеа»)", "директор по развитию", "Ромашка"),
    ("en", "Susan L. Ramirez, M.D.\nHead of Partnerships at Riverside General Hospital", "Head of Partnerships", "Riverside"),
]


@pytest.mark.parametrize(("lang", "card", "position", "org"), CARDS)
def test_the_office_on_the_line_after_a_name(lang: str, card: str, position: str, org: str) -> None:
    lead = {"ru": "АО «Ромашка Хэлскеа» построит корпус.", "en": "Riverside General Hospital opened a ward."}[lang]
    reading = understand(Document(source="test", lang=lang, text=f"{lead}\n\n{card}\n"))
    (person,) = person_facts(reading)
    assert person.position == position
    assert person.org is not None
    assert org in reading.entity(person.org).name


NOBODY = """
ru: Приём ведёт НМИЦ имени академика П. Р. Громова в Новосибирске.
ru: Беседовала Ирина Столярова
ru: Пациентка Анна Петрова уже дома и благодарит врачей.
ru: Премия имени А. Б. Кречетова присуждена коллективу кафедры.
en: The team flew to Sri Lanka and then to Addis Ababa.
en: The meeting took place at 14 Abay Avenue.
en: A. General provisions
en: The John Radcliffe Hospital opened a new ward in March.
""".strip("\n").split("\n")

NAMES = """
Орехова Дарья Ильинична -> Дарья Ильинична Орехова
Дарьей Ореховой -> Дарья Орехова
Николаю Фролову -> Николай Фролов
Ивана Сергеевича Лукина -> Иван Сергеевич Лукин
Вере Львовне Зайцевой -> Вера Львовна Зайцева
СОКОЛОВ Пётр Ильич -> Пётр Ильич Соколов
Ли Мэйлинь -> Ли Мэйлинь
Каримов Р.Т. -> Р.Т. Каримов
""".strip("\n").split("\n")


def read(line: str) -> Reading:
    lang, _, text = line.partition(": ")
    return understand(Document(source="test", lang=lang, text=text, published=PartialDate("2024-05-06")))


@pytest.mark.parametrize("line", LINES)
def test_person_office_institution(line: str) -> None:
    sentence, expected = line.split(" -> ")
    name, position, org = (part.strip() for part in expected.split("|"))
    reading = read(sentence)
    found = {p.name: p for p in person_facts(reading)}
    assert name in found
    person = found[name]
    assert (person.position or "") == position
    if org:
        assert person.org and org in reading.entity(person.org).name
    evidence = person.evidence[0]
    assert reading.document.text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize("line", NOBODY)
def test_nobody(line: str) -> None:
    assert person_facts(read(line)) == ()


@pytest.mark.parametrize("line", NAMES)
def test_nominative_and_order(line: str) -> None:
    written, expected = line.split(" -> ")
    assert nominative(written.split())[0] == expected


def test_mentions_of_one_person_are_joined_and_the_fullest_name_is_kept() -> None:
    text = "Главный врач Омской областной больницы Виктор Ли принял гостей. Виктор Юрьевич показал отделение. Доктор Ли ответил на вопросы."
    reading = read("ru: " + text)
    people = [e for e in reading.entities if e.type == "person"]
    assert [p.name for p in people] == ["Виктор Юрьевич Ли"]
    assert sum(m.entity == people[0].key and m.form == "name" for m in reading.mentions) == 3


def test_an_office_in_the_plural_goes_to_each_name() -> None:
    reading = read("ru: С руководителями Центра гематологии — Ириной Лавровой и Антоном Беловым — обсудили план.")
    assert {(p.name, p.position) for p in person_facts(reading)} == {
        ("Ирина Лаврова", "руководитель центра"),
        ("Антон Белов", "руководитель центра"),
    }


@pytest.mark.parametrize(("one", "other"), [("Dmitriy", "Дмитрий"), ("Dmitry", "Дмитрий"), ("Yuri", "Юрий"), ("Alexey", "Алексей")])
def test_spellings_of_a_given_name_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert is_given(one)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("АБВабв .,«»()-\nDr.ProfABab:;—И 🏥\u202e"), max_size=300))
def test_any_text(text: str) -> None:
    reading = find_people(understand(Document(source="test", lang="ru", text=text)))
    assert all(0 <= m.start < m.end <= len(text) for m in reading.mentions)
    for person in person_facts(reading):
        assert all(text[e.start : e.end] == e.quote for e in person.evidence)
