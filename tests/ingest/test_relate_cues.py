"""Cue words: notation, masking, places."""

import pytest

from medcoop.ingest.relate import cues


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("обуч*", "врачи обучались месяц", True),
        ("обуч*", "переобучение", False),
        ("side by side", "side  by\nside", True),
        ("put * name*", "put his own name to it", True),
        ("put * name*", "put a b c d e name", False),
        ("licen?e*", "licensed", True),
        ("нет", "нетто", False),
    ],
)
def test_a_word_of_a_lexicon_stands_for_its_forms(word: str, text: str, found: bool) -> None:
    assert bool(cues.pattern((word,)).search(text)) is found


@pytest.mark.parametrize("text", ["Ёлка", "İstanbul", "ﬁne", "ẞ", "a\u0301", "ΑΣ", "🙏👍"])
def test_folding_keeps_the_length(text: str) -> None:
    assert len(cues.fold(text)) == len(text)


def test_places_are_offsets_of_the_text() -> None:
    text = cues.fold("Стороны подписали соглашение о сотрудничестве")
    found = cues.find(text)
    assert text[found["sign"][0] :].startswith("подписали")
    assert text[found["agreement"][0] :].startswith("соглашение")


def test_every_group_has_words_of_both_languages() -> None:
    for group, words in cues.lexicon("relate_cues.yaml").items():
        assert any("а" <= c <= "я" for w in words for c in w), group
        assert any("a" <= c <= "z" for w in words for c in w), group
