"""A person's word on a fact: it outranks the extractor, lives through whatever is read again, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from medcoop.graph import decisions, facts_review
from medcoop.graph.store import Store
from medcoop.ontology.errors import InputError, UnknownNameError
from medcoop.ontology.model import Cooperation, Facts, Institution

from .simple import document, evidence

Open = Callable[..., Store]
TEXT = "Вступление.\nЦентр и Больница обсудили обучение хирургов. Госпиталь молчал."
QUOTE = "Центр и Больница обсудили обучение хирургов."


def facts(
    confidence: float = 0.4, text: str = TEXT, *cooperations: Cooperation, names: tuple[str, ...] = ("Центр", "Больница", "Госпиталь")
) -> Facts:
    institutions = tuple(Institution(key=f"i{n}", name=name) for n, name in enumerate(names))
    stated = cooperations or (Cooperation(parties=("i0", "i1"), topics=("surgery",), evidence=evidence(text, QUOTE, confidence)),)
    return Facts(id="x", lang="ru", institutions=institutions, cooperations=stated)


def everything(store: Store) -> list[str]:
    return sorted(f"{line} {graph}" for graph in (None, *store.graphs()) for line in store.lines(graph))


def partners(store: Store) -> list[list[str]]:
    """Names of the parties of each cooperation of the canonical view, with topics."""
    rows = store.query("SELECT ?c ?n ?t WHERE { ?c a mc:Cooperation ; mc:party/skos:prefLabel ?n OPTIONAL { ?c mc:topic ?t } }")
    found: dict[str, set[str]] = {}
    for c, n, t in rows:
        found.setdefault(c.value, set()).update({n.value, t.value.rpartition("/")[2]} if t else {n.value})
    return sorted(map(sorted, found.values()))


def ruled(store: Store, answer: str, **corrected: object) -> None:
    (waiting,) = facts_review.waiting(store.record)
    store.decide(facts_review.ruling(store.record, waiting, answer, "anna", corrected or None))


def test_a_candidate_waits_and_is_not_in_the_canonical_view(opened: Open) -> None:
    store = opened()
    store.replace(document("d", TEXT), facts())
    (waiting,) = facts_review.waiting(store.record)
    shown = facts_review.candidate(store.record, waiting)
    assert shown.sentence == "Центр и Больница обсудили обучение хирургов. Госпиталь молчал."
    assert (shown.quote, shown.confidence, list(shown.parties.values())) == (QUOTE, 0.4, ["Центр", "Больница"])
    assert partners(store) == []
    assert store.status()["waiting"] == {"pairs": 0, "facts": 1}


def test_accepted_enters_the_canonical_view_survives_and_can_be_taken_back(opened: Open) -> None:
    store = opened()
    store.replace(document("d", TEXT), facts())
    before = everything(store)
    ruled(store, "accept")
    assert partners(store) == [["surgery", "Больница", "Центр"]]
    assert list(facts_review.waiting(store.record)) == []
    expected = everything(store)
    store.rebuild()
    assert everything(store) == expected
    store.undo("anna")
    assert everything(store) == before
    assert len(list(facts_review.waiting(store.record))) == 1


def test_refused_stays_away_however_sure_the_extractor_becomes(opened: Open) -> None:
    store = opened()
    store.replace(document("d", TEXT), facts())
    ruled(store, "refuse")
    moved = "Ещё строка.\n" + TEXT
    store.replace(document("d", moved), facts(0.95, moved))
    assert partners(store) == []
    store.undo("anna")
    assert partners(store) == [["surgery", "Больница", "Центр"]]


def test_accepted_is_added_when_the_extractor_no_longer_finds_it(opened: Open) -> None:
    store = opened()
    store.replace(document("d", TEXT), facts())
    ruled(store, "accept")
    moved = "Ещё строка.\n" + TEXT
    store.replace(document("d", moved), Facts(id="x", lang="ru"))
    assert partners(store) == [["surgery", "Больница", "Центр"]]
    quotes = [row[0].value for row in store.query("SELECT ?q WHERE { GRAPH ?g { ?s oa:exact ?q } }")]
    assert quotes == [QUOTE]
    gone = "Совсем другой текст."
    store.replace(document("d", gone), Facts(id="x", lang="ru"))
    assert partners(store) == []
    store.replace(document("d", TEXT), facts())
    assert partners(store) == [["surgery", "Больница", "Центр"]]


def test_corrected_has_the_topics_and_parties_that_the_person_gave(opened: Open) -> None:
    store = opened()
    store.replace(document("d", TEXT), facts())
    (waiting,) = facts_review.waiting(store.record)
    other = facts_review.with_parties(facts_review.candidate(store.record, waiting), ["i1", "i2", "country:KG"])
    ruled(store, "correct", **other, topics=["oncology"])
    assert [[word for word in found if word in ("Больница", "Госпиталь", "oncology")] for found in partners(store)] == [
        ["oncology", "Больница", "Госпиталь"]
    ]
    again = facts(0.95, TEXT, names=("Центр", "Больница"))  # another reading, without the third institution
    store.replace(document("d", TEXT, title="Снова"), again)
    assert [[word for word in found if word in ("Больница", "Госпиталь", "oncology")] for found in partners(store)] == [
        ["oncology", "Больница", "Госпиталь"]
    ]
    (line,) = facts_review.corrections(store.record)
    assert (line["verdict"], line["extracted"]["topics"], line["corrected"]["topics"]) == ("correct", ["surgery"], ["oncology"])
    assert line["text"][line["start"] : line["end"]] == QUOTE


def test_a_ruling_holds_for_its_parties_alone(opened: Open) -> None:
    store = opened()
    two = (
        Cooperation(parties=("i0", "i1"), evidence=evidence(TEXT, QUOTE, 0.4)),
        Cooperation(parties=("i0", "i2"), evidence=evidence(TEXT, QUOTE, 0.5)),
    )
    store.replace(document("d", TEXT), facts(0.4, TEXT, *two))
    first, second = facts_review.waiting(store.record)
    assert set(facts_review.candidate(store.record, first).parties.values()) == {"Центр", "Госпиталь"}  # the likeliest first
    store.decide(facts_review.ruling(store.record, first, "accept", "anna"))
    store.decide(facts_review.ruling(store.record, second, "refuse", "anna"))
    assert partners(store) == [["Госпиталь", "Центр"]]


def test_answers_that_make_no_sense_are_refused(opened: Open) -> None:
    store = opened()
    store.replace(document("d", TEXT), facts())
    (waiting,) = facts_review.waiting(store.record)
    with pytest.raises(InputError, match="is no answer"):
        facts_review.ruling(store.record, waiting, "perhaps", "anna")
    with pytest.raises(UnknownNameError):
        facts_review.ruling(store.record, "0000", "accept", "anna")
    with pytest.raises(InputError, match="itself"):
        facts_review.with_parties(facts_review.candidate(store.record, waiting), ["i1"])
    assert decisions.everything(store.record) == []
