"""Answers are those of a plain reference over the facts, which knows neither stores nor query languages."""

import pytest

from .parity import cases, rows
from .reference import World

TOLD = ("who_on", "partners_of", "silent", "between", "agreements", "how_many", "people_of")


@pytest.mark.parametrize("name", TOLD)
def test_rows_are_those_of_the_reference(world, name):
    store, held, _ = world
    said = World(held)
    wrong = []
    for case in cases(store):
        if case[0] != name or {"limit", "office"} & case[1].keys():
            continue
        given = case[1] | {"limit": "10000"}
        wanted = sorted(map(_text, getattr(said, name)(given)))
        columns = set(next(iter(getattr(said, name)(given)), {}))
        found = (
            sorted(_text({key: row[key] for key in columns}) for row in rows(store, (name, given), "rq"))
            if columns
            else rows(store, (name, given), "rq")
        )
        if list(found) != wanted:
            wrong.append((given, [x for x in found if x not in wanted][:2], [x for x in wanted if x not in found][:2]))
    assert not wrong, f"{len(wrong)} wrong: {wrong[:2]}"


def _text(row):
    return repr(sorted((name, _plain(value)) for name, value in row.items()))


def _plain(value):
    return (
        sorted(value)
        if isinstance(value, set | tuple)
        else float(value)
        if isinstance(value, int) and not isinstance(value, bool)
        else value
    )
