"""What keeps extraction fast and its time in proportion to the length: bounded sentences, names and candidates; scorers for many rows."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time

import pytest

from medcoop.ingest.extract import extract
from medcoop.ingest.language import split
from medcoop.ingest.names import institutions_known
from medcoop.ingest.names.dates import DateMention, _longest, _read, find_dates
from medcoop.ingest.names.dates_absolute import ABSOLUTE
from medcoop.ingest.names.dates_relative import RELATIVE
from medcoop.ingest.names.dates_rule import Context
from medcoop.ingest.names.institutions_form import form
from medcoop.ingest.relate import scorer
from medcoop.ontology.dates import PartialDate
from medcoop.ontology.model import Document


def facts(text: str, lang: str = "ru"):
    return extract(Document(source="test:speed", lang=lang, text=text), floor=0.0)


def test_a_sentence_without_end_is_cut_between_words() -> None:
    text = "клиника и больница " * 500
    spans = split.sentences(text, 0, len(text))
    assert max(b - a for a, b in spans) <= 1600
    assert " ".join(text[a:b] for a, b in spans) == text.strip()


def test_a_word_without_end_is_cut_anywhere() -> None:
    text = "А" * 5000
    spans = split.sentences(text, 0, len(text))
    assert max(b - a for a, b in spans) <= 1600
    assert "".join(text[a:b] for a, b in spans) == text


def test_a_short_sentence_is_left_whole() -> None:
    text = f"Клиника {'очень ' * 200}большая."
    assert split.sentences(text, 0, len(text)) == [(0, len(text))]


@pytest.mark.parametrize("unit", ["City Hospital of ", "Институт хирургии Института ", "University of ", "Центр имени Центра "])
def test_a_name_without_end_is_no_name(unit: str) -> None:
    found = facts(unit * 400, "en" if unit.isascii() else "ru")
    assert all(len(one.name) <= 600 for one in found.institutions)


@pytest.mark.parametrize("unit", ["A", "Aa", "а-", "aB", "«", "(", "12.", "И. О. ", "А, и ", "X-", "в 2020-"])
def test_time_is_in_proportion_to_the_length(unit: str) -> None:
    facts(unit * 100)

    def took(length: int) -> float:
        text = unit * (length // len(unit))
        begun = time.process_time()
        facts(text)
        return time.process_time() - begun

    short = max(took(4_000), 0.02)
    assert took(32_000) < 30 * short  # eight times the length; what is quadratic takes 64 times as long


def test_a_list_of_institutions_costs_no_more_than_prose_would() -> None:
    names = [e.name("en") for e in institutions_known.registry.load()]
    text = ", ".join(name for name in names if name)[:8_000]
    begun = time.process_time()
    facts(text, "en")
    assert time.process_time() - begun < 30


def test_trees_of_many_rows_give_what_walking_them_gives() -> None:
    model = scorer.trees("relate_pairs.json", "trees")
    limits: dict[str, list[float]] = {}
    for tree in model.trees:
        for name, threshold, _, _ in tree:
            limits.setdefault(name, []).append(threshold)
    rng = random.Random(7)
    rows = [{name: rng.choice([*found, 0.0, max(found) + 1]) for name, found in limits.items() if name} for _ in range(300)]
    assert model.chances(rows) == [walked(model, row) for row in rows] == [model.chance(row) for row in rows]


def walked(model: scorer.Trees, row: dict[str, float]) -> float:
    total = model.bias
    for tree in model.trees:
        name, value, left, right = tree[0]
        while name:
            name, value, left, right = tree[left if row.get(name, 0.0) <= value else right]
        total += value
    return scorer._sigmoid(total)


def test_margins_are_the_sums_of_the_weights() -> None:
    model = scorer.linear("relate_manner.json", "kinds")
    rng = random.Random(7)
    row = {name: rng.choice([1.0, 0.3]) for name in rng.sample(list(model.weights), 50)} | {"unknown": 1.0}
    wanted = list(model.bias)
    for name, value in row.items():
        for at, weight in enumerate(model.weights.get(name, ())):
            wanted[at] += weight * value
    assert model.margins(row) == tuple(wanted)


def test_the_registry_is_searched_as_if_all_names_were_compared() -> None:
    entries = random.Random(7).sample(institutions_known.entries(), 60)
    for known in entries:
        lang = "en" if known.name.isascii() else "ru"
        mine = form(known.name, lang)
        found = institutions_known._of_form(mine)
        assert known in found
        assert all(form(k.name, "en" if k.name.isascii() else "ru").stems == mine.stems for k in found)


DATED = (
    "Соглашение от 12 марта 2021 года, с 3 по 5 мая, весной прошлого года, на этой неделе, в пятницу, 2019–2021 гг., 90-е годы, "
    "два года назад, вчера, в первом полугодии 2022 года, до конца 2025 года; on 5 June 2020, last month, two years ago, in the 1990s, "
    "this spring, next May, on Friday, in 2018, first quarter of 2023, between 2010 and 2012, since March 2019."
)


def test_rules_for_dates_are_tried_wherever_they_could_find_one() -> None:
    published = PartialDate("2023-04-15")
    for text in (DATED, *DATED.replace(";", ",").split(",")):
        context = Context(text, "ru", published)
        every = [found for rule in (*ABSOLUTE, *RELATIVE) for found in _read(rule, text, context, 0, len(text))]
        assert find_dates(text, "ru", published) == _longest(every)
        assert all(isinstance(one, DateMention) for one in every)


def test_one_thread_unless_the_user_says_otherwise() -> None:
    shown = "import os, sys; sys.argv = ['medcoop', '--version']; from medcoop.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    shown += "print(os.environ['OPENBLAS_NUM_THREADS'], 'numpy' in sys.modules)"
    plain = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    for given, wanted in (({}, "1 False"), ({"OPENBLAS_NUM_THREADS": "3"}, "3 False")):
        run = subprocess.run([sys.executable, "-c", shown], env=plain | given, capture_output=True, text=True, check=True)
        assert run.stdout.splitlines()[-1] == wanted
