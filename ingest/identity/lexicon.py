"""The words of institutions' names, as data/lexicon.yaml and data/abbreviations.yaml list them."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

_LONGEST_ENDING = 9


class Concept(NamedTuple):
    """What a word means, whatever the language. type: kind, level, weak or strong."""

    type: str
    name: str


@cache
def data(name: str) -> Any:
    """A YAML file of the package's data folder."""
    return yaml.load(files(__package__).joinpath("data", f"{name}.yaml").read_text("utf-8"), yaml.CSafeLoader)


@cache
def _stems() -> tuple[dict[str, tuple[Concept, ...]], dict[str, tuple[Concept, ...]]]:
    """(stems, whole words) with their concepts."""
    stems: dict[str, tuple[Concept, ...]] = {}
    words: dict[str, tuple[Concept, ...]] = {}
    for type_ in ("kind", "level", "weak", "strong"):
        for name, forms in data("lexicon")[type_].items():
            for form in " ".join(forms.values()).split():
                table, key = (words, form[1:]) if form.startswith("=") else (stems, form)
                table.setdefault(key, (Concept(type_, name),))
    for stem, names in data("lexicon")["compounds"].items():
        stems[stem] = tuple(Concept("strong", name) for name in names.split())
    return stems, words


@lru_cache(maxsize=200_000)
def concepts(word: str) -> tuple[Concept, ...]:
    """The concepts of a lower-case word (ё as е), by its longest known stem; none for a word that is not in the lexicon."""
    stems, words = _stems()
    if word in words:
        return words[word]
    for length in range(len(word), max(2, len(word) - _LONGEST_ENDING) - 1, -1):
        if found := stems.get(word[:length]):
            return found
    return ()


@cache
def _lands() -> tuple[dict[str, str], dict[str, str]]:
    stems: dict[str, str] = {}
    words: dict[str, str] = {}
    for name, forms in data("lexicon")["lands"].items():
        for form in " ".join(forms.values()).split():
            words.update({form[1:]: name}) if form.startswith("=") else stems.update({form: name})
    return stems, words


@lru_cache(maxsize=50_000)
def land(word: str) -> str | None:
    """The river, sea or wide land that a lower-case word or adjective names; None for any other word."""
    stems, words = _lands()
    return words.get(word) or next((stems[word[:length]] for length in range(len(word), 3, -1) if word[:length] in stems), None)


@cache
def stop_words() -> frozenset[str]:
    """Prepositions, articles and other words without meaning for identity, and titles before honorific names."""
    lexicon = data("lexicon")
    return frozenset(" ".join([*lexicon["stop"].values(), *lexicon["titles"].values()]).split())


@cache
def groups() -> dict[str, frozenset[str]]:
    """The groups of each kind."""
    found: dict[str, set[str]] = {}
    for group, kinds in data("lexicon")["groups"].items():
        for kind in kinds.split():
            found.setdefault(kind, set()).add(group)
    return {kind: frozenset(names) for kind, names in found.items()}


@cache
def level_groups() -> dict[str, str]:
    """The group of each level of a state (national, federal and republican are one)."""
    return {level: group for group, levels in data("lexicon")["levels"].items() for level in levels.split()}


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """The words of each fixed abbreviation, in lower case; the keys as written, in capitals where case counts."""
    tables = data("abbreviations")
    return {key: tuple(words.split()) for lang in ("ru", "en") for key, words in tables[lang].items()}


@cache
def legal_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Legal forms of several words by their first word, the longest first."""
    phrases = sorted((tuple(p.split()) for p in data("abbreviations")["legal"]["phrases"]), key=len, reverse=True)
    return {first: tuple(p for p in phrases if p[0] == first) for first in {p[0] for p in phrases}}


@cache
def legal_words() -> frozenset[str]:
    """Legal forms of one word, in lower case."""
    return frozenset(data("abbreviations")["legal"]["words"].split())
