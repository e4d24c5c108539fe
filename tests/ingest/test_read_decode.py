"""Bytes become the text that was written, whatever encoding it was saved in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medcoop.ingest.read.decode import decode
from medcoop.ingest.read.outcome import Refused

RUSSIAN = (
    "Республиканский центр хирургии и Волжский центр трансплантологии подписали соглашение о сотрудничестве.\r\n"
    "«Это важный шаг», – сказал директор. Врачи пройдут обучение в Самаре: 12 хирургов и 4 анестезиолога.\n"
)
ENGLISH = "The two hospitals signed a memorandum of understanding.\n“It’s a start,” the director said – and smiled.\n"
WORDS = sorted(set(RUSSIAN.replace("«", "").replace("»", "").split()))
phrases = st.lists(st.sampled_from(WORDS), min_size=8, max_size=30).map(" ".join)


def normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r"])
def test_russian_text_in_each_encoding(encoding: str) -> None:
    text = RUSSIAN.replace("–", "-").replace("«", '"').replace("»", '"') if encoding == "koi8-r" else RUSSIAN
    assert decode(text.encode(encoding)) == normal(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "cp1252"])
def test_english_text_in_each_encoding(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


@settings(deadline=None)
@given(phrases, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r"]))
def test_any_russian_phrase_comes_back(phrase: str, encoding: str) -> None:
    assert decode(phrase.encode(encoding, errors="ignore")) == phrase.encode(encoding, errors="ignore").decode(encoding)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff"), min_size=1))
def test_any_utf8_text_with_a_mark_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == text


@settings(deadline=None)
@given(st.text(alphabet="аб \r\n", max_size=40))
def test_newlines_become_one_kind_and_nothing_else_changes(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == normal(text)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Врачи едут в Бишкек", "cp1251"),
        ("Врачи едут в Бишкек", "koi8-r"),
        ("Минздрав и ВОЗ", "cp1251"),
        ("ПЕРЕСАДКА ПОЧКИ В АЛМАТЫ", "cp1251"),
        ("ПЕРЕСАДКА ПОЧКИ В АЛМАТЫ", "koi8-r"),
        ("подъём объёмов", "koi8-r"),
        ("Café de Genève, Zürich", "cp1252"),
    ],
)
def test_short_texts_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_declared_charset_is_respected_when_it_decodes() -> None:
    assert decode("Ђорђе".encode("cp1251"), "windows-1251") == "Ђорђе"
    assert decode("Привет".encode("iso8859-5"), "ISO-8859-5") == "Привет"


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8", "no-such-charset", ""])
def test_a_wrong_declared_charset_is_passed_over(declared: str) -> None:
    assert decode(RUSSIAN.encode("cp1251"), declared) == normal(RUSSIAN)
    assert decode(RUSSIAN.encode("utf-8"), declared) == normal(RUSSIAN)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04rest", "docx"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xd0\xcf\x11\xe0\xa1", "old Word"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"text\x00\x01\x02 with NULs\x00.", "binary"),
        (bytes(range(1, 9)) * 20, "binary"),
        (bytes(range(129, 256)) * 3, "not recognised"),
        ("日本語の文章です。病院の協力について。".encode("shift-jis"), "not recognised"),
        (RUSSIAN.encode()[:-1] + b"\xd0", "damaged at byte"),
        (RUSSIAN.encode()[:59] + b"\xff" + RUSSIAN.encode()[59:], "damaged at byte 59"),
        (b"\xff\xfe" + "Центр".encode("utf-16-le") + b"\xd8", "breaks that encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        decode(data)
    assert reason in caught.value.reason
    assert caught.value.remedy
