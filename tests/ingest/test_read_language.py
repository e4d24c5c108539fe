"""Russian and English are read, other languages are refused by name, and doubt refuses nothing."""

import pytest

from medcoop.ingest.read.language import accepted_language
from medcoop.ingest.read.outcome import Refused

RUSSIAN = "Центр хирургии и областная больница договорились о совместных операциях. Врачи пройдут обучение в Самаре, сообщила пресс-служба."
ENGLISH = (
    "The hospital and the university will train nurses together, the press office said. The agreement was signed in May by both rectors."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (RUSSIAN, "ru"),
        (ENGLISH, "en"),
        ("Врачи едут в Бишкек", "ru"),
        ("Memorandum signed", "en"),
        ("Almazov Centre, Mayo Clinic, Charité", "en"),
        ("Home | News | About us | Contacts | Site map | Search | For patients | For doctors\n" + RUSSIAN, "ru"),
        ("Главная | Новости | О нас | Контакты | Карта сайта | Поиск | Пациентам | Врачам\n" + ENGLISH, "en"),
        ("Қаз | Рус | Eng\nБасты бет\n" + RUSSIAN, "ru"),
        (RUSSIAN + "\nГости из больницы «Қарағанды өңірлік ауруханасы» тоже приехали.", "ru"),
        (RUSSIAN + "\n\n" + RUSSIAN + "\n\n" + ENGLISH, "ru"),
        ("Universitätsklinikum Heidelberg\n" + ENGLISH, "en"),
    ],
)
def test_accepted(text: str, language: str) -> None:
    assert accepted_language(text) == language


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Астана қаласындағы орталық пен облыстық аурухана ынтымақтастық туралы келісімге қол қойды. Дәрігерлер оқудан өтеді.", "Kazakh"),
        (
            "Бишкектеги улуттук борбор менен облустук оорукана кызматташуу жөнүндө келишимге кол коюшту. Дарыгерлер окуудан өтүшөт.",
            "Kyrgyz",
        ),
        (
            "Лікарня та університет підписали угоду про співпрацю. Лікарі пройдуть навчання у Києві, повідомила пресслужба закладу.",
            "Ukrainian",
        ),
        ("Das Krankenhaus und die Universität haben eine Vereinbarung über die Ausbildung von Pflegekräften unterzeichnet.", "German"),
        ("L'hôpital et l'université ont signé un accord de coopération pour la formation des infirmières dans la région.", "French"),
        (
            "Болницата и университетът подписаха споразумение за сътрудничество. Лекарите ще бъдат обучени в София, съобщи дирекцията.",
            "Bulgarian",
        ),
        ("医院与大学签署了合作协议，双方将共同培训医生和护士。", "Chinese"),
    ],
)
def test_a_third_language_is_refused_by_name(text: str, name: str) -> None:
    with pytest.raises(Refused) as caught:
        accepted_language(text)
    assert name in caught.value.reason
    assert "--language" in caught.value.remedy


@pytest.mark.parametrize(("told", "language"), [("ru", "ru"), ("en-GB", "en"), ("Russian", "ru"), ("ENG", "en")])
def test_a_told_language_counts(told: str, language: str) -> None:
    assert accepted_language("12", told) == language


def test_a_told_third_language_is_refused() -> None:
    with pytest.raises(Refused, match="Kazakh"):
        accepted_language(RUSSIAN, "kk")


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(Refused, match="no words"):
        accepted_language("12 345 — 67 %\n***")
