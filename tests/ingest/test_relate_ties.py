"""What a page says of a paper holds for the cooperation that the paper is about."""

from __future__ import annotations

import pytest

from medcoop.ingest.extract import extract
from medcoop.ingest.reading import Reading
from medcoop.ingest.relate.ties import tie
from medcoop.ontology.model import Agreement, Cooperation, Document, Evidence, Project

ENDED = """
en: Riverside General Hospital and Lakeside Medical Center signed a memorandum of understanding on kidney transplantation in May 2019. The memorandum was terminated in March 2023. : ended
ru: Омский медицинский университет и Тверская областная больница в 2019 году подписали соглашение о телемедицине. В 2022 году соглашение расторгнуто по инициативе больницы. : ended
en: Riverside General Hospital and Lakeside Medical Center signed a memorandum of understanding on kidney transplantation in May 2019. The memorandum was renewed in March 2023. : active
""".strip("\n").split("\n")  # fmt: skip


@pytest.mark.parametrize("line", ENDED)
def test_what_a_signing_tells_of_is_over_with_its_paper(line: str) -> None:
    lang, _, rest = line.partition(": ")
    text, status = rest.rsplit(" : ", 1)
    facts = extract(Document(source="test", lang=lang, text=text))
    assert [one.status for one in facts.cooperations] == [status]
    assert facts.cooperations[0].under == (facts.agreements[0].key,)


def test_what_is_sure_is_not_tied_to_a_candidate() -> None:
    def fact(confidence: float) -> tuple[Evidence, ...]:
        return (Evidence(start=0, end=1, quote="R", rule="rule", confidence=confidence),)

    reading = Reading(Document(source="test", lang="en", text="Riverside"))
    papers = [Agreement(key="a1", type="memorandum", parties=("i1", "i2"), status="signed", evidence=fact(0.4))]
    projects = [Project(key="j1", name="HEART", participants=("i1", "i2"), evidence=fact(0.4))]
    for confidence, ties in ((0.9, ((), ())), (0.5, (("a1",), ("j1",)))):
        own = Cooperation(parties=("i1", "i2"), status="active", evidence=fact(confidence))
        (tied,) = tie(reading, [own], papers, projects, [])
        assert (tied.under, tied.within) == ties
