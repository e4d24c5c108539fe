"""The normal form of an institution's name: what its words mean, whatever their language, order, script and inflection."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from . import lexicon, places
from .sound import cyrillic, readings, skeletons, sound, uninflected

_TOKEN = re.compile(r"№|[^\W_]+(?:['’.&][^\W_]+)*['’]?")
_INITIALS = re.compile(r"\b((?:[^\W\d_]\.\s?){1,3})(?=[^\W\d_]{2})")
_DOTTED = re.compile(r"\bU\.\s?(?:S\.(?:\s?A\.)?|K\.|N\.)")
_NUMBER = re.compile(r"(?:№|\bno\.?|\bn\.?|#)\s*(\d{1,4})\b|\b(\d{1,3})(?:-?(?:[йя]|ая|ый|ой|го|st|nd|rd|th))\b", re.IGNORECASE)
_NUMERALS = (
    ("перв", "first"), ("втор", "second"), ("треть", "third"), ("четверт", "fourth"), ("пят", "fifth"), ("шест", "sixth"),
    ("седьм", "seventh"),
    ("восьм", "eighth"), ("девят", "ninth"), ("десят", "tenth"),
)  # fmt: skip
_ORDINALS = {word: n for n, words in enumerate(_NUMERALS, 1) for word in words}
_ORDINAL = re.compile(r"(" + "|".join(_ORDINALS) + r")(?:ый|ий|ая|ой|ое|ого|ому|ых)?")
_REGION_WORDS = ("област", "обл", "кра", "oblast", "region", "krai", "province", "provincial", "провинци", "округ", "territor")
_OWNERS = frozenset(["ministry", "department", "agency", "authority", "committee", "government"])
_GENITIVE = re.compile(r"(министерств[ауе]|минздрава?е?|департамента|управления|агентства|правительства|комитета)$")
_LAST_LETTERS = {"му": "university", "гу": "university", "ма": "academy", "кб": "hospital"}
_NAMED = frozenset(["имени", "им", "named", "name"])
_PREPOSITIONS = frozenset(["of", "for", "at", "in", "named", "under", "after", "by", "и", "при"])


@dataclass(frozen=True, slots=True)
class Proper:
    """A word that is not in the lexicon: a surname, a foreign place, a brand. `skeletons` are its consonants;
    `others`: how else it may sound, read as French or German."""

    sound: str
    skeletons: frozenset[str]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """What a name says. Concept names in `kinds`, `levels`, `weak`, `strong`; ISO codes in `countries`.

    key: one text for all of it, equal for equal names in whatever language and order;
    head: the concept of the head noun; acronyms: words in capitals that are no fixed abbreviation; words: the words that
    initials are made of, in order, in lower case; owner: countries, cities and concepts of "Минздрава России", "ДЗМ".
    """

    text: str
    key: str = ""
    head: str | None = None
    kinds: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    strong: frozenset[str] = frozenset()
    propers: tuple[Proper, ...] = ()
    numbers: frozenset[int] = frozenset()
    countries: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    acronyms: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    owner: frozenset[str] = frozenset()
    owner_countries: frozenset[str] = frozenset()
    owner_cities: frozenset[str] = frozenset()
    owner_regions: frozenset[str] = frozenset()
    place_initials: tuple[str, ...] = ()
    place_countries: frozenset[str] = frozenset()

    @property
    def distinct(self) -> bool:
        """Says which thing it is: a place, a person's name, a number or a word in capitals beside the kind of thing."""
        return bool(self.propers or self.countries or self.regions or self.cities or self.acronyms)


@dataclass(slots=True)
class _Draft:
    """A name while its words are read."""

    heads: list[tuple[int, str]] = field(default_factory=list)
    concepts: list[tuple[str, str]] = field(default_factory=list)
    propers: list[Proper] = field(default_factory=list)
    numbers: set[int] = field(default_factory=set)
    places: list[places.Place] = field(default_factory=list)
    acronyms: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    honours: bool = False

    def of(self, type_: str) -> frozenset[str]:
        return frozenset(name for kind, name in self.concepts if kind == type_)

    def at(self, type_: str) -> frozenset[str]:
        return frozenset(p.id for p in self.places if p.type == type_)

    def regions(self) -> frozenset[str]:
        return frozenset(p.region for p in self.places if p.region)


