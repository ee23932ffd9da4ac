"""The float solver's side: HiGHS proposes a point or the rows of a conflict; nothing here is believed.

One linear program decides: the greatest `t ≤ 1` such that every row has slack `t` times half its interval's
width, every positive column being at least one. `t = 1` offers a point well inside; below zero, the rows
with a dual price are an infeasible subset (its extreme rays are the irreducible ones: Gleeson and Ryan, ORSA
J. Computing 2, 1990). HiGHS: Huangfu and Hall, Math. Prog. Comp. 10, 2018.
"""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from cnfacts.checks.joint.system import Form, Number, System
from cnfacts.errors import MissingExtraError

__all__ = ["Proposal", "optimum", "propose", "solver"]

INSTALL = "pip install 'cnfacts[checks]'"
_USED = 1e-9
_NO_WIDTH = 1e-6
_BITS = 40
_TIME = 30.0
"""Seconds for one problem; the solver counts its time over all problems."""
_LOCAL = threading.local()
Floats = Any
"""A numpy array of floats."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The margin `t`, a point at some scale, the rows with a price, the columns without a reduced cost."""

    margin: float
    point: dict[int, Number]
    priced: tuple[int, ...]
    loose: tuple[int, ...]


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


def _instance() -> Any:
    """One a thread, for a new one takes as long as a small problem; a model that is passed clears the last."""
    if not hasattr(_LOCAL, "highs"):
        _LOCAL.highs = solver().Highs()
        for option, value in (("output_flag", False), ("presolve", "off"), ("threads", 1)):
            _LOCAL.highs.setOptionValue(option, value)
    return _LOCAL.highs


def propose(system: System) -> Proposal | None:
    """The largest common margin of all rows, found in floats; None where the solver gives up."""
    matrix = _Matrix(system)
    width, height = matrix.width, matrix.height
    values, index, start = matrix.with_margin()
    low = np.append(matrix.low(1.0), -math.inf)
    high = np.append(np.full(width, math.inf), 1.0)
    cost = np.append(np.zeros(width), -1.0)
    rows = (np.zeros(height), np.where(matrix.equal, 0.0, math.inf))
    answer = _solve((start, index, values), rows, cost, (low, high))
    if answer is None:
        return None
    found, duals, costs = answer
    loose = tuple(int(column) for column in np.flatnonzero(costs[:width] == 0))
    return Proposal(float(found[width]), matrix.exactly(found), _support(duals), loose)


def optimum(system: System, num: Form, den: Form, *, most: bool) -> tuple[float, tuple[int, ...], tuple[int, ...]] | None:
    """The least (most) `num/den` over the system's solutions, in floats; None where there is no bound.

    Also the rows with a price, and the columns in use.
    """
    matrix = _Matrix(system)
    width, height = matrix.width, matrix.height
    cost = matrix.dense(num) * (-1 if most else 1)
    base = matrix.dense(den)
    used = np.flatnonzero(base)
    start = np.append(matrix.start, matrix.start[-1] + len(used))
    entries = (start, np.append(matrix.columns, used), np.append(matrix.values, base[used]))
    rows = (np.append(np.zeros(height), 1.0), np.append(np.where(matrix.equal, 0.0, math.inf), 1.0))
    answer = _solve(entries, rows, cost, (matrix.low(0.0), np.full(width, math.inf)))
    if answer is None:
        return None
    found, duals, _ = answer
    top = float(np.max(np.abs(found), initial=0.0))
    columns = tuple(int(c) for c in np.flatnonzero(np.abs(found) > _USED * top))
    return float(cost @ found) * (-1 if most else 1), _support(duals[:-1]), columns


