"""What the other figures imply: exact bounds of a ratio of latent levels over all solutions of a system.

The float solver names the rows that bind; the bound follows from them in fractions, and is accepted only
when its own multipliers prove it (linear programming duality).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cnfacts.checks.interval import Interval
from cnfacts.checks.joint.highs import optimum
from cnfacts.checks.joint.linear import CONSTANT, solution
from cnfacts.checks.joint.solve import decide
from cnfacts.checks.joint.system import Form, Number, Row, System, add, scaled

__all__ = ["near_bounds", "range_of"]

_SLACK = Fraction(1, 10**6)


def range_of(system: System, num: Form, den: Form) -> Interval:
    """The least and the greatest `num/den`; an end is None where there is no bound or none can be proved."""
    low, high = _bound(system, num, den), _bound(system, scaled(num, -1), den)
    return Interval(low, None if high is None else -high)


def near_bounds(system: System, num: Form, den: Form) -> tuple[float, float]:
    """The same in floats, for a first look only."""
    low, high = (optimum(system, num, den, most=most) for most in (False, True))
    return low[0] if low else float("-inf"), high[0] if high else float("inf")


def _bound(system: System, num: Form, den: Form) -> Fraction | None:
    """A proved lower bound of `num/den`."""
    found = optimum(system, num, den, most=False)
    if found is None:
        return None
    value, priced, used = found
    rows = [system.rows[index] for index in priced]
    exact = _from_rows(rows, num, den, used)
    if exact is not None and _proves(system, rows, num, den, exact):
        return Fraction(exact[0])
    rough = Fraction(value).limit_denominator(10**9)
    return _certified(system, num, den, rough - max(abs(rough), Fraction(1)) * _SLACK)


def _from_rows(rows: Sequence[Row], num: Form, den: Form, used: Sequence[int]) -> list[Number] | None:
    """The bound and the rows' multipliers, such that what is left of `num` vanishes on the columns in use."""
    forms = [den, *(row.form for row in rows)]
    equations: dict[int, dict[int, Number]] = {column: {} for column in used}
    for unknown, form in enumerate(forms):
        for column in form.keys() & equations.keys():
            equations[column][unknown] = form[column]
    for column in num.keys() & equations.keys():
        equations[column][CONSTANT] = -num[column]
    found = solution(equations.values(), range(len(forms)))
    return None if found is None else [found[unknown] for unknown in range(len(forms))]


def _proves(system: System, rows: Sequence[Row], num: Form, den: Form, exact: Sequence[Number]) -> bool:
    """`num - bound·den` is a sum of rows and of non-negative multiples of positive columns."""
    if any(value < 0 and not row.equal for row, value in zip(rows, exact[1:], strict=True)):
        return False
    used = (scaled(row.form, -value) for row, value in zip(rows, exact[1:], strict=True))
    rest = add(num, scaled(den, -exact[0]), *used)
    return all(value > 0 and system.positive[column] for column, value in rest.items())


def _certified(system: System, num: Form, den: Form, bound: Fraction) -> Fraction | None:
    """A bound a little outside the float one, if no solution lies beyond it."""
    beyond = Row(add(scaled(den, bound), scaled(num, -1)), (), "beyond")
    return bound if decide(system.joined([beyond])).feasible is False else None
