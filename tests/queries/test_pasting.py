"""What `--query` prints is run as it stands: it gives what the question was answered with."""

import json
import re

import pytest

from medcoop.queries import pasting, runner
from medcoop.queries.question import catalogue

from .parity import cases

_PARAMETER = re.compile(r"^:param (\w+) => (.*);$", re.MULTILINE)


def _asked(store, name, given, engine):
    question = catalogue()[name]
    return question, runner.answer(store, question, runner.understand(question, given, store), engine=engine)


def _rows(asked, found):
    return sorted({repr(sorted(row.items(), key=str)) for row in asked.plain(found)})


@pytest.mark.parametrize("engine", ["rq", "cypher"])
@pytest.mark.parametrize("name", catalogue())
def test_the_printed_queries_give_what_the_question_was_answered_with(world, name, engine):
    store = world[0]
    every = [given for one, given in cases(store, most=2) if one == name]
    for given in every[:2] + every[2::5]:
        question, answer = _asked(store, name, given, engine)
        text = pasting.pasteable(store, question, answer.parameters, "en", engine)
        assert text == pasting.as_text(answer.ran, engine)
        asked = runner.Asked(store, question, answer.parameters, "en", engine)
        every_row = [row for query, bound in answer.ran for row in asked.run(query, bound)]
        pasted = [
            row for block in re.split(r"^(?:#|//) query \d+ of \d+\n", text, flags=re.MULTILINE) for row in _run(asked, block, engine)
        ]
        known = {name for row in every_row for name in row} & {name for row in pasted for name in row}
        assert _rows(asked, [_only(row, known) for row in pasted]) == _rows(asked, [_only(row, known) for row in every_row]), (given, text)


def _run(asked, block, engine):
    if not block.strip():
        return []
    if engine == "rq":
        return asked.run(block, {})
    return asked.run(_PARAMETER.sub("", block), {name: json.loads(value) for name, value in _PARAMETER.findall(block)})


def _only(row, known):
    return {name: getattr(value, "value", value) for name, value in row.items() if name in known}


def test_a_question_of_several_steps_prints_them_all(world):
    store = world[0]
    for name, given in (("path", {"a": "RU", "b": "KZ"}), ("not_linked", {"topic": "oncology"}), ("changes", {"since": "2020"})):
        _, answer = _asked(store, name, given, "rq")
        text = pasting.as_text(answer.ran, "rq")
        assert len({query for query, _ in answer.ran}) == text.count("PREFIX mc:"), name
        assert "$" not in text
