"""The kind of an institution: by what its name says, then by the gazetteer, then by its head word."""

from __future__ import annotations

import re
from functools import cache

from .institutions_known import Known
from .institutions_lexicon import data


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((str(kind), re.compile(pattern)) for kind, pattern in data("institution_kinds")["rules"])


def kind_of(name: str, head_kind: str, known: Known | None) -> str:
    """A code of the vocabulary of kinds. A foundation, company or body of many states keeps what the gazetteer says."""
    if known and known.kind in {"international_org", "company", "foundation"} and " " not in name.strip():
        return known.kind
    said = next((kind for kind, pattern in _rules() if pattern.search(name.casefold())), None)
    return said or (known.kind if known and head_kind != "university" else head_kind)
