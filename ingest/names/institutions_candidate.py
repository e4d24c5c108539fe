"""A place in the text that may name an institution, before forms are merged and bodies that do not count are left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Strength = Literal["name", "abbreviation", "noun", "part", "office"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """`name` is in the nominative, `head` the head word's normal form ("" for a name without one).

    strength: name; abbreviation; noun ("центр", "областная больница": may refer back); office (a minister: stands for the ministry);
    part (a department: a form of what it is part of). `country`: what the gazetteer or the words beside an office say.
    `whole`: the name of the institution that a part belongs to. `known`: the id of the registry's entry.
    """

    start: int
    end: int
    name: str
    head: str
    kind: str
    strength: Strength
    lang: str
    country: str | None = None
    rule: str = ""
    whole: str | None = None
    known: str | None = None
