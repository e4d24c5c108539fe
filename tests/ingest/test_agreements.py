"""Agreements: `text -> type status signed : party, party` (a party is a part of its name, or a country)."""

from __future__ import annotations

import pytest

from medcoop.ingest.names.agreements import find_agreements, status_of
from medcoop.ingest.reading import Reading
from medcoop.ingest.understand import understand
from medcoop.ontology.dates import PartialDate
from medcoop.ontology.model import Document

LINES = """
ru: Омский медицинский университет и Тверская областная больница подписали соглашение о сотрудничестве 3 мая 2024 года. -> agreement signed 2024-05-03 : Омский, Тверская
ru: Меморандум между Казанским медицинским университетом и Ташкентской медицинской академией заключён в марте 2023 года. -> memorandum signed 2023-03 : Казанский, Ташкентская
ru: Омский медицинский университет подпишет договор с Тверской областной больницей осенью. -> contract planned - : Омский, Тверская
ru: Омский медицинский университет продлил договор с Тверской областной больницей. -> contract extended - : Омский, Тверская
ru: Омский медицинский университет работает с Тверской областной больницей по договору 2019 года. -> contract in_force 2019 : Омский, Тверская
en: Riverside General Hospital signed a memorandum of understanding with Lakeside Medical Center on 5 March 2024. -> memorandum signed 2024-03-05 : Riverside, Lakeside
en: An agreement between Riverside General Hospital and Lakeside Medical Center was signed in June 2023. -> agreement signed 2023-06 : Riverside, Lakeside
en: Riverside General Hospital and Lakeside Medical Center will sign a contract next month. -> contract planned - : Riverside, Lakeside
en: A memorandum signed by Riverside General Hospital and by Lakeside Medical Center on 5 March 2024 sends nurses to Otago District Hospital. -> memorandum signed 2024-03-05 : Riverside, Lakeside
en: Austria and Indonesia signed a declaration of intent on nurses in May 2023. -> declaration signed 2023-05 : Austria, Indonesia
en: Riverside General Hospital and Lakeside Medical Center have renewed their agreement. -> agreement extended - : Riverside, Lakeside
""".strip("\n").split("\n")  # fmt: skip

NONE = """
ru: Договора между Омским медицинским университетом и Тверской областной больницей нет.
ru: Омский медицинский университет и Тверская областная больница соглашения не подписывали.
en: There is no agreement between Riverside General Hospital and Lakeside Medical Center.
en: Riverside General Hospital follows the clinical protocol of Lakeside Medical Center.
ru: Омский медицинский университет был в гостях у Тверской областной больницы; меморандум не составлялся.
ru: Учёный совет, протокол № 1, утвердил отчёт Омского медицинского университета.
""".strip("\n").split("\n")


def read(line: str) -> Reading:
    lang, _, text = line.partition(": ")
    return understand(Document(source="test", lang=lang, text=text, published=PartialDate("2024-05-06")))


@pytest.mark.parametrize("line", LINES)
def test_one_paper(line: str) -> None:
    sentence, expected = line.split(" -> ")
    head, parties = expected.split(" : ")
    type_, status, signed = head.split()
    reading = read(sentence)
    (paper,) = find_agreements(reading)
    assert (paper.type, paper.status, str(paper.signed) if paper.signed else "-") == (type_, status, signed)
    names = [reading.entity(key).name for key in paper.parties]
    assert len(names) == 2
    assert all(any(part.strip() in name for name in names) for part in parties.split(","))
    evidence = paper.evidence[0]
    assert reading.document.text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize("line", NONE)
def test_no_paper(line: str) -> None:
    assert find_agreements(read(line)) == ()


REGISTER = """ОТЧЁТ КЛИНИЧЕСКОЙ БОЛЬНИЦЫ № 7 ГОРОДА ОРЛА

Клиническая больница № 7 города Орла ведёт реестр договоров. Клиническая больница № 7 города Орла обновила его в мае.

1 | Тверская областная больница | учёба врачей | договор от 20.06.2022

2 | Казанский медицинский университет | консультации по видеосвязи | договор от 14.02.2024
"""


def test_rows_of_a_register_are_papers_with_its_keeper() -> None:
    reading = understand(Document(source="test", lang="ru", text=REGISTER))
    found = [sorted(reading.entity(k).name.split()[0].casefold() for k in a.parties) for a in find_agreements(reading)]
    assert found == [["клиническая", "тверская"], ["казанский", "клиническая"]]


def test_two_mentions_of_one_paper_are_one() -> None:
    text = "Омский медицинский университет и Тверская областная больница подписали соглашение. Это соглашение действует пять лет."
    assert len(find_agreements(read("ru: " + text))) == 1


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("договор истёк в мае", "unknown"),
        ("договор продлён", "extended"),
        ("стороны намерены подписать договор", "planned"),
        ("стороны подписали протокол о намерениях", "signed"),
    ],
)
def test_status(sentence: str, status: str) -> None:
    assert status_of(sentence, acted=True) == status


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "Riverside General Hospital and Lakeside Medical Center signed an agreement on breast cancer screening on Tuesday.", "agreement on breast cancer screening"),
        ("en", "Riverside General Hospital and Lakeside Medical Center signed a memorandum on nursing on 3 March 2023.", "memorandum on nursing"),
        ("en", "Riverside General Hospital and Lakeside Medical Center signed an agreement on nursing in 2019.", "agreement on nursing"),
        ("en", "Riverside General Hospital and Lakeside Medical Center signed an agreement on nursing on 13 May 2019.", "agreement on nursing"),
        ("ru", "Омский медицинский университет и Тверская областная больница подписали соглашение о стажировках в среду.", "соглашение о стажировках"),
        ("ru", "Омский медицинский университет и Тверская областная больница подписали соглашение о стажировках в марте 2019 года.", "соглашение о стажировках"),
        ("ru", "Омский медицинский университет и Тверская областная больница подписали соглашение о стажировках 13 мая.", "соглашение о стажировках"),
    ],
)  # fmt: skip
def test_a_title_ends_before_the_day(lang: str, text: str, name: str) -> None:
    (paper,) = find_agreements(understand(Document(source="t", lang=lang, text=text)))
    assert paper.name == name
