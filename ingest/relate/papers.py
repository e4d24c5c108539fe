"""The papers of a page: the rules propose, a learned judge decides which pairs have one; pairs of one unit that all hold are one paper.

A pair is judged by its places near words for papers (`papers_places`) and as a whole (`papers_pairs`). What the rules found of a paper with
the same parties is kept (type, dates, status, quote); of others it is read from the sentence that tells of the pair most surely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...ontology.model import Agreement
from ..names.agreements import stated
from ..names.agreements_parties import Parties
from . import scorer
from .candidates import Pair, pair_of
from .papers_pairs import PaperPairs
from .papers_places import Noun, PaperWords
from .scene import Unit
from .scorer import between

FILE = "papers.json"
REPORTED = 0.4
"""Score from which on a pair has a paper: F1 on annotated pages that the scorers had not seen is flat from .3 to .45, precision rises."""

JOINS = 0.15
"""Score with each of a paper's parties from which on a further one is a party too."""

_UNNAMED = "agreement"


def find_papers(pairs: PaperPairs) -> tuple[Agreement, ...]:
    """The papers of a page, keys "a1", "a2" ... in text order; confidence calibrated on pages that the scorers had not seen."""
    curve = scorer.curve(FILE, "calibration")
    found = [_with(paper, round(between(curve, score), 3)) for paper, score in chosen(pairs, scores_of(pairs))]
    found.sort(key=lambda paper: (paper.evidence[0].start, paper.parties, paper.type))
    return tuple(paper.model_copy(update={"key": f"a{n}"}) for n, paper in enumerate(found, 1))


def chosen(pairs: PaperPairs, scores: Mapping[Pair, float]) -> Iterator[tuple[Agreement, float]]:
    """The papers that scores of pairs give, each with the score of its surest pair; none where the surest sentence denies it."""
    units = {pair: pairs.places[pair][0][1].unit for pair in scores if pair in pairs.places}
    denied = {unit.index for unit in units.values() if pairs.words.denied(unit)}
    open_ = {pair: score for pair, score in scores.items() if pair not in units or units[pair].index not in denied}
    for parties, surest in grouped(open_, {pair: unit.index for pair, unit in units.items()}):
        for paper in _papers(pairs, parties, surest):
            yield paper, scores[surest]


def scores_of(pairs: PaperPairs) -> dict[Pair, float]:
    """The score of each pair, not calibrated."""
    linear, trees = scorer.linear(FILE, "pair_linear"), scorer.trees(FILE, "pair_trees")
    return dict(zip(pairs.pairs, scorer.means(linear, trees, map(pairs.measure, pairs.pairs)), strict=True))


def grouped(scores: Mapping[Pair, float], homes: Mapping[Pair, int]) -> Iterator[tuple[tuple[str, ...], Pair]]:
    """Parties of each paper with its surest pair: pairs whose surest place is in one unit are one paper when every two of them hold.

    homes: the unit of each pair's surest place.
    """
    units: defaultdict[int, dict[Pair, float]] = defaultdict(dict)
    for pair, score in scores.items():
        if score >= JOINS:
            units[homes.get(pair, -1)][pair] = score
    for left in units.values():
        while left and (best := max(left, key=lambda pair: (left[pair], pair))) and left[best] >= REPORTED:
            parties = _joined(best, left)
            yield tuple(sorted(parties)), best
            for pair in [pair for pair in left if parties.issuperset(pair)]:
                del left[pair]


def _joined(best: Pair, scores: Mapping[Pair, float]) -> set[str]:
    """The pair and, one by one, the surest party that holds with each of those taken."""
    parties = set(best)
    sums = {key: 0.0 for pair in scores for key in pair if key not in parties}
    fresh = list(best)
    while fresh:
        for key in list(sums):
            held = [scores.get(pair_of(key, other)) for other in fresh]
            if None in held:
                del sums[key]
            else:
                sums[key] += sum(value for value in held if value)
        fresh = [max(sums, key=lambda key: (sums[key], key))] if sums else []
        parties.update(fresh)
        for key in fresh:
            del sums[key]
    return parties


def _with(paper: Agreement, sure: float) -> Agreement:
    """A paper with the judge's confidence."""
    return paper.model_copy(update={"evidence": tuple(e.model_copy(update={"confidence": sure}) for e in paper.evidence)})


def _papers(pairs: PaperPairs, parties: tuple[str, ...], surest: Pair) -> Sequence[Agreement]:
    """What is known of the paper: the rules' findings with these parties, else what the surest pair's sentence says."""
    proposed = [paper for paper in pairs.proposed.get(surest, ()) if set(paper.parties) == set(parties)]
    if proposed or surest not in pairs.places:
        return proposed or pairs.proposed[surest][:1]
    candidate = pairs.places[surest][0][1]
    unit, words = candidate.unit, pairs.words
    type_, span = _noun(words, unit, parties)
    return [stated(words.scene.reading, words.scene.sentences[unit.start], type_, span, of=Parties(parties, candidate.mode))]


def _noun(words: PaperWords, unit: Unit, parties: tuple[str, ...]) -> tuple[str, tuple[int, int]]:
    """Type and place of the word for the paper: the one nearest to the parties, else the type of one above or beside the unit."""
    nouns, slots = words.nouns[unit.index], [slot for slot in unit.slots if slot.entity in parties]
    if nouns:
        best = min(nouns, key=lambda noun: (min((abs(noun.start - slot.start) for slot in slots), default=0), noun.start))
        return best.type, (best.start, best.end)
    return next((noun.type for noun in _around(words, unit)), _UNNAMED), (unit.start, unit.start)


def _around(words: PaperWords, unit: Unit) -> Iterator[Noun]:
    """Words for papers above the unit, in the two before it and in the next one."""
    for above in words.above(unit):
        yield from words.nouns[above.index]
    for at in (unit.index - 1, unit.index + 1, unit.index - 2):
        if 0 <= at < len(words.nouns):
            yield from words.nouns[at]
