"""People's decisions: an append-only log that outranks the program, outlives documents and rebuilds, and can be taken back to the byte."""

from __future__ import annotations

import io
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from medcoop.graph import decisions, sssom
from medcoop.graph.known import member_of
from medcoop.graph.split import members_of
from medcoop.graph.store import Store
from medcoop.graph.waiting import waiting
from medcoop.ingest.identity import clusters
from medcoop.ingest.identity.judge import Known
from medcoop.ontology.errors import InputError
from medcoop.ontology.identity import Decision, Member
from medcoop.ontology.model import Facts, Institution

from .simple import SimpleResolver, document

Open = Callable[..., Store]
NAMES = ("Центр", "Центр хирургии", "Центр не тот", "Больница", "Больница №1", "Больница не та", "Госпиталь")


def naming(*names: str) -> Facts:
    return Facts(id="x", lang="ru", institutions=tuple(Institution(key=f"i{n}", name=name) for n, name in enumerate(names)))


def iri(name: str) -> str:
    return next(iter(SimpleResolver().members(naming(name), "").values())).iri


def everything(store: Store) -> list[str]:
    return sorted(f"{line} {graph}" for graph in (None, *store.graphs()) for line in store.lines(graph))


def said(one: str, other: str, same: bool) -> Decision:
    return Decision(iri(one), iri(other), same, 1.0, "we know", author="anna")


def filled(opened: Open, name: str = "store") -> Store:
    store = opened(name)
    store.replace_many((document(f"d{n}"), naming(name)) for n, name in enumerate(NAMES))
    return store


def test_the_log_can_only_grow(opened: Open) -> None:
    store = filled(opened)
    store.decide(said("Центр", "Госпиталь", True))
    for statement in ("DELETE FROM log", "UPDATE log SET act = 'different'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            store.record.execute(statement)


def test_a_merge_redirects_and_undoing_gives_the_old_iris_back(opened: Open) -> None:
    store = filled(opened)
    before, things = everything(store), {name: store.resolve(iri(name)) for name in NAMES}
    store.decide(said("Центр", "Госпиталь", True))
    assert store.resolve(iri("Центр")) == store.resolve(iri("Госпиталь")) == store.resolve(iri("Центр хирургии"))
    assert {store.resolve(iri(name)) for name in NAMES} == {store.resolve(thing) for thing in things.values()}
    assert len(store.undo("anna")) == 1
    assert everything(store) == before
    assert {name: store.resolve(iri(name)) for name in NAMES} == things
    assert [(row.act, by is not None) for row, by in decisions.everything(store.record)] == [("same", True)]


def test_the_last_word_on_a_pair_holds_and_gives_way_when_withdrawn(opened: Open) -> None:
    store = filled(opened)
    for same in (True, False, True, False):
        store.decide(said("Центр", "Госпиталь", same))
        assert (store.resolve(iri("Центр")) == store.resolve(iri("Госпиталь"))) is same
    store.undo("anna")
    assert store.resolve(iri("Центр")) == store.resolve(iri("Госпиталь"))


def test_a_decision_stands_while_one_of_its_names_is_in_no_document(opened: Open) -> None:
    store = filled(opened)
    store.decide(said("Центр", "Госпиталь", True), said("Госпиталь", "Больница", True))
    store.withdraw(document("d6").source)
    assert store.resolve(iri("Центр")) == store.resolve(iri("Больница"))
    expected = everything(store)
    store.rebuild()
    assert everything(store) == expected
    store.replace(document("d6"), naming("Госпиталь"))
    assert store.resolve(iri("Госпиталь")) == store.resolve(iri("Больница"))


def test_what_contradicts_itself_is_refused_and_leaves_everything_as_it_was(opened: Open) -> None:
    store = filled(opened)
    store.decide(said("Центр не тот", "Больница не та", False), said("Центр не тот", "Госпиталь", True))
    before = everything(store)
    with pytest.raises(InputError, match=r"keeps .* apart"):
        store.decide(said("Госпиталь", "Больница не та", True))
    assert everything(store) == before
    assert len(decisions.everything(store.record)) == 2


def test_split_takes_members_away_and_they_stay_away(opened: Open) -> None:
    store = filled(opened)
    thing = store.resolve(iri("Центр"))
    assert len(members_of(store.record, thing)) == 2
    store.split(thing, [iri("Центр хирургии")], "anna")
    assert store.resolve(iri("Центр")) != store.resolve(iri("Центр хирургии"))
    store.replace(document("d0", "Новый текст."), naming("Центр"))
    store.rebuild()
    assert store.resolve(iri("Центр")) != store.resolve(iri("Центр хирургии"))
    store.undo("anna")
    assert store.resolve(iri("Центр")) == store.resolve(iri("Центр хирургии"))


def test_what_a_person_ruled_on_waits_no_more(opened: Open) -> None:
    class Unsure(SimpleResolver):
        def judge(self, member, candidates):  # type: ignore[no-untyped-def]
            return [Decision(*sorted((member.iri, other.iri)), True, 0.5, "first word") for other in candidates]

        def cluster(self, members, decisions):  # type: ignore[no-untyped-def]
            return super().cluster(members, [one for one in decisions if one.by_person])

    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "s", write=True, create=True, resolver=Unsure(), project=False) as store,
    ):
        store.replace_many((document(f"d{n}"), naming(name)) for n, name in enumerate(NAMES))
        assert len(list(waiting(store.record))) == 6
        store.decide(said("Центр", "Центр не тот", False))
        assert len(list(waiting(store.record))) == 5
        store.decide(said("Центр", "Центр хирургии", True))
        assert len(list(waiting(store.record))) == 3  # what holds of a member holds of its thing
        assert store.status()["waiting"] == {"pairs": 3, "facts": 0}


