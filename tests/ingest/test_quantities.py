"""Numbers and quantities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medcoop.ingest.names.numbers import numbers
from medcoop.ingest.names.quantities import find_quantities
from medcoop.ingest.understand import understand
from medcoop.ontology.model import Document

NUMBERS = """
проведено 1 086 консультаций -> 1086
60,000 tests were bought -> 60000
более 3,5 тысячи операций -> 3500
1.5 million dollars -> 1500000
двадцать четыре врача -> 24
сто двадцать человек -> 120
two dozen nurses -> 24
twenty-four nurses -> 24
обучены 198 и 24 врача -> 198 24
палата № 12 ->
в отделении 8:30 ->
""".strip("\n").split("\n")

QUANTITIES = """
ru: В Омском медицинском университете обучено 198 врачей. -> trained 198
ru: Проведено 310 телеконсультаций. -> consulted 310
ru: Хирурги выполнили девять операций. -> operated 9
ru: Выполнено пять трансплантаций печени. -> transplanted 5
en: 46 nurses were trained at Riverside General Hospital. -> trained 46
en: The team performed 14 operations. -> operated 14
en: The fund gave $450 to the clinic. -> funded 450
""".strip("\n").split("\n")


@pytest.mark.parametrize("line", NUMBERS)
def test_numbers(line: str) -> None:
    text, expected = line.split(" ->")
    assert [n.value for n in numbers(text)] == [float(x) for x in expected.split()]


@pytest.mark.parametrize("line", QUANTITIES)
def test_quantities(line: str) -> None:
    head, expected = line.split(" -> ")
    lang, _, text = head.partition(": ")
    what, value = expected.split()
    found = find_quantities(understand(Document(source="test", lang=lang, text=text)))
    assert [(q.what, q.value) for q in found] == [(what, float(value))]
    assert all(text[e.start : e.end] == e.quote for q in found for e in q.evidence)


NO_QUANTITIES = """
ru: Уже 3 года такая операция проводится в Омском медицинском университете.
ru: В 10-й раз врачи Омского медицинского университета прошли обучение.
ru: Курс длился 24 часа, врачи Омского медицинского университета обучены.
ru: 12-летнего мальчика прооперировали в Омском медицинском университете.
en: For 12 years surgeons of Riverside General Hospital have been trained here.
en: It was the 4th operation at Riverside General Hospital.
""".strip("\n").split("\n")


@pytest.mark.parametrize("line", NO_QUANTITIES)
def test_durations_ages_and_ordinals_count_nothing(line: str) -> None:
    lang, _, text = line.partition(": ")
    assert find_quantities(understand(Document(source="test", lang=lang, text=text))) == ()


SIDES = """
en: Riverside General Hospital trained 24 nurses of Lakeside Medical Center. -> Riverside : Lakeside
en: 24 nurses from Lakeside Medical Center were trained at Riverside General Hospital. -> : Lakeside
en: At Riverside General Hospital, 24 nurses from Lakeside Medical Center were trained. -> Riverside : Lakeside
en: Lakeside Medical Center sent 24 nurses to Riverside General Hospital for training. -> Riverside : Lakeside
en: Lakeside Medical Center received 12 ventilators from Riverside General Hospital. -> Riverside : Lakeside
en: Riverside General Hospital donated 12 ventilators to Lakeside Medical Center. -> Riverside : Lakeside
ru: Омский медицинский университет обучил 24 медсестры Тверской областной больницы. -> Омский : Тверская
ru: В Омском медицинском университете обучено 24 медсестры. -> Омский :
ru: 24 врача Тверской областной больницы прошли обучение. -> : Тверская
ru: Омский медицинский университет передал 12 аппаратов ИВЛ Тверской областной больнице. -> Омский : Тверская
ru: Тверская областная больница получила 12 аппаратов ИВЛ от Омского медицинского университета. -> Омский : Тверская
ru: Хирурги Омского медицинского университета выполнили девять операций в Тверской областной больнице. -> Омский : Тверская
""".strip("\n").split("\n")


@pytest.mark.parametrize("line", SIDES)
def test_who_did_it_and_of_whom(line: str) -> None:
    head, expected = line.split(" -> " if " -> " in line else " ->")
    lang, _, text = head.partition(": ")
    reading = understand(Document(source="test", lang=lang, text=text))
    (quantity,) = find_quantities(reading)
    names = [" ".join(reading.entity(key).name.split()[0] for key in side) for side in (quantity.by, quantity.of)]
    assert names == [part.strip() for part in expected.split(":")]


@given(st.integers(1, 999_999))
def test_digits_in_any_grouping(value: int) -> None:
    for written in (str(value), f"{value:,}", f"{value:,}".replace(",", " ")):
        assert [n.value for n in numbers(f"всего {written} человек")] == [float(value)]


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    assert all(0 <= n.start < n.end <= len(text) for n in numbers(text))