class _Matrix:
    """A system's coefficients in floats, by row, columns and rows scaled so that 万 and 亿 do not matter."""

    def __init__(self, system: System) -> None:
        self.width, self.height = len(system.positive), len(system.rows)
        lengths = [len(row.form) for row in system.rows]
        self.start = np.concatenate(([0], np.cumsum(lengths))).astype(int)
        self.columns = np.array([column for row in system.rows for column in row.form], dtype=int)
        plain = np.array([float(value) for row in system.rows for value in row.form.values()])
        self.rows = np.repeat(np.arange(self.height), lengths)
        self.equal = np.array([row.equal for row in system.rows], dtype=bool)
        self.positive = np.array(system.positive, dtype=bool)
        self.powers = _column_powers(self.rows, self.columns, np.log2(np.abs(plain)), self.height, self.width)
        self.scale = np.exp2(self.powers)
        values = plain * self.scale[self.columns]
        widest = np.maximum.reduceat(np.abs(values), self.start[:-1]) if len(values) else np.zeros(self.height)
        unit = np.array([row.unit * self._sum(row.den) if row.den and row.unit else 0.0 for row in system.rows])
        self.margin = np.where(self.equal, 0.0, np.where(unit > 0, 1.0, _NO_WIDTH))
        self.values = values / np.where(unit > 0, unit, widest)[self.rows]

    def _sum(self, form: Form) -> float:
        return sum(float(value) * float(self.scale[column]) for column, value in form.items())

    def low(self, bound: float) -> Floats:
        """Lower bounds of the columns."""
        return np.where(self.positive, bound, -math.inf)

    def dense(self, form: Form) -> Floats:
        """A form on the scaled columns."""
        out = np.zeros(self.width)
        for column, value in form.items():
            out[column] = float(value) * self.scale[column]
        return out

    def with_margin(self) -> tuple[Floats, Floats, Floats]:
        """Values, columns and starts with the margin's column at the end of each row that has one."""
        has = self.margin > 0
        at = self.start[1:][has]
        values = np.insert(self.values, at, -self.margin[has])
        columns = np.insert(self.columns, at, self.width)
        return values, columns, self.start + np.concatenate(([0], np.cumsum(has)))

    def exactly(self, point: Floats) -> dict[int, Number]:
        """A float point in whole numbers, at a scale of its own (the system is homogeneous)."""
        least = int(np.min(self.powers, initial=0))
        return {
            column: round(float(point[column]) * 2**_BITS) << (int(power) - least) for column, power in enumerate(self.powers)
        }


def _solve(
    entries: tuple[Floats, Floats, Floats],
    rows: tuple[Floats, Floats],
    cost: Floats,
    bounds: tuple[Floats, Floats],
) -> tuple[Floats, Floats, Floats] | None:
    """Column values, row duals and reduced costs at the optimum."""
    highspy = solver()
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(cost), len(rows[0])
    model.col_cost_, (model.col_lower_, model.col_upper_) = cost, bounds
    model.row_lower_, model.row_upper_ = rows
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_, matrix.index_, matrix.value_ = entries
    highs = _instance()
    highs.setOptionValue("time_limit", highs.getRunTime() + _TIME)
    highs.passModel(model)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    solution = highs.getSolution()
    return np.array(solution.col_value), np.array(solution.row_dual), np.array(solution.col_dual)


def _support(duals: Floats) -> tuple[int, ...]:
    """Rows with a price, however small: the solver leaves an exact nought at the others."""
    return tuple(int(index) for index in np.flatnonzero(duals))


def _column_powers(rows: Floats, columns: Floats, sizes: Floats, height: int, width: int, rounds: int = 4) -> Floats:
    """Powers of two that bring the coefficients near one (geometric scaling)."""
    shift = np.zeros(width)
    if np.max(np.abs(sizes), initial=0.0) < 12:
        return shift
    for _ in range(rounds):
        lift = -_middle(rows, sizes + shift[columns], height)
        shift = -_middle(columns, sizes + lift[rows], width)
    return np.round(shift)


def _middle(index: Floats, value: Floats, size: int) -> Floats:
    """Half of the least plus half of the greatest value at each index; every row and column has a value."""
    low, high = np.full(size, math.inf), np.full(size, -math.inf)
    np.minimum.at(low, index, value)
    np.maximum.at(high, index, value)
    low[low == math.inf] = high[high == -math.inf] = 0.0
    return (low + high) / 2
