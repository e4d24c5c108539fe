"""The graph from Python: every question of the catalogue is a method, answers are rows with attributes.

The examples run on the bundled sample documents (see `medcoop demo`).

>>> g = open(demo)
>>> answer = g.who_on("transplantation", country="RU")
>>> answer.complete
True
>>> {row.status for row in answer} <= {"active", "signed", "planned", "discussed", "ended"}
True
>>> answer.evidence(0)[0].quote in g.text(answer.evidence(0)[0].document)
True
>>> g.sparql("ASK { ?x a mc:Institution }")
True
>>> g.cypher("MATCH (p:Partnership) RETURN count(p) > 0 AS some")
[{'some': True}]
>>> g.who_on("transplantology of livers")
Traceback (most recent call last):
    ...
medcoop.ontology.errors.UnknownNameError: topic: 'transplantology of livers' is not a known topic; did you mean ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from .ontology.errors import StoreError
from .queries import runner, wording
from .queries.question import Question, catalogue
from .queries.without import answer as leave_out

if TYPE_CHECKING:
    import pandas
    import rdflib

    from .graph.store import Store

__all__ = ["Graph", "Rows", "open"]
Row = Any
"""A named tuple with the question's columns."""


class Rows(Sequence[Row]):
    """An answer: a sequence of named tuples, which a notebook shows as a table."""

    def __init__(self, store: Store, answer: runner.Answer) -> None:
        self._store, self.answer = store, answer
        make = _type(answer.question)
        self._rows = tuple(make(**row) for row in answer.rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row:
        return self._rows[at]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.answer.parameters.items())
        return f"<{self.answer.question.name}({given}): {len(self)} rows>"

    @property
    def complete(self) -> bool:
        """Whether no row was left out for the limit."""
        return self.answer.complete

    def evidence(self, at: int) -> tuple[runner.Quote, ...]:
        """The quotes behind a row, surest first."""
        return runner.evidence(self._store, self.answer.facts(self.answer.rows[at]))

    def explain(self) -> str:
        """What it means that there are no rows; an empty text when there are."""
        from .queries.absence import explain

        return "" if self._rows else explain(self._store, self.answer).message

    def df(self) -> pandas.DataFrame:
        """A data frame with the question's columns (needs pandas: the extra `notebook`)."""
        import pandas

        return pandas.DataFrame([row._asdict() for row in self._rows], columns=[c.name for c in self.answer.question.columns])

    def cite(self) -> dict[str, Any]:
        """Snapshot id, question, parameters, query, day, and the documents behind the rows as CSL-JSON items ("bibliography")."""
        from .queries.cite import citation, csl

        told = citation(self._store, self.answer)
        return told | {"bibliography": csl(told["documents"])}

    def network(self) -> Any:
        """A networkx graph of the pairs that the rows link."""
        from .queries.network import graph

        return graph(self._store, self.answer)

    def plot(self, path: str | Path, kind: str | None = None) -> Path:
        """Draw the answer into an .svg or .png file: "network", "matrix" or "timeline" (needs matplotlib: the extra `plot`)."""
        from .queries.plot import draw

        draw(self._store, self.answer, Path(path), kind)
        return Path(path)

    def _repr_html_(self) -> str:
        columns = [
            c for c in self.answer.question.columns if not c.hidden and any(row[c.name] not in (None, ()) for row in self.answer.rows)
        ]
        head = "".join(f"<th>{escape(c.label[self.answer.lang])}</th>" for c in columns)
        body = "".join(
            f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in self._worded(columns, row))}</tr>" for row in self.answer.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if self._rows else f"<p>{escape(self.explain())}</p>"

    def _worded(self, columns: Sequence[Any], row: Mapping[str, Any]) -> Iterator[Any]:
        return iter(wording.row(columns, row, self.answer.lang).values())


