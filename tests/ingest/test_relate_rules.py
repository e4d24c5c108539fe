"""The rules of cooperation on single sentences (tests/cases/relate/rules.yaml), their notation, and how they meet the scorer's entries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from medcoop.ingest.reading import Reading
from medcoop.ingest.relate.combine import combine
from medcoop.ingest.relate.rules.book import rules
from medcoop.ingest.relate.rules.find import Verdict, consider, stated
from medcoop.ingest.relate.rules.pattern import parse
from medcoop.ingest.relate.rules.words import groups
from medcoop.ingest.understand import understand
from medcoop.ontology import vocabulary
from medcoop.ontology.model import Cooperation, Document, Evidence

CASES = Path(__file__).parents[1] / "cases" / "relate" / "rules.yaml"


class Case(NamedTuple):
    """A line of the table."""

    lang: str
    parties: tuple[str, ...]
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    status: str
    text: str


def table() -> Iterator[Case]:
    for group, body in yaml.safe_load(CASES.read_text("utf-8")).items():
        for line in body.strip().splitlines():
            yield case(group[-2:], line)


def case(lang: str, line: str) -> Case:
    want, _, text = line.partition(" <- ")
    if want == "none":
        return Case(lang, (), (), (), "", text)
    parties, _, rest = want.partition(" : ")
    topics, kinds, status = (part.strip() for part in rest.split("/"))
    return Case(lang, tuple(p.strip() for p in parties.split("+")), ids(topics), ids(kinds), status, text)


def ids(text: str) -> tuple[str, ...]:
    return () if text in ("*", "-") else tuple(text.split(","))


def read(lang: str, text: str) -> Reading:
    return understand(Document(source="case", lang=lang, text=text))


def key(reading: Reading, fragment: str) -> str:
    """The institution whose name has the fragment."""
    found = [e.key for e in reading.entities if e.type != "person" and any(fragment.lower() in n.lower() for n in (e.name, *e.also))]
    assert found, f"no institution {fragment!r} among {[e.name for e in reading.entities]}"
    return found[0]


CASE_LIST = list(table())


@pytest.mark.parametrize("case", [c for c in CASE_LIST if c.parties], ids=lambda c: c.text[:60])
def test_sentence(case: Case) -> None:
    reading = read(case.lang, case.text)
    parties = {key(reading, p) for p in case.parties}
    entries = [c for c in combine(reading, (), consider(reading), 0) if parties <= set(c.parties)]
    assert entries
    assert set(case.topics) <= {t for c in entries for t in c.topics}
    assert set(case.kinds) <= {k for c in entries for k in c.kinds}
    assert case.status == "*" or case.status in {c.status for c in entries}
    assert all(case.text[e.start : e.end] == e.quote for c in entries for e in c.evidence)


@pytest.mark.parametrize("case", [c for c in CASE_LIST if not c.parties], ids=lambda c: c.text[:60])
def test_sentence_that_states_nothing(case: Case) -> None:
    said = [s.rule for s in stated(read(case.lang, case.text)) if not s.rule.startswith("rule.joined.")]
    assert said == []


def test_every_group_of_the_rules_is_in_the_lexicon() -> None:
    known = groups()
    used = {g for lang in ("ru", "en") for rule in rules(lang) for elements in rule.elements for e in elements for g in e.groups}
    assert used <= known


def test_rules_yield_known_kinds_and_statuses() -> None:
    schemes = vocabulary.load().schemes
    for rule in (*rules("ru"), *rules("en")):
        assert set(rule.kinds) <= set(schemes["activity"].concepts)
        assert rule.status in ("", *schemes["status"].concepts)
        assert 0 < rule.confidence < 1


@pytest.mark.parametrize("text", ["", "<sign A", ".. "])
def test_broken_pattern_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"pattern|bracket"):
        parse(text)


def test_roles_follow_the_direction() -> None:
    reading = read("en", "Siemens Healthineers supplied MRI scanners to Baku Central Hospital.")
    entry = combine(reading, (), consider(reading), 0)[0]
    assert entry.providers == (key(reading, "Siemens"),)
    assert entry.recipients == (key(reading, "Baku"),)


def test_hub_gives_spokes() -> None:
    text = "Центр Алмазова подписал соглашения с Псковской областной больницей и Тюменским медицинским университетом."
    reading = read("ru", text)
    hub, one, two = (key(reading, part) for part in ("Алмазов", "Псковск", "Тюменск"))
    said = [s for s in stated(reading) if s.rule == "rule.agreement.with"]
    assert {frozenset(s.parties) for s in said} == {frozenset({hub, one}), frozenset({hub, two})}


def test_list_under_a_line_gives_the_topics() -> None:
    text = "Центр Алмазова и Тюменский медицинский университет обсудили сотрудничество в следующих областях:\n- кардиология;\n- реабилитация.\n"
    said = stated(read("ru", text))
    assert {"cardiology", "rehabilitation"} <= {topic for s in said for topic in s.topics}


def test_what_sides_of_a_meeting_say_next_belongs_to_them() -> None:
    text = (
        "Министр здравоохранения Узбекистана Азиз Каримов встретился с директором Центра Алмазова Евгением Шляхто. "
        "Министр здравоохранения Узбекистана сказал, что страна заинтересована в трансплантации сердца."
    )
    follow = [s for s in stated(read("ru", text)) if s.rule == "rule.meet.follow"]
    assert [(s.topics, s.status) for s in follow] == [(("heart-transplantation",), "discussed")]


def test_rules_and_scorer_together_are_surer_than_alone() -> None:
    reading = read("en", "Mayo Clinic works together with Singapore General Hospital in genetics.")
    pair = tuple(sorted((key(reading, "Mayo"), key(reading, "Singapore"))))
    text = reading.document.text
    proof = Evidence(start=0, end=len(text), quote=text, rule="pair.same", confidence=0.6)
    learned = Cooperation(parties=pair, kinds=("other",), evidence=(proof,))
    nothing, verdict = Verdict((), frozenset()), consider(reading)
    sure = [
        combine(reading, scored, said, 0)[0].confidence for scored, said in (((learned,), verdict), ((learned,), nothing), ((), verdict))
    ]
    assert sure[0] > max(sure[1:])


def test_veto_lowers_the_scorers_entry() -> None:
    reading = read("en", "Is Leeds General Hospital going to help Mbale Regional Hospital?")
    pair = tuple(sorted((key(reading, "Leeds"), key(reading, "Mbale"))))
    text = reading.document.text
    proof = Evidence(start=0, end=len(text), quote=text, rule="pair.same", confidence=0.8)
    learned = Cooperation(parties=pair, kinds=("other",), evidence=(proof,))
    assert combine(reading, (learned,), consider(reading), 0.4) == ()
    assert combine(reading, (learned,), Verdict((), frozenset()), 0.4) != ()
