"""Logistic regression on categorical terms, with a penalty on large weights (numpy; used in fitting only)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cnfacts.assembly.confidence import Model

__all__ = ["Example", "fit"]

_STEPS = 25
_ENOUGH = 1e-8
_SEEN = ("seen", "yes")
_LEAST = 5
_FREE = 1e-3  # penalty of the intercept

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A fact for fitting: its terms, whether it is right, and whether rules were developed on its document."""

    doc_id: str
    terms: dict[str, str]
    right: bool
    seen: bool


def fit(examples: Sequence[Example], penalty: float, seen_weight: float) -> Model:
    """Fit the model by Newton's method.

    The rules do better on documents they were developed on, so those get a term of their own, which is then left
    out: the model speaks of documents that nobody has looked at.

    Args:
        examples: at least one right and one wrong.
        penalty: on the squares of all weights but the intercept.
        seen_weight: how much a fact of a seen document counts beside one of an unseen document.
    """
    columns = _columns(examples)
    x = np.zeros((len(examples), len(columns) + 1))
    x[:, -1] = 1.0
    for i, example in enumerate(examples):
        for item in _items(example):
            if item in columns:
                x[i, columns[item]] = 1.0
    right = np.array([float(e.right) for e in examples])
    counts = np.array([seen_weight if e.seen else 1.0 for e in examples])
    weights = _newton(x, right, counts, penalty)
    found: dict[str, dict[str, float]] = {}
    for (name, value), column in columns.items():
        if (name, value) != _SEEN:
            found.setdefault(name, {})[value] = round(float(weights[column]), 4)
    return Model(round(float(weights[-1]), 4), found)


def _items(example: Example) -> list[tuple[str, str]]:
    return [*example.terms.items(), *([_SEEN] if example.seen else [])]


def _columns(examples: Sequence[Example]) -> dict[tuple[str, str], int]:
    """A column for each value seen often enough."""
    counts: dict[tuple[str, str], int] = {}
    for example in examples:
        for item in _items(example):
            counts[item] = counts.get(item, 0) + 1
    return {item: i for i, item in enumerate(sorted(i for i, n in counts.items() if n >= _LEAST))}


def _newton(x: Floats, y: Floats, counts: Floats, penalty: float) -> Floats:
    ridge = np.full(x.shape[1], float(penalty))
    ridge[-1] = _FREE
    weights: Floats = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-(x @ weights)))
        gradient = x.T @ (counts * (y - p)) - ridge * weights
        hessian = (x * (counts * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step: Floats = np.asarray(np.linalg.solve(hessian, gradient), dtype=np.float64)
        weights += step
        if float(np.abs(step).max()) < _ENOUGH:
            break
    return weights
