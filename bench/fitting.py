"""Fitting of what `ingest/relate/scorer.py` evaluates: logistic regression, boosted trees and calibration curves, as plain JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import scipy.sparse as sp
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

Rows = Sequence[Mapping[str, float]]
LEAST_WEIGHT = 0.02


def columns(rows: Rows, support: int) -> DictVectorizer:
    """The features seen in `support` examples or more."""
    seen = Counter(name for row in rows for name, value in row.items() if value)
    return DictVectorizer(dtype=np.float64).fit([{name: 1.0 for name, count in sorted(seen.items()) if count >= support}])


def _matrix(known: DictVectorizer, rows: Rows) -> sp.csr_matrix:
    matrix = sp.csr_matrix(known.transform(rows))
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return matrix


def fit_linear(
    rows: Rows, answers: np.ndarray, classes: Sequence[str], *, strength: float, support: int = 5, weight: np.ndarray | None = None
) -> dict:
    """Logistic regression on features scaled by their largest value; the scale is folded into the weights."""
    known = columns(rows, support)
    matrix = _matrix(known, rows)
    scale = np.maximum(abs(matrix).max(axis=0).toarray().ravel(), 1e-9)
    scaled = _int32(matrix @ sp.diags(1 / scale))
    model = LogisticRegression(C=strength, solver="liblinear" if len(classes) == 1 else "lbfgs", max_iter=400)
    model.fit(scaled, answers, sample_weight=weight)
    coefficients = model.coef_ / scale
    kept = np.abs(model.coef_).max(axis=0) >= LEAST_WEIGHT
    names = known.feature_names_
    weights = {names[at]: [round(float(c), 4) for c in coefficients[:, at]] for at in np.flatnonzero(kept)}
    return {"classes": list(classes), "bias": [round(float(b), 4) for b in model.intercept_], "weights": weights}


def _int32(matrix: sp.spmatrix) -> sp.csr_matrix:
    plain = sp.csr_matrix(matrix)
    plain.indices, plain.indptr = plain.indices.astype(np.int32), plain.indptr.astype(np.int32)
    return plain


def _node(node: np.void, names: Sequence[str]) -> list[str | float | int]:
    """A node as the scorer reads it: (feature, threshold, left, right), or ("", value, 0, 0) for a leaf."""
    if node["is_leaf"]:
        return ["", round(float(node["value"]), 5), 0, 0]
    return [names[node["feature_idx"]], round(float(node["num_threshold"]), 5), int(node["left"]), int(node["right"])]


def fit_trees(rows: Rows, answers: np.ndarray, weight: np.ndarray | None = None, *, support: int = 12, **settings: float) -> dict:
    """Boosted trees, written node by node."""
    known = columns(rows, support)
    dense = np.asarray(known.transform(rows).todense(), dtype=np.float32)
    model = HistGradientBoostingClassifier(random_state=0, early_stopping=False, **settings).fit(dense, answers, sample_weight=weight)
    names = known.feature_names_
    trees = [[_node(node, names) for node in predictor.nodes] for (predictor,) in model._predictors]  # there is no public way
    return {"bias": float(model._baseline_prediction.ravel()[0]), "trees": trees}


def calibrate(scores: np.ndarray, answers: np.ndarray, pieces: int = 20) -> list[list[float]]:
    """Score -> share of right answers, rising, as points of a curve: means of equal parts, those of one level taken together."""
    order = np.argsort(scores, kind="stable")
    parts = [part for part in np.array_split(order, pieces) if len(part)]
    x = np.array([scores[part].mean() for part in parts])
    share, size = np.array([answers[part].mean() for part in parts]), np.array([len(part) for part in parts])
    y = IsotonicRegression(y_min=0.01, y_max=0.99).fit(x, share, size).predict(x)
    levels = [(np.average(x[y == level], weights=size[y == level]), level) for level in np.unique(y)]
    return [[round(float(a), 4), round(float(b), 4)] for a, b in [(0.0, 0.0), *levels, (1.0, 0.97)]]
