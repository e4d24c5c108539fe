"""The annotated pages that the scorers of relations learn from: every string stands in its text, every party is known."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

from medcoop.ontology import vocabulary

FILE = Path(__file__).parents[2] / "bench" / "annotated.jsonl.gz"
PAGES = [json.loads(line) for line in gzip.decompress(FILE.read_bytes()).decode().splitlines()]
COUNTRY = re.compile(r"country:[A-Z]{2}")


def stated(page: dict) -> list[dict]:
    return page["cooperations"] + page["agreements"] + page["projects"]


def test_pages_are_many_in_two_languages_and_some_state_nothing() -> None:
    assert len({page["id"] for page in PAGES}) == len(PAGES) > 500
    assert {page["lang"] for page in PAGES} == {"ru", "en"}
    assert sum(not page["cooperations"] for page in PAGES) > 50


def test_surfaces_and_quotes_stand_in_their_text() -> None:
    missing = [
        (page["id"], string)
        for page in PAGES
        for string in [s for item in page["institutions"] + page["people"] for s in item["surface"]] + [i["quote"] for i in stated(page)]
        if not string or string not in page["text"]
    ]
    assert missing == []


def test_parties_are_institutions_of_the_page_or_countries() -> None:
    unknown = [
        (page["id"], party)
        for page in PAGES
        for item in stated(page)
        for party in item.get("parties", item.get("participants", []))
        if party not in {i["key"] for i in page["institutions"]} and not COUNTRY.fullmatch(party)
    ]
    assert unknown == []


def test_topics_are_of_the_vocabulary() -> None:
    topics = set(vocabulary.load().schemes["topic"].concepts)
    assert {topic for page in PAGES for item in page["cooperations"] for topic in item["topics"]} <= topics
