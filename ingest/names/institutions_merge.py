"""Forms of one institution within a document: full and short names, inflected ones, abbreviations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from ..language.stem import stem
from .institutions_candidate import Candidate
from .institutions_form import Form, form, spells
from .institutions_former import Former
from .institutions_lexicon import heads, words

_CENTRES = frozenset(
    {
        "центр",
        "институт",
        "нмиц",
        "клиника",
        "нии",
        "фнкц",
        "нимц",
        "center",
        "centre",
        "institute",
        "clinic",
        "hospital",
        "больница",
        "диспансер",
        "мнтк",
        "госпиталь",
        "онкоцентр",
        "кардиоцентр",
        "ницэм",
        "фнц",
        "ниц",
    }
)


_CENTRE_STEMS = frozenset({"центр", "диспанс", "больниц", "институ", "клиник"})


@dataclass(slots=True)
class Cluster:
    """What is gathered of one institution: candidates, short names, and the forms that later names are compared with."""

    candidates: list[Candidate] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    distinct: dict[str, Candidate] = field(default_factory=dict)
    starts: set[int] = field(default_factory=set)
    former: dict[str, str | None] = field(default_factory=dict)  # older names, each with the year of the change

    def add(self, candidate: Candidate) -> None:
        """Take in a name."""
        self.candidates.append(candidate)
        self.starts.add(candidate.start)
        if candidate.name not in self.distinct:
            self.distinct[candidate.name] = candidate
            self.forms.append(form(candidate.name, candidate.lang))

    @property
    def main(self) -> Candidate:
        """The candidate with the longest name; one that is not an older name, a department's, nor an abbreviation."""
        return max(self.candidates, key=lambda c: (c.name not in self.former, c.strength == "name", len(c.name), -c.start))

    def before(self, offset: int) -> int:
        """Start of the last mention before the offset, else of the first one, negated to come last."""
        earlier = [c.start for c in self.candidates if c.start < offset]
        return max(earlier) if earlier else -min(c.start for c in self.candidates)


def merge(candidates: Iterable[Candidate], short: dict[str, tuple[int, ...]]) -> list[Cluster]:
    """Clusters of names. Longer names first: each shorter one joins the longer name that it abridges, the nearest before it if several do.

    `short` maps a short name given in brackets to the starts of the names that it was given to.
    """
    clusters: list[Cluster] = []
    ordered = sorted(candidates, key=lambda c: (-len(form(c.name, c.lang).stems), c.strength == "abbreviation", -len(c.name), c.start))
    settled: dict[str, Cluster] = {}
    for candidate in ordered:
        fitting = [settled[candidate.name]] if candidate.name in settled else [k for k in clusters if _same(candidate, k, short)]
        if len(fitting) == 1:
            settled[candidate.name] = fitting[0]
        if fitting:
            max(fitting, key=lambda k: (_exact(candidate, k), k.before(candidate.start))).add(candidate)
        else:
            clusters.append(Cluster())
            clusters[-1].add(candidate)
            settled[candidate.name] = clusters[-1]
    return sorted(clusters, key=lambda k: min(c.start for c in k.candidates))


def renamed(clusters: list[Cluster], told: Iterable[Former]) -> list[Cluster]:
    """The clusters, those of older names joined to those of the present ones."""
    for one in told:
        present = next((k for k in clusters if one.present in k.starts), None)
        older = next((k for k in clusters if one.older in k.starts), None)
        if present and present is older:
            present.former[next(c.name for c in present.candidates if c.start == one.older)] = one.year
        elif present and older:
            present.former |= dict.fromkeys(older.distinct, one.year)
            present.aliases += older.aliases
            for candidate in older.candidates:
                present.add(candidate)
            clusters = [k for k in clusters if k is not older]
    return clusters


def _exact(candidate: Candidate, cluster: Cluster) -> bool:
    mine = form(candidate.name, candidate.lang)
    return any(f.stems == mine.stems and f.numbers == mine.numbers for f in cluster.forms)


