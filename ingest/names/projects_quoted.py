"""Quoted names: the signs that open and close them, in both languages."""

from __future__ import annotations

import re

QUOTED = (
    r"(?:«[^«»\n]{2,120}(?:«[^«»\n]{1,60}»[^«»\n]{0,60})?»|“[^“”\n]{2,120}”|„[^„“”\n]{2,120}[“”]"
    r"|\"[^\"\n]{2,120}\"|(?<!\w)'[^'\n]{2,90}'(?!\w)|(?<!\w)‘[^‘’\n]{2,90}’(?!\w))"
)
_SIGNS = "«»“”„\"'‘’ ,.;:"


def inner(name: str) -> str:
    """The name without the signs around it, white space made single; inner quotation marks stay paired."""
    bare = re.sub(r"\s+", " ", name).strip(" ,.;:")
    if bare[:1] in "«“„\"'‘" and bare[-1:] in "»”“\"'’":
        bare = bare[1:-1].strip(_SIGNS.replace("«", "").replace("»", ""))
    return bare + "»" * (bare.count("«") - bare.count("»"))
