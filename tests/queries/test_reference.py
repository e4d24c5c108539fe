"""Answers are those of a plain reference over the facts, which knows neither stores nor query languages."""

import pytest

from medcoop.queries import runner
from medcoop.queries.question import catalogue

from . import reference
from .deeds import World
from .parity import cases, rows


@pytest.fixture(scope="module")
def said(world):
    """What the documents of the world state."""
    return World(world[1], world[2])


@pytest.mark.parametrize("name", catalogue())
def test_rows_are_those_of_the_reference(world, said, name):
    store, wrong = world[0], []
    every = [given for one, given in cases(store) if one == name]
    for given in every:
        asked = {p.name: p.default for p in catalogue()[name].parameters if p.default is not None} | given
        wanted = list(getattr(reference, name)(said, _as_stated(store, name, asked)))
        found = rows(store, (name, given), "rq")
        most = int(asked["limit"])
        columns = set(wanted[0]) if wanted else set()
        one, other = sorted(map(_plain, wanted)), sorted(_plain({column: row[column] for column in columns}) for row in found)
        right = one == other if len(wanted) <= most or name == "path" else len(other) == most and set(other) <= set(one)
        if not right:
            wrong.append((given, [x for x in other if x not in one][:2], [x for x in one if x not in other][:2]))
    assert not wrong, f"{len(wrong)} of {len(every)} wrong: {wrong[:2]}"


@pytest.mark.parametrize("name", sorted(set(catalogue()) - {"path"}))
def test_a_limit_leaves_the_first_rows(world, name):
    store = world[0]
    for given in [given for one, given in cases(store) if one == name and "limit" not in given][:20]:
        every = rows(store, (name, given | {"limit": "10000"}), "rq")
        assert rows(store, (name, given | {"limit": "7"}), "rq") == every[:7], given


def _as_stated(store, name, asked):
    """The parameters as the reference takes them: an agreement by its document and a quote."""
    given = asked | {"limit": int(asked["limit"])}
    if name == "agreement_card":
        quote = runner.evidence(store, asked["name"])[0]
        given["name"] = (quote.source, quote.quote)
    return given


def _plain(row):
    return repr(sorted((name, _value(value)) for name, value in row.items()))


def _value(value):
    if isinstance(value, set | tuple | list):
        return sorted(value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
