"""The institution of a person: the one that the office names, or of those around the one that a learned scorer holds most likely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..relate.scorer import trees
from .people_spot import Spot
from .positions_measure import Company, measure
from .positions_office import Office

FILE = "office_orgs.json"
FLOOR = 0.4
"""Below this chance no institution is tied: chosen on training documents by cross-validation."""


def chances(company: Company, spots: Sequence[Spot], office: Office | None) -> dict[str, float]:
    """How likely each institution around is the person's."""
    scorer = trees(FILE, "trees")
    found, rule = company.candidates(spots[0], office), company.rule(spots, office)
    return dict(zip(found, scorer.chances([measure(company, spots, office, key, rule) for key in found]), strict=True))


def tie(company: Company, spots: Sequence[Spot], office: Office | None) -> Office | None:
    """The office with the institution that the text ties to it, None where it has none. `tied` is the chance."""
    if office is None or office.position is None:
        return office
    likely = chances(company, spots, office)
    best = max(likely, key=lambda k: likely[k], default=None)
    if best is None or likely[best] < FLOOR:
        return replace(office, org=None, tied=0.0)
    return replace(office, org=best, tied=round(likely[best], 3))
