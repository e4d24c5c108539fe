"""Keys under which candidates are found without comparing all with all: two names of one thing share at least one."""

from __future__ import annotations

from collections.abc import Iterator

from ...ontology.identity import Member
from . import acronyms, lexicon, people
from .normal import Name
from .profile import COARSE, STATE, Profile, of_a_state


def of_institution(profile: Profile) -> Iterator[str]:
    """Keys of an institution's, project's or event's names; the rarer ones first."""
    for name in profile.names:
        yield f"full:{name.key}"
        yield from _of_name(name, profile)


def _of_name(name: Name, profile: Profile) -> Iterator[str]:
    for proper in name.propers:
        yield from (f"proper:{skeleton.translate(COARSE)}" for skeleton in sorted(proper.skeletons) if len(skeleton) > 1)
    for acronym in name.acronyms:
        yield f"abbreviation:{acronym.casefold()}"
        yield f"initials:{acronyms.letters(acronym)}"
    yield from (f"initials:{letters}" for letters in acronyms.of_words(name))
    for group in sorted(lexicon.groups().get(name.head or "", frozenset({"any"}))):
        yield from _of_group(group, name, profile)


def _of_group(group: str, name: Name, profile: Profile) -> Iterator[str]:
    """Kind of thing with place, subject or level."""
    subject, levels = "+".join(sorted(name.strong)), "+".join(sorted(name.levels))
    places = [*(sorted(name.cities) or sorted(name.regions)), *sorted(name.countries or (profile.countries if of_a_state(name) else ()))]
    yield from (f"place:{place}:{group}:{subject}" for place in places)
    if name.head in STATE:
        return
    if subject:
        yield from (f"at:{place}:{group}:{subject}" for place in sorted(profile.cities - name.cities))
        yield f"subject:{group}:{subject}"
        yield f"subject:{group}:{levels}:{subject}"
    elif levels and not name.propers and not name.cities:
        yield f"level:{group}:{levels}:{'+'.join(sorted(profile.countries))}"


def meet(one: Member, other: Member) -> bool:
    """Whether two members that share keys are worth reading.

    Initials lead from an abbreviation to a name, not from name to name; two proper names, spelt out, must sound alike (`compare.hopeless`).
    """
    shared = set(one.blocks).intersection(other.blocks)
    if any(key.startswith(("full:", "entry:", "proper:")) for key in shared):
        return True
    if _spelt(one) and _spelt(other):
        return False
    short = any(key.startswith("abbreviation:") for member in (one, other) for key in member.blocks)
    return short or any(not key.startswith("initials:") for key in shared)


def _spelt(member: Member) -> bool:
    """Its one name has a proper name in it and no abbreviation."""
    starts = {key.partition(":")[0] for key in member.blocks}
    return not member.also and "proper" in starts and "abbreviation" not in starts


def of_person(name: people.PersonName) -> Iterator[str]:
    """Keys of a person's name: how the surname sounds, with the initial where the surname is common."""
    parts = (name.family,) if name.family else tuple(p for p in name.open if not p.names) or name.open
    for part in parts:
        for skeleton in sorted(part.proper.skeletons):
            if not name.common:
                yield f"surname:{skeleton.translate(COARSE)}"
            else:
                yield from (f"surname:{skeleton.translate(COARSE)}:{initial}" for initial in people.first_initials(name, part))