def fold(text: str) -> str:
    """Lower case, one form of ё, quotes and dashes."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").replace("’", "'")


@lru_cache(maxsize=200_000)
def parse(text: str) -> Name:
    """The normal form of an institution's name."""
    plain = unicodedata.normalize("NFKC", text).replace("ё", "е").replace("Ё", "Е").replace("’", "'").replace("‑", "-").replace("–", "-")
    plain = _DOTTED.sub(lambda m: m[0].replace(".", "").replace(" ", ""), plain)
    numbers = {int(a or b) for a, b in _NUMBER.findall(plain)}
    plain = _INITIALS.sub(" ", _NUMBER.sub(" ", plain))
    tokens = list(_tokens(plain))
    tokens = _without_legal(tokens)
    cut = _owner_start(tokens)
    draft, owner = _read(tokens[:cut]), _read(tokens[cut:])
    found = Name(
        text=text,
        head=_head(draft, tokens[:cut]),
        kinds=draft.of("kind"),
        levels=draft.of("level"),
        weak=draft.of("weak"),
        strong=draft.of("strong"),
        propers=tuple(dict.fromkeys(draft.propers)),
        numbers=frozenset(numbers | draft.numbers),
        countries=draft.at("country"),
        regions=draft.regions(),
        cities=draft.at("city"),
        acronyms=tuple(dict.fromkeys(draft.acronyms)),
        words=tuple(draft.words),
        owner=owner.of("kind") | owner.of("strong") | owner.of("weak"),
        owner_countries=frozenset(p.country for p in owner.places),
        owner_cities=owner.at("city"),
        owner_regions=owner.regions(),
        place_initials=tuple(p.initial for p in draft.places if p.initial),
        place_countries=frozenset(p.country for p in draft.places if p.type != "country"),
    )
    return replace(found, key=_key(found))


def _key(n: Name) -> str:
    propers = (max(p.skeletons) if p.skeletons else p.sound for p in n.propers)
    parts = (n.kinds, n.levels, n.weak, n.strong, propers, map(str, n.numbers), n.countries, n.regions, n.cities, n.acronyms)
    return "|".join([n.head or "", *(" ".join(sorted(part)) for part in parts)])


def _tokens(plain: str) -> Iterator[str]:
    """Words as written, with fixed abbreviations written out; hyphens part them unless the lexicon or a place has the whole."""
    known = lexicon.abbreviations()
    for chunk in re.findall(r"[\w'.&№-]+", plain):
        parts = [chunk] if _whole(chunk) else chunk.split("-")
        for part in parts:
            for word in (found.strip("'") for found in _TOKEN.findall(part)):
                yield from known.get(word) or _inflected(word, known.get(_base(word), ()))


def _whole(chunk: str) -> bool:
    if "-" not in chunk:
        return True
    lower = chunk.casefold()
    found = lexicon.concepts(lower)
    return bool(found) and lexicon.concepts(lower.split("-")[0]) != found


