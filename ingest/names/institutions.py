"""The stage that finds institutions: candidates of each sentence, merged into entities with their mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ..reading import Entity, Mention, MentionForm, Reading
from . import institutions_known
from .abbreviations import introduced
from .institutions_belong import belonging
from .institutions_candidate import Candidate
from .institutions_choice import all_candidates
from .institutions_filter import acting, author, programme, unit
from .institutions_former import former
from .institutions_kind import kind_of
from .institutions_known import Known
from .institutions_lexicon import heads
from .institutions_merge import Cluster, merge, renamed
from .institutions_place import Where, all_spots, beside, inside, page
from .institutions_rules import between, covered
from .places import Spot

_STATE = frozenset({"ministry", "government"})  # what a page names without its state is most often of the page's own
FORMS: dict[str, MentionForm] = {"abbreviation": "abbreviation", "office": "office"}


def find_institutions(reading: Reading) -> Reading:
    """Add institutions and their named mentions."""
    return joined(reading, all_candidates(reading))


def joined(reading: Reading, found: Sequence[Candidate]) -> Reading:
    """Add the institutions that some candidates name."""
    text = reading.document.text
    near = all_spots(reading)
    named = [_prior(_whole(c)) for c in found if c.strength != "noun" and not author(c, text) and not unit(c) and not programme(c, text)]
    letters = _bracketed(named, text)
    given = {c.start: introduced(text, c.end, c.name, c.lang) + letters.get(c.start, []) for c in named}
    clusters = renamed(acting(merge(named, _short_names(given)), reading), former(named, text))
    for cluster in clusters:
        cluster.aliases = [short for c in cluster.candidates for short, _, _ in given[c.start]]
    home = page(reading, near)
    state = page(reading, near, 0)
    homes = [state if cluster.main.kind in _STATE else home for cluster in clusters]
    found_here = zip(clusters, homes, strict=True)
    entities = belonging(tuple(_entity(f"i{n}", cluster, near, at, text) for n, (cluster, at) in enumerate(found_here, 1)))
    mentions = [
        Mention(c.start, c.end, e.key, FORMS.get(c.strength, "name")) for e, k in zip(entities, clusters, strict=True) for c in k.candidates
    ]
    mentions += list(_alias_mentions(reading, clusters, entities, mentions))
    return replace(
        reading,
        entities=reading.entities + entities,
        mentions=tuple(sorted({*reading.mentions, *mentions}, key=lambda m: (m.start, m.end))),
    )


def _bracketed(named: Sequence[Candidate], text: str) -> dict[int, list[tuple[str, int, int]]]:
    """Letters in brackets right behind a name, by the name's start, which the tagger took for a name of their own."""
    found = {}
    for name, letters in pairwise(named):
        learned = letters.rule == "learned" and letters.strength == "abbreviation" and not letters.known
        if learned and re.fullmatch(r"[»”\"]?\s?\(", text[name.end : letters.start]) and text[letters.end : letters.end + 1] == ")":
            found[name.start] = [(letters.name, letters.start, letters.end)]
    return found


def _short_names(given: dict[int, list[tuple[str, int, int]]]) -> dict[str, tuple[int, ...]]:
    short: dict[str, tuple[int, ...]] = {}
    for start, names in given.items():
        for name, _, _ in names:
            short[name] = (*short.get(name, ()), start)
    return short


def _entity(key: str, cluster: Cluster, near: Sequence[Spot], home: Where, text: str) -> Entity:
    main = cluster.main
    names = [n for c in cluster.candidates for n in (c.name, *_inner(c))] + cluster.aliases
    also = tuple(dict.fromkeys(n for n in names if n.casefold() != main.name.casefold()))
    known = next((k for c in cluster.candidates for n in (c.name, *_inner(c)) if (k := institutions_known.look_up(n, c.lang))), None)
    kind = kind_of(main.name, _said_kind(main), known)
    where = _where(cluster, known, near, home, text)
    return Entity(
        key,
        "institution",
        main.name,
        also,
        kind,
        None if kind == "international_org" else where.country,
        where.region,
        where.city,
        rule=main.rule,
        former=tuple(cluster.former),
        renamed=max(filter(None, cluster.former.values()), default=None),
    )


