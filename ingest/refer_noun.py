"""Bare nouns: "центр", "the Centre", "наша больница", "тюменский центр", "областной диспансер"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from .language.stem import stem
from .names.institutions_candidate import Candidate
from .names.institutions_form import form
from .names.institutions_lexicon import data
from .names.institutions_rules import covered
from .names.places import Spot
from .reading import Mention
from .refer_scene import Scene, families

_OURS = frozenset({"наш", "our"})
_DEFINITE = frozenset({"the", "this", "that", "our", "its", "their", "said"})
_PLAIN = frozenset(stem(w) for w in data("references")["plain"])


def nouns(scene: Scene, candidates: Sequence[Candidate]) -> Iterator[Mention]:
    """A mention for each noun that can be resolved, in text order; later ones may follow earlier ones."""
    found: list[Mention] = []
    taken = sorted((m.start, m.end) for m in scene.named)
    for candidate in candidates:
        if covered(taken, candidate.start, candidate.end):
            continue
        key = _resolve(scene, candidate, found)
        if key is not None:
            found.append(Mention(candidate.start, candidate.end, key, "noun"))
            yield found[-1]


def _resolve(scene: Scene, candidate: Candidate, found: Sequence[Mention]) -> str | None:
    head = candidate.head
    if head not in families():
        return None
    owner = _before_word(scene, candidate)
    if candidate.lang == "en" and not _definite(scene, candidate, owner):
        return None
    places = _places(scene, candidate)
    telling = _telling(candidate)

    def fits(key: str) -> bool:
        return scene.fits(key, head) and _said(scene, key, telling) and _lies(scene, key, places)

    if owner in _OURS:
        return _ours(scene, candidate, fits)
    last = _antecedent(scene, candidate, fits, found)
    if last is None and head in {"министерство", "минздрав", "ministry", "ведомство"}:
        return next((k for k in scene.institutions if fits(k)), None)
    if last is None and (owner or candidate.name[:1].isupper()) and scene.principal and fits(scene.principal):
        return scene.principal
    return last


def _antecedent(scene: Scene, candidate: Candidate, fits: Callable[[str], bool], found: Sequence[Mention]) -> str | None:
    """The last one that fits; but the one that the page is about, if that fits, is far more named and was not left just now."""
    last = scene.before(candidate.start, fits, found)
    first = scene.foremost(fits)
    if last is None or first is None:
        return last
    if candidate.lang == "ru" and candidate.name[:1].isupper():
        return first
    return last if scene.weights[last] * 2 > scene.weights[first] else first


def _before_word(scene: Scene, candidate: Candidate) -> str:
    """The determiner or possessive before the noun, folded; "" when there is none."""
    sentence = scene.sentence(candidate.start)
    tokens = sentence.tokens if sentence else ()
    at = bisect_left(tokens, candidate.start, key=lambda t: t.start)
    for token in (*reversed(tokens[max(0, at - 2) : at]), *tokens[at : at + 1]):
        if token.lemma in _OURS | _DEFINITE or token.text.casefold() in _OURS | _DEFINITE:
            return token.lemma if token.lemma in _OURS else token.text.casefold()
    return ""


def _definite(scene: Scene, candidate: Candidate, owner: str) -> bool:
    """In English a noun refers back with an article or a possessive, or with a capital inside a sentence."""
    if owner in _DEFINITE or owner in _OURS:
        return True
    sentence = scene.sentence(candidate.start)
    text = scene.reading.document.text[candidate.start]
    return text.isupper() and (sentence is None or sentence.start != candidate.start or len(candidate.name) > 12)


def _places(scene: Scene, candidate: Candidate) -> list[Spot]:
    return [
        s
        for s in scene.spots_in(candidate.start - 22, candidate.end)
        if candidate.start - 22 <= s.start
        and s.end <= candidate.end
        and (s.start >= candidate.start or (s.adjective and s.end >= candidate.start - 1))
    ]


def _telling(candidate: Candidate) -> frozenset[str]:
    """Stems of the words beside the head that the institution's name must have too."""
    stems = form(candidate.name, candidate.lang).stems
    return frozenset(s for s in stems if s not in _PLAIN and not s.startswith("@") and s != stem(candidate.head)) - {stem(candidate.head)}


def _said(scene: Scene, key: str, telling: frozenset[str]) -> bool:
    if not telling:
        return True
    have = scene.stems[key]
    return telling <= have


def _lies(scene: Scene, key: str, places: Sequence[Spot]) -> bool:
    entity = scene.institutions[key]
    for spot in places:
        if spot.country != entity.country:
            return False
        if spot.region and entity.region and spot.region != entity.region:
            return False
        if spot.city and entity.city and spot.city != entity.city and not spot.region:
            return False
    return True


def _ours(scene: Scene, candidate: Candidate, fits: object) -> str | None:
    """ "our centre": the employer of the one who speaks, else the page's own institution."""
    check = fits if callable(fits) else (lambda _: True)
    orgs = {e.key: e.org for e in scene.reading.entities if e.type == "person" and e.org}
    block = scene.block(candidate.start)
    speakers = [m for m in scene.reading.mentions if m.entity in orgs and block.start - 400 <= m.start < block.end]
    for mention in sorted(speakers, key=lambda m: (not block.start <= m.start, abs(m.start - candidate.start))):
        org = orgs[mention.entity]
        if org in scene.institutions and check(org):
            return org
    if scene.principal and check(scene.principal):
        return scene.principal
    return scene.before(candidate.start, check)
