"""Pairs judged as a whole: rivals, belonging, calibration; what ties a cooperation to its paper, project and event."""

from __future__ import annotations

import pytest

from medcoop.ingest.extract import extract
from medcoop.ingest.reading import Reading
from medcoop.ingest.relate.candidates import candidates, pair_of
from medcoop.ingest.relate.judge import judge
from medcoop.ingest.relate.scene import scene
from medcoop.ingest.relate.scorer import between
from medcoop.ingest.relate.standing import measure_pair
from medcoop.ingest.relate.statements import page
from medcoop.ingest.relate.ties import tie
from medcoop.ingest.relate.wording import wording
from medcoop.ingest.understand import understand
from medcoop.ontology.model import DEFAULT_CONFIDENCE, Agreement, Cooperation, Document, Event, Evidence, Project

GUESTS = (
    "Riga Heart Hospital held a course for surgeons.\n\n"
    "Riga Heart Hospital trained doctors of Tartu Children's Hospital, Kaunas General Hospital and Turku Eye Clinic in April."
)


def read(text: str, lang: str = "en") -> Reading:
    return understand(Document(source="case", lang=lang, text=text))


def key(reading: Reading, fragment: str) -> str:
    return next(e.key for e in reading.entities if fragment in e.name)


def test_host_is_the_hub_and_guests_are_rivals() -> None:
    reading = read(GUESTS)
    standing = page(reading).standing
    host, one, two = (key(reading, name) for name in ("Riga", "Tartu", "Kaunas"))
    assert standing.hub == host
    chances = judge(standing)
    assert chances[pair_of(host, one)] > chances[pair_of(one, two)]
    assert measure_pair(standing, pair_of(one, two))["both_on_hub"] > 0


def test_centre_and_its_branch_belong_together() -> None:
    reading = read("Turku Eye Clinic grows. Turku Eye Clinic of Naantali Harbour opened. Kaunas General Hospital sent flowers.")
    prepared = scene(reading)
    clinics = [e.key for e in reading.entities if "Turku" in e.name]
    other = key(reading, "Kaunas")
    assert not prepared.belongs(clinics[0], other)
    assert len(clinics) == 1 or prepared.belongs(*clinics[:2])


def test_the_first_named_institution_is_what_the_page_is_about() -> None:
    text = (
        "Riga Heart Hospital opened a ward. The Ministry of Health of Latvia paid. The Ministry of Health of Latvia was thanked. "
        "Riga Heart Hospital is proud."
    )
    reading = read(text)
    assert scene(reading).principal == key(reading, "Riga")


@pytest.mark.parametrize(("value", "chance"), [(0.0, 0.1), (0.2, 0.1), (0.3, 0.3), (0.4, 0.5), (0.9, 0.5)])
def test_curve(value: float, chance: float) -> None:
    assert between(((0.2, 0.1), (0.4, 0.5)), value) == pytest.approx(chance)


def test_wording_leaves_names_out() -> None:
    prepared = scene(read("Riga Heart Hospital trained surgeons of Tartu Children's Hospital."))
    words = {name.partition(":")[2] for name in wording(prepared, candidates(prepared)[0])}
    assert "train" in words
    assert not words & {"riga", "tartu", "hospit"}


def test_chances_stay_chances() -> None:
    found = judge(page(read(GUESTS)).standing)
    assert found
    assert all(0 <= chance <= 1 for chance in found.values())


def test_cooperation_is_tied_to_paper_project_and_event() -> None:
    text = "Riga Heart Hospital and Kaunas General Hospital work in Baltic Heart."
    reading, proof = read(text), Evidence(start=0, end=len(text), quote=text, rule="x", confidence=0.9)
    item = Cooperation(parties=("i1", "i2"), evidence=(proof,))
    papers = (
        Agreement(key="a1", parties=("i1", "i3"), evidence=(proof,)),
        Agreement(key="a2", parties=("i1", "i2"), evidence=(proof,)),
    )
    project = Project(key="j1", name="Baltic Heart", evidence=(proof,))
    event = Event(key="e1", name="Baltic Days", evidence=(proof,))
    (tied,) = tie(reading, (item,), papers, (project,), (event,))
    assert (tied.under, tied.within, tied.event) == (("a2",), ("j1",), "e1")


def test_cooperation_keeps_what_it_is_tied_to_from_end_to_end() -> None:
    text = (
        "Riga Heart Hospital and Kaunas General Hospital signed a memorandum of understanding on 3 March 2021. "
        "Under the memorandum surgeons of Kaunas General Hospital are trained at Riga Heart Hospital in heart transplantation."
    )
    facts = extract(Document(source="case", lang="en", text=text))
    papers = {a.key for a in facts.agreements if len(a.parties) == 2}
    assert papers
    assert any(set(c.under) & papers for c in facts.cooperations)


RUMOUR = (
    "Elston Heart Centre opened a new ward in March. It has forty beds.\n\n"
    "Jasper General Hospital, the regional leader, is ranked second in the same table; the two have never met.\n\n"
    "Visitors may park behind the building."
)


def test_a_page_that_only_names_two_hospitals_shows_no_cooperation() -> None:
    facts = extract(Document(source="case", lang="en", text=RUMOUR), floor=0.0)
    assert all(proof.confidence < DEFAULT_CONFIDENCE for item in facts.cooperations for proof in item.evidence)
