"""Whether the rows of a query may outgrow the data: then its answer is not begun before it is whole.

An answer that has begun can't become an error any more. Rows of patterns that hang together by their subjects are about as many as
the data; a product of patterns, a join by objects alone, or a path without end between two unknowns may be any number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ....ontology.iris import PREFIXES


def may_be(query: str) -> bool:
    """Whether the result of a query may be much larger than the data; True for what can't be told."""
    from rdflib.plugins.sparql import algebra, parser  # noqa: PLC0415

    try:
        return _grows(algebra.translateQuery(parser.parseQuery(query), initNs=PREFIXES).algebra)
    except Exception:  # rdflib knows less syntax than the store: what it can't read is taken for the worse case, not refused
        return True


def _grows(node: Any) -> bool:
    if node.name == "Slice" and node.length is not None:
        return False
    if node.name == "BGP":
        return _open_path(node.triples) or len(list(_parts(node.triples))) > 1
    if node.name in ("Join", "LeftJoin") and not (_names(node.p1) & _names(node.p2)) and _names(node.p1) and _names(node.p2):
        return True
    return any(_grows(below) for below in _below(node))


def _below(node: Any) -> Iterator[Any]:
    """The patterns of an operator; not those of its filters, which make no rows."""
    for key in ("p", "p1", "p2"):
        below = node.get(key)
        if hasattr(below, "name"):
            yield below


def _names(node: Any) -> set[Any]:
    """The variables that a pattern gives."""
    return set(node.get("_vars") or ())


def _open_path(triples: list[Any]) -> bool:
    from rdflib.paths import MulPath, Path  # noqa: PLC0415
    from rdflib.term import Variable  # noqa: PLC0415

    def unbounded(path: Any) -> bool:
        if isinstance(path, MulPath) and path.mod in ("*", "+"):
            return True
        return isinstance(path, Path) and any(
            unbounded(one) for one in (*getattr(path, "args", ()), getattr(path, "arg", None), getattr(path, "path", None))
        )

    return any(isinstance(s, Variable) and isinstance(o, Variable) and unbounded(p) for s, p, o in triples)


def _parts(triples: list[Any]) -> Iterator[set[int]]:
    """Groups of triple patterns that hang together: two do when they share an unknown that is the subject of one of them."""
    from rdflib.term import BNode, Variable  # noqa: PLC0415

    unknown = [{term for term in triple if isinstance(term, Variable | BNode)} for triple in triples]
    todo = {at for at in range(len(triples)) if unknown[at]}
    while todo:
        group, waiting = set(), [todo.pop()]
        while waiting:
            here = waiting.pop()
            group.add(here)
            for other in list(todo):
                if unknown[here] & unknown[other] & {triples[here][0], triples[other][0]}:
                    todo.discard(other)
                    waiting.append(other)
        yield group
