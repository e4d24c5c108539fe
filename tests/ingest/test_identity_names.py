"""Normal forms: what names in two languages mean, and which pairs are, or can't be, one thing."""

from __future__ import annotations

import pytest

from medcoop.ingest.identity import acronyms, compare, judge, normal, people, profile, score, vetoes
from medcoop.ingest.identity.alike import alike
from medcoop.ingest.identity.normal import parse, proper

SAME_FORM = [
    ("Рязанская областная клиническая больница", "Ryazan Regional Clinical Hospital"),
    ("ФГБУ «НМИЦ кардиологии» Минздрава России", "Национальный медицинский исследовательский центр кардиологии"),
    ("Министерство здравоохранения Республики Армения", "Ministry of Health of Armenia"),
    ("Медицинский университет Астаны", "Astana Medical University"),
    ("ГБУЗ «Городская клиническая больница № 7» города Казани", "Kazan City Clinical Hospital No. 7"),
    ("Институт кардиохирургии им. А.Н. Бакулева", "Bakulev Institute of Cardiac Surgery"),
    ("Федеральный центр сердечно-сосудистой хирургии (г. Пенза)", "ФЦССХ, Пенза"),
]


@pytest.mark.parametrize(("one", "two"), SAME_FORM)
def test_one_meaning_has_one_form_in_both_languages(one, two):
    assert parse(one).key == parse(two).key


def test_a_name_falls_into_its_parts():
    name = parse("ФГБУ «НМИЦ трансплантологии имени академика В.И. Шумакова» Минздрава России")
    assert (name.head, name.levels, name.strong) == ("centre", {"national"}, {"transplantation"})
    assert [p.sound for p in name.propers] == ["5umakov"]
    assert name.owner_countries == {"RU"}
    assert not name.countries, "the owner's country is not the name's"


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Первая клиническая больница Медицинского университета", "hospital"),
        ("First Affiliated Hospital of Medical University", "hospital"),
        ("Seoul National University Hospital", "hospital"),
        ("University of Nowhere Cancer Center", "centre"),
        ("Институт гематологии университета", "institute"),
        ("Департамент науки Минздрава России", "department"),
        ("ТвГМУ", "university"),
    ],
)
def test_the_head_noun_is_found(text, head):
    assert parse(text).head == head


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Шумакова", "Shumakov"),
        ("Готье", "Gautier"),
        ("Харбинский", "Harbin"),
        ("Жигжидсурэн", "Jigjidsuren"),
        ("Склифосовского", "Sklifosovsky"),
        ("Щукин", "Shchukin"),
    ],
)
def test_scripts_meet(one, two):
    assert alike(proper(one.casefold()), proper(two.casefold()))


@pytest.mark.parametrize(
    ("one", "two"), [("Кулаков", "Kalugin"), ("Шумаков", "Chumakov"), ("Шумаков", "Чумаков"), ("Петров", "Pavlov"), ("Рогачев", "Rogers")]
)
def test_other_names_stay_apart(one, two):
    assert not alike(proper(one.casefold()), proper(two.casefold()))


@pytest.mark.parametrize(
    ("acronym", "name", "fits"),
    [
        ("СПбГМУ", "Санкт-Петербургский государственный медицинский университет", True),
        ("НЦОиГ", "Национальный центр онкологии и гематологии", True),
        ("КГМУ", "Казанский государственный медицинский университет", True),
        ("КГМУ", "Самарский государственный медицинский университет", False),
        ("NIH", "National Institutes of Health", True),
    ],
)
def test_abbreviations_are_initials(acronym, name, fits):
    assert acronyms.covers(acronym, parse(name).words) is fits


def test_a_russian_abbreviation_fits_the_english_name():
    assert acronyms.translated("ННЦО", parse("National Scientific Center of Oncology"))


VETOES = [
    (("Национальный онкологический центр", "KZ", None), ("National Cancer Center", "MN", None), "other country"),
    (("Областная больница", None, "Рязань"), ("Областная больница", None, "Самара"), "other city"),
    (("Городская больница № 1", None, None), ("City Hospital No. 2", None, None), "other number"),
    (
        ("Министерство здравоохранения Иркутской области", None, None),
        ("Министерство здравоохранения Российской Федерации", None, None),
        "of a region",
    ),
    (("Харбинский медицинский университет", None, None), ("Больница Харбинского медицинского университета", None, None), "other kind"),
    (("Институт гематологии Пекинского университета", None, None), ("Пекинский университет", None, None), "part and the whole"),
    (
        ("Городская клиническая больница им. Пирогова", None, None),
        ("Областная клиническая больница им. Пирогова", None, None),
        "other level",
    ),
    (("Департамент науки Минздрава России", None, None), ("Минздрав России", None, None), ""),
    (("Русский дом в Душанбе", None, None), ("Русский дом в Бишкеке", None, None), "other"),
    (("Ministry of Health", "KG", None), ("Ministry of Foreign Affairs", "KG", None), "other matter"),
]


@pytest.mark.parametrize(("one", "two", "why"), VETOES)
def test_vetoes(one, two, why):
    a, b = (profile.build(name, (), country, city) for name, country, city in (one, two))
    if why:
        assert why in (vetoes.veto(a, b) or "")
    assert vetoes.veto(a, b) == vetoes.veto(b, a) or why
    assert vetoes.veto(a, b) or score.confidence(compare.compare(a, b)) < judge.AUTOMATIC


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Михаил Альбертович Мурашко", "М.А. Мурашко"),
        ("Мурашко Михаил Альбертович", "Mikhail Murashko"),
        ("Евгений Владимирович Шляхто", "Eugene V. Shlyakhto"),
        ("Сергей Готье", "Sergey Gautier"),
    ],
)
def test_forms_of_one_person(one, two):
    likeness = people.compare(people.parse(one), people.parse(two))
    assert likeness and not likeness.veto and likeness.confidence >= judge.AUTOMATIC


@pytest.mark.parametrize(
    ("one", "two", "veto"),
    [
        ("Ренат Сулейманович Акчурин", "Расим Сулейманович Акчурин", "given name"),
        ("А.В. Морозов", "Пётр Морозов", "initials"),
        ("Иван Петрович Кравец", "Иван Сергеевич Кравец", "patronymic"),
        ("А.В. Кравцова", "А.В. Кравцов", "man and a woman"),
    ],
)
def test_people_who_differ(one, two, veto):
    likeness = people.compare(people.parse(one), people.parse(two))
    assert likeness and veto in (likeness.veto or "")


def test_initials_with_a_common_surname_are_no_proof():
    likeness = people.compare(people.parse("А.В. Иванов"), people.parse("А.В. Иванов"))
    assert likeness and likeness.confidence < judge.AUTOMATIC


def test_people_without_a_common_surname_have_nothing_to_compare():
    assert people.compare(people.parse("Иван Кравец"), people.parse("Пётр Седых")) is None


@pytest.mark.parametrize("text", ["", "«»", "№", "ООО", "И.И.", "123", "𝔐", "и", "Ö", "а-б-в", "№ 5 № 5"])
def test_any_text_has_a_form(text):
    assert isinstance(normal.parse(text).key, str)
    assert isinstance(people.parse(text).key, str)
