"""What the registry knows of an institution's former names: each gave way to the next one, the last one to the present name."""

from __future__ import annotations

from collections.abc import Iterator

from ...ontology.identity import Renaming
from ...ontology.registry import LANGUAGES, Alias, Entry, former_names


def of(entry: Entry) -> Iterator[Renaming]:
    """The changes of name of an entry, in each language for itself; the languages meet in `register` by date and place in the list."""
    for lang in LANGUAGES:
        given = [a for a in former_names(entry) if a.lang == lang]
        old = sorted(given, key=lambda a: (a.until or "", a.text))
        for at, alias in enumerate(old):
            new = _next(old[at + 1 :], alias.until) or entry.name(lang)
            place = sum(one.until == alias.until for one in given[: given.index(alias)])
            if new and new != alias.text:
                yield Renaming(f"{entry.id} {place}", alias.text, new, lang, lang, alias.until)


def _next(later: list[Alias], until: str | None) -> str | None:
    """The name that followed: of those which ended later, the first."""
    return next((a.text for a in later if until and a.until and a.until > until), None)
