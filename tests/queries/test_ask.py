"""Questions in words: what they are read as, in both languages; what can't be answered is refused; nothing breaks the reader."""

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medcoop.graph import names as index
from medcoop.graph import record
from medcoop.queries.ask import compile as ask_compile
from medcoop.queries.ask import is_russian, likeness, read, tables, train
from medcoop.queries.ask.dates import periods
from medcoop.queries.ask.likeness import REFUSED
from medcoop.queries.ask.pattern import Scene, find, taken_apart
from medcoop.queries.ask.traits import family
from medcoop.queries.ask.words import words
from medcoop.queries.question import catalogue
from medcoop.queries.typed import place

FOLDER = Path(__file__).parent / "ask"
EXAMPLES = train.EXAMPLES
LEARNED = ("tuned", "apart", "kinds", *(f"unseen{number}" for number in (*range(1, 11), 12, 13, 14, 17, 18)))
FRESH = ("unseen11", "unseen15", "unseen16")  # the reader has learned nothing from these
SETS = (*LEARNED, *FRESH)
NAMES = {"who", "a", "b", "name", "office"}


def lines(name):
    """(question, question of the catalogue or None, parameters) of each line of a set."""
    folder = EXAMPLES if name.rpartition("_")[0] in (*LEARNED, "phrasings") else FOLDER
    for line in (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        text, _, reading = line.rpartition(" | ")
        question, *params = reading.split("; ")
        yield text, None if question == "null" else question, dict(p.split("=", 1) for p in params)


def folded(params):
    return {k: re.sub(r"[\W_]+", " ", v.casefold()).strip() if k in NAMES else v for k, v in params.items()}


def scores(name):
    right = exact = refused = rightly = count = 0
    for text, question, params in lines(name):
        reading = read(text)
        count += 1
        right += reading.question == question
        exact += reading.question == question and folded(reading.params) == folded(params)
        refused += reading.question is None
        rightly += reading.question is None and question is None
    return right / count, exact / count, rightly / max(refused, 1)


@pytest.mark.parametrize("kind", SETS)
def test_scores(kind):
    """Share of questions, of questions with all parameters, and precision of refusals; neither language lags behind."""
    by_language = {lang: scores(f"{kind}_{lang}") for lang in ("ru", "en")}
    for right, exact, precision in by_language.values():
        assert right >= 0.95
        assert exact >= 0.9
        assert precision >= 0.9
    assert abs(by_language["ru"][0] - by_language["en"][0]) <= 0.05
    assert abs(by_language["ru"][1] - by_language["en"][1]) <= 0.05


def test_phrasings_are_read_as_the_questions_that_they_are():
    """Ways to ask, of which only the question is noted: nearly all are read as it."""
    for lang in ("ru", "en"):
        rows = list(lines(f"phrasings_{lang}"))
        assert sum(read(text).question == question for text, question, _ in rows) >= 0.97 * len(rows)


def test_without_weights_the_cues_alone_choose(monkeypatch):
    monkeypatch.setattr(likeness, "weights", lambda: ([], {}))
    assert read("кто сотрудничает с Монголией по онкологии").question == "partners_of"
    assert read("how many surgeons were trained in Mali").question == "how_many"
    assert read("сколько стоит пломба").question is None


def test_words_of_like_meaning_are_one_family_in_both_languages():
    for pair in ("кто who", "подписал signed", "проектов projects", "посредники brokers", "изменилось changed", "через through"):
        russian, english = words(pair)
        assert family(russian) == family(english) is not None, pair
    assert family(words("Zorvex")[0]) is None


def test_weights_are_learned_from_examples_alone():
    rows = [
        (f"{mark} {number}", question, [mark, "all"]) for number in range(4) for mark, question in (("b:x_y", "who_on"), ("w:z", REFUSED))
    ]
    made = train.weigh(rows)
    assert made == train.weigh(list(reversed(rows)))
    best = {
        mark: made["questions"][max(zip(pairs[1::2], pairs[::2], strict=True))[1]]
        for mark, pairs in made["weights"].items()
        if mark != "all"
    }
    assert best == {"b:x_y": "who_on", "w:z": REFUSED}


def test_the_sets_are_large_and_ask_every_question():
    asked = [question for kind in SETS for lang in ("ru", "en") for _, question, _ in lines(f"{kind}_{lang}")]
    assert len(asked) >= 400
    assert {q for q in asked if q} == set(catalogue())
    assert all(asked.count(question) >= 8 for question in catalogue())


GOLDEN = {
    "кто сотрудничает с Монголией по онкологии после 2019": ("partners_of", {"who": "Монголией", "topic": "oncology", "since": "2020"}),
    "Who works with whom on dialysis in Nepal, before March 2021?": (
        "who_on",
        {"topic": "nephrology", "country": "NP", "until": "2021-02"},
    ),
    "трансплонтация почки казахстан": ("who_on", {"topic": "kidney-transplantation", "country": "KZ"}),
    "Что связывает Siemens Healthineers и ЦРБ Кокшетау?": ("between", {"a": "Siemens Healthineers", "b": "ЦРБ Кокшетау"}),
    "memoranda with Oman since 2 May 2020": ("agreements", {"type": "memorandum", "country": "OM", "since": "2020-05-02"}),
    "сколько стоит пломба": (None, {}),
    "": (None, {}),
    "   \n": (None, {}),
    "???": (None, {}),
}


@pytest.mark.parametrize(("text", "wanted"), GOLDEN.items())
def test_a_question_is_read(text, wanted):
    reading = read(text)
    assert (reading.question, dict(reading.params)) == wanted


def test_a_reading_says_which_words_it_took():
    text = "партнёры Сеченовского университета в Китае по генетике с 2018"
    said = {m.part: text[m.start : m.end] for m in read(text).matched}
    assert said["who"] == "Сеченовского университета"
    assert (said["country"], said["topic"], said["since"]) == ("Китае", "генетике", "с 2018")


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("с 5 мая 2020", "2020-05-05", None), ("after 31 December 2020", "2021-01-01", None), ("до марта 2020 года", None, "2020-02"),
        ("before January 2020", None, "2019-12"), ("не ранее 2017", "2017", None), ("no later than 2018", None, "2018"),
        ("в 2018–2020 годах", "2018", "2020"), ("between 2016 and 2019", "2016", "2019"), ("с мая по июль 2020", "2020-05", "2020-07"),
        ("2019", "2019", "2019"), ("after 28.02.2020", "2020-02-29", None), ("2019 onwards", "2019", None), ("as of June 2021", "2021-06", "2021-06"),
        ("2010-е годы", "2010", "2019"), ("с 1990-х", "1990", None), ("до 90-х", None, "1989"), ("в нулевые", "2000", "2009"),
        ("in 2020-м", "2020", "2020"), ("since the 2010s", "2010", None), ("after the '80s", "1990", None),
        ("between the nineties and the 2010s", "1990", "2019"),
    ],
)  # fmt: skip
def test_dates(text, since, until):
    [period] = periods(text)
    assert (period.since, period.until) == (since, until)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("партнёры фонда «Мост Ольвии»", "who", "фонда «Мост Ольвии»"),
        ("партнёры «Мост Ольвии»", "who", "Мост Ольвии"),
        ("partners of Olvia Women's and Children's Hospital", "who", "Olvia Women's and Children's Hospital"),
        ("agreements of the Zorvex Health and Science University", "who", "Zorvex Health and Science University"),
        ("Выдай карточку больницы Тансо", "name", "больницы Тансо"),
        ("Fetch the card of the Tanso Hospital", "name", "Tanso Hospital"),
        ("что есть по диализу на грузинском", "language", "ka"),
        ("anything on dialysis in Swahili", "language", "sw"),
        ("how many doses of medicine were delivered to Mali", "topic", "drug-supply"),
    ],
)
def test_a_parameter_is_read(text, name, value):
    assert read(text).params.get(name) == value


