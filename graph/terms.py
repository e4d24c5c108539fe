"""RDF terms as N-Triples text, in exactly the form that Oxigraph prints them.

The store compares what it has with what it should have line by line, so the same term must always be the same text. A *line* is
``subject predicate object`` without the final point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

import pyoxigraph as ox

from ..ontology.iris import EDTF, PREFIXES, RDF_TYPE, expand

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f\ufffe\uffff]')
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_INTEGER = f"^^<{PREFIXES['xsd']}integer>"
_DECIMAL = f"^^<{PREFIXES['xsd']}decimal>"
_BOOLEAN = f"^^<{PREFIXES['xsd']}boolean>"
TYPE = f"<{RDF_TYPE}>"


def iri(value: str) -> str:
    """An IRI that is known to be valid."""
    return f"<{value}>"


@lru_cache(maxsize=4096)
def name(prefixed: str) -> str:
    """``skos:prefLabel`` -> its full IRI as a term."""
    return f"<{expand(prefixed)}>"


def foreign_iri(value: str) -> str | None:
    """An IRI from outside, percent-encoded where it must be; None when it still is no absolute IRI."""
    encoded = _NOT_IN_IRI.sub(lambda match: f"%{ord(match[0]):02X}", value)
    try:
        ox.NamedNode(encoded)
    except ValueError:
        return None
    return f"<{encoded}>"


def string(value: str, lang: str | None = None) -> str:
    """A plain or language-tagged string."""
    text = _SPECIAL.sub(lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}", value)
    return f'"{text}"@{lang}' if lang else f'"{text}"'


def date(value: str) -> str:
    """A date in EDTF notation."""
    return f'"{value}"^^<{EDTF}>'


def integer(value: int) -> str:
    """xsd:integer."""
    return f'"{int(value)}"{_INTEGER}'


def boolean(value: bool) -> str:
    """xsd:boolean."""
    return f'"{str(bool(value)).lower()}"{_BOOLEAN}'


def decimal(value: float) -> str:
    """xsd:decimal in its shortest form."""
    text = f"{Decimal(repr(float(value))).normalize():f}"
    return f'"{"0" if text == "-0" else text}"{_DECIMAL}'


def line(quad: ox.Quad | ox.Triple) -> str:
    """The line of a quad or triple that Oxigraph gave."""
    return f"{quad.subject} {quad.predicate} {quad.object}"


def subject(text: str) -> str:
    """The subject's IRI of a line, without brackets."""
    return text[1 : text.index(">")]


def block(lines: Iterable[str], graph: str = "") -> str:
    """Lines as they stand in ``INSERT DATA { ... }`` and in N-Triples; with a graph, in N-Quads."""
    end = f" <{graph}> .\n" if graph else " .\n"
    return "".join(text + end for text in lines)
