"""The vocabularies: sound as written, quick to load, closed upwards and downwards."""

import subprocess
import sys
from itertools import combinations, pairwise

import pytest
import yaml

from medcoop.ontology import vocabulary
from medcoop.ontology.generate_vocabularies import SCHEMES, read_yaml
from medcoop.ontology.text import Text

VOCABULARIES = vocabulary.load()
CONCEPTS = [concept for scheme in VOCABULARIES.schemes.values() for concept in scheme.concepts.values()]
BROADER = {
    "liver-transplantation": "transplantation", "organ-donation": "transplantation", "radiotherapy": "oncology",
    "cardiac-surgery": "cardiology",
    "perinatology": "obstetrics-gynecology", "diabetes": "endocrinology", "hiv": "infectious-diseases", "telemedicine": "digital-health",
    "artificial-intelligence": "digital-health", "nursing": "medical-education", "clinical-trials": "medical-research",
}  # fmt: skip


def test_all_schemes_are_there_with_their_codes():
    assert tuple(VOCABULARIES.schemes) == SCHEMES
    assert tuple(VOCABULARIES.schemes["ladder"].concepts) == ("discussed", "planned", "signed", "active", "ended")
    assert len(VOCABULARIES.schemes["topic"].concepts) == 67
    assert {len(VOCABULARIES.schemes[name].concepts) for name in ("activity", "institution-kind")} == {14, 11}


@pytest.mark.parametrize("name", SCHEMES)
def test_no_code_is_written_twice(name):
    class Unique(yaml.SafeLoader):
        def construct_mapping(self, node, deep=False):
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len(set(keys)), f"{name}.yaml: {[key for key in keys if keys.count(key) > 1]}"
            return super().construct_mapping(node, deep)

    from importlib import resources

    yaml.load((resources.files("medcoop.ontology") / "vocab" / f"{name}.yaml").read_text("utf-8"), Unique)


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda c: f"{c.scheme}/{c.id}")
def test_a_concept_is_described_in_both_languages(concept):
    for text in (concept.label, concept.comment):
        assert isinstance(text, Text)
        assert text.en.strip() and text.ru.strip()
        assert any("а" <= letter <= "я" for letter in text.ru.lower())
        assert not any("а" <= letter <= "я" for letter in text.en.lower())
    for lang in ("en", "ru"):
        forms = concept.search.of(lang)
        assert len(forms) == len(set(forms))
        assert forms or concept.id in ("other", "unknown")
        for form in forms:
            assert form == " ".join(form.split())
            assert all(len(word.rstrip("*")) > 2 for word in form.split() if word.endswith("*")), form
            assert "*" not in form.replace("* ", " ").removesuffix("*"), form


@pytest.mark.parametrize("topic", VOCABULARIES.schemes["topic"].concepts)
def test_a_topic_can_be_said_in_many_ways(topic):
    search = VOCABULARIES.schemes["topic"].concepts[topic].search
    assert len(search.en) >= 5 and len(search.ru) >= 5


def test_broader_topics_exist_and_lead_nowhere_in_a_circle():
    topics = VOCABULARIES.schemes["topic"].concepts
    for topic, concept in topics.items():
        assert set(concept.broader) <= topics.keys()
        assert not set(VOCABULARIES.broader_closed(topic)) & set(VOCABULARIES.narrower_closed(topic)) - {topic}


def test_closures_mirror_each_other():
    for topic in VOCABULARIES.schemes["topic"].concepts:
        up = VOCABULARIES.broader_closed(topic)
        assert up[0] == topic and len(set(up)) == len(up)
        assert all(topic in VOCABULARIES.narrower_closed(wider) for wider in up)
    assert all(wider in VOCABULARIES.broader_closed(topic) for topic, wider in BROADER.items())
    assert set(VOCABULARIES.narrower_closed("transplantation")) == {
        "transplantation", "liver-transplantation", "kidney-transplantation", "heart-transplantation", "organ-donation",
    }  # fmt: skip
    with pytest.raises(KeyError):
        VOCABULARIES.broader_closed("alchemy")


@pytest.mark.parametrize("name", SCHEMES)
def test_unrelated_concepts_share_no_form_by_accident(name):
    scheme = VOCABULARIES.schemes[name]
    owners: dict[str, set[str]] = {}
    for concept in scheme.concepts.values():
        for form in (*concept.search.en, *concept.search.ru):
            owners.setdefault(form.lower(), set()).add(concept.id)
    shared = {form for form, ids in owners.items() if any(not _related(scheme, *pair) for pair in combinations(ids, 2))}
    assert shared == {form.lower() for form in scheme.shared}


def _related(scheme, one, other):
    ups = [_up(scheme, each) for each in (one, other)]
    return one in ups[1] or other in ups[0]


def _up(scheme, code):
    return {code}.union(*(_up(scheme, wider) for wider in scheme.concepts[code].broader))


def test_exact_matches_are_iris_of_one_concept_alone():
    matches = [match for concept in CONCEPTS for match in concept.exact_match]
    assert all(match.startswith(("http://id.nlm.nih.gov/mesh/D", "http://www.wikidata.org/entity/Q")) for match in matches)
    assert len(matches) == len(set(matches))


def test_every_kind_of_institution_has_a_class():
    assert {concept.class_name.partition(":")[0] for concept in VOCABULARIES.schemes["institution-kind"].concepts.values()} == {"schema"}


def test_the_compiled_vocabularies_are_those_of_the_yaml_files():
    assert vocabulary.from_plain({name: read_yaml(name) for name in SCHEMES}) == VOCABULARIES


def test_loading_costs_no_heavy_import():
    code = (
        "import sys; from medcoop.ontology.vocabulary import load, places; load(); places();"
        "print([m for m in ('pydantic', 'rdflib', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_rungs_of_the_ladder_and_states_of_cooperation_agree():
    ladder, status = (VOCABULARIES.schemes[name].concepts for name in ("ladder", "status"))
    assert set(status) < set(ladder)
    order = list(ladder)
    assert all(order.index(a) < order.index(b) for a, b in pairwise(["discussed", "planned", "signed", "active", "ended"]))
