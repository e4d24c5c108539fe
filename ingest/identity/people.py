"""Names of people: their parts, and whether two may be one person's."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from .alike import alike
from .lexicon import data
from .normal import Proper
from .sound import consonants, readings, skeletons, sound

_PART = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_PATRONYMIC = re.compile(
    r".*(ович|евич|ич|овна|евна|ична|улы|уулу|кызы|оглы|ovich|evich|yevich|ievich|ovna|evna|yevna|ichna|uly|uulu|kyzy|ogly|oglu)$"
)
_FEMININE = re.compile(r"(ова|ева|ёва|ина|ына|ская|цкая|ova|eva|ina|skaya|skaia)$")
_MASCULINE = re.compile(r"(ов|ев|ёв|ин|ын|ский|цкий|ov|ev|in|sky|skiy|skii|ski)$")


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a person's name. `names`: ids of the given names that it may spell."""

    proper: Proper
    names: frozenset[int]

    @property
    def initial(self) -> str:
        """The first letter as it sounds; e and i (ye, y) are one."""
        return _initial(self.proper.sound)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name: `family` and `given` where their order is known, else both in `open`; initials as they sound."""

    family: Part | None = None
    given: Part | None = None
    patronymic: Part | None = None
    open: tuple[Part, ...] = ()
    initials: tuple[str, ...] = ()
    gender: str | None = None
    common: bool = False

    @property
    def key(self) -> str:
        """Equal keys are equal names, in both scripts."""
        parts = sorted(p.proper.sound for p in (self.family, self.given, self.patronymic, *self.open) if p)
        return "|".join([*parts, *self.initials])

    @property
    def full(self) -> tuple[Part, ...]:
        """All words but the patronymic."""
        return tuple(p for p in (self.given, self.family, *self.open) if p)


def _initial(heard: str) -> str:
    return {"i": "e"}.get(heard[:1], heard[:1])


@cache
def _given() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(data("people")["given"]):
        for name in line.split():
            found.setdefault(sound(name), set()).add(number)
    return {key: frozenset(ids) for key, ids in found.items()}


@cache
def _common() -> frozenset[str]:
    words = " ".join(data("people")["common"].values()).split()
    return frozenset(s for word in words for s in skeletons(word))


@cache
def _titles() -> frozenset[str]:
    return frozenset(data("people")["titles"].split())


def _part(word: str) -> Part:
    """In people's names words stand in the nominative: nothing is cut off."""
    forms = (sound(word), *readings(word))
    return Part(Proper(forms[0], frozenset(map(consonants, forms)), forms[1:]), _given().get(forms[0], frozenset()))


