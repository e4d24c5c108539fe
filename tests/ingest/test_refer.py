"""Nouns, groups, demonyms and offices that stand for institutions named elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medcoop.ingest.language.analyse import analyse
from medcoop.ingest.names.institutions import find_institutions
from medcoop.ingest.reading import Reading
from medcoop.ingest.refer import refer
from medcoop.ingest.structure import structure
from medcoop.ontology.model import Document


def read(text: str, lang: str) -> Reading:
    return refer(find_institutions(analyse(structure(Reading(Document(source="t", lang=lang, text=text))))))


# text | what refers | whom it means (part of the name), several with "+"
MEANT = [
    ("ru", "Уфимский кардиологический центр принял гостей. Центр открыт в 2001 году.", "Центр", "кардиологический"),
    (
        "ru",
        "Томский медицинский университет и Омская городская больница подписали договор. Университет пришлёт ординаторов.",
        "Университет",
        "Томский",
    ),
    (
        "ru",
        "Врачи Пензенской областной больницы учились в Москве. «В нашей больнице этого не умели», – сказал хирург.",
        "больнице",
        "Пензенская",
    ),
    ("ru", "Самарская клиника «Надежда» и Клиника «Луч» дружат. Обе клиники купили томографы.", "Обе клиники", "Надежда+Луч"),
    ("ru", "Тульский онкологический диспансер ждёт коллег из НМИЦ онкологии. Стороны согласовали график.", "Стороны", "Тульский+НМИЦ"),
    (
        "ru",
        "Национальный онкологический центр Монголии подписал договор. Монгольские коллеги приедут в мае.",
        "Монгольские коллеги",
        "Монголии",
    ),
    ("ru", "Минздрав Кыргызстана принял делегацию. Министерство оплатит обучение.", "Министерство", "Минздрав"),
    ("en", "The Heart Institute of Kampala hosted a team. The Institute paid for the flights.", "Institute", "Heart"),
    ("en", "Lund University and Gulu Hospital met. The two institutions will share staff.", "The two institutions", "Lund+Gulu"),
    ("en", "Mercy Hospital of Nairobi bought a scanner. The hospital will train nurses.", "hospital", "Mercy"),
    ("en", "The Ministry of Health of Malawi wrote to donors. The Ministry expects an answer.", "Ministry", "Malawi"),
]


@pytest.mark.parametrize(("lang", "text", "words", "names"), MEANT)
def test_meant(lang: str, text: str, words: str, names: str) -> None:
    reading = read(text, lang)
    start = text.rindex(words)
    meant = {reading.entity(m.entity).name for m in reading.mentions if m.start <= start < m.end and m.entity.startswith("i")}
    for part in names.split("+"):
        assert any(part in name for name in meant), (meant, [e.name for e in reading.entities])


def test_a_hospital_is_nobody() -> None:
    reading = read("Gulu Hospital opened in 1995. A hospital needs water.", "en")
    assert not [m for m in reading.mentions if m.start > 30]


def test_countries() -> None:
    reading = read("Россия и Казахстан обсудили подготовку кадров.", "ru")
    assert {e.key for e in reading.entities} == {"country:RU", "country:KZ"}


def test_noise_gives_no_mentions() -> None:
    text = "Встреча\n\nВрачи Тверской областной больницы приняли коллег, провели двадцать операций и подписали план на год.\n\nЧитайте также\n• Минздрав Японии открыл сайт\n• Больница закрыта"
    assert max(m.end for m in read(text, "ru").mentions) < text.index("Читайте")


@given(
    st.lists(
        st.sampled_from(
            [
                *'абвАБВ «»"()№.,–-\n\t|1',
                "центр ",
                "Центр имени ",
                "Hospital of ",
                "и ",
                "Минздрав ",
                "(далее – ",
                "🙂",
                "\u200f",
                "University ",
            ]
        ),
        max_size=60,
    )
)
@settings(deadline=None, max_examples=60)
def test_any_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    reading = read(text, "ru")
    assert all(0 <= m.start < m.end <= len(text) for m in reading.mentions)
    assert {m.entity for m in reading.mentions} <= {e.key for e in reading.entities}
