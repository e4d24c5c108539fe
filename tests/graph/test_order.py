"""The dataset depends on which documents are in it and on nothing else: not on their order, batches, revisions or withdrawals."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from medcoop.graph.store import Store
from medcoop.ontology.identity import Decision
from medcoop.ontology.model import Agreement, Cooperation, Event, Evidence, Facts, Institution, Person, Project, Quantity

from .simple import SimpleResolver, document

NAMES = ("Центр", "Центр хирургии", "Центр не тот", "Больница", "Больница №1", "University", "University Hospital")
TOPICS = ("liver-transplantation", "kidney-transplantation", "transplantation", "oncology", "radiotherapy")
DATES = (None, "2019", "2021-05", "2023-07-05", "2018/2020", "2022/..")
SURE = st.sampled_from((0.9, 0.3))


def proof(confidence: float, at: int) -> tuple[Evidence, ...]:
    return (Evidence(start=at, end=at + 3, quote="abc", rule="r", confidence=confidence),)


@st.composite
def many_facts(draw: Any) -> Facts:
    """Small facts of everything that the format has."""
    keys = [f"i{n}" for n in range(draw(st.integers(1, 3)))]
    parties = st.lists(st.sampled_from([*keys, "country:RU", "country:KG"]), min_size=2, max_size=3, unique=True).map(tuple)
    date, topics = st.sampled_from(DATES), st.lists(st.sampled_from(TOPICS), max_size=2, unique=True).map(tuple)
    institutions = tuple(
        Institution(
            key=key, name=draw(st.sampled_from(NAMES)), kind=draw(st.sampled_from(("hospital", "university", "other"))),
            country=draw(st.sampled_from((None, "RU", "KG"))), city=draw(st.sampled_from((None, "Бишкек"))),
            part_of=draw(st.sampled_from((None, *keys))), evidence=proof(draw(SURE), 0),
        ) for key in keys
    )  # fmt: skip
    people = tuple(
        Person(name=draw(st.sampled_from(("Иван Петров", "Иван"))), position="директор", org=keys[0], evidence=proof(draw(SURE), 1))
        for _ in range(draw(st.integers(0, 1)))
    )
    agreements = tuple(
        Agreement(
            key="a1",
            parties=draw(parties),
            signed=draw(date),
            status=draw(st.sampled_from(("signed", "planned", "unknown"))),
            evidence=proof(draw(SURE), 2),
        )
        for _ in range(draw(st.integers(0, 1)))
    )
    projects = tuple(Project(key="p1", name="Проект", participants=draw(parties)) for _ in range(draw(st.integers(0, 1))))
    events = tuple(Event(key="e1", name="Форум", date=draw(date), country="RU") for _ in range(draw(st.integers(0, 1))))
    cooperations = tuple(
        Cooperation(
            parties=draw(parties), topics=draw(topics), date=draw(date), status=draw(st.sampled_from(("active", "planned", "discussed", "ended"))),
            kinds=("training",), under=("a1",) if agreements else (), within=("p1",) if projects else (), event="e1" if events else None,
            evidence=proof(draw(SURE), n),
        ) for n in range(draw(st.integers(0, 2)))
    )  # fmt: skip
    quantities = tuple(
        Quantity(what="trained", value=draw(st.sampled_from((1.5, 198.0))), by=(keys[0],)) for _ in range(draw(st.integers(0, 1)))
    )
    return Facts(
        id="x", lang="ru", institutions=institutions, people=people, agreements=agreements, projects=projects, events=events,
        cooperations=cooperations, quantities=quantities,
    )  # fmt: skip


QUICK = settings(  # each example makes stores on disk: shrinking would take minutes
    deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
DOCUMENTS = st.dictionaries(st.sampled_from("abcde"), st.tuples(many_facts(), st.sampled_from(("раз", "два"))), min_size=1)
CHANGES = st.lists(st.tuples(st.sampled_from("abcde"), st.one_of(st.none(), many_facts())), max_size=5)


def item(name: str, facts: Facts, text: str) -> tuple[Any, Facts]:
    return document(name, text, published="2024-01-05"), facts


def everything(store: Store) -> list[str]:
    """Every line of the dataset, with its graph, sorted."""
    return sorted(f"{line} {graph}" for graph in (None, *store.graphs()) for line in store.lines(graph))


def fresh(folder: Path, name: str, documents: dict[str, tuple[Facts, str]], order: list[str]) -> tuple[str, list[str]]:
    with Store.open(folder / name, write=True, create=True, resolver=SimpleResolver(), project=False) as store:
        store.replace_many(item(key, *documents[key]) for key in order)
        return store.snapshot_id, everything(store)


@settings(QUICK, max_examples=15)
@given(documents=DOCUMENTS, changes=CHANGES, order=st.randoms(use_true_random=False))
def test_any_way_to_the_same_documents_gives_the_same_bytes(documents: dict[str, tuple[Facts, str]], changes: Any, order: Any) -> None:
    keys = sorted(documents)
    order.shuffle(keys)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        identity, expected = fresh(folder, "straight", documents, sorted(documents))
        with Store.open(folder / "crooked", write=True, create=True, resolver=SimpleResolver(), project=False) as store:
            for key, facts in changes:
                if facts is not None:
                    store.replace(*item(key, facts, "раньше"))
                elif (there := store.document(f"file:///docs/{key}")) and there.state == "current":
                    store.withdraw(there.iri)
            for key in keys:
                store.replace(*item(key, *documents[key]))
            for key in {key for key, _ in changes} - documents.keys():
                if (there := store.document(f"file:///docs/{key}")) and there.state == "current":
                    store.withdraw(there.source)
            assert everything(store) == expected
            assert store.snapshot_id == identity
            found = store.names.search("центр"), store.status()["things"]
            store.rebuild()
            assert everything(store) == expected
            assert store.snapshot_id == identity
            assert (store.names.search("центр"), store.status()["things"]) == found


@settings(QUICK, max_examples=10)
@given(documents=DOCUMENTS, same=st.booleans(), early=st.booleans())
def test_a_persons_decision_outlives_everything(documents: dict[str, tuple[Facts, str]], same: bool, early: bool) -> None:
    ids = [next(iter(SimpleResolver().members(Facts(id="x", lang="ru", institutions=(Institution(key="a", name=name),)), "").values())).iri
           for name in ("Центр хирургии", "Центр")]  # fmt: skip
    decision = Decision(ids[0], ids[1], same, 1.0, "we know", author="person", date="2024-01-01")
    with (
        tempfile.TemporaryDirectory() as name,
        Store.open(Path(name) / "s", write=True, create=True, resolver=SimpleResolver(), project=False) as store,
    ):
        if early:
            store.decide(decision)
        store.replace_many(item(key, *value) for key, value in documents.items())
        if not early:
            store.decide(decision)
        expected = everything(store)
        store.rebuild()
        assert everything(store) == expected
        there = {line for line in expected if ids[0] in line and ids[1] in line}
        assert not there or same