def test_names_lead_to_members(opened: Open) -> None:
    store = filled(opened)
    assert member_of(store.record, "Центр хирургии") == iri("Центр хирургии")
    assert member_of(store.record, iri("Центр")) == iri("Центр")
    store.decide(said("Центр", "Госпиталь", True))
    assert member_of(store.record, "госпиталь") == iri("Госпиталь")


# sharing


def exported(store: Store) -> str:
    out = io.StringIO()
    sssom.write(store.record, out)
    return out.getvalue()


def taken(store: Store, text: str, **more: bool) -> list[decisions.Row]:
    return sssom.read(store.record, io.StringIO(text), "d.tsv", **more)


def test_decisions_travel_to_another_store(opened: Open) -> None:
    store, other = filled(opened), filled(opened, "other")
    store.decide(said("Центр", "Госпиталь", True), said("Больница", "Больница №1", False))
    text = exported(store)
    assert other.decide(*taken(other, text))
    assert everything(other) == everything(store)
    assert exported(other) == text
    assert other.decide(*taken(other, text)) == []  # known already
    other.undo("ben")
    other.decide(*taken(other, text))
    assert everything(other) == everything(store)


def row(subject: str, predicate: str, object_: str) -> str:
    short = [iri(name).replace("https://w3id.org/medcoop/id/institution/", "institution:") for name in (subject, object_)]
    return f"{short[0]}\t{predicate}\t{short[1]}\n"


HEAD = "subject_id\tpredicate_id\tobject_id\n"


