"""The queries of a question with their parameters, ready to paste into a SPARQL endpoint or into Neo4j Browser.

A question that one query answers is one; for one of several steps (paths, brokers ...) the question is asked, and all queries that it ran
are given in their order: in SPARQL each text once, with all values that it was run with (one with a limit once for each of them); in Cypher
once for each values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..ontology import iris
from .question import Question
from .runner import Asked, Engine, Plain, Store, bind, gathered

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in iris.PREFIXES.items())
_OPENED = re.compile(r"^(\s*)(.*WHERE \{|\} UNION \{|\{)$", re.MULTILINE)
_PARTED = {"rq": "#", "cypher": "//"}


def pasteable(store: Store, question: Question, understood: Plain, lang: str, engine: Engine) -> str:
    """The queries that answer a question, as one text. Those of a question of several steps are run for that."""
    return as_text(ran(store, question, understood, lang, engine), engine)


def as_text(told: Sequence[tuple[str, Plain]], engine: Engine) -> str:
    """Queries that were run as one text (see `Answer.ran`); when there are several, a comment counts them."""
    found = list(blocks(told, engine))
    sign = _PARTED[engine]
    return found[0] if len(found) == 1 else "\n".join(f"{sign} query {at} of {len(found)}\n{one}" for at, one in enumerate(found, 1))


def ran(store: Store, question: Question, understood: Plain, lang: str, engine: Engine) -> list[tuple[str, Plain]]:
    """(text, what is bound) of each query that answers the question."""
    if not question.computed and not any(isinstance(value, tuple) for value in understood.values()):
        return [bind(question, understood, lang, engine)]
    told: list[tuple[str, Plain]] = []
    gathered(Asked(store, question, understood, lang, engine, told))
    return told


def blocks(told: Sequence[tuple[str, Plain]], engine: Engine) -> Iterator[str]:
    """Each query with its values."""
    each = {repr((text, sorted(bound.items(), key=str))): (text, bound) for text, bound in told}.values()
    if engine == "cypher":
        yield from (_cypher(text, bound) for text, bound in each)
        return
    together: dict[tuple[str, int], list[Plain]] = {}
    for at, (text, bound) in enumerate(each):  # a limit is of one value's rows, not of those of all values
        together.setdefault((text, at if "LIMIT" in text else -1), []).append(bound)
    yield from (_sparql(text, every) for (text, _), every in together.items())


def _cypher(text: str, bound: Mapping[str, Any]) -> str:
    return "".join(f":param {name} => {json.dumps(value, ensure_ascii=False)};\n" for name, value in bound.items()) + text


def _sparql(text: str, every: Sequence[Plain]) -> str:
    """The values stand in every group, where the store binds them too."""
    if not every[0]:
        return PROLOGUE + text
    if len(every) == 1:
        given = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in every[0].items())
    else:
        names = list(every[0])
        rows = " ".join(f"({' '.join(str(bound[name]) for name in names)})" for bound in every)
        given = f"VALUES ({' '.join(f'?{name}' for name in names)}) {{ {rows} }}"
    return PROLOGUE + _OPENED.sub(lambda found: f"{found[0]}\n{found[1]}  {given}", text)
