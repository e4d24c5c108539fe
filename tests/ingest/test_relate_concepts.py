"""Topics said in a sentence, in domain notation: topics <- "sentence"."""

import pytest

from medcoop.ingest.language.analyse import analyse
from medcoop.ingest.reading import Reading
from medcoop.ingest.relate.concepts import hits
from medcoop.ingest.structure import structure
from medcoop.ontology.model import Document

CASES = """
liver-transplantation <- "Хирурги осваивают трансплантацию печени от живого донора, и это надолго."
kidney-transplantation <- "Первая пересадка почки прошла в сентябре в присутствии гостей."
liver-transplantation <- "The team performed its first liver transplant in the new theatre last week."
oncology <- "Совет посвящён раку лёгкого и его раннему выявлению у курильщиков."
hematology <- "Врачи изучают лечение гемофилии у взрослых и у подростков."
telemedicine <- "С больницами района проводятся телемедицинские консультации каждый вторник."
ophthalmology <- "The camp offers cataract surgery to people from remote villages."
diabetes <- "Школа для больных сахарным диабетом открыта при поликлинике."
nursing <- "Nurses of both hospitals attend the course on nursing care."
palliative-care <- "Паллиативную помощь детям оказывают на дому."
"""


def tokens(sentence: str):
    lang = "ru" if any("а" <= c <= "я" for c in sentence.lower()) else "en"
    reading = analyse(structure(Reading(Document(source="t", lang=lang, text=sentence))))
    return [token for s in reading.sentences for token in s.tokens]


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_topic_is_found(case: str) -> None:
    topics, sentence = case.split(" <- ")
    found = {hit.concept for hit in hits("topic", tokens(sentence.strip('"')))}
    assert set(topics.split()) <= found


def test_a_longer_form_hides_the_shorter_inside_it() -> None:
    found = {hit.concept for hit in hits("topic", tokens("Обсудили трансплантацию печени и её развитие в стране."))}
    assert "transplantation" not in found


def test_hits_are_at_their_offsets() -> None:
    text = "The workshop on liver transplantation was held in spring, as usual."
    spans = {text[hit.start : hit.end] for hit in hits("topic", tokens(text))}
    assert "liver transplantation" in spans
