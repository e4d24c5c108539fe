"""The whole extraction: what users rely on of `extract`, whatever the text."""

import pickle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medcoop.ingest.extract import extract
from medcoop.ontology.model import Document, Facts

NEWS = """Центр Ладога и больница Верба подписали соглашение

15 мая 2023 года Кардиологический центр имени Ладогина и Вербинская областная больница подписали соглашение о сотрудничестве.
Врачи больницы пройдут обучение детской кардиохирургии. Главный врач больницы Анна Ивановна Серова поблагодарила коллег.
"""
ENGLISH = """Belmore Heart Center trains surgeons of Carvane General Hospital

On 12 May 2023 Belmore Heart Center and Carvane General Hospital signed a memorandum of understanding on cardiac surgery.
Under it Belmore Heart Center trains surgeons of Carvane General Hospital.
"""


def document(text: str, lang: str = "ru", source: str = "news/one.txt") -> Document:
    return Document(source=source, lang=lang, text=text)


def offsets_are_right(text: str, facts: Facts) -> None:
    for item in facts.items():
        for proof in item.evidence:
            assert text[proof.start : proof.end] == proof.quote


@pytest.mark.parametrize(("text", "lang"), [(NEWS, "ru"), (ENGLISH, "en")])
def test_a_plain_news_item_gives_its_pair_with_evidence(text: str, lang: str) -> None:
    facts = extract(document(text, lang))
    names = {i.key: i.name for i in facts.institutions}
    assert any({len(c.parties), *(p in names for p in c.parties)} == {2, True} for c in facts.cooperations)
    assert all(c.evidence for c in facts.cooperations)
    offsets_are_right(text, facts)


def test_the_identifier_is_the_stem_of_the_source() -> None:
    assert extract(document("Новости.", source="https://clinic.example/news/one.html?id=4")).id == "one"
    assert extract(document("Новости.", source="https://clinic.example/")).id


def test_a_lower_floor_gives_no_less() -> None:
    assert len(extract(document(NEWS), floor=0.0).cooperations) >= len(extract(document(NEWS), floor=0.9).cooperations)


def test_extraction_is_pure_and_crosses_process_pools() -> None:
    first, second = extract(document(NEWS)), extract(document(NEWS))
    assert first == second
    assert pickle.loads(pickle.dumps(first)) == first
    assert pickle.loads(pickle.dumps(extract)) is extract


@pytest.mark.parametrize("text", ["", " \n\n ", "\u200f\u200e", "🙏" * 50, "«" * 300, "a" * 5000, "1. 2. 3.\n" * 50, "«НМИЦ» и «НМИЦ»"])
def test_odd_texts_give_facts_without_an_error(text: str) -> None:
    offsets_are_right(text, extract(document(text)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_cut_and_shuffled_news_never_fail(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([NEWS, ENGLISH, NEWS + ENGLISH]))
    lines = data.draw(st.permutations(source.splitlines()))
    text = "\n".join(lines)[data.draw(st.integers(0, 60)) :]
    at = data.draw(st.integers(0, len(text)))
    text = text[:at] + data.draw(st.text(max_size=40).filter(lambda t: "\x00" not in t)) + text[at:]
    offsets_are_right(text, extract(document(text)))
