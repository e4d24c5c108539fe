"""A replication package: a folder with an answer's rows, their evidence, the quads that were used, the query, and how to run it again."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ..ontology import iris
from ..ontology.errors import InputError
from . import cite
from .pasting import pasteable
from .runner import Answer, Engine, Quote, evidence

_FOLLOWED = frozenset(
    iris.expand(name)
    for name in (
        "mc:basedOn",
        "mc:evidence",
        "oa:hasTarget",
        "oa:hasSelector",
        "mc:strandOf",
        "mc:partner",
        "mc:party",
        "mc:signatory",
        "prov:hadPrimarySource",
    )
)
_LEFT_OUT = frozenset({iris.expand("schema:mentions")})
_README = """# Answer to a question of medcoop

{asks}

- question: `{question}`, parameters: `{parameters}`
- snapshot of the store: `{snapshot}`; asked on {asked}; rows: {rows}
- again: `medcoop {command}`

| file | what it holds |
|---|---|
| rows.csv | the answer, a line a row |
| evidence.csv | the quotes behind each row (`row` counts from 1): document, offsets in code points, words, rule, confidence |
| used.nq | N-Quads of the facts, their parties, evidence and documents |
| query.rq, query.cypher | the query with its parameters, ready to paste into a SPARQL endpoint or Neo4j Browser |
| documents.bib, documents.json | the documents as BibTeX and as CSL-JSON |
| answer.json | all of the above that a program needs |
"""


def write(store: Any, answer: Answer, folder: Path, command: str) -> None:
    """Write the package into a new or empty folder. InputError when the folder holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("is not an empty folder", where=str(folder), remedy="name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    told = cite.citation(store, answer)
    quotes = [evidence(store, answer.facts(row)) for row in answer.rows]
    _csv(folder / "rows.csv", [c.name for c in answer.question.columns], answer.rows)
    names = ["row", *Quote.__dataclass_fields__]
    _csv(folder / "evidence.csv", names, [{"row": at, **_plain(q)} for at, found in enumerate(quotes, 1) for q in found])
    (folder / "used.nq").write_text("".join(sorted(used(store, answer))), encoding="utf-8")
    engines: tuple[Engine, ...] = ("rq", "cypher")
    for engine in engines:
        text = pasteable(store, answer.question, dict(answer.parameters), answer.lang, engine)
        (folder / f"query.{engine}").write_text(text, encoding="utf-8")
    (folder / "documents.bib").write_text(cite.bibtex(told["documents"]), encoding="utf-8")
    _json(folder / "documents.json", cite.csl(told["documents"]))
    _json(folder / "answer.json", told | {"rows": answer.rows, "evidence": [[_plain(q) for q in found] for found in quotes]})
    (folder / "README.md").write_text(
        _README.format(asks=answer.question.asks["en"], command=command, **told | {"parameters": cite.said(told["parameters"])}),
        encoding="utf-8",
    )


def _plain(quote: Quote) -> dict[str, Any]:
    return {name: getattr(quote, name) for name in Quote.__dataclass_fields__}


def _json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _csv(path: Path, names: list[str], rows: Any) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([_cell(row[name]) for name in names] for row in rows)


def _cell(value: Any) -> Any:
    return " | ".join(map(str, value)) if isinstance(value, tuple) else value


def used(store: Any, answer: Answer) -> Iterator[str]:
    """N-Quads lines of what the rows stand on."""
    waiting = sorted({value for row in answer.rows for value in _things(row)})
    seen = set(waiting)
    while waiting:
        for line, predicate, value in _said(store, waiting.pop()):
            yield line
            if predicate in _FOLLOWED and value not in seen:
                seen.add(value)
                waiting.append(value)


def _things(row: Mapping[str, Any]) -> Iterator[str]:
    for value in row.values():
        yield from (one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, str) and one.startswith(iris.BASE))


def _said(store: Any, thing: str) -> Iterator[tuple[str, str, str]]:
    """(line, predicate, object) of each quad about a thing, in the canonical view and in the documents' graphs."""
    bound = {"s": ox.NamedNode(thing)}
    for p, o, s in store.query("SELECT ?p ?o ?s WHERE { ?s ?p ?o }", bound):
        if p.value not in _LEFT_OUT:
            yield f"{s} {p} {o} .\n", p.value, getattr(o, "value", "")
    if "/evidence/" in thing or "#" in thing or iris.BASE + "doc/" in thing:
        for p, o, g, s in store.query("SELECT ?p ?o ?g ?s WHERE { GRAPH ?g { ?s ?p ?o } }", bound):
            yield f"{s} {p} {o} {g} .\n", p.value, getattr(o, "value", "")
