"""Two institutions compared: the features of the two of their names that agree best."""

from __future__ import annotations

from . import features, score
from .features import Side
from .profile import Profile
from .together import Features, together


def hopeless(a: Profile, b: Profile) -> bool:
    """A quick look: both have proper names, spelt out, and none sounds like one of the other's."""
    return a.spelt and b.spelt and not a.skeletons & b.skeletons


def compare(a: Profile, b: Profile) -> Features:
    """Counts or flags of what agrees and what differs, by names that a person can read."""
    where = _where(a, b)
    found = [features.of(Side(x, a), Side(y, b)) | where for x in a.names for y in b.names]
    whole = [f | together(f) for f in found]
    return whole[0] if len(whole) == 1 else max(whole, key=score.confidence)


def _where(a: Profile, b: Profile) -> Features:
    found = {"same city"} if a.cities & b.cities else set()
    if a.countries & b.countries:
        found.add("same country")
    elif not (a.countries and b.countries):
        found.add("country not known")
    return dict.fromkeys(sorted(found), 1.0)