def test_a_country_is_no_language_before_a_noun():
    assert "language" not in read("is anything known about dialysis in French hospitals").params


def test_what_is_no_date_is_none():
    assert periods("31 February 2020, COVID-2019, №2020, 20191") == []


def test_patterns():
    scene = Scene(words("Кто из клиник сотрудничает с Перу"), {("country", 5): 6})
    for pattern in ("кто .. сотруднич*", "^ кто", "с <country> $", "(когда) кто", "работает|сотрудничает с", "=клиник"):
        assert find(taken_apart(pattern), scene), pattern
    for pattern in ("^ сотруднич*", "кто сотруднич*", "<topic>", "=клиника", "с $"):
        assert not find(taken_apart(pattern), scene), pattern


ALPHABET = st.text(alphabet=st.sampled_from("абвё №«»\"'()-–.,:;?!abcN1920 \n\t*|<>^$"), max_size=80)
WORDS = st.lists(
    st.sampled_from([w for kind in SETS for lang in ("ru", "en") for t, _, _ in lines(f"{kind}_{lang}") for w in t.split()]), max_size=14
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=120), ALPHABET, WORDS.map(" ".join)))
def test_any_text_is_read_alike_each_time(text):
    reading = read(text)
    assert reading == read(text)
    assert 0 <= reading.confidence <= 1
    allowed = {p.name for p in catalogue()[reading.question].parameters} if reading.question else set()
    assert set(reading.params) <= allowed
    for name, value in reading.params.items():
        assert value and (name not in NAMES or value in text)
    for part in reading.matched:
        assert 0 <= part.start <= part.end <= len(text)


