"""Bring a float point onto the system's equalities exactly, so that it can be checked in fractions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cnfacts.checks.joint.system import Number, System

__all__ = ["mended"]


def mended(system: System, point: Mapping[int, Number]) -> dict[int, Number]:
    """The point with one column of each equality recomputed from the others (elimination, sparse)."""
    solved: dict[int, dict[int, Number]] = {}
    for row in system.rows:
        if row.equal:
            _take(solved, dict(row.form))
    out = dict(point)
    for column, form in solved.items():
        out[column] = sum(value * out[other] for other, value in form.items())
    return out


def _take(solved: dict[int, dict[int, Number]], form: dict[int, Number]) -> None:
    """Solve an equality for one of its columns; no solved column stays on a right-hand side."""
    for column in [c for c in form if c in solved]:
        _put(form, form.pop(column), solved[column])
    if not form:
        return
    pivot = min(form)
    own = form.pop(pivot)
    factor = -own if own in (1, -1) else Fraction(-1) / own
    mine = {column: value * factor for column, value in form.items()}
    for other in solved.values():
        if pivot in other:
            _put(other, other.pop(pivot), mine)
    solved[pivot] = mine


def _put(form: dict[int, Number], factor: Number, terms: Mapping[int, Number]) -> None:
    for column, value in terms.items():
        total = form.get(column, 0) + factor * value
        if total:
            form[column] = total
        else:
            form.pop(column, None)
