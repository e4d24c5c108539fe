"""What features mean together: one shared word tells little, a shared surname and kind with nothing that clashes tells much."""

from __future__ import annotations

from collections.abc import Iterator

Features = dict[str, float]

ABBREVIATED = frozenset({
    "abbreviation of the words", "short abbreviation of the words", "abbreviation of some of the words",
    "abbreviation of the words in Russian",
})  # fmt: skip
_PLACES = {"same city in the name", "same country in the name"}
_TELLING = ABBREVIATED | _PLACES | {"same proper name", "body of one state", "same number", "same abbreviation", "same name in letters"}
_CLASHES = {"other proper name", "other subject", "other country in the name", "other level", "other abbreviation"}


def together(f: Features) -> Features:
    """The features that follow from others."""
    clashes = len(f.keys() & _CLASHES)
    found = dict.fromkeys(_agreement(f, clashes), 1.0)
    found |= dict.fromkeys(_doubt(f), 1.0)
    return found | ({"clashes": float(clashes)} if clashes else {})


def _agreement(f: Features, clashes: int) -> Iterator[str]:
    kind = "same kind" in f and not clashes
    alone = "proper name in one only" in f or "subject in one only" in f
    if not f.keys() & _TELLING:
        yield "nothing that tells which"
    elif not clashes:
        yield "nothing clashes"
    if kind and "same proper name" in f:
        yield "proper name and kind"
    if kind and not alone and f.keys() & _PLACES:
        yield "place, kind and subject"
    if kind and not alone and "same subject" in f:
        yield "kind and subject"


def _doubt(f: Features) -> Iterator[str]:
    """Pairs for a person to look at; data/caps.yaml holds them below the automatic threshold."""
    place, named, short = bool(f.keys() & _PLACES), "same proper name" in f, bool(f.keys() & ABBREVIATED)
    sure = named or "same subject" in f
    if "proper name in one only" in f and not f.keys() & _TELLING:
        yield "nothing that tells which, but a name in one only"
    if place and "same kind of union" in f and not sure and not f.keys() & {"same number", "same city in the name"}:
        yield "a union of a country, its subject not said"
    if "medical in one only" in f and not named:
        yield "medical in one only, no name shared"
    if f.get("subject in one only", -1) >= f.get("same subject", 0) and not named and not short:
        yield "subject in one only, no name shared"
    if place and "proper name in one only" in f and not sure and not short and not f.keys() & {"same number", "same matter taught"}:
        yield "name in one only, a place alone shared"
    if "abbreviation of some of the words" in f and "proper name in one only" in f and not named:
        yield "abbreviation of some words, a name in one only"
    somewhere = place or bool(f.keys() & {"same city", "body of one state"})
    if "same abbreviation" in f and not sure and ("proper name in one only" in f or not somewhere):
        yield "an abbreviation alone shared"