def _said_kind(main: Candidate) -> str:
    """The kind by the head word; by the one in quotation marks where the head says only that it is a body: "КГП «Центр крови»"."""
    quoted = _INNER.search(main.name) if main.head in _FORMAL else None
    inner = re.findall(r"[^\W_]+", quoted[1].casefold()) if quoted else ()
    return next((heads("ru")[w] for w in inner if w in heads("ru")), main.kind)


_FORMAL = frozenset({"предприятие", "учреждение", "организация"})
_INNER = re.compile(r"[«\"“]([^«»\"“”]{2,})[»\"”]")
_LATIN_TAIL = re.compile(r"^[а-яё-]+ ((?:[A-Z][\w&.-]*)(?: [A-Za-z][\w&.-]*)*)$", re.IGNORECASE)
_OF_STATE = re.compile(r"^[A-Z]\w+['’]s ((?:Ministry|Department|Health) .+)$")
_LETTERS_TAIL = re.compile(r"^(?:компания|корпорация|холдинг|фирма|завод|банк|агентство|группа) ([А-ЯЁ][А-ЯЁ-]{2,})$")


def _inner(candidate: Candidate) -> tuple[str, ...]:
    """The name proper of one with a word before it: "ООО «Генотек»" -> "Генотек", "фонд DKMS" -> "DKMS"."""
    match = (
        _INNER.search(candidate.name)
        or _LATIN_TAIL.match(candidate.name)
        or _LETTERS_TAIL.match(candidate.name)
        or _OF_STATE.match(candidate.name)
    )
    return (match[1],) if match else ()


_NAMED_AFTER = re.compile(r"(?i)\b(?:имени|им\.|named after)\s")
"""Such a name says by itself which institution it is: a page's guess at its country would only keep it apart from itself elsewhere."""


def _where(cluster: Cluster, known: Known | None, near: Sequence[Spot], home: Where, text: str) -> Where:
    """By the gazetteer, the name, the words beside it, the page: the first that tells."""
    strong = [c for c in cluster.candidates if c.strength != "abbreviation"]
    stated = next((c.country for c in strong if c.country), None) or (known.country if known else None)
    found = [w for c in cluster.candidates if (w := inside(c.name))] + [
        w for c in cluster.candidates if (w := beside(c, _around(near, c), text))
    ]
    if stated:
        return next((w for w in found if w.country == stated), Where(stated))
    weak = next((c.country for c in cluster.candidates if c.country), None)
    return found[0] if found else Where(weak) if weak else Where() if _NAMED_AFTER.search(cluster.main.name) else home


def _around(near: Sequence[Spot], candidate: Candidate) -> Sequence[Spot]:
    """The places close to a candidate."""
    return between(near, candidate.start - 60, candidate.end + 40)


def _alias_mentions(reading: Reading, clusters: list[Cluster], entities: tuple[Entity, ...], taken: list[Mention]) -> Iterable[Mention]:
    """Places of the short names that the text introduced, and of abbreviations that a name spells."""
    keys = {alias: e.key for e, k in zip(entities, clusters, strict=True) for alias in k.aliases}
    spans = sorted((m.start, m.end) for m in taken)
    for sentence in reading.sentences:
        if reading.blocks[sentence.block].kind == "noise":
            continue
        for token in sentence.tokens:
            word = token.text.removesuffix("'s").removesuffix("’s")
            if word in keys and not covered(spans, token.start, token.end):
                yield Mention(token.start, token.start + len(word), keys[word], "abbreviation")


def _whole(candidate: Candidate) -> Candidate:
    """A department under the name of what it is part of."""
    return candidate if candidate.whole is None else replace(candidate, name=candidate.whole)


def _prior(candidate: Candidate) -> Candidate:
    """With the registry's entry of that name, if it has one."""
    known = institutions_known.look_up(candidate.name, candidate.lang)
    return replace(candidate, known=known.id) if known else candidate
