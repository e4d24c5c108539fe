"""Fits data/points.yaml on the registry: pairs of names of one entry against look-alike pairs of names of two.

    python bench/identity_points.py [--half N] > points.yaml

--half 0 or 1 fits on half of the entries only, for the held-out table in docs/identity.md. Logistic regression by Newton's method with a
small ridge; places are shown or hidden at random (fixed seed), since documents state them about every second time.
"""

from __future__ import annotations

import argparse
import random
import zlib
from collections import defaultdict
from itertools import combinations

import numpy as np

from medcoop.ingest.identity import compare, normal, profile, vetoes
from medcoop.ontology import registry

RIDGE = 1.0
RANDOM = 100_000


def mentions(entries, rng):
    """(entry id, profile) of every alias that says more than a kind."""
    for entry in entries:
        for alias in entry.aliases:
            city = dict(entry.city).get(alias.lang) if rng.random() < 0.35 else None
            country = entry.country if city or rng.random() < 0.3 else None
            yield entry.id, profile.build(alias.text, (), country, city)


def pairs(rows, rng):
    """All pairs within an entry, and those of two entries that share a key."""
    entries, blocks = defaultdict(list), defaultdict(list)
    for row in rows:
        entries[row[0]].append(row)
        for key in set(keys(row[1].names[0])):
            blocks[key].append(row)
    for found in entries.values():
        chosen = list(combinations(found, 2))
        rng.shuffle(chosen)
        yield from ((a, b, 1) for (_, a), (_, b) in chosen[:40])
    for key in sorted(blocks):
        found = blocks[key]
        chosen = [(a, b) for a, b in combinations(found[:200], 2) if a[0] != b[0]]
        rng.shuffle(chosen)
        yield from ((a, b, 0) for (_, a), (_, b) in chosen[:60])
    for _ in range(RANDOM):
        (one, a), (two, b) = rng.choice(rows), rng.choice(rows)
        if one != two:
            yield a, b, 0


def keys(name: normal.Name):
    """Loose keys, so that look-alikes meet."""
    for proper in name.propers:
        yield from proper.skeletons
    yield from name.acronyms
    yield from (f"{name.head}:{strong}" for strong in name.strong)
    yield from (f"{name.head}:{place}" for place in name.cities | name.countries | name.regions)


def linkable(features):
    """Two names of one institution that share nothing ("HUG", "Hôpitaux universitaires de Genève") would only teach to guess."""
    return "nothing that tells which" not in features or "same subject" in features


def fit(x, y, weight):
    """Coefficients, the first one the base."""
    beta = np.zeros(x.shape[1])
    ridge = np.eye(x.shape[1]) * RIDGE
    ridge[0, 0] = 0
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (weight * (y - p)) - ridge @ beta
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + ridge
        beta += np.linalg.solve(hessian, gradient)
    return beta


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", type=int)
    half = parser.parse_args().half
    rng = random.Random(5)
    entries = [e for e in registry.load() if half is None or zlib.crc32(e.id.encode()) % 2 == half]
    rows = [(a, b, label) for a, b, label in pairs(list(mentions(entries, rng)), rng) if vetoes.veto(a, b) is None]
    compared = [(features, label) for a, b, label in rows for features in [compare.compare(a, b)] if not label or linkable(features)]
    names = sorted({name for features, _ in compared for name in features})
    x = np.array([[1.0, *(f.get(n, 0.0) for n in names)] for f, _ in compared])
    y = np.array([label for _, label in compared], float)
    beta = fit(x, y, np.ones(len(y)))
    print(f"# Log odds, fitted by bench/identity_points.py on {int(y.sum())} pairs of one institution and {int(len(y) - y.sum())} of two.")
    print(f"base: {beta[0]:.2f}")
    for name, value in sorted(zip(names, beta[1:], strict=True), key=lambda row: -row[1]):
        print(f"{name}: {value:.2f}")


if __name__ == "__main__":
    main()
