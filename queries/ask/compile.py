"""Puts the data of the reader together: ``python -m medcoop.queries.ask.compile`` after a change of what it is made from.

It is made from ``data/*.yaml``, from the ask.yaml of each question in the catalogue, from the vocabularies, the places and the registry. A
command has no time to read them all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from ...ontology import registry, vocabulary
from ...ontology.places import places
from . import tables
from .pattern import form, taken_apart
from .words import fold, words

DATA = Path(__file__).with_name("data")
CATALOGUE = Path(__file__).parents[1] / "catalog"
SCHEMES = {"topic": "topic", "activity": "kind", "agreement-type": "type", "counted": "counted"}
EXACT = ("before", "introduces", "not_topics", "not_types", "people", "generic", "offices:en")
KEY = 3
LONGEST = 9
_PREFIX = 6
_STEM = 4
_PLACES = ("country", "demonym", "region", "class")


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - makes strings only


def reader(catalogue: Path = CATALOGUE) -> dict[str, Any]:
    """What ``generated/reader.json`` holds, for the questions of a catalogue."""
    raw = {path.stem: _yaml(path) for path in sorted(DATA.glob("*.yaml"))}
    asked = _asked_of(catalogue)
    forms = list(_forms(raw))
    cues = [cue for one in asked.values() for group in one["cues"].values() for cue in group]
    states = [cue for name in ("ladder", "agreement-status") for group in raw["params"][name].values() for cue in group]
    stated = [cue for values in raw["params"].values() for group in values.values() for cue in group]
    refused = [cue for group in raw["refuse"]["cues"].values() for cue in group]
    names, said = raw["names"], raw["words"]
    lists: dict[str, Any] = {name: value for name, value in names.items() if isinstance(value, list)}
    lists |= {f"{name}:{lang}": value for name in ("offices",) for lang, value in names[name].items()}
    lists |= {"ru": said["ru"], "en": said["en"]}
    lists["cues"] = sorted(t for t in _words_of([*cues, *states]) if not t.startswith(("центр", "клиник", "больниц")))
    lists["refused"] = sorted(_words_of(refused))
    lists["plain"] = [*said["ru"], *said["en"], *lists["cues"], *names["orders"]]
    lists["given_names"] = _given(lists)
    heads = [h for h in names["heads"] if not h.isupper()]
    adjectives = [f"{a}*" for a in names["adjectives"]]
    families = [text for texts in raw["families"].values() for text in texts]
    spelt = [text for kind, _, text in forms if kind not in ("city", "local")]
    return {
        "tables": {name: raw[name] for name in ("dates", "names", "words")},
        "families": _families(raw["families"]),
        "lists": {name: _list(value, exact=name in EXACT) for name, value in lists.items()},
        "index": _index(forms),
        "nominatives": sorted({fold(text) for kind, _, text in forms if kind == "country"}),
        "known": _known([*spelt, *heads, *adjectives, *_words_of([*cues, *stated, *refused]), *families]),
        "known_places": _known(text for kind, _, text in forms if kind in _PLACES and " " not in text),
        "asked": {name: _asked(one) for name, one in asked.items()},
        "params": {
            name: {value: list(map(taken_apart, group)) for value, group in values.items()} for name, values in raw["params"].items()
        },
        "courtesies": list(map(taken_apart, raw["words"]["courtesies"])),
        "refuse": [[float(weight), taken_apart(cue)] for weight, group in raw["refuse"]["cues"].items() for cue in group],
    }


def _given(lists: Mapping[str, Sequence[str]]) -> list[str]:
    """Given names that are neither places nor words of questions."""
    from ...ingest.names.people_given import known_names  # noqa: PLC0415 - not needed to read

    other = {fold(text) for _, _, text in _places()} | {fold(text) for text in lists["plain"]}
    return sorted({fold(name) for name in known_names() if len(name) > _PREFIX // 2} - other)


def _asked_of(catalogue: Path) -> dict[str, Any]:
    return {path.parent.name: _yaml(path) for path in sorted(catalogue.glob("*/ask.yaml"))}


def _asked(one: dict[str, Any]) -> dict[str, Any]:
    cues = [(float(weight), taken_apart(cue)) for weight, group in one["cues"].items() for cue in group]
    kept: dict[str, Any] = {key: one[key] for key in ("fill", "needs", "without", "few") if key in one}
    return kept | {"cues": sorted(cues, key=lambda cue: -cue[0])}


def _words_of(cues: Iterable[str]) -> set[str]:
    texts = {word for cue in cues for part in cue.split() for word in part.strip("()").split("|")}
    return {text for text in texts if text[:1].isalpha()}


def _families(raw: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """How a word is compared -> its text -> the family of words that it belongs to; the first one that has it."""
    found: dict[str, dict[str, str]] = {"word": {}, "stem": {}, "prefix": {}}
    for family, texts in raw.items():
        for one in map(form, texts):
            found["word" if one.how == "case" else one.how].setdefault(fold(one.text), family)
    return found


def _list(texts: Iterable[str], *, exact: bool) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {"plain": set(), "stems": set(), "prefixes": set()}
    for text in texts:
        one = form(text)
        if exact and not text.endswith("*"):
            found["plain"].add(fold(text))
        else:
            found[{"prefix": "prefixes", "stem": "stems"}.get(one.how, "plain")].add(fold(one.text))
    return {name: sorted(values) for name, values in found.items()}


def _known(texts: Iterable[str]) -> dict[str, list[str]]:
    """The words to which misspelt ones are mended: stems, and beginnings that are long enough."""
    parts = [form(part) for text in texts for part in text.split()]
    prefixes = sorted({one.text for one in parts if one.how == "prefix" and len(one.text) >= _PREFIX})
    short = sorted({one.text for one in parts if one.how == "prefix" and _STEM <= len(one.text) < _PREFIX})
    stems = sorted({one.text for one in parts if one.how in ("stem", "word") and len(one.text) >= _STEM})
    return {"stems": stems, "prefixes": prefixes, "short": short}


def _index(forms: Iterable[tuple[str, str, str]]) -> dict[str, list[tuple[str, str, str]]]:
    """The first letters of a form -> (kind, value, form)."""
    found: dict[str, dict[tuple[str, str, str], None]] = {}
    for kind, value, text in forms:
        found.setdefault(fold(text.partition(" ")[0].lstrip("="))[:KEY].rstrip("*"), {})[kind, value, text] = None
    return {key: list(values) for key, values in sorted(found.items())}


def _forms(raw: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for scheme, kind in SCHEMES.items():
        for key, concept in vocabulary.load().schemes[scheme].concepts.items():
            yield from ((kind, key, text) for text in (*concept.label, *concept.search.en, *concept.search.ru))
    for kind, values in raw["said"].items():
        for value, langs in values.items():
            yield from ((kind, value, text) for lang in langs.values() for text in lang)
    for code, named in raw["languages"]["names"].items():
        forms = (form.format(named[lang]) for lang, all_forms in raw["languages"]["forms"].items() if lang in named for form in all_forms)
        yield from (("language", code, text) for text in (*forms, *named.get("also", ())))
    weak = set(raw["names"]["weak"])
    for concept in vocabulary.load().schemes["institution-kind"].concepts.values():
        yield from (
            ("class", concept.id, text) for text in (*concept.search.en, *concept.search.ru) if " " not in text and text not in weak
        )
    yield from _places()


def _places() -> Iterator[tuple[str, str, str]]:
    known = places()
    for country in known.countries.values():
        yield from (("country", country.code, text) for text in (*country.name, *country.forms.en, *country.forms.ru))
        yield from (("demonym", country.code, text) for text in (*country.demonym.en, *country.demonym.ru))
    for region in known.regions.values():
        yield from (("region", region.code, text) for text in (*region.name, *region.forms.en, *region.forms.ru))
    for city in known.cities:
        yield from (("city", city.country, text) for text in (*city.name, *city.forms.en, *city.forms.ru))
    for forms in (*(region.demonym for region in known.regions.values()), *(city.demonym for city in known.cities)):
        yield from (("local", "", text) for text in (*forms.en, *forms.ru))


def registered() -> list[str]:
    """The lines of ``generated/registered.txt``: the stems of the registry's names, where one word alone if it means nothing else."""
    from .lexicon import annotate  # noqa: PLC0415 - reads what is written first
    from .sight import listed  # noqa: PLC0415

    seen = set()
    for entry in registry.load():
        for alias in entry.aliases:
            found = words(alias.text)
            if len(found) == 1:
                word = found[0]
                meant = bool(annotate(found))
                common = meant or word in listed("ru" if word.russian else "en") or word in listed("heads") or len(word.plain) <= 2
                if common and not (alias.text.isupper() and len(alias.text) > 2 and not meant):
                    continue
            if 0 < len(found) <= LONGEST:
                seen.add(" ".join(w.stem for w in found))
    return sorted(seen)


