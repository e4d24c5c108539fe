"""The tagger of institutions' names and what is made of its proposals."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medcoop.ingest.language.analyse import analyse
from medcoop.ingest.names import institutions_choice, institutions_span, institutions_tagger
from medcoop.ingest.names.institutions import find_institutions
from medcoop.ingest.names.institutions_context import Page
from medcoop.ingest.names.institutions_tagger import LEAST, as_tagger, likely
from medcoop.ingest.names.institutions_traits import outline, traits
from medcoop.ingest.reading import Reading, Token
from medcoop.ingest.structure import structure
from medcoop.ontology.model import Document

PLAIN = {
    "scale": 10,
    "words": {"w=from": [0, 0, 0, 0, 20, 0], "s=Xx": [0, 0, 0, 0, 0, 0, 10, 5, 0, 0, 0, 0, 0, 0]},
    "marks": {"first": [-10, 0]},
    "steps": [[0.0, 0.0, -30.0], [0.5, -0.5, 1.0], [0.0, 0.2, 0.3]],
    "first": [0.0, 0.0, -30.0],
}


def reading(text: str, lang: str = "en") -> Reading:
    return analyse(structure(Reading(Document(source="t", lang=lang, text=text))))


def names(text: str, lang: str) -> set[str]:
    return {name for e in find_institutions(reading(text, lang)).entities for name in (e.name, *e.also)}


def tokens(words: str) -> list[Token]:
    return [token for sentence in reading(words).sentences for token in sentence.tokens]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.floats(-4, 4), st.floats(-4, 4)), min_size=1, max_size=5))
def test_chances_are_those_of_all_rows_of_tags(scores: list[tuple[float, float]]) -> None:
    model = as_tagger(PLAIN)
    odds = dict.fromkeys([(a, b) for a in range(len(scores)) for b in range(a + 1, len(scores) + 1)], 0.0)
    total = 0.0
    for tags in product((0, 1, 2), repeat=len(scores)):
        weight = model.first[tags[0]]
        for at, tag in enumerate(tags):
            weight *= (1.0, *map(exp, scores[at]))[tag] * (model.steps[tags[at - 1]][tag] if at else 1.0)
        total += weight
        starts = [at for at, tag in enumerate(tags) if tag == 1]
        for a in starts:
            b = next((at for at in range(a + 1, len(tags)) if tags[at] != 2), len(tags))
            odds[a, b] += weight
    found = {(a, b): chance for a, b, chance in likely(scores, model)}
    assert found == {span: pytest.approx(value / total, abs=1e-9) for span, value in odds.items() if value / total >= LEAST + 1e-9} or (
        all(found.get(span, 0.0) == pytest.approx(value / total, abs=1e-9) for span, value in odds.items() if value / total > LEAST + 1e-9)
    )


def test_near_traits_reach_one_word_and_others_three() -> None:
    model = as_tagger(PLAIN)
    assert model.words["w=from"].tolist() == [[0, 0], [0, 0], [0, 0], [0, 0], [2, 0], [0, 0], [0, 0]]
    assert model.words["s=Xx"][3].tolist() == [1.0, 0.5]


TEXT = (
    "Nurses from Veridane came in May.\n\nThe clinic thanks Oltava Heart Hospital, “Bright Step” and PQRM (Lima).\n\nIt was a warm spring."
)


def test_a_line_is_scored_alike_alone_and_among_others() -> None:
    lines = list(Page(reading(TEXT)).lines())
    model = institutions_tagger.tagger()
    together = institutions_tagger.scores(lines, model)
    assert together == [institutions_tagger.scores([line], model)[0] for line in lines]


def test_words_far_from_names_have_no_marks() -> None:
    line = list(Page(reading(TEXT)).lines())[-1]
    assert not any(line.own[3:])


@pytest.mark.parametrize(
    ("text", "lang"),
    [(TEXT, "en"), ("Врачи из «Надежды» и НКЦМ приехали в Гомель. Их ждал Полесский центр сердца.", "ru"), ("«»\t()", "ru")],
)
def test_candidates_lie_in_order_without_overlap_and_are_the_same_each_time(text: str, lang: str) -> None:
    found = institutions_choice.all_candidates(reading(text, lang))
    assert all(0 <= c.start < c.end <= len(text) and c.name for c in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found == institutions_choice.all_candidates(reading(text, lang))


@pytest.mark.parametrize(
    ("words", "first", "last", "wanted"),
    [
        ("the Hope Clinic , Lima", 0, 4, "Hope Clinic"),
        ("fund « Hope » paid", 0, 3, "fund « Hope »"),
        ("by « Hope » alone", 1, 4, "Hope"),
        ("by « Hope » alone", 2, 4, "Hope"),
        ("our « Hope » and « Joy » too", 1, 7, "« Hope » and « Joy »"),
    ],
)
def test_a_range_is_trimmed(words: str, first: int, last: int, wanted: str) -> None:
    found = tokens(words)
    first, last = institutions_span.trimmed(found, first, last)
    assert " ".join(t.text for t in found[first:last]) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"), [("Institute", False), ("Minister of Health", False), ("— !", False), ("Hope Institute", True)]
)
def test_what_names_nothing_is_not_proposed(words: str, wanted: bool) -> None:
    assert institutions_span.is_name(tokens(words)) is wanted


def test_two_names_side_by_side_are_not_one() -> None:
    found = tokens("По договору с Южным университетом Северный институт учит врачей.")
    assert not institutions_span.is_name(found[3:7])
    assert institutions_span.is_name(found[3:5])


def test_a_name_ends_before_what_its_verb_governs() -> None:
    found = tokens("Врачей Полтинского института обучают методам ухода, а в Институте по борьбе со СПИДом лечат.")
    assert not institutions_span.is_name([*found[1:3], *found[4:6]])
    assert institutions_span.is_name(found[1:3])
    at = next(n for n, token in enumerate(found) if token.text == "Институте")
    assert institutions_span.is_name(found[at : at + 5])


def test_the_outline_of_a_word() -> None:
    assert [outline(w) for w in ("НИИСИ", "iPhone7", "Клиника", "St")] == ["XX", "xXxx9", "Xxx", "Xx"]


@pytest.mark.parametrize(("word", "some"), [("Hospital's", {"w=hospital", "'s", "head"}), ("«", {"sign"}), ("ГКБ", {"head", "letters"})])
def test_traits_of_words(word: str, some: set[str]) -> None:
    assert some <= set(traits(word, word.casefold(), "NOUN"))


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "Oltava Heart Hospital signed an agreement with Medivant, which supplies stents, and with Leeds Dental School.", "Medivant"),
        ("ru", "Аппараты поставила фирма «Веридан», врачей обучает Полтинская областная больница.", "Веридан"),
        ("ru", "Меморандум подписали Полтинская областная больница и НКЦМ. Специалисты НКЦМ приедут в мае.", "НКЦМ"),
    ],
)
def test_names_without_a_head_word_are_found(lang: str, text: str, wanted: str) -> None:
    assert wanted in names(text, lang)
