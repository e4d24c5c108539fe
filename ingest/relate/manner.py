"""Features from which a cooperation's kinds and status are read: the words of the clause, of the unit and of what stands around."""

from __future__ import annotations

from collections.abc import Sequence

from ...ontology.dates import PartialDate
from ..names.dates import DateMention
from ..reading import Sentence
from .features import Features, clause
from .rules.find import RuleStatement
from .scene import Scene, Unit
from .wording import following, words


def _tense(sentence: Sentence, start: int, end: int) -> Features:
    """Russian verb forms and English auxiliaries of a span."""
    features: Features = {}
    for token in sentence.tokens:
        if not start <= token.start < end:
            continue
        if token.pos == "VERB":
            feats = dict(part.split("=") for part in token.feats.split("|") if "=" in part)
            features[f"tense_{feats.get('tense', feats.get('form', 'none'))}"] = 1.0
        elif token.pos == "AUX" or token.text.lower() in ("will", "shall", "would", "could", "might") or token.text == "may":
            features[f"aux_{token.text.lower()}"] = 1.0
        elif token.text.lower().endswith("ed"):
            features["ends_ed"] = 1.0
    return features


def _when(scene: Scene, unit: Unit, dates: tuple[DateMention, ...]) -> Features:
    """Whether the unit's dates lie before or after the page's."""
    published: PartialDate | None = scene.reading.document.published
    here = [date.value for date in dates if unit.start <= date.start < unit.end]
    features: Features = {"dated": float(bool(here))}
    if published is None or published.latest is None or published.earliest is None:
        return features | {"undated_page": 1.0}
    for value in here:
        if value.earliest and value.earliest > published.latest:
            features["future"] = 1.0
        elif value.latest and value.latest < published.earliest:
            features["past"] = 1.0
            features["long_past"] = float(value.latest.year < published.earliest.year)
        else:
            features["now"] = 1.0
    return features


def measure_manner(
    scene: Scene, dates: tuple[DateMention, ...], unit: Unit, pair: tuple[str, str], said: Sequence[RuleStatement] = ()
) -> Features:
    """The features of one statement. `said`: what the rules find of the pair, on the whole page."""
    spots = [slot for slot in unit.slots if slot.entity in pair] or list(unit.slots)
    start, end = (min(s.start for s in spots), max(s.end for s in spots)) if spots else (unit.start, unit.end)
    left, right = clause(scene, unit, start, end)
    features = _tense(scene.sentences[unit.start], left, right) | _when(scene, unit, dates)
    for group, places in unit.cues.items():
        features[f"unit:{group}"] = 1.0
        if any(left <= place < right for place in places):
            features[f"clause:{group}"] = 1.0
    for name, offset in (("next", 1), ("prev", -1)):
        at = unit.index + offset
        if 0 <= at < len(scene.units) and scene.units[at].block == unit.block:
            features |= {f"{name}:{group}": 1.0 for group in scene.units[at].cues}
    for lead in scene.leads[unit.index]:
        features |= {f"lead:{group}": 1.0 for group in lead.cues}
    for scheme in ("activity", "status"):
        for hit in scene.said(scheme, unit):
            features[f"{scheme}:{hit.concept}"] = 1.0
    for key in pair:
        features[f"party:{scene.kinds.get(key, 'country')}"] = 1.0
    features["question"] = float(scene.masked[unit.end - 1] == "?")
    return features | scene.climate | _rules(unit, said) | _words(scene, unit, left, right)


def _rules(unit: Unit, said: Sequence[RuleStatement]) -> Features:
    """Kinds and status that the rules find: here, and anywhere on the page."""
    features: Features = {}
    for statement in said:
        where = "here" if unit.start <= statement.start < unit.end else "page"
        features[f"{where}:status_{statement.status}"] = 1.0
        features |= {f"{where}:kind_{kind}": 1.0 for kind in statement.kinds}
        features[f"{where}:rule_{statement.rule.split('.')[1]}"] = 1.0
    return features


def _words(scene: Scene, unit: Unit, left: int, right: int) -> Features:
    """Beginnings of the words of the clause, of the unit and of the next one that names nobody else."""
    features: Features = {f"w:{word}": 1.0 for word in words(scene, unit, unit.start, unit.end)}
    features |= {f"c:{word}": 1.0 for word in words(scene, unit, left, right)}
    after = following(scene, unit)
    if after is not None:
        features |= {f"n:{word}": 1.0 for word in words(scene, after, after.start, after.end)}
    return features
