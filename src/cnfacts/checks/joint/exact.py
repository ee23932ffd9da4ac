"""The simplex method in fractions: decides a small system, or mends a float point, without rounding anything.

The *general simplex* of Dutertre and de Moura (A Fast Linear-Arithmetic Solver for DPLL(T), CAV 2006): one
slack a row, bounds instead of a first phase, and a conflict that is itself the proof. It may start from any
point, so that the float solver's answer leaves it only the rows that miss by a rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from cnfacts.checks.joint.system import Number, System

__all__ = ["Outcome", "decide_exactly"]

_BLAND_AFTER = 40
"""Pivots by the largest miss; then by the smallest index, which cannot cycle (Bland 1977)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A point, or multipliers of rows that prove there is none, or neither (given up)."""

    point: Mapping[int, Fraction] | None = None
    multipliers: Mapping[int, Fraction] | None = None


def decide_exactly(system: System, start: Mapping[int, Number] | None = None, pivots: int = 400) -> Outcome:
    """Decide a system in exact arithmetic, giving up after so many pivots."""
    table = _Tableau(system, start or {})
    for count in range(pivots):
        basic = table.broken(bland=count >= _BLAND_AFTER)
        if basic is None:
            return Outcome(point={column: table.value[column] for column in range(table.width)})
        rising = table.value[basic] < (table.low[basic] or 0)
        entering = table.entering(basic, rising)
        if entering is None:
            return Outcome(multipliers=table.conflict(basic, rising))
        table.pivot(basic, entering)
    return Outcome()


class _Tableau:
    """Basic variables as combinations of the others; every other variable is within its bounds."""

    def __init__(self, system: System, start: Mapping[int, Number]) -> None:
        self.width = len(system.positive)
        one, zero = Fraction(1), Fraction(0)
        self.low: dict[int, Fraction | None] = {}
        self.high: dict[int, Fraction | None] = {}
        self.value: dict[int, Fraction] = {}
        for column, positive in enumerate(system.positive):
            self.low[column], self.high[column] = (one if positive else None), None
            value = Fraction(start.get(column, one))
            self.value[column] = max(one, value) if positive else value
        self.rows: dict[int, dict[int, Fraction]] = {}
        for index, row in enumerate(system.rows):
            slack = self.width + index
            self.low[slack], self.high[slack] = zero, (zero if row.equal else None)
            self.rows[slack] = {c: Fraction(v) for c, v in row.form.items()}
            self.value[slack] = sum((v * self.value[c] for c, v in row.form.items()), zero)

    def broken(self, *, bland: bool) -> int | None:
        """A basic variable outside its bounds."""
        worst, most = None, Fraction(0)
        for basic in sorted(self.rows):
            miss = self._miss(basic)
            if miss > most:
                worst, most = basic, miss
                if bland:
                    break
        return worst

    def _miss(self, basic: int) -> Fraction:
        low, high, value = self.low[basic], self.high[basic], self.value[basic]
        if low is not None and value < low:
            return low - value
        return value - high if high is not None and value > high else Fraction(0)

    def entering(self, basic: int, rising: bool) -> int | None:
        """The first variable that can move so as to mend the basic one."""
        row = self.rows[basic]
        return min((other for other, value in row.items() if self._free(other, (value > 0) == rising)), default=None)

    def _free(self, other: int, up: bool) -> bool:
        bound = self.high[other] if up else self.low[other]
        return bound is None or self.value[other] != bound

    def conflict(self, basic: int, rising: bool) -> dict[int, Fraction]:
        """The row of a variable that nothing can mend, read as multipliers of the system's rows."""
        sign = 1 if rising else -1
        out = {} if basic < self.width else {basic - self.width: Fraction(sign)}
        for other, value in self.rows[basic].items():
            if other >= self.width:
                out[other - self.width] = -sign * value
        return out

    def pivot(self, basic: int, entering: int) -> None:
        """Move the basic variable to the bound it misses, by the entering one, and swap the two."""
        row = self.rows.pop(basic)
        pivot = row.pop(entering)
        low = self.low[basic]
        goal = low if low is not None and self.value[basic] < low else self.high[basic]
        assert goal is not None
        step = (goal - self.value[basic]) / pivot
        self.value[basic] = goal
        self.value[entering] += step
        solved = {other: -value / pivot for other, value in row.items()}
        solved[basic] = 1 / pivot
        for target, terms in self.rows.items():
            factor = terms.pop(entering, None)
            if factor is None:
                continue
            self.value[target] += factor * step
            for other, value in solved.items():
                total = terms.get(other, 0) + factor * value
                if total:
                    terms[other] = total
                else:
                    terms.pop(other, None)
        self.rows[entering] = solved
