"""Facts held against vocabularies, against themselves and against their text."""

import json
from pathlib import Path

import pytest

from medcoop.ontology.check import check_facts
from medcoop.ontology.model import Facts

TEXT = "Больница №1 и институт договорились обучать онкологов 😀. Городская больница примет врачей."
QUOTE = "договорились обучать онкологов 😀"
START = TEXT.index(QUOTE)
END = START + len(QUOTE)
SHARED = Path(__file__).resolve().parents[2] / "../shared"


def evidence(start=START, end=END, quote=QUOTE):
    return {"start": start, "end": end, "quote": quote, "rule": "test", "confidence": 0.9}


def facts(**more) -> Facts:
    plain = {
        "id": "d", "lang": "ru",
        "institutions": [{"key": "i1", "name": "Больница №1", "country": "RU"}, {"key": "i2", "name": "Институт"}],
        "people": [{"key": "p1", "name": "А. Б.", "position": "директор", "org": "i2"}],
        "agreements": [{"key": "a1", "parties": ["i1", "country:KG"], "signers": ["p1"]}],
        "cooperations": [{"parties": ["i1", "i2"], "topics": ["oncology"], "kinds": ["training"], "under": ["a1"],
                          "evidence": [evidence()]}],
    }  # fmt: skip
    return Facts.model_validate({**plain, **more})


def told(wrong: Facts, text: str | None = TEXT) -> list[tuple[str, str, str]]:
    return [(error.where, error.what, error.remedy) for error in check_facts(wrong, text)]


def test_right_facts_have_no_complaint():
    assert check_facts(facts(), TEXT) == ()
    assert check_facts(facts()) == ()
    assert check_facts(facts(text=TEXT)) == ()


C, INST = "cooperations[0].", "institutions[0]."


def coop(**more):
    return {"cooperations": [{"parties": ["i1", "i2"], **more}]}


@pytest.mark.parametrize(
    ("more", "where", "what", "remedy"),
    [
        (coop(topics=["surgery", "oncolgy"]), C + "topics[1]", "'oncolgy' is no code of the vocabulary topic", "mean oncology"),
        (coop(topics=["cancer"]), C + "topics[0]", "'cancer' is no code", "did you mean oncology?"),
        (coop(kinds=["teaching"]), C + "kinds[0]", "vocabulary activity", "training"),
        (coop(status="signed"), C + "status", "'signed' is no code of the vocabulary status", "choose one of active, planned"),
        ({"agreements": [{"type": "memo"}]}, "agreements[0].type", "agreement-type", "did you mean memorandum"),
        ({"institutions": [{"key": "i1", "name": "A", "kind": "hospitals"}]}, INST + "kind", "institution-kind", "did you mean hospital"),
        ({"institutions": [{"key": "i1", "name": "A", "country": "UK"}]}, INST + "country", "'UK' is no country", "ISO 3166-1"),
        (coop(parties=["i1", "country:XX"]), C + "parties[1]", "'XX' is no country", "ISO 3166-1"),
        (coop(parties=["i1", "i3"]), C + "parties[1]", "'i3' is the key of nothing here", "choose one of i1, i2"),
        (coop(parties=["i1", "p1"]), C + "parties[1]", "'p1' is the key of something else (person)", "institution or country"),
        (coop(parties=["i1", "i1"]), C + "parties", "does not cooperate with itself", "two different"),
        (coop(event="e1"), C + "event", "key of nothing", "declare it"),
        ({"people": [{"name": "А. Б.", "org": "i9"}], "agreements": []}, "people[0].org", "'i9' is the key of nothing here", "i"),
        (coop(key="i2"), C + "key", "the key 'i2' is used twice", "of its own"),
        (coop(key="country:RU"), C + "key", "that of a country", "another key"),
        ({"quantities": [{"what": "xyz", "value": 5}]}, "quantities[0].what", "vocabulary counted", "choose one of trained"),
        (coop(evidence=[evidence(START + 1, END + 1)]), C + "evidence[0]", "the quote is not at", f"it stands at {START}.."),
        (coop(evidence=[evidence(quote="Договорились обучать онкологов 😀")]), C + "evidence[0]", "the quote is not at", "exactly"),
        (coop(evidence=[evidence(end=10_000)]), C + "evidence[0]", "the quote is not at", "it stands at"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place_and_remedy(more, where, what, remedy):
    complaints = [one for one in told(facts(**{"agreements": [{"key": "a1"}], **more})) if one[0] == where]
    assert len(complaints) == 1
    assert what in complaints[0][1]
    assert remedy in complaints[0][2]


def test_everything_wrong_is_reported_at_once():
    wrong = facts(cooperations=[{"parties": ["x", "y"], "topics": ["t"]}, {"parties": ["i1", "i2"], "kinds": ["k"]}])
    assert [where for where, _, _ in told(wrong)] == [
        "cooperations[0].parties[0]", "cooperations[0].parties[1]", "cooperations[0].topics[0]", "cooperations[1].kinds[0]",
    ]  # fmt: skip


def test_without_a_text_the_length_of_a_quote_still_counts():
    wrong = facts(**coop(evidence=[evidence(end=END + 1)]))
    assert [what for _, what, _ in told(wrong, None)] == [f"the quote has {len(QUOTE)} characters, its offsets span {len(QUOTE) + 1}"]


def test_an_item_without_a_key_can_be_named_by_its_place():
    right = facts(people=[{"name": "А. Б."}], agreements=[{"key": "a1", "signers": ["people/0"]}])
    assert told(right) == []


def test_annotated_documents_are_right():
    path = SHARED / "train/train.jsonl"
    if not path.is_file():
        pytest.skip("no annotated documents here")
    for line in path.read_text(encoding="utf-8").splitlines():
        document = {name: value for name, value in json.loads(line).items() if name in Facts.model_fields}
        for items in document.values():
            for item in items if isinstance(items, list) else ():
                item.pop("surface", None), item.pop("quote", None)
        assert check_facts(Facts.model_validate(document)) == ()
