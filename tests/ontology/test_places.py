"""Countries, regions and cities."""

import pytest

from medcoop.ontology.generate_vocabularies import PLACES, read_yaml
from medcoop.ontology.places import City, Country, Region, fold, from_plain, places

TABLES = places()


def test_all_countries_are_there_in_both_languages():
    assert len(TABLES.countries) == 250  # 249 of ISO 3166-1, and XK
    assert {"NO", "KG", "RU", "GB", "XK"} <= TABLES.countries.keys()
    assert all(len(code) == 2 and code.isupper() and country.name.en and country.name.ru for code, country in TABLES.countries.items())


def test_all_of_russia_is_there():
    assert sum(region.country == "RU" for region in TABLES.regions.values()) == 83


def test_regions_and_cities_lie_in_countries_and_regions_that_exist():
    assert {region.country for region in TABLES.regions.values()} <= TABLES.countries.keys()
    for city in TABLES.cities:
        assert city.country in TABLES.countries
        assert city.region is None or TABLES.regions[city.region].country == city.country


@pytest.mark.parametrize(
    ("form", "kind", "expected"),
    [
        ("Киргизия", Country, "KG"), ("кыргызская республика", Country, "KG"), ("РФ", Country, "RU"), ("uk", Country, "GB"),
        ("Great Britain", Country, "GB"), ("Кот-д’Ивуар", Country, "CI"), ("Норвегия", Country, "NO"),
        ("Рязанская область", Region, "RU-RYA"),
        ("Республика Саха (Якутия)", Region, "RU-SA"), ("Республика Северная Осетия – Алания", Region, "RU-SE"),
        ("Башкирия", Region, "RU-BA"), ("Орел", City, "RU-ORL"), ("Ulan Bator", City, "MN-1"), ("Heidelberg", City, "DE-BW"),
    ],
)  # fmt: skip
def test_a_place_is_found_by_any_of_its_names(form, kind, expected):
    found = [place for place in TABLES.named(form) if isinstance(place, kind)]
    assert [place.region if isinstance(place, City) else place.code for place in found] == [expected]


def test_an_unknown_name_is_no_place():
    assert TABLES.named("Нарния") == ()


def test_capitals_and_main_cities_count_as_cities():
    assert {"Bishkek", "Kampala", "Ryazan"} <= {city.name.en for city in TABLES.cities}
    assert len({(city.country, city.name.en) for city in TABLES.cities}) == len(TABLES.cities)


def test_no_name_belongs_to_two_countries():
    for form, found in TABLES.by_form.items():
        assert sum(isinstance(place, Country) for place in found) <= 1, form


def test_ambiguous_forms_are_known_as_such():
    assert {fold("Владимир"), fold("Орёл")} <= TABLES.ambiguous


def test_the_compiled_places_are_those_of_the_yaml_files():
    assert from_plain({name: read_yaml(name) for name in PLACES}) == TABLES
