"""Sentences, tokens, morphology and the nominative of Russian names."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medcoop.ingest.extract import extract
from medcoop.ingest.language import nominal, ru, shout, split
from medcoop.ingest.language.analyse import analyse
from medcoop.ingest.language.en import lemma
from medcoop.ingest.reading import Reading
from medcoop.ingest.structure import structure
from medcoop.ontology.model import Document


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split.sentences(text, 0, len(text))]


WHOLE = [
    "Центр имени академика В. И. Шумакова принял врачей.",
    "Об этом рассказал д.м.н. Иванов на встрече в г. Казани.",
    "Operated by Dr. John A. Smith of St. Mary's Hospital in the U.S. Virgin Islands.",
    "В 2023 г. Минздрав открыл три центра.",
    "Novartis Pharma Co. Ltd. signed the paper.",
    "Больница (ул. Ленина, д. 5) закрыта.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


PARTS = [
    ("Врачи приехали. Больные ждали.", 2),
    ("Вы уверены? Да! Конечно.", 3),
    ("They met on Monday. The rector signed.", 2),
    ("«Мы рады». Так сказал министр.", 2),
    ("The centre (WHO) paid. Nobody else did…  Work goes on.", 3),
]


@pytest.mark.parametrize(("text", "number"), PARTS)
def test_several_sentences(text: str, number: int) -> None:
    assert len(sentences(text)) == number


NOMINATIVE = [
    ("Смоленской областной клинической больницей", "Смоленская областная клиническая больница"),
    ("Национальным медицинским исследовательским центром", "Национальный медицинский исследовательский центр"),
    ("Усть-Каменогорскому высшему медицинскому колледжу", "Усть-Каменогорский высший медицинский колледж"),
    ("Министерству здравоохранения Республики Алтай", "Министерство здравоохранения Республики Алтай"),
    ("Военно-медицинской академии имени С. М. Кирова", "Военно-медицинская академия имени С. М. Кирова"),
    ("Первого детского хосписа", "Первый детский хоспис"),
]


@pytest.mark.parametrize(("text", "expected"), NOMINATIVE)
def test_nominative(text: str, expected: str) -> None:
    reading = analyse(structure(Reading(Document(source="t", lang="ru", text=f"Он доволен {text}."))))
    tokens = [t for t in reading.sentences[0].tokens if text.startswith(t.text) or t.start > len("Он доволен ")][:-1]
    heads = {"больницей", "центром", "колледжу", "Министерству", "академии", "хосписа"}
    assert nominal.nominative(tokens, next(i for i, t in enumerate(tokens) if t.text in heads)) == expected


def test_shouting_words_are_calmed() -> None:
    assert shout.calm(["МИНИСТЕРСТВО", "ЗДРАВООХРАНЕНИЯ", "МАГАДАНСКОЙ", "ОБЛАСТИ"]) == [
        "Министерство",
        "здравоохранения",
        "Магаданской",
        "области",
    ]
    assert shout.calm(["TATA", "MEMORIAL", "CENTRE", "OF", "MUMBAI"]) == ["Tata", "Memorial", "Centre", "of", "Mumbai"]
    assert not shout.shouts(["НМИЦ", "и", "РНПЦ", "подписали", "договор"])


@pytest.mark.parametrize(
    ("word", "expected"), [("signed", "sign"), ("studies", "study"), ("hospitals", "hospital"), ("trained", "train"), ("agreed", "agree")]
)
def test_english_lemma(word: str, expected: str) -> None:
    assert lemma(word) == expected


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
@settings(deadline=None)
def test_offsets(text: str) -> None:
    spans = split.sentences(text, 0, len(text))
    assert all(a < b for a, b in spans) and all(x[1] <= y[0] for x, y in pairwise(spans))
    for a, b in spans:
        assert all(a <= s < e <= b and not text[s:e].isspace() for s, e in split.tokens(text, a, b))


@pytest.mark.parametrize("unit", ["а", "А. ", "(", "«", "Dr. ", "центр ", ".", "и, ", "- "])
def test_splitting_is_linear(unit: str) -> None:
    def took(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.perf_counter()
        for a, b in split.sentences(text, 0, len(text)):
            split.tokens(text, a, b)
        return time.perf_counter() - begin

    took(1000)
    assert took(200_000) < 5


def test_letters_that_python_has_no_name_for_are_words_too() -> None:
    assert ru.parses("\U00017000")
    assert ru.parses("боль\U00017000ница")
    assert extract(Document(source="t", lang="ru", text="Больница \U00017000\U00017000 приняла врачей."))