def _inflected(word: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of an abbreviation that is inflected itself ("Минздрава"), the first one in the genitive."""
    if not words or not word.endswith(("а", "у", "е", "ом")):
        return words or (word,)
    return (uninflected(words[0]) + "а", *words[1:])


def _base(word: str) -> str:
    lower = word.casefold()
    return uninflected(lower) if cyrillic(lower) and len(lower) > 4 else lower


def _without_legal(tokens: list[str]) -> list[str]:
    lower = [t.casefold() for t in tokens]
    kept: list[str] = []
    at = 0
    while at < len(tokens):
        phrase = next((p for p in lexicon.legal_phrases().get(lower[at], ()) if tuple(lower[at : at + len(p)]) == p), ())
        if phrase:
            at += len(phrase)
        elif lower[at] in lexicon.legal_words():
            at += 1
            at += at < len(tokens) and len(tokens[at]) == 2 and tokens[at].isupper() and len(tokens) > at + 1
        else:
            kept.append(tokens[at])
            at += 1
    return kept or tokens


def _owner_start(tokens: list[str]) -> int:
    """Index of the first word of the owner ("Минздрава России", "of the Ministry of Health"); the end where none is named."""
    headed = False
    for at, token in enumerate(tokens):
        lower = token.casefold()
        found = lexicon.concepts(lower)
        if found and found[0].type == "kind" and not _adjective(lower):
            state = found[0].name in _OWNERS
            after = at > 0 and (_GENITIVE.match(lower) or (headed and tokens[at - 1].casefold() in {"the", "of", "under", "при"}))
            if state and after:
                return at
            headed = True
        if (
            headed
            and at > 0
            and lower == "федеральное"
            and [t.casefold() for t in tokens[at + 1 : at + 4]] == ["медико", "биологическое", "агентство"]
        ):
            return at
        if headed and lower == "российская" and tokens[at + 1 : at + 2] == ["академия"] and at > 0:
            return at
        headed = headed or (token.isupper() and len(token) > 2)
    return len(tokens)


def _read(tokens: list[str]) -> _Draft:
    draft = _Draft()
    at = 0
    while at < len(tokens):
        draft.honours = _honours(tokens[at].casefold(), draft.honours)
        at += _step(draft, tokens, at)
    return draft


def _honours(lower: str, before: bool) -> bool:
    """After "имени", up to the next known word, stand surnames as their bearers have them."""
    if lower in _NAMED:
        return True
    return before and (lower in lexicon.stop_words() or not lexicon.concepts(lower))


def _step(draft: _Draft, tokens: list[str], at: int) -> int:
    """Reads the words at `at` into the draft -> their number."""
    lower = tokens[at].casefold()
    spelt = [t.casefold() for t in tokens[at : at + places.LONGEST]]
    somewhere = places.at(spelt, 0)
    if somewhere and (place := _place(somewhere[0], tokens[at + somewhere[1] :])) and not _common_word(place, spelt[: somewhere[1]]):
        draft.places.append(place)
        draft.words.extend(spelt[: somewhere[1]])
        return somewhere[1]
    if match := _ORDINAL.fullmatch(lower):
        draft.numbers.add(_ORDINALS[match[1]])
        draft.words.append(lower)
    elif lower in lexicon.stop_words() or (len(lower) == 1 and not lower.isdigit()):
        pass
    elif found := lexicon.concepts(lower):
        draft.concepts.extend(found)
        draft.words.append(lower)
        if found[0].type == "kind" and not _adjective(lower):
            draft.heads.append((at, found[0].name))
    elif _acronym(tokens[at]):
        draft.acronyms.append(tokens[at])
    else:
        _proper(draft, lower)
    return 1


def _place(found: tuple[places.Place, ...], following: list[str]) -> places.Place | None:
    """Before "область", "областная", "Regional" the region is meant; a doubtful word alone means no place."""
    regional = bool(following) and following[0].casefold().startswith(_REGION_WORDS)
    sure = [p for p in found if regional or not p.unsure]
    return next((p for p in sure if p.type == "region" and regional), sure[0] if sure else None)


def _common_word(place: places.Place, words: list[str]) -> bool:
    """ "Королевский" is royal, not of Korolyov."""
    return place.type != "country" and len(words) == 1 and bool(lexicon.concepts(words[0]))


def _adjective(lower: str) -> bool:
    return bool(re.search(r"(ск|н)(ий|ый|ая|ое|ой|ого|ому|ых|им|ым|ую)$", lower))


def _acronym(token: str) -> bool:
    upper = sum(c.isupper() for c in token)
    return 2 <= len(token) <= 12 and upper >= 2 and (upper >= len(token) - 3) and token[0].isupper()


def _proper(draft: _Draft, lower: str) -> None:
    if lower.isdigit():
        draft.numbers.add(int(lower)) if len(lower) < 4 else None
        return
    draft.propers.append(proper(lexicon.land(lower) or lower, surname=draft.honours))
    draft.words.append(lower)


def proper(lower: str, *, surname: bool = False) -> Proper:
    """A lower-case word as a proper name. surname: one in the genitive, so its -ск- is its own ("имени Орловского" is not Орлов)."""
    base = uninflected(lower)
    return Proper(sound(base), skeletons(lower, derived=not surname), readings(base))


def _head(draft: _Draft, tokens: list[str]) -> str | None:
    """Russian names have their head noun first; English ones last before "of", "for" ...; an acronym tells by its last letters."""
    if not draft.heads:
        tail = next((a.casefold()[-2:] for a in draft.acronyms if cyrillic(a)), "")
        return _LAST_LETTERS.get(tail)
    if cyrillic(tokens[draft.heads[0][0]]):
        return draft.heads[0][1]
    end = next((i for i, t in enumerate(tokens) if t.casefold() in _PREPOSITIONS and i > draft.heads[0][0]), len(tokens))
    last = [name for i, name in draft.heads if i < end][-1]
    closing = next((name for i, name in draft.heads if i == len(tokens) - 1), None)
    return closing if last == "university" and closing in {"hospital", "centre", "institute", "clinic", "school", "college"} else last


def surface(text: str) -> str:
    """The words of a name as written, without case, signs and legal form: what a member's IRI is made of."""
    return " ".join(_without_legal(re.findall(r"\w+", fold(text))))