def _same(candidate: Candidate, cluster: Cluster, short: dict[str, tuple[int, ...]]) -> bool:
    mine = form(candidate.name, candidate.lang)
    starts = short.get(candidate.name, ())
    if any(start in cluster.starts for start in starts):
        return True
    if mine.letters and any(len(mine.letters) > 2 and not f.letters and spells(mine.letters, f.words) for f in cluster.forms):
        return True
    if candidate.country and any(c.country and c.country != candidate.country for c in cluster.distinct.values()):
        return False
    if candidate.known and any(c.known == candidate.known for c in cluster.distinct.values()):
        return True
    return any(_compatible(candidate, mine, other, f) for other, f in zip(cluster.distinct.values(), cluster.forms, strict=True))


def _compatible(a: Candidate, mine: Form, b: Candidate, theirs: Form) -> bool:
    """Whether name `a`, the shorter, abridges name `b`."""
    if mine.stems == theirs.stems and mine.numbers == theirs.numbers and mine.stems:
        return a.lang == "ru" or _in_order(mine, theirs)
    if mine.letters:
        return len(mine.letters) > 2 and not theirs.letters and spells(mine.letters, theirs.words)
    if mine.numbers != theirs.numbers and ((theirs.numbers and not _telling(mine)) or not mine.numbers <= theirs.numbers):
        return False
    if not mine.stems or not mine.stems <= theirs.stems:
        return _letters_and_rest(mine, theirs) or _other_centre(a, mine, b, theirs) or _level_for_place(mine, theirs)
    return _heads_agree(a, mine, b, theirs) and (a.lang == "ru" or not a.head or _in_order(mine, theirs))


def _in_order(mine: Form, theirs: Form) -> bool:
    """Whether the words of the short form stand in the long one in the same order."""
    later = iter(stem(w) for w in theirs.words)
    return all(stem(w) in later for w in mine.words)


def _letters_and_rest(mine: Form, theirs: Form) -> bool:
    """An abbreviation with more: "КГМА имени Ахунбаева" for the academy's full name."""
    first = mine.words[0] if mine.words else ""
    rest = mine.stems - {stem(first)}
    return first.isupper() and len(first) > 2 and bool(rest & theirs.stems) and rest <= theirs.stems and spells(first, theirs.words)


def _other_centre(a: Candidate, mine: Form, b: Candidate, theirs: Form) -> bool:
    """Another word for the same centre: "Самарский кардиоцентр" for the cardiological dispensary of Samara."""
    if a.head not in _CENTRES or b.head not in _CENTRES or a.head == b.head or a.lang != "ru":
        return False
    rest = {s for s in mine.stems if s != stem(a.head) and s not in _CENTRE_STEMS}
    return len(rest & theirs.stems) >= 2 and rest <= theirs.stems and bool(rest - general())


def _level_for_place(mine: Form, theirs: Form) -> bool:
    """ "Regional Cancer Center" beside "Omsk Cancer Center": one says that it has a region or a city, the other which one."""
    rest, apart = mine.stems & theirs.stems, (mine.stems - theirs.stems, theirs.stems - mine.stems)
    levels = [side for side in apart if side and side <= _levels()]
    places = [side for side in apart if side and all(s.startswith("@") and len(s) > len("@RU") for s in side)]
    return len(levels) == len(places) == 1 and any(s not in general() and not s.startswith("@") for s in rest)


@cache
def _levels() -> frozenset[str]:
    return frozenset(map(stem, ("regional", "oblast", "provincial", "областной", "краевой", "городской", "region", "city", "municipal")))


def _telling(f: Form) -> bool:
    """Whether the form has a word beside heads and general adjectives."""
    return any(s not in general() for s in f.stems)


@cache
def general() -> frozenset[str]:
    """Stems that many institutions share."""
    return frozenset(stem(w) for lang in ("ru", "en") for w in (*heads(lang), *words(lang, "general")))


def _heads_agree(a: Candidate, mine: Form, b: Candidate, theirs: Form) -> bool:
    """The same head word; or none in the short name (a quoted or Latin name); or two words for a centre with the same telling words."""
    if not a.head:
        return a.name.strip('«»"') in b.name
    if a.head == b.head or not b.head:
        return True
    return a.head in _CENTRES and b.head in _CENTRES and _telling(mine) and len(mine.stems) <= 2


def nearest(clusters: Sequence[Cluster], offset: int) -> Cluster | None:
    """The cluster mentioned last before the offset."""
    return max(clusters, key=lambda k: k.before(offset), default=None)
