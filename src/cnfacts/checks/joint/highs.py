"""The float solver's side: HiGHS proposes a point or the rows of a conflict; nothing here is believed.

One linear program decides: the greatest `t ≤ 1` such that every row has slack `t` times half its interval's width,
every positive column being at least one. `t = 1` offers a point well inside; below zero, the rows with a dual price
are an infeasible subset (its extreme rays are the irreducible ones: Gleeson and Ryan, ORSA J. Computing 2, 1990).
HiGHS: Huangfu and Hall, Math. Prog. Comp. 10, 2018.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

from cnfacts.checks.joint.system import Row, System
from cnfacts.errors import MissingExtraError

__all__ = ["Proposal", "optimum", "propose", "solver"]

INSTALL = "pip install 'cnfacts[checks]'"
_SUPPORT = 1e-9
_NO_WIDTH = 1e-6


@dataclass(frozen=True, slots=True)
class Proposal:
    """The float answer: the margin `t`, a point, and the rows with a price."""

    margin: float
    point: dict[int, Fraction]
    priced: tuple[int, ...]


@cache
def solver() -> Any:
    """The module highspy.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import highspy
    except ImportError:
        raise MissingExtraError(f"the joint check needs the extra 'checks'; install it with: {INSTALL}") from None
    return highspy


def propose(system: System) -> Proposal | None:
    """The largest common margin of all rows, found in floats; None where the solver gives up."""
    width = len(system.names)
    scale = _column_scales(system)
    matrix = _Matrix()
    for row in system.rows:
        size, margin = _row_scale(row, scale)
        terms = [(column, float(value) * scale[column] / size) for column, value in row.form.items()]
        matrix.row([*terms, (width, -margin)] if margin else terms, 0.0, 0.0 if row.equal else math.inf)
    low = np.array([1.0 if positive else -math.inf for positive in system.positive] + [-math.inf])
    high = np.append(np.full(width, math.inf), 1.0)
    cost = np.append(np.zeros(width), -1.0)
    answer = _solve(matrix, cost, low, high)
    if answer is None:
        return None
    values, duals = answer
    point = {column: _exactly(values[column], scale[column]) for column in range(width)}
    return Proposal(values[width], point, _support(duals))


def optimum(system: System, num: Mapping[int, Fraction], den: Mapping[int, Fraction], *, most: bool) -> Any:
    """The least (most) `num/den` over the system's solutions, in floats, with the priced rows and used columns.

    A tuple (value, rows, columns), or None where there is no bound.
    """
    scale = _column_scales(system)
    matrix = _Matrix()
    for row in system.rows:
        size, _ = _row_scale(row, scale)
        terms = [(column, float(value) * scale[column] / size) for column, value in row.form.items()]
        matrix.row(terms, 0.0, 0.0 if row.equal else math.inf)
    matrix.row([(column, float(value) * scale[column]) for column, value in den.items()], 1.0, 1.0)
    cost = np.zeros(len(system.names))
    for column, value in num.items():
        cost[column] = float(value) * scale[column] * (-1 if most else 1)
    low = np.array([0.0 if positive else -math.inf for positive in system.positive])
    answer = _solve(matrix, cost, low, np.full(len(system.names), math.inf))
    if answer is None:
        return None
    values, duals = answer
    top = max(map(abs, values), default=0.0)
    used = tuple(column for column, value in enumerate(values) if abs(value) > _SUPPORT * top)
    return float(cost @ values) * (-1 if most else 1), _support(duals[:-1]), used


class _Matrix:
    """Rows in compressed form."""

    def __init__(self) -> None:
        self.start, self.index, self.value = [0], list[int](), list[float]()
        self.low, self.high = list[float](), list[float]()

    def row(self, terms: list[tuple[int, float]], low: float, high: float) -> None:
        for column, value in terms:
            self.index.append(column)
            self.value.append(value)
        self.start.append(len(self.index))
        self.low.append(low)
        self.high.append(high)


def _solve(matrix: _Matrix, cost: Any, low: Any, high: Any) -> tuple[Any, Any] | None:
    highspy = solver()
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(cost), len(matrix.low)
    model.col_cost_, model.col_lower_, model.col_upper_ = cost, low, high
    model.row_lower_, model.row_upper_ = np.array(matrix.low), np.array(matrix.high)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(matrix.start)
    model.a_matrix_.index_ = np.array(matrix.index)
    model.a_matrix_.value_ = np.array(matrix.value)
    highs = highspy.Highs()
    for option, value in (("output_flag", False), ("presolve", "off"), ("threads", 1), ("time_limit", 30.0)):
        highs.setOptionValue(option, value)
    highs.passModel(model)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    solution = highs.getSolution()
    return np.array(solution.col_value), np.array(solution.row_dual)


def _support(duals: Any) -> tuple[int, ...]:
    top = max(map(abs, duals), default=0.0)
    return tuple(index for index, value in enumerate(duals) if abs(value) > _SUPPORT * top)


def _row_scale(row: Row, scale: list[float]) -> tuple[float, float]:
    """What to divide a row by, and its slack at `t = 1` after that."""
    if row.half_width and row.den is not None:
        return row.half_width * sum(abs(float(v)) * scale[c] for c, v in row.den.items()), 1.0
    size = max(abs(float(value)) * scale[column] for column, value in row.form.items())
    return size, 0.0 if row.equal else _NO_WIDTH


def _column_scales(system: System, rounds: int = 6) -> list[float]:
    """Powers of two that bring the coefficients near one (geometric scaling), so that 万 and 亿 do not matter."""
    entries = [(i, c, math.log2(abs(v))) for i, row in enumerate(system.rows) for c, v in row.form.items()]
    if all(abs(size) < 10 for _, _, size in entries):
        return [1.0] * len(system.names)
    rows, columns, sizes = (np.array(part) for part in zip(*entries, strict=True))
    shift = np.zeros(len(system.names))
    for _ in range(rounds):
        lift = -_middle(rows, sizes + shift[columns], len(system.rows))
        shift = -_middle(columns, sizes + lift[rows], len(system.names))
    return [float(value) for value in 2.0 ** np.round(shift)]


def _middle(index: Any, value: Any, size: int) -> Any:
    low, high = np.full(size, math.inf), np.full(size, -math.inf)
    np.minimum.at(low, index, value)
    np.maximum.at(high, index, value)
    return np.where(np.isfinite(low), (np.nan_to_num(low) + np.nan_to_num(high)) / 2, 0.0)


def _exactly(value: float, scale: float) -> Fraction:
    return Fraction(round(value * 2**40), 2**40) * Fraction(scale)