@lru_cache(maxsize=100_000)
def parse(text: str) -> PersonName:
    """The parts of a person's name in either order: "Н.И. Пирогов", "Пирогов Николай Иванович", "Nikolay I. Pirogov"."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").replace(".", ". ")
    words = [w for w in _PART.findall(plain) if w.rstrip(".") not in _titles()]
    initials = tuple(_initial(sound(w.rstrip("."))) for w in words if len(w.rstrip(".")) == 1)
    full = [w.rstrip(".") for w in words if len(w.rstrip(".")) > 1]
    at = next(
        (i for i, w in enumerate(full) if i > 0 and _PATRONYMIC.fullmatch(w) and len(w) > 4 and (len(full) > 2 or i < len(full) - 1)), None
    )
    family, given, rest = _order(full, at, bool(initials))
    surname = family or (rest[-1] if rest else None)
    return PersonName(
        family=_part(family) if family else None, given=_part(given) if given else None,
        patronymic=_part(full[at]) if at is not None else None,
        open=tuple(map(_part, rest)), initials=initials, gender=_gender(surname, full[at] if at is not None else None),
        common=bool(surname) and bool(skeletons(surname or "") & _common()),
    )  # fmt: skip


def _order(full: list[str], patronymic: int | None, initials: bool) -> tuple[str | None, str | None, list[str]]:
    """(family name, given name, words that may be either)."""
    rest = [w for i, w in enumerate(full) if i != patronymic]
    if patronymic is not None and len(rest) == 2:
        return (rest[1], rest[0], []) if patronymic == 1 else (rest[0], rest[1], [])
    if len(rest) == 1:
        return rest[0], None, []
    if len(rest) == 2 and initials:
        return rest[1], rest[0], []
    return None, None, rest


def _gender(surname: str | None, patronymic: str | None) -> str | None:
    if patronymic and re.search("(на|кызы|na|kyzy)$", patronymic):
        return "f"
    if patronymic:
        return "m"
    if surname and _FEMININE.search(surname):
        return "f"
    return "m" if surname and _MASCULINE.search(surname) else None


@dataclass(frozen=True, slots=True)
class Likeness:
    """confidence that two names are one person's, why, and whether they can't be (a veto)."""

    confidence: float
    reasons: tuple[str, ...]
    veto: str | None = None


@dataclass(frozen=True, slots=True)
class _Rest:
    """What a name says beside the surname: words where it has them, initials in any case."""

    given: Part | None
    patronymic: Part | None
    first: str | None
    second: str | None


def _rest(name: PersonName, surname: Part) -> _Rest:
    given = name.given or next((p for p in name.open if p is not surname), None)
    initials = ((given.initial,) if given else ()) + name.initials
    second = name.patronymic.initial if name.patronymic else initials[1] if len(initials) > 1 else None
    return _Rest(given, name.patronymic, initials[0] if initials else None, second)


def _same(a: Part, b: Part) -> bool:
    return bool(a.names & b.names) or alike(a.proper, b.proper)


def compare(a: PersonName, b: PersonName) -> Likeness | None:
    """None when the names share no surname. Where the order of the words is open, the reading that fits best counts."""
    pairs = [(x, y) for x in _families(a) for y in _families(b) if alike(x.proper, y.proper)]
    found = [_with_surname(a, b, *pair) for pair in pairs]
    return max(found, key=lambda likeness: likeness.confidence, default=None)


def _families(name: PersonName) -> tuple[Part, ...]:
    return (name.family,) if name.family else name.open


def _with_surname(a: PersonName, b: PersonName, surname_a: Part, surname_b: Part) -> Likeness:
    one, two = _rest(a, surname_a), _rest(b, surname_b)
    if veto := _conflict(one, two) or ("a man and a woman" if a.gender and b.gender and a.gender != b.gender else None):
        return Likeness(0.0, ("same surname",), veto)
    given = one.given is not None and two.given is not None
    patronymic = one.patronymic is not None and two.patronymic is not None
    initials = bool(one.first and two.first) + bool(one.first and two.first and one.second and two.second)
    common = a.common or b.common
    reasons = ["same surname"] + ["same given name"] * given + ["same patronymic"] * patronymic
    reasons += [f"{initials} initials fit"] * bool(initials and not (given and patronymic)) + ["the surname is common"] * common
    letters_alone = not (one.given or two.given)
    return Likeness(
        _confidence(given=given, patronymic=patronymic, initials=initials, common=common, letters_alone=letters_alone), tuple(reasons)
    )


def _conflict(one: _Rest, two: _Rest) -> str | None:
    if one.given and two.given and not _same(one.given, two.given):
        return "other given name"
    if one.first and two.first and one.first != two.first and not (one.given and two.given):
        return "other initials"
    if one.patronymic and two.patronymic and not alike(one.patronymic.proper, two.patronymic.proper):
        return "other patronymic"
    return "other initials" if one.second and two.second and one.second != two.second else None


def _confidence(*, given: bool, patronymic: bool, initials: int, common: bool, letters_alone: bool) -> float:
    """Measured in docs/identity.md. Two doctors A.V. of a common surname are not one for that."""
    if given:
        return 0.99 if patronymic else 0.82 if common and initials < 2 else 0.94
    if common and letters_alone:
        return 0.3 + 0.15 * initials
    return {0: (0.70, 0.30), 1: (0.85, 0.45), 2: (0.91, 0.70)}[initials][common]


def first_initials(name: PersonName, surname: Part) -> tuple[str, ...]:
    """The initial of the given name when `surname` is the family name; none when the name does not tell."""
    first = _rest(name, surname).first
    return (first,) if first else ()


def tells(name: PersonName) -> bool:
    """The name tells which person it is: a given name, or initials with a surname that few bear."""
    return len(name.full) > 1 or bool(name.initials and not name.common)
