"""Which entry of the registry a name means, if any. A prior: the words of the document (country, city, number) outweigh it."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from ...ontology import registry
from ...ontology.registry import Entry
from . import compare, keys, lexicon, profile, score, vetoes
from .profile import Profile
from .sound import cyrillic

SURE = 0.9
_MARGIN = 0.06
_WIDEST = 80
_HEADS = {
    "university": frozenset({"learning"}),
    "ministry": frozenset({"state"}),
    "hospital": frozenset({"care"}),
    "medical_center": frozenset({"care", "study"}),
    "research_center": frozenset({"study", "learning"}),
}
_KNOWN_EVERYWHERE = frozenset({"international_org", "foundation", "company", "government"})


@dataclass(frozen=True, slots=True)
class Link:
    """An entry, how sure it is that it is meant, and by which of its names."""

    entry: str
    confidence: float
    alias: str


class Registry:
    """The entries, indexed by the keys of all their names; a name is read when a key leads to it.

    keyed: what `name_keys` says of the entries, when it is known already.
    """

    def __init__(self, entries: tuple[Entry, ...], keyed: Mapping[str, Sequence[int]] | None = None) -> None:
        self.entries = {e.id: e for e in entries}
        self._aliases = [(entry, alias.text) for entry in entries for alias in entry.aliases]
        self._keyed = name_keys(entries) if keyed is None else keyed

    def _named(self, key: str) -> Iterator[tuple[Entry, str, Profile]]:
        for number in self._keyed.get(key, ()):
            entry, alias = self._aliases[number]
            yield entry, alias, read(entry, alias)

    def link(self, name: Profile) -> Link | None:
        """The one entry that the name means; None when none or several fit."""
        best = _best(self._exact(name))
        if not best:
            best = _best(self._similar(name))
        if not best or (len(best) > 1 and best[0].confidence - best[1].confidence < _MARGIN):
            return None
        return best[0] if best[0].confidence >= SURE else None

    def _exact(self, name: Profile) -> Iterator[Link]:
        for key in (f"full:{n.key}" for n in name.names):
            for entry, alias, known in self._named(key):
                if not _apart(name, known, entry):
                    yield Link(entry.id, 0.97 if _decides(name, known, entry) else 0.7, alias)

    def _similar(self, name: Profile) -> Iterator[Link]:
        seen: set[tuple[str, str]] = set()
        for key in keys.of_institution(name):
            if len(self._keyed.get(key, ())) > _WIDEST:
                continue
            for entry, alias, known in self._named(key):
                if (entry.id, alias) in seen or _bare(known):
                    continue
                seen.add((entry.id, alias))
                if not (compare.hopeless(name, known) or _apart(name, known, entry) or vetoes.veto(name, known)):
                    yield Link(entry.id, min(0.95, score.confidence(compare.compare(name, known))), alias)


def read(entry: Entry, alias: str) -> Profile:
    """The profile of one of an entry's names."""
    city = next((text for _, text in entry.city), None)
    return profile.build(alias, (), None if entry.kind == "international_org" else entry.country, city)


def name_keys(entries: Sequence[Entry]) -> Mapping[str, Sequence[int]]:
    """The numbers of names, counted through all entries, by their keys."""
    found: dict[str, list[int]] = defaultdict(list)
    names = [read(entry, alias.text) for entry in entries for alias in entry.aliases]
    for number, name in enumerate(names):
        for key in set(keys.of_institution(name)):
            found[key].append(number)
    return found


def _bare(known: Profile) -> bool:
    """An abbreviation and nothing else: within a longer name ("a centre of the NIH") it is that of the whole."""
    name = known.names[0]
    return bool(name.acronyms) and not (name.kinds or name.propers)


def _apart(name: Profile, known: Profile, entry: Entry) -> bool:
    """Kind, country, city or number as the document states them are not those of the entry."""
    if (
        (allowed := _HEADS.get(entry.kind))
        and name.heads
        and not any(lexicon.groups().get(head, frozenset()) & allowed for head in name.heads)
    ):
        return True
    if entry.kind == "international_org":
        return False
    return vetoes.place_veto(name, known) is not None


def _decides(name: Profile, known: Profile, entry: Entry) -> bool:
    """A bare abbreviation such as КГМУ, or "Национальный госпиталь", decides only together with a place."""
    main = name.names[0]
    if entry.kind in _KNOWN_EVERYWHERE or main.propers or main.cities or main.regions or main.countries:
        return True
    if main.acronyms and not main.kinds:
        long = max(map(len, main.acronyms)) > (5 if cyrillic(main.acronyms[0]) else 4)
        return long or bool(name.cities & known.cities) or (entry.country != "RU" and bool(name.countries & known.countries))
    return bool(main.strong) or bool(name.cities & known.cities) or bool(name.countries & known.countries)


def _best(links: Iterator[Link]) -> list[Link]:
    """The surest link of each entry, the surest entry first."""
    found: dict[str, Link] = {}
    for link in links:
        if link.entry not in found or found[link.entry].confidence < link.confidence:
            found[link.entry] = link
    return sorted(found.values(), key=lambda link: (-link.confidence, link.entry))


@cache
def known(extra_paths: tuple[Path, ...] = ()) -> Registry:
    """The registry of the package, with the user's files."""
    return Registry(registry.load(extra_paths), None if extra_paths else compiled())


COMPILED = "data/registry_keys.json.gz"


def compiled() -> Mapping[str, Sequence[int]]:
    """The keys of the package's own entries, made beforehand: reading ten thousand names takes seconds."""
    found: dict[str, list[int]] = json.loads(gzip.decompress(files(__package__).joinpath(COMPILED).read_bytes()))
    return found


def compile_keys() -> bytes:
    """What `COMPILED` must hold; ``python -m medcoop.ingest.identity.entries`` writes it."""
    text = json.dumps(name_keys(registry.load()), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return gzip.compress(text.encode(), 9, mtime=0)


@cache
def nothing() -> Registry:
    """A registry without entries, to measure what the names alone tell."""
    return Registry(())


@lru_cache(maxsize=100_000)
def link(name: Profile, of: Registry) -> Link | None:
    """`Registry.link`, remembered."""
    return of.link(name)


if __name__ == "__main__":
    (Path(__file__).parent / COMPILED).write_bytes(compile_keys())
