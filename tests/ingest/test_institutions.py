"""Institutions of single sentences by the rules, one line each (institutions_*.txt), and forms of one institution within a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from medcoop.ingest.language.analyse import analyse
from medcoop.ingest.names.institutions import find_institutions, joined
from medcoop.ingest.names.institutions_rules import ruled
from medcoop.ingest.reading import Entity, Reading
from medcoop.ingest.structure import structure
from medcoop.ontology.model import Document

HERE = Path(__file__).parent


def institutions(text: str, lang: str) -> tuple[Entity, ...]:
    return _of(find_institutions(analyse(structure(Reading(Document(source="t", lang=lang, text=text))))))


def by_rules(text: str, lang: str) -> tuple[Entity, ...]:
    reading = analyse(structure(Reading(Document(source="t", lang=lang, text=text))))
    return _of(joined(reading, ruled(reading)))


def _of(reading: Reading) -> tuple[Entity, ...]:
    assert all(reading.document.text[m.start : m.end].strip() for m in reading.mentions)
    return tuple(e for e in reading.entities if e.type == "institution")


def lines() -> list[tuple[str, str, str]]:
    rows = []
    for lang in ("ru", "en"):
        for line in (HERE / f"institutions_{lang}.txt").read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                rows.append((lang, *line.split(" -> ")))
    return rows


@pytest.mark.parametrize(("lang", "sentence", "expected"), lines())
def test_sentence(lang: str, sentence: str, expected: str) -> None:
    wanted = [tuple(part.strip() for part in piece.split("|")) for piece in expected.split(";;")] if expected.strip() != "-" else []
    assert [(e.name, e.kind, e.country or "-") for e in by_rules(sentence, lang)] == wanted


SAME = [
    ("ru", "Астраханский государственный медицинский университет (АГМУ) открыл курс. В АГМУ учатся 40 врачей.", 1),
    ("ru", "НМИЦ травматологии имени академика Г. А. Илизарова провёл школу. В Центре Илизарова учились врачи.", 1),
    ("ru", "Минздрав России и Министерство здравоохранения Российской Федерации – одно ведомство.", 1),
    ("ru", "Республиканская больница № 1 и Республиканская больница № 2 обменялись врачами.", 2),
    ("ru", "Кыргызская государственная медицинская академия имени И. К. Ахунбаева пригласила гостей. КГМА имени И. К. Ахунбаева ждёт.", 1),
    ("ru", "Национальный центр охраны материнства и детства (далее – Центр) подписал договор.", 1),
    ("ru", "Договор заключили АО «Генотест» и фонд «Радуга». «Генотест» поставит приборы.", 2),
    ("en", "The National Critical Care and Trauma Response Centre (NCCTRC) sent a team. NCCTRC will stay for a week.", 1),
    ("en", "Apollo Hospitals signed nothing. A spokesman of Apollo said so.", 1),
    ("en", "The Hematology Center hosted guests from the National Medical Center of Hematology in Astana.", 2),
    ("en", "World Health Organization (WHO) experts came. WHO paid.", 1),
]


@pytest.mark.parametrize(("lang", "text", "number"), SAME)
def test_forms_of_one_institution(lang: str, text: str, number: int) -> None:
    assert len(institutions(text, lang)) == number


def test_a_name_of_nothing_but_legal_words_breaks_nothing() -> None:
    text = "Врачи Тамбовского областного клинического родильного дома ждали гостей. Учредитель: Областное государственное бюджетное учреждение."
    assert "Тамбовский областной клинический родильный дом" in {e.name for e in institutions(text, "ru")}


def test_no_name_goes_over_the_end_of_a_cell() -> None:
    rows = "1\tPrincess Anna Hospital\tGaborone\tBW\n2\tRiver Clinic\tMaseru\tLS\n"
    assert [e.name for e in institutions(f"Partners\n\n{rows}", "en")] == ["Princess Anna Hospital", "River Clinic"]


def test_short_names_are_kept() -> None:
    (entity,) = institutions("Донской прикладной медицинский университет (далее – ДПМУ, Университет) открыл новый курс.", "ru")
    assert {"ДПМУ", "Университет"} <= set(entity.also)


def test_ministry_of_the_page() -> None:
    """A bare ministry is that of the page's country, not the foreign one named beside it."""
    text = "Душанбе, 5 мая. Минздрав принял гостей из Ташкента. Таджикистан закупит вакцину."
    (entity,) = by_rules(text, "ru")
    assert (entity.name, entity.country) == ("Минздрав", "TJ")


def test_a_level_and_a_place_name_one_institution() -> None:
    text = (
        "The agreement between the Omsk Heart Hospital and the National Heart Center of Laos was signed in 2018. "
        "Surgeons of the Regional Heart Hospital taught their colleagues."
    )
    names = {name: entity for entity in institutions(text, "en") for name in (entity.name, *entity.also)}
    assert names["Regional Heart Hospital"] is names["Omsk Heart Hospital"]
    assert names["National Heart Center of Laos"] is not names["Omsk Heart Hospital"]


def test_a_centre_at_a_ministry_keeps_the_whole_name() -> None:
    text = "Соглашение подписал Национальный центр кардиологии при Министерстве здравоохранения Республики Таджикистан."
    (entity,) = institutions(text, "ru")
    assert entity.name == "Национальный центр кардиологии при Министерстве здравоохранения Республики Таджикистан"