def _cell(value: Any) -> str:
    return escape(", ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value))


@cache
def _types() -> dict[str, Callable[..., Row]]:
    return {}


def _type(question: Question) -> Callable[..., Row]:
    made = _types()
    if question.name not in made:
        fields = [(c.name, tuple if c.many else _PYTHON.get(c.type, str) | None) for c in question.columns]
        name = "".join(part.capitalize() for part in question.name.split("_"))
        made[question.name] = NamedTuple(name, fields)  # type: ignore[assignment]
    return made[question.name]


_PYTHON: dict[str, Any] = {"integer": int, "number": float, "flag": bool}


class Graph:
    """An open store. Each question of the catalogue is a method: ``g.who_on("oncology", country="KZ", lang="ru")``.

    The required parameters may be given by position. `lang` ("en" or "ru") is the language of names, `engine` ("rq" or "cypher") the store
    that answers, `candidates=True` adds facts that are too unsure to be shown, `without=["JP", "extended"]` leaves rows out.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def __getattr__(self, name: str) -> Callable[..., Rows]:
        if name.startswith("_") or name not in catalogue():
            raise AttributeError(f"no question is called {name}: there are {', '.join(catalogue())}")
        question = catalogue()[name]
        method = partial(self._ask, question)
        method.__doc__ = _doc(question)
        return method

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *catalogue()]

    def _ask(
        self, question: Question, /, *values: str, lang: str = "en", engine: runner.Engine = "rq", candidates: bool = False,
        without: Sequence[str] = (), **given: Any,
    ) -> Rows:  # fmt: skip
        required = [p.name for p in question.parameters if p.required]
        optional = [p.name for p in question.parameters if not p.required]
        if len(values) > len(required) + len(optional):
            raise TypeError(f"{question.name} takes {len(required) + len(optional)} parameters, {len(values)} were given")
        named = dict(zip((*required, *optional), values, strict=False)) | given
        understood = runner.understand(question, named, self.store)
        return Rows(self.store, leave_out(self.store, question, understood, without, lang=lang, engine=engine, candidates=candidates))

    def questions(self) -> dict[str, str]:
        """What each question asks, by the name of its method."""
        return {name: question.asks["en"] for name, question in catalogue().items()}

    def text(self, document: str) -> str:
        """The text of a document by its IRI or source. StoreError when it is not here."""
        found = self.store.document(document)
        if found is None:
            raise StoreError("no such document is in the store", where=document, remedy="give the `document` of a quote")
        return found.text

    def sparql(self, query: str) -> Any:
        """Answer a SPARQL query: maps of plain text for SELECT, True or False for ASK, N-Triples for CONSTRUCT and DESCRIBE."""
        found = self.store.query(query)
        if found.kind == "rows":
            return found.values()
        return bool(found) if found.kind == "truth" else found.serialize("nt").decode()

    def cypher(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """Answer a read-only Cypher query on the embedded property graph: a map for each row."""
        columns, rows = self.store.cypher(query, parameters)
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def rdf(self) -> rdflib.Dataset:
        """The store as an rdflib Dataset, read where it lies, nothing copied (needs oxrdflib: the extra `notebook`)."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.store.dataset), default_union=False)

    def _repr_html_(self) -> str:
        state = self.store.status()
        documents = sum(state["documents"].values())
        return f"<p>medcoop {escape(str(self.store.path))}: {documents} documents, snapshot {escape(self.store.snapshot_id)}</p>"


def _doc(question: Question) -> str:
    lines = [
        f"{p.name}: {p.help['en']}" + ("" if p.required else f" [{p.default}]" if p.default else " (optional)") for p in question.parameters
    ]
    return f"{question.asks['en']}\n\n" + "\n".join(lines)


def open(path: str | Path | None = None) -> Graph:
    """Open the store in a folder for reading; the user's own store by default. StoreError when there is none."""
    from .cli import default_store
    from .graph.store import Store

    return Graph(Store.open(path or default_store()))
