"""The catalogue as people extend and break it: a new folder, an empty store, one document, hostile names, wrong values."""

from importlib.resources import files
from pathlib import Path

import pytest

from medcoop.graph.names import Match
from medcoop.graph.store import Store
from medcoop.ontology import iris
from medcoop.ontology.errors import AmbiguousNameError, MedcoopError, UnknownNameError
from medcoop.queries import absence, runner
from medcoop.queries.question import catalogue

from .parity import cases
from .world import ByFirstWord, documents

HOSTILE = (
    '" } DROP ALL #',
    "' OR 1=1 --",
    "\x00",
    "Ж" * 5000,
    "😀",
    "<https://evil>",
    "$name",
    "?x",
    "",
    " ",
    "{}",
    "\\u0022",
    "%s %d {0}",
)


def test_a_question_is_a_folder(world, tmp_path):
    store, _, _ = world
    folder = tmp_path / "countries"
    folder.mkdir()
    (folder / "question.yaml").write_text(
        "command: countries\nasks: {en: Which countries are there?, ru: Какие есть страны?}\nasked_by: {en: a test, ru: тест}\n"
        "parameters: {language: {}}\ncolumns: {country: {type: country, en: country, ru: страна}}\nsort: [country]\nexample: medcoop countries\n"
    )
    (folder / "query.rq").write_text("SELECT DISTINCT ?country WHERE { ?x a mc:Institution ; mc:country ?country }")
    (folder / "query.cypher").write_text("MATCH (:Institution)-[:IN]->(c:Country) RETURN DISTINCT c.code AS country")
    question = catalogue(Path(tmp_path))["countries"]
    found = [runner.ask(store, question, {}, engine=engine).rows for engine in ("rq", "cypher")]
    assert found[0] == found[1]
    assert {"country": "RU"} in found[0]


def test_no_question_fails_on_an_empty_store(tmp_path, world):
    empty = tmp_path / "store"
    with Store.open(empty, write=True, resolver=ByFirstWord(), create=True) as store:
        store.rebuild()
    with Store.open(empty) as store:
        for name, given in cases(world[0], most=1)[::5]:
            for engine in ("rq", "cypher"):
                answer = runner.ask(store, catalogue()[name], given, engine=engine)
                assert not [row for row in answer.rows if name != "coverage"], name
            assert absence.explain(store, answer).kind == "not_ingested"


def test_no_question_fails_on_one_document(tmp_path):
    with Store.open(tmp_path / "store", write=True, resolver=ByFirstWord(), create=True) as store:
        store.replace_many(documents(5, 1))
    with Store.open(tmp_path / "store") as store:
        for case in cases(store, most=1):
            for engine in ("rq", "cypher"):
                runner.ask(store, catalogue()[case[0]], case[1], engine=engine)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_hostile_names_are_names_or_are_refused_in_words(world, text):
    store, _, _ = world
    for question in catalogue().values():
        given = {p.name: text for p in question.parameters if p.required or p.type in ("party", "office")}
        try:
            rows = runner.ask(store, question, given).rows
            assert rows == runner.ask(store, question, given, engine="cypher").rows
        except MedcoopError as error:
            assert error.where
            assert error.remedy


def test_a_hostile_name_that_is_known_is_found(world):
    store, held, _ = world
    name = next(one.name for _, facts in held for one in facts.institutions if one.name.startswith("Hos"))
    found = runner.ask(store, catalogue()["partners_of"], {"who": name})
    assert found.rows == runner.ask(store, catalogue()["partners_of"], {"who": name}, engine="cypher").rows


@pytest.mark.parametrize(
    ("name", "given", "remedy"),
    [
        ("who_on", {"topic": "transplantology of liver"}, "transplantation"),
        ("who_on", {"topic": "oncology", "since": "yesterday"}, "2019-03-12"),
        ("who_on", {"topic": "oncology", "until": "2021-02-30"}, "2019-03-12"),
        ("who_on", {"topic": "oncology", "country": "Kazakstann"}, "KZ"),
        ("who_on", {"topic": "oncology", "status": "sined"}, "signed"),
        ("who_on", {"topic": "oncology", "limit": "many"}, "whole number"),
        ("who_on", {"topic": "oncology", "colour": "red"}, "it has"),
        ("coverage", {"language": "klingon"}, "en, ru"),
        ("how_many", {}, "give"),
        ("agreement_card", {"name": "memorandum of nobody"}, "party"),
    ],
)
def test_a_wrong_value_is_named_with_the_nearest_right_ones(world, name, given, remedy):
    try:
        runner.understand(catalogue()[name], given, world[0])
    except UnknownNameError as error:
        assert error.where
        assert remedy in f"{error.what} {error.remedy}"
    else:
        assert remedy in ("KZ", "signed")  # near enough to be understood


def test_dates_are_understood_as_people_write_them(world):
    question = catalogue()["who_on"]
    for typed, plain in (("12.03.2021", "2021-03-12"), ("3.2021", "2021-03"), (" 2021 ", "2021"), ("2020-02-29", "2020-02-29")):
        assert runner.understand(question, {"topic": "oncology", "since": typed}, world[0])["since"] == plain


class _Two:
    """An index in which two things are as near to whatever is looked for."""

    def search(self, text, types=None, limit=10):
        return [Match(iris.thing("institution", name), "institution", name, 0.8) for name in ("Alma clinic", "Alma hospital")]


def test_a_name_that_several_things_have_is_given_back_with_the_candidates():
    with pytest.raises(AmbiguousNameError) as caught:
        runner.understand(catalogue()["show"], {"name": "Alma"}, _Two())
    assert [name for _, _, name in caught.value.candidates] == ["Alma clinic", "Alma hospital"]
    assert "Alma hospital" in str(caught.value)
    assert caught.value.where == "name"
    iri = caught.value.candidates[0][0]
    assert runner.understand(catalogue()["show"], {"name": iri}, _Two()) == {"name": iri, "limit": 200}


def test_an_empty_answer_says_what_it_means(world):
    store, _, _ = world
    far = absence.explain(store, runner.ask(store, catalogue()["who_on"], {"topic": "oncology", "country": "BR"}))
    assert far.kind == "not_ingested"
    assert ("country", "Brazil", 0) in far.counts
    place = absence.explain(store, runner.ask(store, catalogue()["partners_of"], {"who": "Новосибирск"}, lang="ru"))
    assert place.kind == "not_ingested"
    assert ("place", "Новосибирск", 0) in place.counts
    near = absence.explain(
        store, runner.ask(store, catalogue()["who_on"], {"topic": "oncology", "kind": "grant", "until": "2024"}, lang="ru")
    )
    assert near.kind == "no_evidence"
    assert near.without["kind"] > 0
    assert "kind" in near.message
    early = absence.explain(store, runner.ask(store, catalogue()["agreements"], {"since": "1950", "until": "1951"}))
    assert early.kind == "not_ingested"


def test_sample_queries_stand_in_the_package():
    for question in catalogue().values():
        for name in ("query.rq", "query.cypher"):
            assert (files("medcoop.queries") / "catalog" / question.name / name).is_file()