@pytest.mark.parametrize(
    "bit", ["кто ", "a", "с 2019 ", "between X and ", "«", "(", "Центр ", "not ", "\x00", "𝔸", "'s ", "меморандум между "]
)
def test_a_long_text_is_read_quickly(bit):
    start = time.process_time()
    read((bit * 10_000)[:10_000])
    assert time.process_time() - start < 3


def test_the_compiled_data_are_those_of_the_yaml_files():
    for path, text in ask_compile.files():
        assert path.read_text(encoding="utf-8") == text, f"run python -m medcoop.queries.ask.compile: {path.name}"


def test_every_question_says_how_it_is_asked_and_fills_only_its_parameters():
    asked = tables.compiled()["asked"]
    assert set(asked) == set(catalogue())
    for name, one in asked.items():
        parameters = {p.name: p for p in catalogue()[name].parameters}
        assert set(one["fill"]) <= set(parameters)
        assert set(one.get("needs", ())) >= {p.name for p in parameters.values() if p.required and p.default is None}
        cues = [part for _, cue in one["cues"] for part, _ in cue if not isinstance(part, str)]
        texts = [text for forms in cues for text, _ in forms]
        assert any(map(is_russian, texts)) and not all(map(is_russian, texts)), name


def test_reading_imports_nothing_heavy():
    code = (
        "import sys; from medcoop.queries.ask import read; read('кто сотрудничает с Монголией по онкологии');"
        "print([m for m in ('pydantic', 'rdflib', 'yaml', 'pyoxigraph', 'pymorphy3', 'rapidfuzz', 'click') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_shared_questions_are_read_where_they_are_at_hand():
    path = Path(__file__).resolve().parents[3] / "shared" / "gold" / "ask.jsonl"
    if not path.is_file():
        pytest.skip("no shared questions here")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    right = [(r := read(row["q"])).question == row["question"] and folded(r.params) == folded(row["params"]) for row in rows]
    assert sum(right) >= 0.9 * len(rows)


NEW_QUESTION = """
fill: {topic: topic, country: country}
needs: [topic]
cues:
  8: [equipment inventory, парк оборудования]
"""
NEW = """
import sys
from pathlib import Path
from medcoop.ontology import compiled, vocabulary
from medcoop.queries.ask import compile, read, tables

plain = compiled.read("vocabularies.json")
plain["topic"]["concepts"]["hyperbaric-medicine"] = {
    "label": {"en": "Hyperbaric medicine", "ru": "Гипербарическая медицина"}, "comment": {"en": "Pressure.", "ru": "Давление."},
    "search": {"en": ["hyperbaric*"], "ru": ["баротерап*"]},
}
vocabulary.load = lambda: vocabulary.from_plain(plain)
tables.GENERATED = Path(sys.argv[1])
(tables.GENERATED / "reader.json").write_text(compile.json.dumps(compile.reader(Path(sys.argv[2]))), encoding="utf-8")
tables.compiled.cache_clear()
for text in ("hyperbaric medicine in Peru", "баротерапия в Перу", "equipment inventory on hyperbaric oxygen", "парк оборудования для баротерапии"):
    print(read(text).question, *sorted(read(text).params.values()))
"""


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("с кем не сотрудничает больница Тансо", None),
        ("какие клиники не подписали соглашений с Непалом", None),
        ("у кого нет партнёров в Непале", None),
        ("which hospitals do not cooperate with Nepal", None),
        ("who has never worked with the Tanso hospital", None),
        ("which clinics have no agreement with the Tanso hospital", None),
        ("кто больше не сотрудничает с больницей Тансо", "partners_of"),
        ("с кем перестала сотрудничать больница Тансо", "partners_of"),
        ("which clinics in Nepal don't cooperate with each other on dialysis", "not_linked"),
        ("which agreements with Nepal are not signed yet", "agreements"),
    ],
)
def test_who_does_not_cooperate_is_no_question_of_the_graph(text, question):
    assert read(text).question == question


