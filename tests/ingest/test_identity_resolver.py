"""The resolver as the store uses it: members, decisions, things."""

from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medcoop.ingest.identity import batch, entries
from medcoop.ingest.identity.resolver import bare_resolver, default_resolver
from medcoop.ontology.errors import InputError
from medcoop.ontology.identity import Decision
from medcoop.ontology.model import Facts

NAMES = [
    "Рязанская областная клиническая больница", "Ryazan Regional Clinical Hospital", "Самарская областная клиническая больница", "Областная больница",
    "НМИЦ трансплантологии им. В.И. Шумакова", "Shumakov Center", "Ministry of Health of Armenia", "Минздрав Армении", "КГМУ",
    "Казанский государственный медицинский университет", "Курский государственный медицинский университет", "Больница № 5 г. Казани",
]  # fmt: skip
PEOPLE = ["Сергей Готье", "С.В. Готье", "Sergey Gautier", "Ирина Готье", "А.В. Иванов", "Андрей Иванов", "Антон Иванов"]


def facts(*names, people=(), lang="ru", **fields):
    return Facts.model_validate({
        "id": "d", "lang": lang, "institutions": [{"key": f"i{n}", "name": name, **fields} for n, name in enumerate(names)],
        "people": [{"name": name} for name in people],
    })  # fmt: skip


def members_of(*documents):
    resolver = bare_resolver()
    return {m.iri: m for n, document in enumerate(documents) for m in resolver.members(document, f"doc:{n}").values()}


def judged(members):
    resolver = bare_resolver()
    return [d for m in members.values() for d in resolver.judge(m, list(members.values()))]


ALL = members_of(facts(*NAMES), facts(people=PEOPLE))
DECISIONS = judged(ALL)
IRIS = sorted(ALL)


def things(members=ALL, decisions=DECISIONS):
    return bare_resolver().cluster(members.values(), decisions)


def iri(name):
    return next(i for i, m in ALL.items() if m.name == name)


def test_the_same_name_in_two_documents_is_one_member():
    one, two = facts("ГБУЗ «Рязанская областная клиническая больница»"), facts("Рязанская областная клиническая больница")
    assert len(members_of(one, two)) == 1


def test_a_name_that_does_not_tell_is_its_documents_own():
    assert len(members_of(facts("Областная больница"), facts("Областная больница"))) == 2
    assert len(members_of(facts("Минздрав"), facts("Минздрав"))) == 2


def test_the_documents_country_makes_a_bare_ministry_tell():
    assert len(members_of(facts("Ministry of Health", country="KG", lang="en"), facts("Ministry of Health", country="KG", lang="en"))) == 1
    assert len(members_of(facts("Ministry of Health", country="KG"), facts("Ministry of Health", country="UZ"))) == 2


def test_items_without_a_key_are_named_by_their_place():
    document = facts("Больница", people=["Иван Кравец"])
    assert set(bare_resolver().members(document, "doc:1")) == {"i0", "people/0"}


def test_judging_is_symmetric():
    resolver = bare_resolver()
    for a, b in itertools.combinations(ALL.values(), 2):
        assert list(resolver.judge(a, [b])) == list(resolver.judge(b, [a]))


def test_decisions_say_why():
    pair = {iri("Рязанская областная клиническая больница"), iri("Ryazan Regional Clinical Hospital")}
    decision = next(d for d in DECISIONS if {d.subject, d.object} == pair)
    assert decision.same and decision.confidence > 0.9 and "same full name" in decision.justification and not decision.by_person


def test_forms_join_and_lookalikes_do_not():
    found = things()
    assert found[iri("Рязанская областная клиническая больница")] == found[iri("Ryazan Regional Clinical Hospital")]
    assert found[iri("Рязанская областная клиническая больница")] != found[iri("Самарская областная клиническая больница")]
    assert found[iri("Сергей Готье")] == found[iri("Sergey Gautier")] != found[iri("Ирина Готье")]


def test_a_name_that_fits_two_things_joins_neither():
    found = things()
    assert [i for i, thing in found.items() if thing == found[iri("КГМУ")]] == [iri("КГМУ")]
    assert found[iri("А.В. Иванов")] not in (found[iri("Андрей Иванов")], found[iri("Антон Иванов")])


def test_blocks_bring_forms_together():
    shared = set(ALL[iri("НМИЦ трансплантологии им. В.И. Шумакова")].blocks) & set(ALL[iri("Shumakov Center")].blocks)
    assert shared


def person_says(a, b, same):
    return Decision(a, b, same=same, confidence=1.0, justification="looked", author="reviewer")


pairs = st.tuples(st.sampled_from(IRIS), st.sampled_from(IRIS)).filter(lambda p: p[0] != p[1])
rulings = st.lists(st.tuples(pairs, st.booleans()), max_size=12, unique_by=lambda r: frozenset(r[0]))


@settings(max_examples=60, deadline=None)
@given(st.permutations(IRIS), st.randoms(use_true_random=False), rulings)
def test_no_order_changes_the_things(order, random, said):
    decisions = [*DECISIONS, *(person_says(a, b, same) for (a, b), same in said)]
    shuffled = decisions.copy()
    random.shuffle(shuffled)
    assert things(decisions=decisions) == things({i: ALL[i] for i in order}, shuffled)


