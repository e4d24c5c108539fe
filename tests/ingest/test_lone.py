"""Short names and letters alone that stand for an institution of the page."""

from __future__ import annotations

import pytest

from medcoop.ingest.understand import understand
from medcoop.ontology.model import Document

# text | short name | the institution that it stands for; "-" where it stands for none
SHORT = [
    ("en", "Nardago Hospital hosted a course. The anaesthetists from Nardago came to Tirana.", "from Nardago", "Nardago Hospital"),
    ("en", "The Rizzini Orthopaedic Institute (IORZ) lent a scanner. IORZ will keep it.", "IORZ will", "Rizzini Orthopaedic Institute"),
    ("en", "The Oswald Lima Foundation (Fiolima) paid for it.", "Fiolima", "-"),
    (
        "en",
        "Makongo Central Hospital opened a ward. Two nurses of Makongo Central flew to Oslo.",
        "Makongo Central flew",
        "Makongo Central Hospital",
    ),
    ("en", "Lobasha Hospital opened a ward. A clinic stands in Lobasha, too.", "Lobasha, too", "-"),
    (
        "ru",
        "Национальный медицинский центр «Шифобуд» открыл курс. Хирурги ждут гостей в «Шифобуде» весной.",
        "«Шифобуде»",
        "Национальный медицинский центр «Шифобуд»",
    ),
]


@pytest.mark.parametrize(("lang", "text", "words", "name"), SHORT)
def test_short_names(lang: str, text: str, words: str, name: str) -> None:
    reading = understand(Document(source="t", lang=lang, text=text + "\n"))
    start = text.index(words)
    meant = {
        reading.entity(m.entity).name
        for m in reading.mentions
        if start <= m.start < start + len(words) and m.form in {"name", "abbreviation"}
    }
    assert meant == (set() if name == "-" else {name})


def test_country_only_where_the_text_tells_it() -> None:
    plain = understand(Document(source="t", lang="ru", text="Центр гематологии принял гостей.\n"))
    assert [e.country for e in plain.entities if e.type == "institution"] == [None]
    mixed = understand(Document(source="t", lang="en", text="Guests from Kenya, Malta, Peru and Chile came to Riverside Hospital.\n"))
    assert [e.country for e in mixed.entities if e.type == "institution"] == [None]
