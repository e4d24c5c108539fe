"""Former names of an institution: of those that the registry knows each gave way to the next one, the last one to the present name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...ontology.identity import Member, Renaming
from ...ontology.registry import LANGUAGES, Alias, Entry, former_names
from . import normal


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


def told(member: Member, known: Iterable[Renaming]) -> Iterator[Renaming]:
    """What documents say of a member's former names, but for those that the register knows."""
    old = {normal.surface(one.old) for one in known}
    for name, date in member.former:
        if (plain := normal.surface(name)) not in old:
            yield Renaming(f"told {plain}", name, member.name, member.lang, member.lang, date or None)


def _next(later: list[Alias], until: str | None) -> str | None:
    """The name that followed: of those which ended later, the first."""
    return next((a.text for a in later if until and a.until and a.until > until), None)
