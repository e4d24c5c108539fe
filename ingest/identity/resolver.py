"""The resolver behind the seam `ontology.identity.Resolver`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from ...ontology.identity import Decision, Member, Renaming, Resolver
from ...ontology.model import Facts
from . import changes, clusters, entries, judge, keys, members
from .entries import Registry


class NameResolver:
    """Identity by names, places and the registry. Each of its methods is a pure function of its arguments."""

    def __init__(self, registry: Callable[[], Registry]) -> None:
        self._registry = registry  # read when it is first needed: commands that only open a store do not wait for it

    def members(self, facts: Facts, document: str) -> Mapping[str, Member]:
        """See `Resolver.members`. Two names of one entry of the registry meet in a block, whatever else they share."""
        registry = self._registry()
        return {key: with_entry(member, registry) for key, member in members.of(facts, document).items()}

    def judge(self, member: Member, candidates: Sequence[Member]) -> Iterator[Decision]:
        """See `Resolver.judge`. Decisions below `judge.AUTOMATIC` wait for a person: they are told, but join nothing."""
        registry = self._registry()
        known = judge.know(member, registry, looked_up=True)
        for candidate in (one for one in candidates if keys.meet(member, one)):
            if decision := judge.judge(known, judge.know(candidate, registry, looked_up=True)):
                yield decision

    def cluster(self, members: Iterable[Member], decisions: Iterable[Decision]) -> Mapping[str, str]:
        """See `Resolver.cluster`."""
        registry = self._registry()
        return clusters.cluster({m.iri: judge.know(m, registry, looked_up=True) for m in members}, decisions)

    def renamings(self, member: Member) -> Iterator[Renaming]:
        """See `Resolver.renamings`: former names of the registry's entry that the member names, and those that documents tell."""
        registry = self._registry()
        link = judge.know(member, registry, looked_up=True).link
        known = tuple(changes.of(registry.entries[link.entry])) if link else ()
        yield from known
        yield from changes.told(member, known)


def with_entry(member: Member, registry: Registry) -> Member:
    """The member with its entry of the registry among the blocks, when its name means one."""
    link = judge.know(member, registry).link
    return replace(member, blocks=tuple(sorted({*member.blocks, f"{judge.ENTRY}{link.entry}"}))) if link else member


@cache
def default_resolver(registry_paths: tuple[Path, ...] = ()) -> Resolver:
    """The resolver with the package's registry and the user's files of the same form."""
    return NameResolver(partial(entries.known, registry_paths))


@cache
def bare_resolver() -> Resolver:
    """The resolver without any registry."""
    return NameResolver(entries.nothing)