@settings(max_examples=60, deadline=None)
@given(rulings)
def test_no_member_is_lost_and_a_thing_is_named_by_a_member(said):
    found = things(decisions=[*DECISIONS, *(person_says(a, b, same) for (a, b), same in said)])
    assert set(found) == set(ALL)
    assert all(found[thing] == thing for thing in found.values())


@settings(max_examples=60, deadline=None)
@given(rulings)
def test_what_a_person_keeps_apart_no_chain_joins(said):
    found = things(decisions=[*DECISIONS, *(person_says(a, b, same) for (a, b), same in said)])
    for (a, b), same in said:
        if not same:
            assert found[a] != found[b]


@settings(max_examples=60, deadline=None)
@given(pairs)
def test_merge_then_split_is_the_identity(pair):
    before = things()
    merged = things(decisions=[*DECISIONS, person_says(*pair, True)])
    assert merged[pair[0]] == merged[pair[1]], "a person's word outranks every veto"
    assert things() == before


def test_a_person_may_join_what_the_program_forbids_and_part_what_it_joins():
    a, b = iri("Рязанская областная клиническая больница"), iri("Самарская областная клиническая больница")
    assert things(decisions=[*DECISIONS, person_says(a, b, True)])[a] == things(decisions=[*DECISIONS, person_says(a, b, True)])[b]
    b = iri("Ryazan Regional Clinical Hospital")
    assert things(decisions=[*DECISIONS, person_says(a, b, False)])[a] != things(decisions=[*DECISIONS, person_says(a, b, False)])[b]


def test_decisions_about_unknown_members_are_passed_over():
    assert things(decisions=[*DECISIONS, person_says("urn:x", IRIS[0], True)]) == things()


def test_the_registry_joins_a_former_name_to_the_present_one():
    resolver = default_resolver()
    found = resolver.members(facts("МГМСУ им. А.И. Евдокимова", "Российский университет медицины"), "doc:1")
    decision = next(iter(resolver.judge(found["i0"], [found["i1"]])))
    assert decision.same and "registry" in decision.justification


def test_an_abbreviated_former_name_leads_to_the_present_one_and_to_no_namesake():
    names = [
        'ФГБУ "ФНЦТИО им. ак. В.И. Шумакова" Минздрава России',
        "НМИЦ трансплантологии и искусственных органов им. Шумакова Минздрава России",
        "Центр Чумакова",
    ]
    mentions = [{"mention": name, "type": "institution", "name": name} for name in names]
    found = dict(batch.resolve(mentions, entries.known()))
    assert found[names[0]] == found[names[1]] != found[names[2]]


def test_a_part_whose_name_has_the_abbreviation_of_the_whole_is_not_the_whole():
    mentions = [
        {"mention": name, "type": "institution", "name": name}
        for name in ("NIH", "Zwicky Center, NIH", "Zwicky Center of the National Institutes of Health")
    ]
    for registry in (entries.known(), entries.nothing()):
        found = dict(batch.resolve(mentions, registry))
        assert found["NIH"] not in (found["Zwicky Center, NIH"], found["Zwicky Center of the National Institutes of Health"])


def test_batch_keeps_order_and_gives_every_mention_an_entity():
    mentions = [{"mention": f"m{n}", "type": "institution", "name": name, "lang": "ru"} for n, name in enumerate(NAMES)]
    found = list(batch.resolve(mentions, entries.nothing()))
    assert [m for m, _ in found] == [m["mention"] for m in mentions]
    assert dict(found)["m0"] == dict(found)["m1"]


@pytest.mark.parametrize(
    "bad", [{"mention": "m1", "type": "institution"}, {"mention": "m1", "type": "institution", "name": " "}, {"name": "x"}]
)
def test_a_bad_mention_is_refused(bad):
    with pytest.raises(InputError):
        batch.member(bad)


SHARED = Path(__file__).resolve().parents[2] / "../shared/gold/identity.json"


@pytest.mark.skipif(not SHARED.exists(), reason="the evaluation file is not here")
def test_measured_precision_and_recall_hold():
    gold = json.loads(SHARED.read_text("utf-8"))
    mentions, truth = [], {}
    for cluster in gold["clusters"]:
        for member in cluster["members"]:
            name = f"m{len(mentions)}"
            mentions.append(
                {"mention": name, "type": cluster["type"], **{k: member[k] for k in ("name", "lang", "country", "city", "also")}}
            )
            truth[name] = cluster["id"]
    found = dict(batch.resolve(mentions, entries.known()))
    size, given_, both = _counts(truth.values()), _counts(found.values()), _counts((truth[m], found[m]) for m in truth)
    precision = sum(both[truth[m], found[m]] / given_[found[m]] for m in truth) / len(truth)
    recall = sum(both[truth[m], found[m]] / size[truth[m]] for m in truth) / len(truth)
    assert precision >= 0.98
    assert 2 * precision * recall / (precision + recall) >= 0.93


def _counts(values):
    found = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return found


def test_the_compiled_keys_are_those_of_the_registry() -> None:
    assert entries.compiled() == json.loads(gzip.decompress(entries.compile_keys()))
