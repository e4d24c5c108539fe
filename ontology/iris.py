"""The one place where IRIs are made: namespaces, and the IRI of each kind of thing.

Things are named by a hash of what identifies them, so the same input gives the same IRI on every machine.
"""

from __future__ import annotations

import hashlib
import re

BASE = "https://w3id.org/medcoop/"
MC = BASE + "ontology#"

PREFIXES = {
    "mc": MC,
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "s66": "http://data.europa.eu/s66#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
RDF_TYPE = PREFIXES["rdf"] + "type"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"  # datatype of all dates


_NOT_IN_IRIS = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f-\xa0]")


def valid(iri: str) -> bool:
    """Whether a text has no character that an IRI can't have (RFC 3987)."""
    return not _NOT_IN_IRIS.search(iri)


def expand(name: str) -> str:
    """``org:Post`` -> the full IRI; a full IRI stays as it is. KeyError when the prefix is unknown."""
    prefix, _, local = name.partition(":")
    return name if local.startswith("//") else PREFIXES[prefix] + local


def digest(*parts: str) -> str:
    """16 hex digits (64 bits) that identify the parts; their order and borders count."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def document(source: str) -> str:
    """The document's IRI, which is its named graph's too. `source`: its URL, or the file's URI where it has none."""
    return f"{BASE}doc/{digest(source)}"


def thing(kind: str, *identity: str) -> str:
    """IRI of an institution, person, post, agreement, project, cooperation, evidence ... by what identifies it."""
    return f"{BASE}id/{kind}/{digest(*identity)}"


def concept(scheme: str, code: str) -> str:
    """IRI of a vocabulary's concept: ``concept("topic", "oncology")``."""
    return f"{BASE}{scheme}/{code}"


def scheme(name: str) -> str:
    """IRI of a vocabulary (a SKOS concept scheme)."""
    return f"{BASE}{name}"


def country(code: str) -> str:
    """IRI of a country by its ISO 3166-1 alpha-2 code."""
    return f"{BASE}country/{code}"


def partnership(one: str, other: str) -> str:
    """IRI of the partnership of two things or countries, in either order."""
    return thing("partnership", *sorted((one, other)))


def shelf(*name: str) -> str:
    """IRI of a shelf by the parts of its name: ``shelf("strand", "oncology", "KZ")``."""
    return f"{BASE}shelf/{'/'.join(name)}"


def coverage(*of: str) -> str:
    """IRI of what is covered: ``coverage("topic", "oncology")``, ``coverage("all")``."""
    return f"{BASE}coverage/{'/'.join(of)}"


def code(iri: str) -> str:
    """The last segment of a concept's or a country's IRI: its code."""
    return iri.rpartition("/")[2]
