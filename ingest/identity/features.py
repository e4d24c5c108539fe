"""What two institutions' names have in common and where they differ, as features that a person can read."""

from __future__ import annotations

from dataclasses import dataclass

from . import acronyms, places
from .alike import alike
from .normal import Name, proper
from .profile import STATE, Profile, of_a_state
from .together import ABBREVIATED, Features
from .vetoes import LEARNING, matter

_UNIONS = frozenset({"association", "society", "federation", "union"})
_SPOKEN = 5


@dataclass(frozen=True, slots=True)
class Side:
    """One name of an institution, with all that is known of the institution."""

    name: Name
    known: Profile


def of(a: Side, b: Side) -> Features:
    """Counts and flags: "same X" (shared by both), "X in one only", "other X" (each has one that the other lacks)."""
    found: Features = {}
    extra = _propers(a.name, b.name, found)
    _acronyms(a, b, found)
    short = bool(found.keys() & ABBREVIATED)
    # words that the other lacks may stand in its abbreviation: they count neither way
    open_a, open_b = not (short and b.name.acronyms), not (short and a.name.acronyms)
    _concepts(a.name, b.name, open_a, open_b, found)
    _kinds(a.name, b.name, found)
    _places(a, b, found)
    _count(
        found,
        "number",
        len(a.name.numbers & b.name.numbers),
        (len(a.name.numbers - b.name.numbers), len(b.name.numbers - a.name.numbers)),
        1,
    )
    if a.name.owner and b.name.owner:
        found["same owner"] = float(bool(a.name.owner & b.name.owner) and a.name.owner_countries == b.name.owner_countries)
    if a.name.key == b.name.key:
        found["same full name"] = 1
    if extra[0] + _extra(a, b) * open_a and extra[1] + _extra(b, a) * open_b:
        found["each says what the other does not"] = 1
    return found


def _count(found: Features, feature: str, both: int, only: tuple[int, int], most: int) -> None:
    if both:
        found[f"same {feature}"] = min(both, most)
    if min(only):
        found[f"other {feature}"] = min(*only, most)
    if max(only):
        found[f"{feature} in one only"] = min(max(only), most)


def _concepts(a: Name, b: Name, open_a: bool, open_b: bool, found: Features) -> None:
    rows = (
        ("subject", a.strong, b.strong, 2), ("level", a.levels, b.levels, 2), ("plain word", a.weak, b.weak, 3),
        ("other kind word", a.kinds - {a.head}, b.kinds - {b.head}, 2),
    )  # fmt: skip
    for feature, mine, yours, most in rows:
        _count(found, feature, len(mine & yours), (len(mine - yours) * open_a, len(yours - mine) * open_b), most)
    if a.strong and a.strong == b.strong:
        found["same subjects"] = 1


def _kinds(a: Name, b: Name, found: Features) -> None:
    if a.head and b.head:
        found["same kind" if a.head == b.head else "near kind"] = 1
    if a.head == b.head and a.head in _UNIONS:
        found["same kind of union"] = 1
    if a.head in LEARNING and b.head in LEARNING:
        medical = ("medical" in a.weak) + ("medical" in b.weak)
        if medical == 1 and not (a.acronyms or b.acronyms):
            found["medical in one only"] = 1
        elif medical == 2 and a.head == b.head:
            found["same matter taught"] = 1


def _extra(a: Side, b: Side) -> int:
    """How many subjects, cities and numbers `a` names that are not known of `b`."""
    somewhere = bool(a.name.cities - b.known.cities) if a.name.cities else bool(a.name.regions - b.known.regions)
    return len(a.name.strong - b.name.strong) + somewhere + len(a.name.numbers - b.name.numbers)


def _places(a: Side, b: Side, found: Features) -> None:
    """A place in one name agrees with the other name's, or with where the other thing is."""
    if (a.name.head in STATE and b.name.head in STATE) or (of_a_state(a.name) and of_a_state(b.name)):
        if _one_state(a, b):
            found["body of one state"] = 1
        return
    at_a, at_b = a.known.cities | a.known.regions, b.known.cities | b.known.regions
    _place("city", a.name.cities or a.name.regions, b.name.cities or b.name.regions, (at_a, at_b), found)
    _place("country", a.name.countries, b.name.countries, (a.known.countries, b.known.countries), found)
    if _foreign(a, b) or _foreign(b, a):
        found["other country in the name"] = 1


def _place(
    feature: str, here: frozenset[str], there: frozenset[str], stand: tuple[frozenset[str], frozenset[str]], found: Features
) -> None:
    if here & stand[1] or there & stand[0]:
        found[f"same {feature} in the name"] = 1
    elif here or there:
        found[f"{feature} in the name in one only"] = 1


def _foreign(a: Side, b: Side) -> bool:
    """`a` names a country that is neither named by `b` nor where it is ("Kyrgyz-Turkish hospital" and another one of Kyrgyzstan)."""
    return bool(b.known.countries and a.name.countries - b.name.countries - b.known.countries)


def _one_state(a: Side, b: Side) -> bool:
    """Bodies of one country and region, of one kind and matter."""
    if not a.known.countries & b.known.countries or a.name.regions != b.name.regions:
        return False
    return a.name.head not in STATE or (a.name.head == b.name.head and bool(matter(a.name) & matter(b.name)))


def _propers(a: Name, b: Name, found: Features) -> tuple[int, int]:
    """Number of proper names that only `a` has, and only `b`."""
    left = list(b.propers)
    both = 0
    for mine in a.propers:
        match = next((p for p in left if alike(mine, p)), None)
        if match:
            left.remove(match)
            both += 1
    only = len(a.propers) - both, len(left)
    _count(found, "proper name", both, only, 2)
    if not both and min(only):
        found["no proper name shared"] = 1
    return only


def _acronyms(a: Side, b: Side, found: Features) -> None:
    if not (a.name.acronyms or b.name.acronyms):
        return
    pairs = [(x, y) for x in a.name.acronyms for y in b.name.acronyms if _one_abbreviation(x, y)]
    shared = {acronym for pair in pairs for acronym in pair}
    if shared:
        found["same name in letters" if max(map(len, shared)) > _SPOKEN else "same abbreviation"] = 1
    for mine, other in ((a, b), (b, a)):
        for acronym in set(mine.name.acronyms) - shared:
            found[_acronym(acronym, other)] = 1
    if "abbreviation in one only" in found and a.name.acronyms and b.name.acronyms and not shared:
        found["other abbreviation"] = 1


def _one_abbreviation(a: str, b: str) -> bool:
    """The same letters, or the same sound where it can be spoken: ЮНИСЕФ, UNICEF."""
    return a == b or (min(len(a), len(b)) >= _SPOKEN and alike(proper(a.casefold()), proper(b.casefold())))


def _acronym(acronym: str, other: Side) -> str:
    """What a word in capitals has to do with the other name."""
    fits = acronyms.republic(acronym, frozenset(map(places.initial_of, other.known.countries)))
    if fits is not None:
        return "abbreviation of the country" if fits else "other abbreviation"
    if acronyms.covers(acronym, other.name.words):
        return "abbreviation of the words" if len(acronym) > 3 else "short abbreviation of the words"
    if acronyms.part(acronym, other.name.words):
        return "abbreviation of some of the words"
    return "abbreviation of the words in Russian" if acronyms.translated(acronym, other.name) else "abbreviation in one only"