@pytest.mark.parametrize(
    ("text", "question", "left_out"),
    [
        ("who cooperates on malaria except the WHO and UNICEF", "who_on", ("WHO", "UNICEF")),
        ("partners of Nepal other than Japan since 2019", "partners_of", ("JP",)),
        ("кто сотрудничает с Непалом по диализу, кроме китайских клиник", "partners_of", ("CN",)),
        ("меморандумы с Непалом, не считая продлённых", "agreements", ("extended",)),
        ("agreements with Nepal signed but not extended", "agreements", ("extended",)),
        ("все соглашения за исключением протоколов с Непалом", "agreements", ("protocol",)),
        ("dental projects aside, who cooperates on glaucoma", "who_on", ("dentistry",)),
        ("сотрудничество по диализу за исключением 2020 года", "who_on", ("2020 года",)),
        ("партнёрства по диализу за исключением японских, с 2018", "who_on", ("JP",)),
        ("подписали, но ничего не сделали", "silent", ()),
    ],
)
def test_what_a_question_leaves_out_is_no_parameter(text, question, left_out):
    reading = read(text)
    assert (reading.question, reading.without) == (question, left_out)
    assert not {"CN", "JP", "extended", "2020"} & set(reading.params.values())


@pytest.mark.parametrize("text", ["с Китаем", "из Китая", "партнёры Китая", "из Египта", "в Уругвае", "Парагваем"])
def test_a_country_is_known_in_every_case(text):
    assert read(f"кто сотрудничает {text} по хирургии").params.get("topic") == "surgery"
    assert "who" not in read(f"сотрудничество по хирургии {text}").params or place(read(f"сотрудничество по хирургии {text}").params["who"])


def test_courtesies_are_left_aside_and_nouns_joined_by_a_hyphen_are_two():
    assert read("Добрый день! Не могли бы вы подсказать, кто сотрудничает по урологии?").params == {"topic": "urology"}
    assert read("сколько врачей-урологов обучили в Непале").params == {"what": "trained", "topic": "urology", "country": "NP"}
    assert read("Добрый день!").question is None


def test_a_new_topic_and_a_new_question_need_no_code(tmp_path):
    """A topic's search forms and a folder with an ask.yaml are compiled, and questions about them are read."""
    catalog = tmp_path / "catalog"
    shutil.copytree(ask_compile.CATALOGUE, catalog)
    (catalog / "inventory").mkdir()
    (catalog / "inventory" / "ask.yaml").write_text(NEW_QUESTION, encoding="utf-8")
    for name in ("registered.txt", "likeness.json"):
        shutil.copy(tables.GENERATED / name, tmp_path)
    done = subprocess.run([sys.executable, "-c", NEW, str(tmp_path), str(catalog)], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [
        "who_on PE hyperbaric-medicine", "who_on PE hyperbaric-medicine", "inventory hyperbaric-medicine", "inventory hyperbaric-medicine",
    ], done.stderr  # fmt: skip


NAMED = {
    "Mtkvari Clinic": "institution", "Шумская районная больница": "institution", "Sabine Rothweiler": "person", "Zorvex": "institution",
    "Протокол трёх рек": "agreement",
}  # fmt: skip


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """The name index of a record."""
    con = record.open_for_writing(tmp_path_factory.mktemp("named") / "record.db")
    for number, (text, kind) in enumerate(NAMED.items()):
        index.replace(con, f"urn:{number}", kind, [text])
    yield index.Names(con)
    con.close()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("sabine rothweiler", ("person", {"name": "sabine rothweiler"})),
        ("с кем работает шумской районной больницы", ("partners_of", {"who": "шумской районной больницы"})),
        ("zorvex mtkvari clinic", ("between", {"a": "zorvex", "b": "mtkvari clinic"})),
        ("что в протоколе трёх рек", ("agreement_card", {"name": "протоколе трёх рек"})),
        ("oncology in kenya", ("who_on", {"topic": "oncology", "country": "KE"})),
        ("best clinic in kenya", (None, {})),
    ],
)
def test_names_that_the_store_has_are_known(stored, text, wanted):
    reading = read(text, stored)
    assert (reading.question, dict(reading.params)) == wanted
