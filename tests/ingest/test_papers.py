"""Papers as the judge revises what the rules propose: `text : party, party; party, party` (a party is a part of its name)."""

from __future__ import annotations

import time
from itertools import combinations

import pytest

from medcoop.ingest.extract import extract
from medcoop.ingest.reading import Reading
from medcoop.ingest.relate.candidates import pair_of
from medcoop.ingest.relate.papers import JOINS, REPORTED, find_papers, grouped
from medcoop.ingest.relate.papers_pairs import paper_pairs
from medcoop.ingest.relate.papers_places import PaperWords
from medcoop.ingest.relate.scene import scene
from medcoop.ingest.relate.statements import page
from medcoop.ingest.understand import understand
from medcoop.ontology.dates import PartialDate
from medcoop.ontology.model import DEFAULT_CONFIDENCE, Agreement, Document

STATED = """
ru: Омский медицинский университет и Тверская областная больница подписали соглашение о сотрудничестве 3 мая 2024 года. : Омский, Тверская
ru: Омский медицинский университет продлил договор с Тверской областной больницей. : Омский, Тверская
en: Riverside General Hospital signed a memorandum of understanding with Lakeside Medical Center on 5 March 2024. : Riverside, Lakeside
en: An agreement between Riverside General Hospital and Lakeside Medical Center was signed in June 2023. : Riverside, Lakeside
en: Riverside General Hospital and Lakeside Medical Center will sign a contract next month. : Riverside, Lakeside
""".strip("\n").split("\n")  # fmt: skip

NOT_STATED = """
ru: Договора между Омским медицинским университетом и Тверской областной больницей нет.
ru: Омский медицинский университет и Тверская областная больница соглашения не подписывали.
en: There is no agreement between Riverside General Hospital and Lakeside Medical Center.
en: Riverside General Hospital follows the clinical protocol of Lakeside Medical Center.
en: Doctors of Riverside General Hospital attended a lecture at Lakeside Medical Center.
""".strip("\n").split("\n")


def read(line: str) -> Reading:
    lang, _, text = line.partition(": ")
    return understand(Document(source="test", lang=lang, text=text, published=PartialDate("2024-05-06")))


def parties(reading: Reading, papers: tuple[Agreement, ...]) -> list[set[str]]:
    names = {e.key: e.name for e in reading.entities}
    return [{names[key].split()[0] for key in paper.parties} for paper in papers]


@pytest.mark.parametrize("line", STATED)
def test_a_stated_paper_is_found_and_sure(line: str) -> None:
    text, _, expected = line.rpartition(" : ")
    reading = read(text)
    (paper,) = page(reading).papers
    assert parties(reading, (paper,)) == [set(expected.split(", "))]
    assert paper.evidence[0].confidence >= DEFAULT_CONFIDENCE
    proof = paper.evidence[0]
    assert reading.document.text[proof.start : proof.end] == proof.quote


@pytest.mark.parametrize("line", NOT_STATED)
def test_a_denied_paper_or_none_is_not_found(line: str) -> None:
    assert page(read(line)).papers == ()


def test_what_the_rules_know_of_a_paper_is_kept() -> None:
    reading = read("en: Riverside General Hospital signed a memorandum of understanding with Lakeside Medical Center on 5 March 2024.")
    (proposed,), (judged,) = scene(reading).agreements, page(reading).papers
    assert (judged.type, judged.status, str(judged.signed)) == (proposed.type, proposed.status, str(proposed.signed))
    assert judged.evidence[0].rule == proposed.evidence[0].rule


REGISTER = """ОТЧЁТ КЛИНИЧЕСКОЙ БОЛЬНИЦЫ № 7 ГОРОДА ОРЛА

Клиническая больница № 7 города Орла ведёт реестр договоров. Клиническая больница № 7 города Орла обновила его в мае.

1 | Тверская областная больница | учёба врачей | договор от 20.06.2022

2 | Казанский медицинский университет | консультации по видеосвязи | договор от 14.02.2024
"""


def test_rows_of_a_register_are_papers_with_its_keeper() -> None:
    reading = understand(Document(source="test", lang="ru", text=REGISTER))
    found = [sorted(name.casefold() for name in pair) for pair in parties(reading, page(reading).papers)]
    assert found == [["клиническая", "тверская"], ["казанский", "клиническая"]]


def test_keys_follow_the_text() -> None:
    reading = understand(Document(source="test", lang="ru", text=REGISTER))
    papers = page(reading).papers
    assert [paper.key for paper in papers] == [f"a{n}" for n in range(1, len(papers) + 1)]
    assert [p.evidence[0].start for p in papers] == sorted(p.evidence[0].start for p in papers)
    assert extract(reading.document).agreements == papers


def test_pairs_of_one_unit_that_all_hold_are_one_paper() -> None:
    three = dict.fromkeys(combinations("abc", 2), 0.9)
    assert [parties for parties, _ in grouped(three, dict.fromkeys(three, 7))] == [("a", "b", "c")]


def test_spokes_of_a_hub_are_papers_of_their_own() -> None:
    spokes = {("a", "b"): 0.9, ("a", "c"): 0.8, ("b", "c"): JOINS - 0.01}
    assert [parties for parties, _ in grouped(spokes, dict.fromkeys(spokes, 7))] == [("a", "b"), ("a", "c")]


def test_pairs_of_different_units_are_apart() -> None:
    pairs = dict.fromkeys(combinations("abc", 2), 0.9)
    homes = {pair: n for n, pair in enumerate(pairs)}
    assert sorted(parties for parties, _ in grouped(pairs, homes)) == sorted(pairs)


def test_weak_pairs_have_no_paper_but_may_join_one() -> None:
    assert list(grouped({("a", "b"): REPORTED - 0.01}, {("a", "b"): 1})) == []
    joined = {("a", "b"): 0.9, ("a", "c"): JOINS, ("b", "c"): JOINS}
    assert list(grouped(joined, dict.fromkeys(joined, 1))) == [(("a", "b", "c"), ("a", "b"))]


def test_a_page_without_parties_has_no_papers() -> None:
    reading = understand(Document(source="test", lang="en", text="The agreement was signed."))
    words = PaperWords(scene(reading))
    assert find_papers(paper_pairs(words, page(reading).standing, ())) == ()


def test_many_names_in_one_line_cost_little() -> None:
    names = ", ".join(
        f"{word} General Hospital" for word in ("Ashford", "Belmore", "Carvane", "Dunmere", "Elston", "Fairlake", "Gorham") * 4
    )
    reading = understand(Document(source="test", lang="en", text=f"An agreement was signed by {names}.\n\n" * 20))
    begin = time.process_time()
    first = page(reading).papers
    spent = time.process_time() - begin
    assert spent < 5
    assert first == page(reading).papers
    assert all(pair_of(*pair) for paper in first for pair in combinations(paper.parties, 2))