def likeness(asked: Mapping[str, Any]) -> dict[str, object]:
    """What ``generated/likeness.json`` holds: the examples of the reader and of the questions' ask.yaml, weighed."""
    from .reader import look  # noqa: PLC0415 - reads what is written first
    from .train import examples, weigh  # noqa: PLC0415
    from .traits import traits  # noqa: PLC0415

    told = {**dict(examples()), **{text: name for name, one in asked.items() for text in one.get("examples", ())}}
    seen = [(text, question, look(text)) for text, question in told.items()]
    return weigh([(text, question, traits(at.sight, at.seen, at.scene)) for text, question, at in seen if at])


def files() -> Iterator[tuple[Path, str]]:
    """(path, text) of what this module makes."""
    yield tables.GENERATED / "reader.json", json.dumps(reader(), ensure_ascii=False, separators=(",", ":")) + "\n"
    yield tables.GENERATED / "registered.txt", "\n".join(registered()) + "\n"
    lines = json.dumps(likeness(_asked_of(CATALOGUE)), ensure_ascii=False, separators=(",", ":"))
    yield tables.GENERATED / "likeness.json", lines.replace("],", "],\n") + "\n"


def main() -> None:
    """Write the files anew."""
    for path, text in files():
        path.write_text(text, encoding="utf-8")
        tables.compiled.cache_clear()


if __name__ == "__main__":
    main()