@pytest.mark.parametrize(
    ("lines", "complaints"),
    [
        (["institution:0000000000000000\towl:sameAs\tinstitution:1\n"], ["line 2: .* is the id of nothing"]),
        ([row("Центр", "owl:sameAs", "Госпиталь"), row("Госпиталь", "owl:differentFrom", "Центр")], ["line 3: .* line 2"]),
        ([row("Центр", "owl:sameAs", "Центр")], ["line 2: .* both sides"]),
        ([row("Центр", "owl:sameAs", "Госпиталь"), row("Госпиталь", "owl:sameAs", "Больница"), row("Больница", "owl:differentFrom", "Центр")],
         ["line 4: .* joined by line 3, line 2|line 4: .* joined by line 2, line 3"]),
        ([row("Центр", "mc:renamedTo", "Госпиталь"), row("Госпиталь", "mc:renamedTo", "Больница"), row("Больница", "mc:renamedTo", "Центр")],
         ["line 2: .*cycle", "line 3: .*cycle", "line 4: .*cycle"]),
        ([row("Центр", "owl:sameAz", "Госпиталь"), row("Больница", "owl:sameAs", "Госпиталь")], ["line 2: .*owl:sameAz"]),
        ([row("Центр не тот", "owl:sameAs", "Больница не та")], ["line 2: says same, but anna said different"]),
        ([row("Центр не тот", "owl:sameAs", "Центр"), row("Центр", "owl:sameAs", "Больница не та")], ["line 3: decision .* keeps"]),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_as_a_whole_with_its_lines_named(opened: Open, lines: list[str], complaints: list[str]) -> None:
    store = filled(opened)
    store.decide(said("Центр не тот", "Больница не та", False))
    for complaint in complaints:
        with pytest.raises(InputError, match=complaint):
            taken(store, HEAD + "".join(lines))
    assert len(decisions.everything(store.record)) == 1


def test_lines_about_unknown_names_can_be_left_out(opened: Open) -> None:
    text = HEAD + "institution:0000000000000000\towl:sameAs\tinstitution:1\n" + row("Центр", "owl:sameAs", "Госпиталь")
    assert [one.act for one in taken(filled(opened), text, skip_unknown=True)] == ["same"]


def test_a_renaming_joins_and_a_succession_does_not(opened: Open) -> None:
    store = filled(opened)
    store.decide(decisions.Row("renamed", iri("Центр"), iri("Госпиталь"), author="anna", detail={"date": "2017-05"}))
    store.decide(decisions.Row("succeeded", iri("Больница"), iri("Госпиталь"), author="anna"))
    assert store.resolve(iri("Центр")) == store.resolve(iri("Госпиталь")) != store.resolve(iri("Больница"))
    events = store.query(
        "SELECT ?old ?new ?from ?to ?date WHERE { ?e a org:ChangeEvent ; mc:oldName ?old ; mc:newName ?new ;"
        " org:originalOrganization ?from ; org:resultingOrganization ?to OPTIONAL { ?e mc:date ?date } } ORDER BY ?old"
    )
    found = [[term.value if term else None for term in row] for row in events]
    here, there = store.resolve(iri("Госпиталь")), store.resolve(iri("Больница"))
    assert found == [["Больница", "Госпиталь", there, here, None], ["Центр", "Госпиталь", here, here, "2017-05"]]
    expected = everything(store)
    store.rebuild()
    assert everything(store) == expected
    store.decide(said("Больница", "Больница не та", True))  # what went before is another thing now: the event follows
    followed = everything(store)
    store.rebuild()
    assert everything(store) == followed
    for _ in range(3):
        store.undo("anna")
    assert not list(store.query("SELECT ?e WHERE { ?e a org:ChangeEvent }"))


def test_the_newer_name_is_the_main_one(opened: Open) -> None:
    store = filled(opened)
    store.decide(said("Центр не тот", "Госпиталь", True))

    def names() -> list[str]:
        here = store.resolve(iri("Госпиталь"))
        return [row[0].value for row in store.query(f"SELECT ?n WHERE {{ <{here}> skos:prefLabel ?n }}")]

    assert names() == ["Центр не тот"]  # the longer one
    store.decide(decisions.Row("renamed", iri("Центр не тот"), iri("Госпиталь"), author="anna"))
    assert names() == ["Госпиталь"]
    expected = everything(store)
    store.replace(document("d6", "Другой текст."), naming("Госпиталь"))
    store.replace(document("d6"), naming("Госпиталь"))
    assert everything(store) == expected
    store.rebuild()
    assert everything(store) == expected
    store.undo("anna")
    assert names() == ["Центр не тот"]


# whatever people say, in whatever order


class Careful(SimpleResolver):
    """The small resolver with the real clustering."""

    def cluster(self, members: Iterable[Member], decisions: Iterable[Decision]) -> Mapping[str, str]:
        return clusters.cluster({one.iri: Known(one.iri, one.type) for one in members}, decisions)


QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=(Phase.explicit, Phase.reuse, Phase.generate))
PAIRS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans()).filter(lambda pair: pair[0] != pair[1])


@settings(QUICK, max_examples=12)
@given(words=st.lists(st.one_of(PAIRS, st.sampled_from(["undo", "re-ingest", "split"])), max_size=8), order=st.permutations(NAMES))
def test_any_words_hold_and_any_way_back_gives_the_same_bytes(words: list[object], order: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:

        def fresh(name: str, names: list[str]) -> Store:
            store = Store.open(Path(folder) / name, write=True, create=True, resolver=Careful(), project=False)
            store.replace_many((document(f"d{NAMES.index(one)}"), naming(one)) for one in names)
            return store

        store, other = fresh("one", list(NAMES)), fresh("two", order)
        start = everything(store)
        assert everything(other) == start
        for word in words:
            if word == "undo":
                store.undo("anna")
            elif word == "re-ingest":
                store.withdraw(document("d0").source)
                store.replace(document("d0"), naming(NAMES[0]))
            elif word == "split":
                members = members_of(store.record, store.resolve(iri("Центр")))
                if len(members) > 1:
                    before = everything(store)
                    store.split(store.resolve(members[0]), members[:1], "anna")
                    alone = members_of(store.record, store.resolve(members[0]))
                    assert alone == members[:1]
                    store.undo("anna")
                    assert everything(store) == before
            else:
                before = everything(store)
                try:
                    store.decide(said(*word))  # type: ignore[misc]
                except InputError:
                    assert everything(store) == before
        for one in decisions.holding(store.record):
            assert (store.resolve(one.subject) == store.resolve(one.object)) is decisions.SAME[one.act]
        assert {store.resolve(iri(name)) for name in NAMES} <= {iri(name) for name in NAMES}  # no mention is lost
        assert store.record.execute("SELECT count(*) FROM node WHERE alive").fetchone()[0] == len(NAMES)
        now = everything(store)
        other.decide(*decisions.holding(store.record)) if decisions.holding(store.record) else None
        assert everything(other) == now  # neither the order of documents nor the way to what holds matters
        store.rebuild()
        assert everything(store) == now
        while store.undo("anna"):
            pass
        assert everything(store) == start
        store.close()
        other.close()
